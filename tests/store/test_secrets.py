"""Secrets in the session's real password store: kept, forgotten, and never said to be gone."""

from uuid import uuid4

import keyring
import pytest
from keyring.errors import PasswordDeleteError

from app.domain.errors import SecretStoreLocked
from app.secrets import KeyringSecrets
from tests.support.keyrings import FolderKeyring


class Holding(FolderKeyring):
    """A store that won't let a secret go."""

    def delete_password(self, service, username):  # noqa: ARG002  # keyring's signature
        raise PasswordDeleteError


async def test_a_secret_is_forgotten_and_forgetting_none_is_no_fault():
    secrets, name = KeyringSecrets(), f"RunSheet/test/{uuid4()}/credentials"
    await secrets.delete(name)
    await secrets.write(name, "made up")
    assert await secrets.read(name) == "made up"
    await secrets.delete(name)
    assert await secrets.read(name) is None
    await secrets.delete(name)


async def test_a_secret_that_the_store_holds_on_to_is_not_taken_for_gone(folder_keyring):
    keyring.set_keyring(Holding())
    secrets = KeyringSecrets()
    await secrets.delete("RunSheet/test/none")
    await secrets.write("RunSheet/test/one", "made up")
    with pytest.raises(SecretStoreLocked):
        await secrets.delete("RunSheet/test/one")
    assert len(folder_keyring.names()) == 1
