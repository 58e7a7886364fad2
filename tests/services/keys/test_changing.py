"""A change of the key or its recovery code that fails: nothing is lost or pretended."""

import asyncio
import errno
import os
from dataclasses import replace

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.domain.errors import (
    BackupUnusable,
    DatabaseDamaged,
    DataReadOnly,
    DiskFull,
    NotWritable,
    RecoveryCodeWrong,
)
from app.services.backups import BackupService
from app.services.backups_on_disk import BackupsOnDisk
from app.services.data_folder import open_core
from app.services.keys import finding
from app.services.keys.locked import LockedFolder
from app.services.keys.service import KeyService
from app.services.settings import Settings, utc_now
from app.store import preferences
from app.store.file import rekey
from app.store.file.backup import list_backups, make_backup, verify_backup
from app.store.file.key_file import new_key, new_record, read_key_file, write_key_file


async def close(core):
    await core.database.aclose()
    core.holder.close()


async def make(folder, *, backup=False):
    core = await open_core(Settings(data_dir=folder), now=utc_now)
    data = core.database
    await data.write(preferences.write_preference, "kept", "yes")
    if backup:
        make_backup(data.data_file, folder / "backups", key=data.key, now=utc_now())
    return core


async def kept(folder, *, settled=True):
    """What the folder holds once it is opened anew, by whatever key.json says then."""
    core = await open_core(Settings(data_dir=folder), now=utc_now)
    found = await core.database.read(preferences.read_preferences)
    await close(core)
    assert (read_key_file(folder).other is None) is settled
    return found.get("kept")


def spoil(file, at=-5_000):
    raw = bytearray(file.read_bytes())
    raw[at] ^= 1
    file.write_bytes(raw)


async def test_a_code_that_can_not_be_audited_leaves_the_one_before_in_force(tmp_path):
    core = await make(tmp_path)
    before = await KeyService(core).new_recovery_code()
    core.database.read_only = DataReadOnly(reason="the disk is full.")
    for change in (KeyService(core).new_recovery_code, KeyService(core).change_key):
        with pytest.raises(DataReadOnly):
            await change()
    await close(core)
    await LockedFolder(Settings(data_dir=tmp_path)).recover(before)
    assert await kept(tmp_path) == "yes"


async def test_a_code_that_nobody_was_told_does_not_count(tmp_path, monkeypatch):
    core = await make(tmp_path)
    keys = KeyService(core)
    before = await keys.new_recovery_code()

    def fail(*_args, **_told):
        raise sqlcipher.OperationalError("database or disk is full")

    monkeypatch.setattr(finding, "re_encrypt_copies", fail)
    with pytest.raises(DiskFull):
        await keys.change_key()
    assert (await keys.standing()).recovery_made_on is None
    await close(core)
    assert await kept(tmp_path, settled=False) == "yes", "a full disk does not keep it shut"
    monkeypatch.undo()
    assert await kept(tmp_path) == "yes"
    with pytest.raises(RecoveryCodeWrong):
        await LockedFolder(Settings(data_dir=tmp_path)).recover(before)


async def test_a_code_whose_making_is_left_does_not_count(tmp_path, monkeypatch):
    core = await make(tmp_path)
    keys, written = KeyService(core), []

    def write(folder, told):
        written.append(told)
        write_key_file(folder, told)
        if len(written) == 1:
            loop.call_soon_threadsafe(making.cancel)

    monkeypatch.setattr("app.services.keys.service.write_key_file", write)
    loop, making = asyncio.get_running_loop(), asyncio.ensure_future(keys.new_recovery_code())
    with pytest.raises(asyncio.CancelledError):
        await making
    assert (await keys.standing()).recovery_made_on is None
    await close(core)


async def test_a_disk_that_fails_after_the_change_does_not_cost_the_new_key(tmp_path, monkeypatch):
    core = await make(tmp_path, backup=True)

    def fail(_folder):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(rekey, "sync_folder", fail)
    with pytest.raises(NotWritable):
        await KeyService(core).change_key()
    monkeypatch.undo()
    await close(core)
    assert await kept(tmp_path) == "yes"


async def test_a_damaged_file_is_not_encrypted_anew_as_if_it_were_whole(tmp_path):
    core = await make(tmp_path)
    await core.database.run_unmanaged(core.database.engine.dispose)
    spoil(tmp_path / "runsheet.db")
    told = read_key_file(tmp_path)
    with pytest.raises(DatabaseDamaged):
        await KeyService(core).change_key()
    assert read_key_file(tmp_path) == told
    await close(core)


async def test_a_damaged_backup_stays_known_as_damaged(tmp_path):
    core = await make(tmp_path, backup=True)
    (backup,) = (tmp_path / "backups").glob("*.db")
    spoil(backup)
    before = backup.read_bytes()
    await KeyService(core).change_key()
    assert backup.read_bytes() == before, "a copy of it would prove itself"
    with pytest.raises(BackupUnusable):
        verify_backup(backup, key=core.database.key)
    await close(core)
    assert await kept(tmp_path) == "yes"


@pytest.mark.proves("R14")
async def test_damage_in_the_middle_of_a_change_still_leads_to_the_newest_backup(tmp_path):
    core = await make(tmp_path, backup=True)
    (backup,) = list_backups(tmp_path / "backups", key=core.database.key)
    other, told = new_key(), read_key_file(tmp_path)
    record = new_record(other)
    await core.secrets.write(told.secret_name(record.id), other.hex())
    write_key_file(tmp_path, replace(told, key=record, other=told.key))
    await close(core)
    (tmp_path / "runsheet.db").write_bytes(b"\0" * 20_000)
    found = await BackupsOnDisk(Settings(data_dir=tmp_path)).newest_good()
    assert found is not None
    assert found.name == backup.name
    core = await open_core(Settings(data_dir=tmp_path), now=utc_now, restore=backup.name)
    assert (await core.database.read(preferences.read_preferences)).get("kept") == "yes"
    await close(core)


async def test_a_backup_that_is_made_while_the_key_changes_has_the_new_one(tmp_path, monkeypatch):
    core, made = await make(tmp_path), []
    loop = asyncio.get_running_loop()

    def make_while_it_changes(data_file, folder, **told):
        path = make_backup(data_file, folder, **told)
        if not made:
            beside = path.rename(path.with_suffix(".partial"))  # its last step is still to come
            changing = KeyService(core).change_key()
            asyncio.run_coroutine_threadsafe(changing, loop).result()
            beside.rename(path)
        made.append(path)
        return path

    monkeypatch.setattr("app.services.backups.make_backup", make_while_it_changes)
    backup = await BackupService(core).back_up()
    verify_backup(tmp_path / "backups" / backup.name, key=core.database.key)
    assert len(made) == 2
    await close(core)
