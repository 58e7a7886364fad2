"""Reports: today's huddle, the counts of a span, and what of them goes to a CRM."""
