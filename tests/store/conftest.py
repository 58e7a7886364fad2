"""A password store of the test's own, and an opened folder to damage."""

import keyring
import pytest

from tests.support.keyrings import FOLDER_VARIABLE, FolderKeyring


@pytest.fixture(autouse=True)
def folder_keyring(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "keyring"))
    before = keyring.get_keyring()
    keyring.set_keyring(FolderKeyring())
    yield keyring.get_keyring()
    keyring.set_keyring(before)
