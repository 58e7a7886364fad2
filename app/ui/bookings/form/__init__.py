"""The form that makes, moves and mends a booking: person, what, when, what will be sent."""
