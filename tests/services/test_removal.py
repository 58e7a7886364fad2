"""A removed connection leaves its days on the sheet, old and marked, and nothing else."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.connection import NEW_CLINICIAN, AppointmentTypeAnswer, MappingAnswer
from app.domain.errors import ConnectionNotFound
from app.domain.freshness import FreshnessState
from app.services.connections.service import ConnectionChanges
from app.store.schema import metadata, pms_connections, run_sheet_clinicians, sync_leases
from tests.support.desk import DAY, Clock, front_desk, on_request

TOMORROW = DAY + timedelta(days=1)
KEPT_TABLES = {
    "appointment_changes",
    "audit_anchor",
    "audit_entries",
    "pms_connections",
    "preferences",
    "run_sheet_appointments",
    "run_sheet_clinicians",
}


async def remove(desk):
    """Remove the connection a quarter of an hour later; when."""
    desk.clock.advance(minutes=15)
    await desk.services.connections.delete(desk.connection_id)
    return desk.clock()


async def connect_again(desk, *, shown=None, code="AGAIN123", into_old_columns=False):
    """The same practice as a new connection; `shown`: who of it has a column (None: everybody)."""
    created = await desk.services.connections.create("gentu")
    await desk.services.sign_in.pair(created.id, code)
    desk.connection_id = created.id
    people = await desk.services.mapping.people(created.id, refresh=True)
    columns = {column.name: column.id for column in people.clinicians}
    answers = [
        MappingAnswer(
            pms_practitioner_id=one.practitioner.pms_practitioner_id,
            pms_practitioner_name=one.practitioner.full_name,
            clinician_id=_column(one.practitioner, columns if into_old_columns else {}, shown),
            new_clinician_name=one.practitioner.column_name,
        )
        for one in people.choices
        if one.practitioner.is_active
    ]
    await desk.services.mapping.save_people(created.id, answers)
    await desk.services.mapping.appointment_types(created.id, refresh=True)
    await desk.services.connections.change(
        created.id, ConnectionChanges(sync_enabled=True, sync_telehealth_only=False)
    )


def _column(person, columns, shown):
    if shown is not None and person.pms_practitioner_id not in shown:
        return None
    return columns.get(person.column_name, NEW_CLINICIAN)


async def sheet_of(desk, day=None):
    return await desk.services.run_sheet.sheet(day)


def keys(sheet):
    """Appointment and patient of each row; a patient listed twice is there twice."""
    return sorted((row.pms_appointment_id, row.pms_patient_id or "") for row in sheet.rows)


def old(sheet):
    return [row for row in sheet.rows if row.source_removed_at is not None]


async def acknowledge_moves(desk):
    """Somebody has seen who moved within the day."""
    for row in (await sheet_of(desk)).rows:
        if row.place_of is not None:
            await desk.services.run_sheet.acknowledge_move(row.place_of, row.id)


async def left_over(desk):
    """The tables that still hold something of a connection."""
    tables = [table for table in metadata.sorted_tables if table.name not in KEPT_TABLES]
    return [table.name for table in tables if await desk.read(table)]


def book_tomorrow(desk, like):
    return desk.practice.add(
        practitioner_id=like.practitioner_id,
        start=like.start + timedelta(days=1),
        patient_ids=like.patient_ids,
    )


async def test_the_days_stay_marked_as_old_and_the_rest_goes(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        moved = next(row for row in desk.book() if len(row.patient_ids) == 1 and row.type_id)
        await desk.sync()
        desk.practice.move(moved.id, start=moved.start + timedelta(minutes=5))
        gone = desk.book()[30]
        desk.practice.delete(gone.id)
        await desk.sync()
        book_tomorrow(desk, moved)
        await desk.sync(day=TOMORROW)
        await acknowledge_moves(desk)
        checked_at, before = desk.clock(), await sheet_of(desk)
        later = await sheet_of(desk, TOMORROW)
        removed_at = await remove(desk)
        after = await sheet_of(desk)
        assert keys(after) == keys(before)
        assert len(after.rows) > 50
        assert len({row.appointment_type_colour for row in before.rows} - {None}) > 1
        for was, now in zip(before.rows, after.rows, strict=True):
            assert (now.id, now.start, now.status, now.removed_at) == (
                was.id, was.start, was.status, was.removed_at,
            )  # fmt: skip
            assert (now.clinician_id, now.clinician_name, now.appointment_type_name) == (
                was.clinician_id, was.clinician_name, was.appointment_type_name,
            )  # fmt: skip
            assert (now.is_telehealth, now.moved_from_start, now.system) == (
                was.is_telehealth, was.moved_from_start, "Gentu",
            )  # fmt: skip
            assert now.appointment_type_colour == was.appointment_type_colour
            assert (was.source_removed_at, now.source_removed_at) == (None, removed_at)
        assert [column.name for column in after.columns] == [c.name for c in before.columns]
        assert {column.source_removed_at for column in after.columns} == {removed_at}
        assert {column.freshness.state for column in after.columns} == {FreshnessState.OUT_OF_DATE}
        assert after.freshness.state is FreshnessState.OUT_OF_DATE
        assert after.freshness.last_success_at == checked_at
        assert after.timezone == before.timezone
        assert keys(await sheet_of(desk, TOMORROW)) == keys(later) != []
        assert await desk.services.run_sheet.next_day(DAY) == TOMORROW
        assert await left_over(desk) == []


async def test_a_removed_connection_is_nowhere_but_on_the_sheet(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        services, gone = desk.services, desk.connection_id
        await remove(desk)
        assert await services.connections.list() == ()
        for asked in (
            services.connections.get(gone),
            services.connections.delete(gone),
            services.connections.change(gone, ConnectionChanges(display_name="Again")),
            services.connections.test(gone),
            services.sync.run(gone),
            services.sync.history(gone),
            services.schedule.next_sync_at(gone),
            services.mapping.people(gone, refresh=True),
            services.mapping.preview(gone),
            services.sign_in.pair(gone, "AGAIN123"),
        ):
            with pytest.raises(ConnectionNotFound):
                await asked
        (stored,) = await desk.read(pms_connections)
        label = {"id", "pms_type", "display_name", "tenant_id", "timezone", "removed_at"}
        facts = {"created_at", "updated_at", "last_sync_at", "setup_step"}
        plain = {"sync_frequency_minutes", "sync_telehealth_only"}
        for name, value in stored.items():
            assert name in label | facts | plain or not value, name


async def test_only_what_was_on_the_sheet_is_kept_and_with_what_it_counted_as(tmp_path):
    async with front_desk(tmp_path, telehealth_only=True) as desk:
        types = await desk.services.mapping.appointment_types(desk.connection_id, refresh=False)
        video = next(t for t in types if t.appointment_type.name == "Video Follow-up")
        type_id = video.appointment_type.pms_type_id
        answer = AppointmentTypeAnswer(pms_type_id=type_id, is_telehealth=True)
        await desk.services.mapping.save_appointment_types(desk.connection_id, [answer])
        await desk.sync()
        before = await sheet_of(desk)
        assert before.hidden_count > 10
        await remove(desk)
        after = await sheet_of(desk)
        assert keys(after) == keys(before) != []
        assert all(row.is_telehealth for row in after.rows)
        assert {row.appointment_type_name for row in after.rows} == {"Video Follow-up"}
        assert (after.hidden_count, len(await desk.stored())) == (0, len(after.rows))


async def test_from_whom_a_row_was_moved_is_kept(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        first, *_ = (row for row in desk.book() if len(row.patient_ids) == 1)
        other = next(r for r in desk.book() if r.practitioner_id != first.practitioner_id)
        desk.practice.move(first.id, practitioner_id=other.practitioner_id)
        await desk.sync()
        before = (await desk.row(first.id)).moved_from_clinician
        await remove(desk)
        assert (await desk.row(first.id)).moved_from_clinician == before
        assert before


def told(sheet):
    """Every row with all that it says, but that its source was removed."""
    return [replace(row, source_removed_at=None, place_of=None) for row in sheet.rows]


async def with_left_places(desk):
    """Three appointments leave their places: for tomorrow, for nobody's column, and twice over."""
    shown = {column.name for column in (await sheet_of(desk)).columns}
    listed = await desk.services.mapping.people(desk.connection_id, refresh=False)
    people = [one.practitioner for one in listed.choices if one.practitioner.is_active]
    nobodys = next(one for one in people if one.column_name not in shown)
    mapped = {one.pms_practitioner_id for one in people if one.column_name in shown}
    single = [r for r in desk.book() if len(r.patient_ids) == 1 and r.practitioner_id in mapped]
    away, given, twice = single[1], single[2], single[3]
    desk.practice.move(away.id, start=away.start + timedelta(days=1))
    desk.practice.move(given.id, practitioner_id=nobodys.pms_practitioner_id)
    for days in (1, 2):
        desk.practice.move(twice.id, start=twice.start + timedelta(days=days))
        for n in (0, 1, 2):
            await desk.sync(day=DAY + timedelta(days=n))
    return away, given, twice


