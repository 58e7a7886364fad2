"""A HubSpot account to run on this machine: contacts, deals, meetings, notes; both path forms."""
