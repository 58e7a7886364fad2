"""Salesforce in small, from shared/contracts/salesforce.openapi.yaml; see `sandbox`."""