async def test_the_places_that_appointments_left_stay_on_the_sheet(tmp_path):
    async with front_desk(tmp_path, people=3) as desk:
        for day in (DAY, TOMORROW):
            await desk.sync(day=day)
        away, given, twice = await with_left_places(desk)
        days = [DAY + timedelta(days=n) for n in range(3)]
        before = [await sheet_of(desk, day) for day in days]
        left = [{r.pms_appointment_id for r in one.rows if r.has_moved_away} for one in before]
        assert left == [{away.id, given.id, twice.id}, {twice.id}, set()]
        await remove(desk)
        after = [await sheet_of(desk, day) for day in days]
        assert [told(sheet) for sheet in after] == [told(sheet) for sheet in before]
        assert await left_over(desk) == []
        await connect_again(desk)
        await desk.sync(day=days[2])
        assert keys(await sheet_of(desk, DAY)) == keys(after[0])
        await desk.sync(day=DAY)
        anew = await sheet_of(desk, DAY)
        assert (old(anew), [row for row in anew.rows if row.has_moved_away]) == ([], [])
        assert keys(await sheet_of(desk, TOMORROW)) == keys(after[1])


async def test_a_place_that_was_hidden_is_not_kept(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        types = await desk.services.mapping.appointment_types(desk.connection_id, refresh=False)
        names = {one.appointment_type.pms_type_id: one.appointment_type.name for one in types}
        away = next(r for r in desk.book() if "Video" not in names.get(r.type_id, ""))
        desk.practice.move(away.id, start=away.start + timedelta(days=1))
        for day in (DAY, TOMORROW):
            await desk.sync(day=day)
        only = ConnectionChanges(sync_telehealth_only=True)
        await desk.services.connections.change(desk.connection_id, only)
        before = await sheet_of(desk)
        assert away.id not in {row.pms_appointment_id for row in before.rows}
        await remove(desk)
        assert keys(await sheet_of(desk)) == keys(before)


async def test_a_left_place_gives_way_when_its_appointment_is_back_on_the_day(tmp_path):
    """It was moved back to somebody else, and the old column was not read again."""
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        moved = next(row for row in desk.book() if len(row.patient_ids) == 1)
        other = next(r for r in desk.book() if r.practitioner_id != moved.practitioner_id)
        desk.practice.move(moved.id, start=moved.start + timedelta(days=1))
        for day in (DAY, TOMORROW):
            await desk.sync(day=day)
        await remove(desk)
        desk.practice.move(moved.id, start=moved.start, practitioner_id=other.practitioner_id)
        await connect_again(desk, shown={other.practitioner_id})
        await desk.sync()
        found = [r for r in (await sheet_of(desk)).rows if r.pms_appointment_id == moved.id]
        assert [(row.has_moved_away, row.source_removed_at) for row in found] == [(False, None)]


async def test_a_connection_without_rows_leaves_nothing_at_all(tmp_path):
    async with front_desk(tmp_path) as desk:
        unfinished = await desk.services.connections.create("gentu")
        await desk.services.connections.delete(unfinished.id)
        assert len(await desk.read(pms_connections)) == 1
        await remove(desk)
        assert await desk.read(pms_connections) == []
        assert await desk.read(run_sheet_clinicians) == []
        assert (await sheet_of(desk)).columns == ()


async def test_its_own_credentials_leave_the_password_store(tmp_path):
    async with front_desk(tmp_path) as desk:
        core = desk.services.core
        own = {"appId": "a", "clientId": "b", "clientSecret": "c"}
        made = await desk.services.connections.create("gentu", credentials=own)
        assert await core.secrets.read(core.secret_name(made.id))
        await desk.services.connections.delete(made.id)
        assert await core.secrets.read(core.secret_name(made.id)) is None


# --- The same practice again ----------------------------------------------------------------------


async def test_the_first_whole_sync_of_the_same_practice_takes_the_place_of_what_was_kept(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        book_tomorrow(desk, desk.book()[0])
        await desk.sync(day=TOMORROW)
        before, later = await sheet_of(desk), await sheet_of(desk, TOMORROW)
        await remove(desk)
        await connect_again(desk)
        waiting = await sheet_of(desk)
        assert keys(waiting) == keys(before)
        assert len(old(waiting)) == len(before.rows)
        run = await desk.sync()
        fresh = await sheet_of(desk)
        assert run.counts.created == len(before.rows)
        assert (keys(fresh), old(fresh)) == (keys(before), [])
        assert len(fresh.columns) == len(before.columns)
        assert fresh.freshness.state is FreshnessState.UP_TO_DATE
        tomorrow = await sheet_of(desk, TOMORROW)
        assert (keys(tomorrow), len(old(tomorrow))) == (keys(later), len(later.rows))
        await desk.sync(day=TOMORROW)
        tomorrow = await sheet_of(desk, TOMORROW)
        assert (keys(tomorrow), old(tomorrow)) == (keys(later), [])
        assert [row["removed_at"] for row in await desk.read(pms_connections)] == [None]
        assert len(await desk.read(run_sheet_clinicians)) == len(before.columns)


async def test_what_is_no_longer_in_a_list_that_was_read_whole_leaves_the_sheet(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        gone = desk.book()[10]
        await remove(desk)
        desk.practice.delete(gone.id)
        await connect_again(desk)
        await desk.sync()
        after = await sheet_of(desk)
        assert gone.id not in {row.pms_appointment_id for row in after.rows}
        assert old(after) == []


async def test_who_has_no_column_in_the_new_connection_keeps_what_there_was(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        before = await sheet_of(desk)
        chosen = desk.book()[0].practitioner_id
        await remove(desk)
        await connect_again(desk, shown={chosen})
        await desk.sync()
        after = await sheet_of(desk)
        mine = {row.id for row in desk.book() if row.practitioner_id == chosen}
        assert keys(after) == keys(before)
        assert {row.pms_appointment_id for row in old(after)}.isdisjoint(mine)
        assert len(old(after)) == sum(row.pms_appointment_id not in mine for row in before.rows) > 0
        assert [column.source_removed_at is None for column in after.columns].count(True) == 1
        assert after.freshness.state is FreshnessState.UP_TO_DATE


async def test_a_column_whose_one_practitioner_could_not_be_read_holds_new_and_old_rows(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        before = await sheet_of(desk)
        victim = desk.book()[0].practitioner_id
        await remove(desk)
        await connect_again(desk, into_old_columns=True)

        def arm(call):
            desk.sandbox.faults.clear()
            if dict(call.query).get("practitionerId") == victim:
                desk.sandbox.faults.add("status_503", path=call.path, times=1)

        with on_request(desk.sandbox, arm):
            await desk.sync()
        after = await sheet_of(desk)
        theirs = {row.id for row in desk.book() if row.practitioner_id == victim}
        assert keys(after) == keys(before)
        assert {row.pms_appointment_id for row in old(after)} == theirs
        assert [column.source_removed_at for column in after.columns] == [None] * 4
        assert [column.clinician_id for column in after.columns] == [
            column.clinician_id for column in before.columns
        ]
        states = sorted(column.freshness.state for column in after.columns)
        assert states == ["out_of_date", "up_to_date", "up_to_date", "up_to_date"]


async def test_an_appointment_that_is_listed_anew_elsewhere_is_not_on_the_sheet_twice(tmp_path):
    """It was given to somebody else, and its old column could not be read."""
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        before = await sheet_of(desk)
        given = next(row for row in desk.book() if len(row.patient_ids) == 1)
        victim = given.practitioner_id
        other = next(r.practitioner_id for r in desk.book() if r.practitioner_id != victim)
        await remove(desk)
        desk.practice.move(given.id, practitioner_id=other)
        await connect_again(desk, shown={other})
        await desk.sync()
        after = await sheet_of(desk)
        assert keys(after) == keys(before)
        (row,) = [row for row in after.rows if row.pms_appointment_id == given.id]
        assert row.source_removed_at is None


async def test_removed_and_connected_over_and_over_nobody_is_listed_twice(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        before = await sheet_of(desk)
        people = sorted({row.practitioner_id for row in desk.book()})
        for turn, person in enumerate(people):
            await remove(desk)
            await connect_again(desk, shown={person}, code=f"AGAIN{turn:03d}")
            await desk.sync()
            assert keys(await sheet_of(desk)) == keys(before)
        await remove(desk)
        after = await sheet_of(desk)
        assert (keys(after), len(old(after))) == (keys(before), len(before.rows))
        assert len(await desk.read(pms_connections)) == len(people)


# --- While something is going on ------------------------------------------------------------------


def removing(desk, is_call):
    """A vendor's answer in whose middle a person removes the connection."""
    loop, is_done = asyncio.get_running_loop(), False

    def remove_now(call):
        nonlocal is_done
        if is_call(call) and not is_done:
            is_done = True
            deleting = desk.services.connections.delete(desk.connection_id)
            asyncio.run_coroutine_threadsafe(deleting, loop).result(10)

    return on_request(desk.sandbox, remove_now)


def of_the_day(call):
    return call.path.endswith("/appointments")


async def test_removing_it_while_it_syncs_neither_crashes_nor_brings_anything_back(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        arrived = desk.book()[20]
        desk.practice.mark_arrived(arrived.id, at=arrived.start)
        with removing(desk, of_the_day), pytest.raises(ConnectionNotFound):
            await desk.sync()
        after = await sheet_of(desk)
        assert len(old(after)) == len(after.rows) > 50
        assert all(
            row.arrived_at is None for row in after.rows if row.pms_appointment_id == arrived.id
        )
        assert await left_over(desk) == []
        assert await desk.services.connections.list() == ()


async def test_removing_it_while_its_first_sync_runs_leaves_nothing(tmp_path):
    async with front_desk(tmp_path) as desk:
        with removing(desk, of_the_day), pytest.raises(ConnectionNotFound):
            await desk.sync()
        assert await desk.stored() == []
        assert await desk.read(pms_connections) == []


async def test_removing_it_while_a_sync_fails_is_told_as_removed(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        desk.sandbox.faults.add("status_401", path="/appointments")
        with removing(desk, of_the_day), pytest.raises(ConnectionNotFound):
            await desk.sync()
        desk.sandbox.faults.clear()
        assert await left_over(desk) == []


async def test_lists_that_arrive_after_it_was_removed_are_not_stored(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        with (
            removing(desk, lambda call: call.path.endswith("/practitioners")),
            pytest.raises(ConnectionNotFound),
        ):
            await desk.services.mapping.people(desk.connection_id, refresh=True)
        assert await left_over(desk) == []


async def test_types_that_arrive_after_it_was_removed_are_not_stored(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        with (
            removing(desk, lambda call: call.path.endswith("/appointment-types")),
            pytest.raises(ConnectionNotFound),
        ):
            await desk.services.mapping.appointment_types(desk.connection_id, refresh=True)
        assert await left_over(desk) == []
        assert await desk.read(sync_leases) == []
