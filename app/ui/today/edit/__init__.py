"""What the desk itself puts on the sheet: rows entered here, local edits, notes."""
