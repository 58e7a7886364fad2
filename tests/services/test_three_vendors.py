"""Three vendors on one sheet: where one of them fails, the others stay fresh, and it is said."""

from contextlib import contextmanager

import pytest

from app.cli.freshness_words import freshness_sentence
from app.domain.freshness import FreshnessState
from app.domain.sync_run import SyncStatus
from app.services.connections.service import ConnectionChanges
from app.services.settings import utc_now
from app.store.file.database import Database
from tests.cli.conftest import one_line, run_app
from tests.support.desk import DAY, Clock
from tests.support.three_desks import environment_of, three_desks, three_sandboxes

OTHERS = ("gentu", "medirecords")
DOWN = {
    "closed": ("NET-02", "{good} of {all} columns up to date. We couldn't reach Halaxy."),
    "status_503": (
        "NET-05",
        "{good} of {all} columns up to date. Halaxy is having trouble of its own.",
    ),
    "status_401": ("AUTH-02", "Out of date, last good check 12:00 pm. Halaxy needs you"),
}
"""How Halaxy fails: the code, and how the sheet's freshness then begins in words."""


@contextmanager
def failing(sandbox, how):
    """The vendor is down while the block lasts, and back at the same address afterwards."""
    if how == "closed":
        port = sandbox.port
        sandbox.close()
        try:
            yield
        finally:
            sandbox.start(port=port)
    else:
        sandbox.faults.add(how)
        try:
            yield
        finally:
            sandbox.faults.clear()


@pytest.mark.parametrize("how", DOWN)
async def test_one_failing_vendor_leaves_the_others_fresh_and_says_so(tmp_path, how):
    clock, (code, words) = Clock(), DOWN[how]
    with three_sandboxes() as sandboxes:
        async with three_desks(tmp_path / "desk", sandboxes, clock=clock) as three:
            first = await three.sync_all()
            assert {run.status for run in first.values()} == {SyncStatus.SUCCESS}
            assert all(columns for columns in (await three.columns()).values())
            success = clock()
            clock.advance(minutes=10)
            with failing(sandboxes["halaxy"], how):
                await _check_one_down(three, code, words, success=success)
            clock.advance(minutes=5)
            again = await three.sync_all()
            assert {run.status for run in again.values()} == {SyncStatus.SUCCESS}
            sheet = await three.sheet()
            assert sheet.freshness.state is FreshnessState.UP_TO_DATE
            assert all(column.freshness.is_good for column in sheet.columns)
            assert all(one.freshness.last_success_at == clock() for one in sheet.columns)


async def _check_one_down(three, code, words, *, success):
    """Each vendor's book changes; the two that answer bring it, Halaxy's rows stay as they were."""
    moved = {name: _move_one(desk) for name, desk in three.desks.items()}
    before = await three.sheet()
    runs = await three.sync_all()
    assert {name: run.status for name, run in runs.items()} == {
        **dict.fromkeys(OTHERS, SyncStatus.SUCCESS),
        "halaxy": SyncStatus.FAILED,
    }
    assert runs["halaxy"].error_code == code
    columns, sheet, now = await three.columns(), await three.sheet(), three.services.now()
    fresh = [column for name in OTHERS for column in columns[name]]
    assert all(column.freshness.is_good for column in fresh)
    assert {column.freshness.last_success_at for column in fresh} == {now}
    for column in columns["halaxy"]:
        assert (column.freshness.error_code, column.freshness.is_good) == (code, False)
        assert "Halaxy" in column.freshness.error
        assert column.freshness.last_success_at == success
        assert column.freshness.last_attempt_at == now
    told = freshness_sentence(sheet.freshness, timezone=sheet.timezone, now=now)
    assert told.startswith(words.format(good=len(fresh), all=len(sheet.columns)))
    assert told.endswith(f"({code})")
    starts = {row.pms_appointment_id: row.start for row in sheet.rows}
    for name, (appointment_id, start) in moved.items():
        assert (starts[appointment_id] == start) == (name in OTHERS)
    assert _rows_of(sheet, "halaxy") == _rows_of(before, "halaxy")


def _move_one(desk):
    """Somebody with a column sees a patient five minutes later; which appointment and when."""
    shown = {one.id for one in desk.practice.practitioners() if one.active}
    row = next(
        one for one in desk.book(DAY) if one.practitioner_id in shown and len(one.patient_ids) == 1
    )
    moved = desk.practice.move(row.id, start=row.start.replace(minute=(row.start.minute + 5) % 60))
    return moved.id, moved.start


def _rows_of(sheet, name):
    return [row for row in sheet.rows if row.pms_type == name]


async def test_what_a_connection_hides_is_counted_for_it_alone(tmp_path):
    with three_sandboxes() as sandboxes:
        async with three_desks(tmp_path / "desk", sandboxes, clock=Clock()) as three:
            await three.sync_all()
            everything = await three.sheet()
            assert (everything.hidden_by_connection, everything.hidden_count) == ({}, 0)
            for name in OTHERS:
                one = three.desks[name].connection_id
                only = ConnectionChanges(sync_telehealth_only=True)
                await three.services.connections.change(one, only)
            sheet = await three.sheet()
            gone = {
                three.desks[name].connection_id: len(_rows_of(everything, name))
                - len(_rows_of(sheet, name))
                for name in OTHERS
            }
            assert all(gone.values())
            assert sheet.hidden_by_connection == gone
            assert sheet.hidden_count == sum(gone.values())


async def test_what_the_window_asks_each_minute_is_one_read_however_many_connections(
    tmp_path, monkeypatch
):
    reads = []
    with three_sandboxes() as sandboxes:
        async with three_desks(tmp_path / "desk", sandboxes, clock=Clock()) as three:
            await three.sync_all()
            read = Database.read

            async def counted(self, fn, *args, **kwargs):
                reads.append(fn.__name__)
                return await read(self, fn, *args, **kwargs)

            monkeypatch.setattr(Database, "read", counted)
            overviews = await three.services.connections.list()
            notes = await three.services.day_notes.look()
            await three.sheet()
    assert len(overviews) == len(sandboxes)
    assert all(each.people_shown and each.freshness.all_columns for each in overviews)
    assert notes.zoneless == ()
    assert reads == ["read_standings", "read_noted_days", "_read"]  # the sheet, with what is known


async def test_sync_on_the_command_line_tells_a_line_each_and_ends_with_1(tmp_path):
    with three_sandboxes() as sandboxes:
        folder = tmp_path / "desk"
        async with three_desks(folder, sandboxes, clock=utc_now, memory_secrets=False):
            pass
        environment = {**environment_of(sandboxes), "RUNSHEET_DATA_DIR": str(folder)}
        with failing(sandboxes["halaxy"], "closed"):
            done = run_app("sync", "--date", str(DAY), **environment)
        again = run_app("sync", "--date", str(DAY), **environment)
    assert done.returncode == 1
    assert [_system_and_words(line) for line in done.stdout.splitlines()] == [
        ("Gentu", "Wed 4 Mar 2026 is up to date."),
        ("MediRecords", "Wed 4 Mar 2026 is up to date."),
    ]
    line = one_line(done.stderr)
    assert "(Halaxy): We couldn't reach Halaxy." in line
    assert line.endswith("(NET-02)")
    assert (again.returncode, again.stderr, len(again.stdout.splitlines())) == (0, "", 3)


def _system_and_words(line):
    """`Practice (Gentu): Wed 4 Mar 2026 is up to date. 60 fetched: …`, its parts of interest."""
    name, _, words = line.partition("): ")
    return name.rpartition("(")[2], words[: len("Wed 4 Mar 2026 is up to date.")]
