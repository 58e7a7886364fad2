"""The groups of the Settings page, a file each: what stands in it, in order."""
