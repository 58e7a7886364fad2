"""The only keyring: where secrets lie."""

from app.secrets.password_store import (
    LONGEST_SECRET,
    KeyringSecrets,
    MemorySecrets,
    SecretStore,
)

__all__ = ["LONGEST_SECRET", "KeyringSecrets", "MemorySecrets", "SecretStore"]
