"""Bookings: what the desk booked in CRMs, how far each has come, and the form for a new one."""
