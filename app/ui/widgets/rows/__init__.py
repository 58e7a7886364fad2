"""A list of rows of words that a person reads down: model, table and cells."""
