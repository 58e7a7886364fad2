"""What `dev.py prove` shows: properties of reliability.md 2.1 and 2.2, each by tests that say so.

A test says which property it shows with `@pytest.mark.proves("R4")`, and with `control=True` that
it shows a broken variant failing. The fixture `figure` takes the line that is printed.
"""
