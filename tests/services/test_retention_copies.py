"""The purge reaches every copy: backups, and what was put aside instead of being deleted."""

import shutil
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from app.domain.errors import InvalidRequest
from app.domain.retention import Purged, purge_words
from app.domain.set_aside import SetAside
from app.services import retention as service
from app.services.keys.removal import remove_this_pc
from app.store.booking_tables import crm_bookings
from app.store.copy_purge import purge_copy
from app.store.file.backup import backup_name, list_backups, verify_backup
from app.store.file.cipher import open_encrypted
from app.store.file.database import encrypted_engine
from app.store.migrate import MIGRATIONS, has_tables, migrate
from tests.services.test_retention import BOOKING, old_desk, people_of, purge
from tests.support.canaries import found_in
from tests.support.desk import DAY, NOON, Clock, front_desk
from tests.support.plain_pages import plain_bytes

KEY = bytes(range(32))


async def with_copies(desk):
    """A backup of the day itself, and one that was in use until a backup took its place."""
    core, now = desk.services.core, desk.clock()
    desk.clock.moment = NOON
    backup = core.settings.data_dir / "backups" / (await desk.services.backups.back_up()).name
    desk.clock.moment = now
    aside = core.settings.data_dir / f"runsheet-replaced-{now:%Y%m%dT%H%M%SZ}.db"
    shutil.copy(backup, aside)
    return backup, aside


@pytest.mark.proves("S9")
async def test_nobody_is_left_in_any_byte_of_a_backup_or_of_a_file_that_was_put_aside(
    tmp_path, figure
):
    async with old_desk(tmp_path) as desk:
        people, key = await people_of(desk), desk.services.core.database.key
        copies = await with_copies(desk)
        held = [each.contents for each in list_backups(copies[0].parent, key=key)]
        assert all(found_in(plain_bytes(path, key), people) for path in copies)
        await purge(desk)
        for path in copies:
            assert found_in(plain_bytes(path, key), people) == []
            verify_backup(path, key=key)
        assert [each.contents for each in list_backups(copies[0].parent, key=key)] == held
        left = sorted(each.name for each in copies[0].parent.iterdir())
        assert left == [copies[0].name]
        figure(f"{len(people)} values of people in {len(copies)} copies: 0 left")


@pytest.mark.proves("S9", control=True)
async def test_a_purge_of_the_data_file_alone_would_leave_them_in_its_copies(
    tmp_path, monkeypatch, figure
):
    """The control of the test above."""
    monkeypatch.setattr(service, "purge_copy", lambda *_args, **_how: False)
    async with old_desk(tmp_path) as desk:
        people, key = await people_of(desk), desk.services.core.database.key
        copies = await with_copies(desk)
        await purge(desk)
        assert all(found_in(plain_bytes(path, key), people) for path in copies)
        figure(f"people left in {len(copies)} copies")


