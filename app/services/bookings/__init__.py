"""Bookings in CRMs: kept first, then told, until the CRM says the same."""
