"""Password stores by the names that people know them by."""

from app.domain.said import say

ONCE = say(
    "Write it down or print it, and keep it away from this PC: it is shown this once. "
    "Whoever has it and this PC's files can read them."
)
"""What is said beside a recovery code."""

_STORES = {
    "SecretService.Keyring": say("the desktop's keyring (GNOME Keyring or KeePassXC)"),
    "libsecret.Keyring": say("the desktop's keyring"),
    "kwallet.DBusKeyring": "KWallet",
    "kwallet.DBusKeyringKWallet4": "KWallet",
    "macOS.Keyring": say("the macOS keychain"),
    "Windows.WinVaultKeyring": say("Windows Credential Manager"),
    "fail.Keyring": "none",
    "MemorySecrets": say("this program's memory"),
}


def store_words(name: str) -> str:
    """What a person calls the store of this class; the class itself where we know no better."""
    return _STORES.get(name, name)
