"""A data folder that doesn't open: the passphrase, the recovery code, and what each refuses."""

import os
from dataclasses import replace

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from app.domain.errors import (
    DatabaseBusy,
    DatabaseKeyMissing,
    DatabaseKeyWrong,
    InvalidRequest,
    KeyKeptElsewhere,
    PassphraseWanted,
    PassphraseWrong,
    RecoveryCodeWrong,
    SecretStoreMissing,
)
from app.services.data_folder import open_core
from app.services.keys.locked import LockedFolder
from app.services.keys.passphrase import VARIABLE
from app.services.keys.service import KeyService
from app.services.settings import Settings, utc_now
from app.store import preferences
from app.store.file.key_file import read_key_file, write_key_file

WORDS = "four plain words here"


async def close(core):
    await core.database.aclose()
    core.holder.close()


async def make(folder, **told):
    core = await open_core(Settings(data_dir=folder, **told), now=utc_now)
    await core.database.write(preferences.write_preference, "kept", "yes")
    return core


async def kept(folder, **told):
    core = await open_core(Settings(data_dir=folder), now=utc_now, **told)
    found = await core.database.read(preferences.read_preferences)
    await close(core)
    return found.get("kept")


def lose_the_key(folder):
    keyring.delete_password(read_key_file(folder).secret_name(), "RunSheet")


# --- the recovery code ----------------------------------------------------------------------------


@pytest.mark.proves("R15")
async def test_a_recovery_code_brings_a_lost_key_back_however_it_is_typed(tmp_path):
    core = await make(tmp_path)
    code = await KeyService(core).new_recovery_code()
    await close(core)
    lose_the_key(tmp_path)
    with pytest.raises(DatabaseKeyMissing):
        await kept(tmp_path)
    locked = LockedFolder(Settings(data_dir=tmp_path))
    assert locked.standing().has_recovery_code
    await locked.recover(code.lower().replace("-", " ").replace("0", "o").replace("1", "l"))
    assert await kept(tmp_path) == "yes"


@pytest.mark.proves("R15")
async def test_a_recovery_code_overrules_a_wrong_key(tmp_path):
    core = await make(tmp_path)
    code = await KeyService(core).new_recovery_code()
    await close(core)
    keyring.set_password(read_key_file(tmp_path).secret_name(), "RunSheet", "ab" * 32)
    with pytest.raises(DatabaseKeyWrong):
        await kept(tmp_path)
    await LockedFolder(Settings(data_dir=tmp_path)).recover(code)
    assert await kept(tmp_path) == "yes"


@pytest.mark.proves("R15")
async def test_another_recovery_code_opens_nothing_and_changes_nothing(tmp_path):
    """KEY-09: one that is too short, and one of an earlier day."""
    core = await make(tmp_path)
    first = await KeyService(core).new_recovery_code()
    await KeyService(core).new_recovery_code()
    await close(core)
    locked, before = LockedFolder(Settings(data_dir=tmp_path)), (tmp_path / "key.json").read_bytes()
    with pytest.raises(RecoveryCodeWrong, match="26 letters"):
        await locked.recover("3F7K")
    with pytest.raises(RecoveryCodeWrong, match="printed copy"):
        await locked.recover(first)
    assert (tmp_path / "key.json").read_bytes() == before
    assert await kept(tmp_path) == "yes"


@pytest.mark.proves("R15")
async def test_a_changed_key_gets_a_code_of_its_own_and_keeps_no_trace_of_the_old_one(tmp_path):
    core = await make(tmp_path)
    before = core.database.key
    first = await KeyService(core).new_recovery_code()
    second = await KeyService(core).change_key()
    assert core.database.key != before
    assert await core.database.read(preferences.read_preferences) == {"kept": "yes"}
    await close(core)
    lose_the_key(tmp_path)
    locked = LockedFolder(Settings(data_dir=tmp_path))
    with pytest.raises(RecoveryCodeWrong):
        await locked.recover(first)
    await locked.recover(second)
    assert await kept(tmp_path) == "yes"


@pytest.mark.proves("R15")
async def test_the_key_is_not_changed_while_another_runsheet_has_the_file_open(tmp_path):
    one = await make(tmp_path)
    other = await open_core(Settings(data_dir=tmp_path), now=utc_now)
    assert await other.database.read(preferences.read_preferences)
    key = one.database.key
    with pytest.raises(DatabaseBusy):
        await KeyService(one).change_key()
    assert one.database.key == key
    assert (await one.database.read(preferences.read_preferences))["kept"] == "yes"
    await close(other)
    await close(one)
    assert read_key_file(tmp_path).other is None
    assert await kept(tmp_path) == "yes"


# --- another password store -----------------------------------------------------------------------


