"""What a sync reads and writes: its lease, its claim, its one transaction, its history."""
