"""What the tests and the program take for granted: a sound PySide6 and a keyring that opens."""

import sys
import uuid

import keyring
import pytest
from PySide6.QtCore import QObject


def test_qt_calls_keep_their_references_to_none() -> None:
    """PySide6 6.12.0 loses one per call on Python 3.11 and aborts after some 5,000 of them."""
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("x")
    assert sys.getrefcount(None) > before - 100


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the platform's own is used there")
def test_the_session_brings_an_unlocked_keyring() -> None:
    assert type(keyring.get_keyring()).__module__ == "keyring.backends.SecretService"
    name = str(uuid.uuid4())
    keyring.set_password("runsheet-test", name, "geheim")
    assert keyring.get_password("runsheet-test", name) == "geheim"
    keyring.delete_password("runsheet-test", name)
    assert keyring.get_password("runsheet-test", name) is None
