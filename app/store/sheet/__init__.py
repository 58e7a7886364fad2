"""Reading the run sheet: rows, columns, edits, places and pasts of a day."""
