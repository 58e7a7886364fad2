"""A password store that the test and its other processes share; databases made alike."""

import keyring
import pytest

from tests.support.alike_databases import alike_databases
from tests.support.keyrings import FOLDER_VARIABLE, FolderKeyring

__all__ = ["alike_databases"]


@pytest.fixture
def shared_keyring(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "keyring"))
    before = keyring.get_keyring()
    keyring.set_keyring(FolderKeyring())
    yield keyring.get_keyring()
    keyring.set_keyring(before)
