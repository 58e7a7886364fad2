"""GoHighLevel (LeadConnector) in small: v1 and v2 of its API over one book."""
