"""The password stores of these tests, and data folders made without the rest of RunSheet."""

from tests.store.conftest import folder_keyring, stored_secrets

__all__ = ["folder_keyring", "stored_secrets"]
