"""Halaxy (its FHIR dialect) in small, after contracts/halaxy.openapi.yaml."""
