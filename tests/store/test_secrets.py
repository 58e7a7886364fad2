"""Secrets in the session's real password store: kept, forgotten, and never said to be gone."""

import subprocess
import sys
from uuid import uuid4

import keyring
import pytest
from keyring.errors import PasswordDeleteError, PasswordSetError

from app.domain.errors import SecretNotKept, SecretStoreLocked, SecretStoreMissing
from app.secrets import LONGEST_SECRET, KeyringSecrets
from tests.support.keyrings import FolderKeyring


class Holding(FolderKeyring):
    """A store that won't let a secret go."""

    def delete_password(self, service, username):  # noqa: ARG002  # keyring's signature
        raise PasswordDeleteError


@pytest.mark.proves("R15")
async def test_a_secret_is_forgotten_and_forgetting_none_is_no_fault():
    secrets, name = KeyringSecrets(), f"RunSheet/test/{uuid4()}/credentials"
    await secrets.delete(name)
    await secrets.write(name, "made up")
    assert await secrets.read(name) == "made up"
    await secrets.delete(name)
    assert await secrets.read(name) is None
    await secrets.delete(name)


@pytest.mark.proves("R15")
async def test_a_secret_that_the_store_holds_on_to_is_not_taken_for_gone(folder_keyring):
    keyring.set_keyring(Holding())
    secrets = KeyringSecrets()
    await secrets.delete("RunSheet/test/none")
    await secrets.write("RunSheet/test/one", "made up")
    with pytest.raises(SecretStoreLocked):
        await secrets.delete("RunSheet/test/one")
    assert len(folder_keyring.names()) == 1


# --- the two slots --------------------------------------------------------------------------------


class Losing(FolderKeyring):
    """A store that takes a new value and keeps another."""

    def set_password(self, service, username, password):
        super().set_password(service, username, password[:-1])


class LikeWindows(FolderKeyring):
    """What is replaced lives on under another name, as keyring does it with Windows' store."""

    def set_password(self, service, username, password):
        before = super().get_password(service, username)
        if before is not None:
            super().set_password(f"{username}@{service}", username, before)
        super().set_password(service, username, password)


@pytest.mark.proves("R15")
async def test_a_new_value_is_in_one_slot_or_the_other_never_in_both(folder_keyring):
    secrets = KeyringSecrets()
    for value in ("one", "two", "three"):
        await secrets.write("RunSheet/test", value)
        assert await secrets.read("RunSheet/test") == value
        assert len(folder_keyring.names()) == 1
    await secrets.delete("RunSheet/test")
    assert folder_keyring.names() == set()


@pytest.mark.proves("R15")
async def test_a_value_that_the_store_does_not_keep_leaves_the_old_one(folder_keyring):
    """KEY-06."""
    secrets = KeyringSecrets()
    await secrets.write("RunSheet/test", "old")
    keyring.set_keyring(Losing())
    with pytest.raises(SecretNotKept):
        await secrets.write("RunSheet/test", "new")
    assert await secrets.read("RunSheet/test") == "old"
    assert len(folder_keyring.names()) == 1


@pytest.mark.proves("R15")
async def test_nothing_of_a_replaced_value_stays_in_a_store_like_windows(folder_keyring):
    keyring.set_keyring(LikeWindows())
    secrets = KeyringSecrets()
    for value in ("one", "two", "three", "four"):
        await secrets.write("RunSheet/test", value)
    kept = [path.read_text() for path in folder_keyring._folder.iterdir()]
    assert kept == ["four"]


# --- longer than an item may be -------------------------------------------------------------------


class SmallItems(LikeWindows):
    """Refuses what Windows' store refuses: more than 2,560 bytes in UTF-16."""

    def set_password(self, service, username, password):
        if len(password.encode("utf-16-le")) > 2_560:
            raise PasswordSetError("CredWrite: 1783")
        super().set_password(service, username, password)


LONG = ("".join(map(str, range(500)))[:1_281], "\U0001f511" * 1_281, "x" * LONGEST_SECRET)


@pytest.mark.proves("R15")
@pytest.mark.parametrize("secret", LONG, ids=["1281", "1281 keys", "the longest"])
async def test_a_long_secret_is_kept_where_items_are_small(folder_keyring, secret):
    keyring.set_keyring(SmallItems())
    secrets = KeyringSecrets()
    for value in ("short", secret, secret[::-1] + "!", "short again"):
        await secrets.write("RunSheet/test", value[:LONGEST_SECRET])
        assert await secrets.read("RunSheet/test") == value[:LONGEST_SECRET]
    kept = [path.read_text("utf-8") for path in folder_keyring._folder.iterdir()]
    assert kept == ["short again"], "no part of a longer one is left"


@pytest.mark.proves("R15", control=True)
async def test_in_one_item_it_would_be_refused(folder_keyring, monkeypatch):
    """The control of the test above."""
    monkeypatch.setattr("app.secrets.parts.PART", 10_000)
    keyring.set_keyring(SmallItems())
    with pytest.raises(SecretStoreMissing):
        await KeyringSecrets().write("RunSheet/test", LONG[0])
    assert folder_keyring.names() == set()


@pytest.mark.proves("R15")
async def test_a_long_secret_is_kept_by_the_sessions_own_store_and_forgotten(stored_secrets):
    secrets, name = KeyringSecrets(), f"RunSheet/test/{uuid4()}/credentials"
    for value in (LONG[0], LONG[0][::-1]):
        await secrets.write(name, value)
        assert await secrets.read(name) == value
    assert stored_secrets.names()
    await secrets.delete(name)
    assert stored_secrets.names() == set()


async def test_a_long_secret_with_a_part_missing_is_none(folder_keyring):
    secrets = KeyringSecrets()
    await secrets.write("RunSheet/test", LONG[0])
    folder_keyring.delete_password("RunSheet/test/part/1", "RunSheet")
    assert await secrets.read("RunSheet/test") is None


async def test_a_secret_that_looks_like_a_list_of_parts_is_itself():
    secrets, name = KeyringSecrets(), f"RunSheet/test/{uuid4()}/credentials"
    for value in ("RunSheet, in parts: 1 0", "RunSheet, in parts:"):
        await secrets.write(name, value)
        assert await secrets.read(name) == value


class Fleeting(FolderKeyring):
    """An item that goes between being found and being read, the first time."""

    asked = 0

    def get_password(self, service, username):  # noqa: ARG002  # keyring's signature
        self.asked += 1
        if self.asked == 1:
            raise ItemNotFoundException("gone")
        return "s3cret"


class ItemNotFoundException(Exception):
    """As secretstorage names its own."""


async def test_an_item_that_goes_while_it_is_read_is_looked_for_once_more():
    keyring.set_keyring(Fleeting())
    assert await KeyringSecrets().read("RunSheet/x") == "s3cret"


@pytest.mark.skipif(sys.platform == "darwin", reason="it is macOS's own store that is looked for")
def test_no_program_is_started_to_look_for_another_systems_store() -> None:
    child = """
import asyncio, ctypes.util
looked = []
ctypes.util.find_library = lambda name: looked.append(name)
from app.secrets import KeyringSecrets
print(asyncio.run(KeyringSecrets().store_name()), looked)
"""
    done = subprocess.run(
        [sys.executable, "-P", "-c", child], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["SecretService.Keyring", "[]"]
