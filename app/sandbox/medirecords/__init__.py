"""MediRecords (Connect REST API) in small, after contracts/medirecords.openapi.yaml."""
