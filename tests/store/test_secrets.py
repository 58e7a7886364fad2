"""Secrets in the session's real password store: kept, forgotten, and never said to be gone."""

from uuid import uuid4

import keyring
import pytest
from keyring.errors import PasswordDeleteError

from app.domain.errors import SecretNotKept, SecretStoreLocked
from app.secrets import KeyringSecrets
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
