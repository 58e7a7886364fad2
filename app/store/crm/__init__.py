"""Bookings in CRMs: what the desk wants, the outbox, what happened, who sends."""
