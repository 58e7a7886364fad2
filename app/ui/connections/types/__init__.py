"""Which appointment types are telehealth."""