async def test_a_backup_with_nobody_too_old_is_not_touched(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync(day=DAY)
        backup, aside = await with_copies(desk)
        before = [(path.read_bytes(), path.stat().st_ino) for path in (backup, aside)]
        await purge(desk)
        assert [(path.read_bytes(), path.stat().st_ino) for path in (backup, aside)] == before


async def test_a_backup_that_cant_be_read_stops_no_purge(tmp_path):
    async with old_desk(tmp_path) as desk:
        backup, _aside = await with_copies(desk)
        other = backup.with_name(backup_name(NOON - timedelta(days=3)))
        other.write_bytes(b"not a database" * 1_000)
        people, key = await people_of(desk), desk.services.core.database.key
        await purge(desk)
        assert found_in(plain_bytes(backup, key), people) == []
        assert other.read_bytes() == b"not a database" * 1_000


async def test_a_copy_of_a_newer_runsheet_and_one_that_is_gone_are_left_alone(tmp_path):
    async with old_desk(tmp_path) as desk:
        backup, aside = await with_copies(desk)
        key = desk.services.core.database.key
        with closing(open_encrypted(aside, key)) as raw:
            raw.execute("UPDATE alembic_version SET version_num = '9999'")
            raw.execute("PRAGMA journal_mode = DELETE")
        newer = aside.read_bytes()
        await purge(desk)
        assert aside.read_bytes() == newer
        backup.unlink()
        assert purge_copy(backup, key=key, works=[]) is False
        assert list(backup.parent.iterdir()) == []


def test_a_copy_of_an_older_runsheet_gets_todays_tables_with_its_purge(tmp_path):
    """Bookings came with version 2; who is in one has no place in version 1."""
    first = next((MIGRATIONS / "versions").glob("0001*.py"))
    (tmp_path / "versions").mkdir()
    shutil.copy(first, tmp_path / "versions")
    path = tmp_path / backup_name(NOON)
    engine = encrypted_engine(path, KEY)
    versions = (tmp_path / "versions",)
    migrate(engine, key=KEY, backups=tmp_path / "none", now=NOON, head="0001", versions=versions)
    with engine.connect() as sql, sql.begin():
        sql.execute(text("INSERT INTO preferences (name, value) VALUES ('kept', 'yes')"))
    engine.dispose()
    found = iter((1, 0))
    assert purge_copy(path, key=KEY, works=[lambda _sql: next(found)])
    engine = encrypted_engine(path, KEY)
    with engine.connect() as sql:
        assert has_tables(sql)
        values = BOOKING | {"id": "b", "reference": "r", "status": "confirmed"}
        values |= {"idempotency_key": "k", "start_at": NOON, "end_at": NOON}
        sql.execute(insert(crm_bookings), values)
        assert sql.execute(text("SELECT value FROM preferences")).scalar() == "yes"
    engine.dispose()


async def test_a_changed_key_opens_the_backups_and_what_was_put_aside_too(tmp_path):
    async with old_desk(tmp_path) as desk:
        copies = await with_copies(desk)
        await desk.services.keys.change_key()
        for path in copies:
            verify_backup(path, key=desk.services.core.database.key)


async def test_removing_this_pc_takes_what_was_put_aside_with_it(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        put_aside(desk, age_days=1)
        settings = desk.services.settings
        (settings.data_dir / "runsheet-replaced-20260301T000000Z-0a1b2c3d.partial").touch()
    receipt = await remove_this_pc(settings, contents=None, now=NOON)
    assert (receipt.files["former data file"], receipt.left) == (2, 0)
    assert not settings.data_dir.exists()


def put_aside(desk, *, age_days):
    """One of each kind, put there so long ago."""
    folder = desk.services.settings.data_dir
    stamp = f"{desk.clock() - timedelta(days=age_days):%Y%m%dT%H%M%SZ}"
    (folder / f"runsheet-damaged-{stamp}.db").write_bytes(b"torn")
    (folder / f"runsheet-damaged-{stamp}.db-wal").write_bytes(b"torn too")
    (folder / f"runsheet-replaced-{stamp}.db").write_bytes(b"before")
    (folder / f"locked-{stamp}" / "backups").mkdir(parents=True)
    (folder / f"locked-{stamp}" / "runsheet.db").write_bytes(b"locked")
    (folder / f"locked-{stamp}" / "key.json").write_bytes(b"{}")
    (folder / f"locked-{stamp}" / "backups" / f"runsheet-{stamp}.db").write_bytes(b"locked")


async def reasons(desk):
    return {each.why for each in await desk.services.put_aside.list()}


async def test_what_was_put_aside_goes_when_it_has_had_its_time_and_not_before(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        put_aside(desk, age_days=29)
        assert (await purge(desk)).put_aside == 0
        assert await reasons(desk) == set(SetAside)
        desk.clock.advance(days=1)
        assert (await purge(desk)).put_aside == 2
        assert await reasons(desk) == {SetAside.LOCKED}
        assert list(desk.services.settings.data_dir.glob("runsheet-*")) == []
        desk.clock.advance(days=334)
        await purge(desk)
        assert await reasons(desk) == {SetAside.LOCKED}
        desk.clock.advance(days=1)
        assert (await purge(desk)).put_aside == 1
        assert list(desk.services.settings.data_dir.glob("locked-*")) == []


async def test_a_person_may_remove_it_at_once_and_the_audit_trail_says_so(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        put_aside(desk, age_days=1)
        (desk.services.settings.data_dir / "runsheet-damaged-by-me.db").write_bytes(b"mine")
        for each in await desk.services.put_aside.list():
            await desk.services.put_aside.remove(each.name)
            last = (await desk.services.audit.entries())[-1]
            assert (last.deed, last.objects) == ("set_aside_removed", (each.name,))
        assert await desk.services.put_aside.list() == []
        folder = desk.services.settings.data_dir
        assert [each.name for each in folder.glob("*-damaged-*")] == ["runsheet-damaged-by-me.db"]
        assert list(folder.glob("locked-*")) == []
        with pytest.raises(InvalidRequest):
            await desk.services.put_aside.remove("runsheet-damaged-by-me.db")


def test_a_purge_says_that_something_put_aside_went():
    done = Purged(people=0, rows=0, backups=0, put_aside=2, is_emptied=True)
    assert purge_words(done).endswith("2 files put aside went, too.")
