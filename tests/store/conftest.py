"""The session's real password store, watched; and a folder of secrets where processes share one."""

import keyring
import pytest

from tests.support.keyrings import FOLDER_VARIABLE, FolderKeyring


class WatchedSecrets:
    """The names of RunSheet's secrets that this test wrote to the real password store."""

    def __init__(self, monkeypatch):
        self._names = set()
        real, real_set = keyring.get_keyring(), keyring.set_password

        def set_and_note(name, user, secret):
            real_set(name, user, secret)
            if keyring.get_keyring() is real:  # a test's own goes with its folder
                self._names.add((name, user))

        monkeypatch.setattr(keyring, "set_password", set_and_note)

    def names(self):
        """Those that are still there."""
        return {(n, user) for n, user in self._names if keyring.get_password(n, user) is not None}

    def forget(self):
        """Leave the store as it was."""
        for name, user in self.names():
            keyring.delete_password(name, user)


@pytest.fixture(autouse=True)
def stored_secrets(monkeypatch):
    before = keyring.get_keyring()
    watched = WatchedSecrets(monkeypatch)
    yield watched
    keyring.set_keyring(before)
    watched.forget()


@pytest.fixture
def folder_keyring(tmp_path, monkeypatch, stored_secrets):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "keyring"))
    keyring.set_keyring(FolderKeyring())
    return keyring.get_keyring()
