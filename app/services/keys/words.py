"""Password stores by the names that people know them by."""

ONCE = (
    "Write it down or print it, and keep it away from this PC: it is shown this once. "
    "Whoever has it and this PC's files can read them."
)
"""What is said beside a recovery code."""

_STORES = {
    "SecretService.Keyring": "the desktop's keyring (GNOME Keyring or KeePassXC)",
    "libsecret.Keyring": "the desktop's keyring",
    "kwallet.DBusKeyring": "KWallet",
    "kwallet.DBusKeyringKWallet4": "KWallet",
    "macOS.Keyring": "the macOS keychain",
    "Windows.WinVaultKeyring": "Windows Credential Manager",
    "fail.Keyring": "none",
    "MemorySecrets": "this program's memory",
}


def store_words(name: str) -> str:
    """What a person calls the store of this class; the class itself where we know no better."""
    return _STORES.get(name, name)
