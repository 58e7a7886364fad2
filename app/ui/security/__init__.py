"""The key of the data file on screen: recovery code, change, passphrase, and the end on this PC."""
