"""A password store of the test's own: a desk is opened a second time with the same key."""

import keyring
import pytest

from tests.support.desk import Clock
from tests.support.keyrings import FOLDER_VARIABLE, FolderKeyring
from tests.support.modelled_crm import ModelledCrm


@pytest.fixture(autouse=True)
def own_keyring(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "keyring"))
    before = keyring.get_keyring()
    keyring.set_keyring(FolderKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def crm(clock):
    return ModelledCrm(now=clock)
