"""What programs are given all day, as bytes: kept while it is true, made anew after any change.

Here a stale answer is the worst fault, so each way in which a list can change is tried.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from app.domain.errors import DatabaseBusy
from app.services import Services
from app.services.audit_trail import acting_through
from app.services.connections.connection_json import connections_json
from app.services.connections.service import ConnectionChanges
from app.services.core import LABELS
from app.services.kept_bytes import KeptBytes
from app.services.settings import FALLBACK_TIMEZONE
from app.services.sheet.run_sheet_json import run_sheet_json
from app.store.file.cipher import open_encrypted
from app.store.file.database import Database
from app.store.sheet.queries import read_sheet
from tests.support.desk import DAY, Desk, front_desk


@dataclass(frozen=True)
class Answer:
    """How one of them is had: made if need be, and only where it is ready."""

    read: Callable[[Services], Awaitable[bytes]]
    ready: Callable[[Services], bytes | None]


ANSWERS = {
    "run sheet": Answer(lambda s: s.run_sheet.sheet_bytes(), lambda s: s.run_sheet.ready_bytes()),
    "connections": Answer(
        lambda s: s.connections.list_bytes(), lambda s: s.connections.ready_bytes()
    ),
}

each_answer = pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)


def elsewhere(desk: Desk) -> Any:
    """The file as another process has it open."""
    database = desk.services.core.database
    return closing(open_encrypted(database.data_file, database.key))


async def truth(desk: Desk) -> dict[str, Any]:
    """The run sheet as it stands, made of nothing that was kept."""
    core = desk.services.core
    sheet = await core.database.read(
        read_sheet, day=None, labels=LABELS, now=core.now(), fallback_timezone=FALLBACK_TIMEZONE
    )
    return run_sheet_json(sheet)


async def told(desk: Desk) -> dict[str, Any]:
    """The run sheet as a program gets it."""
    found: dict[str, Any] = json.loads(await desk.services.run_sheet.sheet_bytes())
    return found


@each_answer
async def test_nothing_written_gives_the_same_bytes_again(tmp_path: Path, answer: Answer) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        assert answer.ready(desk.services) is None
        first = await answer.read(desk.services)
        assert await answer.read(desk.services) is first
        assert answer.ready(desk.services) is first


@each_answer
async def test_after_a_sync_it_is_there_anew_at_once(tmp_path: Path, answer: Answer) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        before = await answer.read(desk.services)
        desk.clock.advance(seconds=5)
        await desk.sync()
        after = answer.ready(desk.services)  # made before the commit
        assert after is not None
        assert (b"01:00:00Z" in before, b"01:00:05Z" in after) == (True, True)
        assert await answer.read(desk.services) is after


@each_answer
async def test_a_commit_of_another_process_counts_at_once(tmp_path: Path, answer: Answer) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        before = await answer.read(desk.services)
        with elsewhere(desk) as raw:
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("UPDATE run_sheet_clinicians SET name = 'Dr Locum'")
            raw.execute("UPDATE pms_connections SET display_name = 'Dr Locum'")
            assert answer.ready(desk.services) is before  # not yet
            raw.execute("COMMIT")
            assert answer.ready(desk.services) is None
            after = await answer.read(desk.services)
        assert (b"Dr Locum" in before, b"Dr Locum" in after) == (False, True)


@each_answer
async def test_with_the_minute_it_is_made_anew(tmp_path: Path, answer: Answer) -> None:
    async with front_desk(tmp_path) as desk:
        await answer.read(desk.services)
        desk.clock.advance(seconds=59)
        assert answer.ready(desk.services) is not None
        desk.clock.advance(seconds=1)
        assert answer.ready(desk.services) is None
        await answer.read(desk.services)
        desk.clock.advance(minutes=-1)  # the clock was set back
        assert answer.ready(desk.services) is None


async def test_midnight_makes_it_another_days_sheet(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        assert (await told(desk))["date"] == DAY.isoformat()
        desk.clock.advance(hours=12)  # midnight in Melbourne
        assert (await told(desk))["date"] == (DAY + timedelta(days=1)).isoformat()


async def test_each_day_has_its_own_bytes(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        sheets = desk.services.run_sheet
        today, days = await sheets.sheet_bytes(DAY), [DAY + timedelta(days=n) for n in range(9)]
        for day in days:
            assert json.loads(await sheets.sheet_bytes(day))["date"] == day.isoformat()
        assert await sheets.sheet_bytes(DAY) == today


async def test_a_removed_connection_is_gone_from_the_list_and_marked_on_the_sheet(
    tmp_path: Path,
) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        assert len(json.loads(await desk.services.connections.list_bytes())["connections"]) == 1
        assert {row["sourceRemovedAt"] for row in (await told(desk))["appointments"]} == {None}
        await desk.services.connections.delete(desk.connection_id)
        assert json.loads(await desk.services.connections.list_bytes()) == {"connections": []}
        assert None not in {row["sourceRemovedAt"] for row in (await told(desk))["appointments"]}


async def test_the_lists_bytes_say_what_the_connections_are(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.services.connections.create("halaxy")
        listed = [each.connection for each in await desk.services.connections.list()]
        told = json.loads(await desk.services.connections.list_bytes())
        assert told == connections_json(listed)
        assert [each["pmsType"] for each in told["connections"]] == ["halaxy", "gentu"]


async def test_whatever_changes_on_the_sheet_is_in_the_next_bytes(tmp_path: Path) -> None:
    """Rows and their texts are remembered one by one: each kind of change must get past that."""
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        services, connection_id = desk.services, desk.connection_id
        row = (await services.run_sheet.sheet()).rows[0]
        entry = next(each for each in desk.book() if each.id == row.pms_appointment_id)

        async def sync_of(change: Callable[[], object]) -> None:
            change()
            await desk.sync()

        async def elsewhere_said(statement: str) -> None:
            with elsewhere(desk) as raw:
                raw.execute(statement)

        later = row.start + timedelta(minutes=5)
        changes: dict[str, Callable[[], Awaitable[object]]] = {
            "nothing": desk.sync,
            "a note": lambda: services.desk.set_note(row.id, "Bring the X-ray"),
            "another start": lambda: sync_of(lambda: desk.practice.move(entry.id, start=later)),
            "cancelled": lambda: sync_of(lambda: desk.practice.cancel(entry.id)),
            "a column's name": lambda: elsewhere_said("UPDATE run_sheet_clinicians SET name = 'X'"),
            "a type's name": lambda: elsewhere_said(
                "UPDATE pms_appointment_types SET pms_type_name = 'Review'"
            ),
            "a zone": lambda: services.connections.change(
                connection_id, ConnectionChanges(timezone="Australia/Brisbane")
            ),
            "telehealth only": lambda: services.connections.change(
                connection_id, ConnectionChanges(sync_telehealth_only=True)
            ),
            "everything": lambda: services.connections.change(
                connection_id, ConnectionChanges(sync_telehealth_only=False)
            ),
            "removed": lambda: services.connections.delete(connection_id),
        }
        seen = await told(desk)
        for what, change in changes.items():
            await change()
            now = await told(desk)
            assert now == await truth(desk), what
            assert (now != seen) == (what != "nothing"), what
            seen = now


async def test_a_commit_while_it_is_made_is_not_missed(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:

        def make(sql: Connection, _key: None, _now: datetime) -> bytes:
            name = _name(sql)
            with elsewhere(desk) as raw:  # right after it was read
                raw.execute("UPDATE pms_connections SET display_name = 'Later'")
            return name

        kept = KeptBytes(desk.services.core, make)
        assert await kept.read(None) != b"Later"
        assert kept.ready(None) is None
        assert await kept.read(None) == b"Later"


async def test_those_who_ask_while_it_is_made_share_it(tmp_path: Path) -> None:
    """Also those who asked before a commit that came meanwhile; who asks later gets it."""
    async with front_desk(tmp_path) as desk:
        made = Making()
        kept = KeptBytes(desk.services.core, made)
        made.meanwhile = lambda: rename(desk, "Later")
        assert set(await asyncio.gather(*(kept.read(None) for _ in range(20)))) == {b"1"}
        assert await kept.read(None) == b"2"


async def test_a_fault_is_not_kept(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        made = Making()
        kept = KeptBytes(desk.services.core, made)
        made.meanwhile = _fail
        with pytest.raises(DatabaseBusy):
            await kept.read(None)
        made.meanwhile = None
        assert await kept.read(None) == b"2"


async def test_only_what_was_asked_for_lately_is_made_before_a_commit(
    tmp_path: Path,
) -> None:
    async with front_desk(tmp_path) as desk:
        made = Making()
        kept = KeptBytes(desk.services.core, made)
        await desk.sync()
        assert (made.count, await kept.read(None)) == (0, b"1")
        await desk.services.connections.create("halaxy")
        assert (made.count, kept.ready(None)) == (2, b"2")
        await desk.services.core.database.write(lambda _sql: None)  # that changes nothing
        assert made.count == 2
        desk.clock.advance(seconds=61)
        await desk.services.connections.create("halaxy")
        assert made.count == 2


async def test_what_was_made_for_a_transaction_that_failed_is_never_told(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        connections, database = desk.services.connections, desk.services.core.database
        before = await connections.list_bytes()
        database.before_commit(lambda _sql, _stamp: _fail())  # the last of those called
        with pytest.raises(DatabaseBusy):
            await connections.create("halaxy")
        assert connections.ready_bytes() is before
        database._preparing.pop()
        rename(desk, "Later")
        assert b"Later" in await connections.list_bytes()


async def test_what_was_made_before_a_commit_gives_way_to_another_process(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        connections, here = desk.services.connections, desk.services.core.database
        there = Database(here.data_file, here.key)
        await connections.list_bytes()
        await connections.create("halaxy")  # nobody has looked since
        await there.write(
            lambda sql: sql.exec_driver_sql("UPDATE pms_connections SET display_name = 'Later'")
        )
        await there.aclose()
        assert connections.ready_bytes() is None
        assert (await connections.list_bytes()).count(b"Later") == 2


async def test_what_was_made_before_a_commit_is_of_its_minute(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        connections = desk.services.connections
        await connections.list_bytes()
        await connections.create("halaxy")
        desk.clock.advance(minutes=1)
        assert connections.ready_bytes() is None


async def test_who_writes_does_not_meet_a_fault_in_making_it(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        made = Making()
        kept = KeptBytes(desk.services.core, made)
        await kept.read(None)
        made.meanwhile = _fail
        await desk.services.connections.create("halaxy")
        assert len(await desk.services.connections.list()) == 2
        made.meanwhile = None
        assert kept.ready(None) is None
        assert await kept.read(None) == b"3"


async def test_nothing_is_kept_where_nobody_can_tell_of_commits(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        first = await desk.services.connections.list_bytes()
        desk.services.core.database._watch.close()
        assert desk.services.connections.ready_bytes() is None
        assert await desk.services.connections.list_bytes() == first
        assert desk.services.connections.ready_bytes() is None


async def test_after_a_change_of_the_files_key_commits_count_as_before(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        connections = desk.services.connections
        await connections.list_bytes()
        await desk.services.core.database.change_key(bytes(32))
        assert connections.ready_bytes() is None  # another file, another count
        before = await connections.list_bytes()
        with elsewhere(desk) as raw:
            raw.execute("UPDATE pms_connections SET display_name = 'Later'")
        assert connections.ready_bytes() is None
        assert (b"Later" in before, b"Later" in await connections.list_bytes()) == (False, True)


async def test_whoever_watches_lets_the_write_ahead_log_be_emptied(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        assert desk.services.core.database.commits() is not None
        with elsewhere(desk) as raw:
            busy, left, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        assert (busy, left) == (0, 0)


async def test_a_sight_that_is_to_be_noted_is_not_answered_unnoted(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        sheets, audit = desk.services.run_sheet, desk.services.core.audit
        await sheets.sheet_bytes()
        assert sheets.ready_bytes() is not None
        with acting_through("program another"):
            assert sheets.ready_bytes() is None
        audit.forget_sights()  # the screen was locked
        assert sheets.ready_bytes() is None


@dataclass
class Making:
    """Makes the number of times that it was made; `meanwhile` happens then."""

    count: int = 0
    meanwhile: Callable[[], None] | None = None

    def __call__(self, _sql: Connection, _key: None, _now: datetime) -> bytes:
        self.count += 1
        if self.meanwhile is not None:
            self.meanwhile()
        return b"%d" % self.count


def _name(sql: Connection) -> bytes:
    found: str = sql.exec_driver_sql("SELECT display_name FROM pms_connections").scalar_one()
    return found.encode()


def _fail() -> None:
    raise DatabaseBusy()


def rename(desk: Desk, name: str) -> None:
    """As another process does."""
    with elsewhere(desk) as raw:
        raw.execute("UPDATE pms_connections SET display_name = ?", (name,))
