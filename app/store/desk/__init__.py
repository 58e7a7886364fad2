"""What persons put on the run sheet: edits, rows of their own, notes, and who did it."""
