"""The Sync history page: what happened, what came of it, what was left out."""
