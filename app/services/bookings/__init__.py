"""Bookings in CRMs: what the desk wants, and that it lands exactly once."""
