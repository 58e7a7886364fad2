"""Whenever RunSheet is killed while it works on a key, the data open afterwards, all of them."""

import asyncio
import json
import shutil
from functools import partial

import keyring
import pytest

from app.secrets import KeyringSecrets
from app.services.data_folder import open_core
from app.services.keys.kept import noted_names
from app.services.keys.locked import LockedFolder
from app.services.keys.removal import remove_this_pc
from app.services.keys.service import KeyService
from app.services.settings import Settings, utc_now
from app.store import preferences
from app.store.file.backup import list_backups, make_backup
from app.store.file.key_file import key_check, read_key_file
from app.store.file.rekey import opens
from tests.support.keyrings import FOLDER_VARIABLE, FolderKeyring
from tests.support.kills import killed_at_each_step, spared


@pytest.fixture
def place(tmp_path, monkeypatch, stored_secrets):
    """Data folder and password store beside each other, so that both are put back together."""
    place = tmp_path / "place"
    (place / "data").mkdir(parents=True)
    (place / "keyring").mkdir()
    monkeypatch.setenv(FOLDER_VARIABLE, str(place / "keyring"))
    keyring.set_keyring(FolderKeyring())
    return place


def settings_of(place):
    return Settings(data_dir=place / "data")


async def opened_core(place):
    return await open_core(settings_of(place), now=utc_now)


async def close(core):
    await core.database.aclose()
    core.holder.close()


async def make(place, *, backup=False):
    core = await opened_core(place)
    await core.database.write(preferences.write_preference, "kept", "yes")
    if backup:
        data = core.database
        make_backup(data.data_file, place / "data" / "backups", key=data.key, now=utc_now())
    await close(core)


async def kept(place):
    """What the folder holds, once opened; and its key."""
    core = await opened_core(place)
    found = await core.database.read(preferences.read_preferences)
    key = core.database.key
    await close(core)
    return found.get("kept"), key


def names(place):
    """The secrets there are, by what tells them apart."""
    files = (place / "keyring").glob("*.secret")
    return {path.stem.split("+", 2)[2].removesuffix("+RunSheet") for path in files}


def as_version_1(place):
    """As the first release left a folder."""
    told = read_key_file(place / "data")
    facts = {"version": 1, "installation": told.installation, "check": told.key.check}
    (place / "data" / "key.json").write_text(json.dumps(facts))
    (place / "data" / "secret-names").unlink()


def test_a_first_start_that_is_killed_anywhere_goes_on_at_the_next(place):
    kills = []
    for step in killed_at_each_step(place, partial(make, place)):
        kills.append(step)
        asyncio.run(make(place))
        assert asyncio.run(kept(place))[0] == "yes"
        assert names(place) == {"database-key"}
    assert len(kills) > 4


def test_a_folder_of_version_1_is_upgraded_in_place_wherever_it_is_killed(place):
    asyncio.run(make(place))
    as_version_1(place)
    before = set((place / "keyring").iterdir())
    kills = []
    for step in killed_at_each_step(place, partial(kept, place)):
        kills.append(step)
        found, key = asyncio.run(kept(place))
        told = read_key_file(place / "data")
        assert found == "yes"
        assert (told.key.check, told.store) == (key_check(key), "keyrings.FolderKeyring")
        assert not told.is_of_version_1
        assert {name.rpartition("/")[2] for name in noted_names(place / "data")} > {"database-key"}
        assert set((place / "keyring").iterdir()) == before
    assert len(kills) > 3


async def change(place):
    """The data file's key."""
    with spared():
        core = await opened_core(place)
    await KeyService(core).change_key()
    with spared():
        await close(core)


