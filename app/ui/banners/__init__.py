"""The one banner: what it says of faults and of the day, and what its buttons do."""