@pytest.mark.proves("R15")
async def test_a_key_that_another_store_holds_is_said_to_be_there(tmp_path, folder_keyring):
    await close(await make(tmp_path))
    told = read_key_file(tmp_path)
    write_key_file(tmp_path, replace(told, store="kwallet.DBusKeyring"))
    lose_the_key(tmp_path)
    with pytest.raises(KeyKeptElsewhere, match="was put into KWallet") as refusal:
        await kept(tmp_path)
    assert refusal.value.code == "KEY-03"


# --- starting fresh -------------------------------------------------------------------------------


@pytest.mark.proves("R15")
async def test_starting_fresh_waits_for_a_runsheet_that_has_the_data_open(tmp_path):
    core = await make(tmp_path)
    with pytest.raises(DatabaseBusy):
        await LockedFolder(Settings(data_dir=tmp_path)).start_fresh()
    await close(core)
    await LockedFolder(Settings(data_dir=tmp_path)).start_fresh()
    assert await kept(tmp_path) is None


# --- a passphrase ---------------------------------------------------------------------------------


@pytest.mark.proves("R15")
async def test_without_a_password_store_a_passphrase_opens_the_data(tmp_path):
    """KEY-07 and KEY-08."""
    keyring.set_keyring(NoKeyring())
    locked = LockedFolder(Settings(data_dir=tmp_path))
    with pytest.raises(SecretStoreMissing):
        await kept(tmp_path)
    with pytest.raises(InvalidRequest, match="12 characters"):
        await locked.choose_passphrase("short")
    unlocked = await locked.choose_passphrase(WORDS)
    core = await open_core(Settings(data_dir=tmp_path), now=utc_now, unlocked=unlocked)
    await core.database.write(preferences.write_preference, "kept", "yes")
    await core.secrets.write("RunSheet/a/b", "a made-up secret")
    await close(core)
    with pytest.raises(PassphraseWanted):
        await kept(tmp_path)
    with pytest.raises(PassphraseWrong):
        await locked.unlock(WORDS + "!")
    core = await open_core(
        Settings(data_dir=tmp_path), now=utc_now, unlocked=await locked.unlock(WORDS)
    )
    assert await core.secrets.read("RunSheet/a/b") == "a made-up secret"
    await core.secrets.delete("RunSheet/a/b")
    assert await core.secrets.read("RunSheet/a/b") is None
    await close(core)
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for word in (WORDS, "a made-up secret", core.database.key.hex()):
        assert word.encode() not in on_disk
    with pytest.raises(InvalidRequest):
        await locked.choose_passphrase(WORDS)


@pytest.mark.proves("R15")
async def test_a_passphrase_is_changed_and_so_is_the_key_under_it(tmp_path):
    keyring.set_keyring(NoKeyring())
    locked, new = LockedFolder(Settings(data_dir=tmp_path)), "another four plain words"
    unlocked = await locked.choose_passphrase(WORDS)
    core = await open_core(Settings(data_dir=tmp_path), now=utc_now, unlocked=unlocked)
    await core.database.write(preferences.write_preference, "kept", "yes")
    keys, before = KeyService(core), core.database.key
    with pytest.raises(PassphraseWrong):
        await keys.change_passphrase(new, new)
    await keys.change_passphrase(WORDS, new)
    with pytest.raises(PassphraseWanted):
        await keys.change_key()
    assert await keys.change_key(passphrase=new) is None
    assert core.database.key != before
    await close(core)
    with pytest.raises(PassphraseWrong):
        await locked.unlock(WORDS)
    assert await kept(tmp_path, unlocked=await locked.unlock(new)) == "yes"


@pytest.mark.proves("R15")
async def test_a_file_that_only_this_person_may_read_gives_the_passphrase(tmp_path):
    keyring.set_keyring(NoKeyring())
    file = tmp_path / "words"
    file.write_text(f"{WORDS}\n")
    file.chmod(0o600)
    told = {VARIABLE: str(file)}
    data = tmp_path / "data"
    await close(await make(data, environment=told))
    core = await open_core(Settings(data_dir=data, environment=told), now=utc_now)
    assert await core.database.read(preferences.read_preferences) == {"kept": "yes"}
    await close(core)
    if os.name != "nt":
        file.chmod(0o640)
        with pytest.raises(PassphraseWanted, match="Others may read"):
            await open_core(Settings(data_dir=data, environment=told), now=utc_now)


@pytest.mark.proves("R15")
async def test_a_lost_keyring_is_replaced_by_a_passphrase_with_the_recovery_code(tmp_path):
    core = await make(tmp_path)
    code = await KeyService(core).new_recovery_code()
    await close(core)
    keyring.set_keyring(NoKeyring())
    locked = LockedFolder(Settings(data_dir=tmp_path))
    with pytest.raises(SecretStoreMissing):
        await locked.recover(code)
    await locked.recover(code, passphrase=WORDS)
    assert await kept(tmp_path, unlocked=await locked.unlock(WORDS)) == "yes"
