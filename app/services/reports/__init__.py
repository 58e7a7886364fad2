"""Performance reports: counts of a span, the morning huddle, what was sent to which CRM."""
