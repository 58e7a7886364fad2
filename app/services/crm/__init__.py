"""The CRMs that bookings and reports go to: their settings and their adapters."""