def test_a_change_of_the_key_is_done_or_not_done_wherever_it_is_killed(place):
    asyncio.run(make(place, backup=True))
    _, old = asyncio.run(kept(place))

    former = place / "data" / "runsheet-replaced-20260304T010000Z.db"
    shutil.copy(next((place / "data" / "backups").iterdir()), former)

    outcomes = []
    for _ in killed_at_each_step(place, partial(change, place)):
        found, key = asyncio.run(kept(place))
        told = read_key_file(place / "data")
        assert found == "yes"
        assert told.other is None
        assert told.key.fits(key)
        (backup,) = list_backups(place / "data" / "backups", key=key)
        assert backup.contents is not None, "the backup opens with the key in force"
        assert opens(former, key), "so does a data file that was replaced"
        stored = {name for name in names(place) if name.startswith("database-key")}
        assert len(stored) == 1, "the key that is not in force is forgotten"
        assert not list((place / "data").glob("*.new-key*"))
        outcomes.append(key == old)
    assert outcomes[0] is True
    assert outcomes[-1] is False
    assert outcomes == sorted(outcomes, reverse=True), "once it is changed, it stays so"


def test_a_secret_is_the_old_one_or_the_new_one_wherever_its_change_is_killed(place):
    name, secrets = "RunSheet/inst/connection/credentials", KeyringSecrets()
    asyncio.run(secrets.write(name, "first"))
    for old, new in (("first", "second"), ("second", "third")):
        found = []
        for _ in killed_at_each_step(place, partial(secrets.write, name, new)):
            found.append(asyncio.run(secrets.read(name)))
            asyncio.run(secrets.write(name, new))
            assert asyncio.run(secrets.read(name)) == new
            assert len(names(place)) == 1
        assert set(found) == {old, new}
        assert found == sorted(found, key=[old, new].index)
        shutil.rmtree(place.with_name("place-before"))


@pytest.mark.proves("R15")
def test_a_long_secret_is_whole_wherever_its_change_is_killed(place):
    """Of 1,281 characters, more than one item of Windows' store holds."""
    name, secrets = "RunSheet/inst/connection/credentials", KeyringSecrets()
    first, second = "".join(map(str, range(500)))[:1_281], "s3cret" * 250
    asyncio.run(secrets.write(name, first))
    found = []
    for _ in killed_at_each_step(place, partial(secrets.write, name, second)):
        found.append(asyncio.run(secrets.read(name)))
        asyncio.run(secrets.write(name, second))
        assert asyncio.run(secrets.read(name)) == second
    assert set(found) == {first, second}
    asyncio.run(secrets.delete(name))
    assert names(place) == set(), "no part is left"


def test_starting_fresh_keeps_everything_in_one_folder_wherever_it_is_killed(place):
    asyncio.run(make(place, backup=True))
    _, old = asyncio.run(kept(place))
    before = read_key_file(place / "data").installation
    for path in (place / "keyring").iterdir():
        path.rename(place / f"lost-{path.name}")

    moved = []
    for _ in killed_at_each_step(place, LockedFolder(settings_of(place)).start_fresh):
        aside = [path for path in (place / "data").glob("locked-*") if path.is_dir()]
        if not aside and not list((place / "data").glob("moving-to")):
            moved.append(False)
            assert read_key_file(place / "data").installation == before
            continue
        found, key = asyncio.run(kept(place))
        (aside,) = (place / "data").glob("locked-*")
        assert (found, key == old) == (None, False)
        assert read_key_file(aside).installation == before
        for path in place.glob("lost-*"):
            shutil.copy(path, place / "keyring" / path.name.removeprefix("lost-"))
        core = asyncio.run(open_and_read(aside))
        assert core == "yes"
        assert len(list((aside / "backups").glob("*.db"))) == 1
        moved.append(True)
    assert moved[0] is False
    assert moved[-1] is True
    assert moved == sorted(moved)


async def open_and_read(folder):
    core = await open_core(Settings(data_dir=folder), now=utc_now)
    found = await core.database.read(preferences.read_preferences)
    await close(core)
    return found.get("kept")


async def remove(place):
    """Everything of RunSheet's."""
    await remove_this_pc(settings_of(place), contents=None, now=utc_now())


def test_a_removal_that_is_killed_anywhere_is_ended_by_asking_again(place):
    asyncio.run(make(place, backup=True))
    asyncio.run(LockedFolder(settings_of(place)).start_fresh())
    asyncio.run(make(place, backup=True))
    (place / "data" / "mine.txt").write_text("not RunSheet's")

    for _ in killed_at_each_step(place, partial(remove, place)):
        asyncio.run(remove(place))
        assert [path.name for path in (place / "data").rglob("*")] == ["mine.txt"]
        assert names(place) == set()
