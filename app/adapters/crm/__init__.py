"""The CRMs, a package each."""
