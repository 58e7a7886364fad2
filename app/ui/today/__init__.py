"""The Today board: one practice day, a column per clinician or one list, updated in place."""
