"""Gentu (Magentus Healthcare API) in small, after contracts/gentu.openapi.yaml."""
