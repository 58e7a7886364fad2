"""Password stores by the names that people know them by."""

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
