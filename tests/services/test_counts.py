"""What a run counts, what the history and the connections tell, and what a choice changes."""

from datetime import timedelta

import pytest

from app.domain.connection import (
    NEW_CLINICIAN,
    AppointmentTypeAnswer,
    MappingAnswer,
)
from app.domain.errors import (
    ConnectionNotFound,
    InvalidRequest,
    NobodyMapped,
    NotPairedYet,
)
from app.domain.freshness import FreshnessState
from app.domain.sync_run import NoticeKind, SyncStatus, SyncTrigger
from app.sandbox import Practitioner
from app.services.connections.service import ConnectionChanges
from app.store.schema import pms_practitioners
from tests.support.desk import DAY, Clock, front_desk

ROWS = 61
"""60 appointments, one of them with two patients."""


def counted(run):
    """fetched, created, updated, skipped, unchanged, removed, quarantined."""
    c = run.counts
    assert c.fetched == c.created + c.updated + c.skipped
    return (
        c.fetched, c.created, c.updated, c.skipped, c.unchanged, c.removed, c.quarantined,
    )  # fmt: skip


def live(desk, place):
    rows = [
        row
        for row in desk.book()
        if len(row.patient_ids) == 1 and row.status != "cancelled" and row.cancelled_at is None
    ]
    return rows[place]


async def test_counts_are_those_of_the_contract(tmp_path):
    async with front_desk(tmp_path) as desk:
        first = await desk.sync()
        second = await desk.sync()
        arrives, moves, stops, goes, twice = (live(desk, place) for place in (40, 41, 42, 10, 5))
        desk.practice.mark_arrived(arrives.id)
        desk.practice.move(moves.id, start=moves.start + timedelta(minutes=5))
        desk.practice.cancel(stops.id)
        desk.practice.delete(goes.id)
        desk.practice.add(
            practitioner_id=twice.practitioner_id,
            start=twice.start,
            patient_ids=twice.patient_ids,
        )
        third = await desk.sync()
        fourth = await desk.sync()
    assert counted(first) == (ROWS, ROWS, 0, 0, 0, 0, 0)
    assert counted(second) == (ROWS, 0, 0, ROWS, ROWS, 0, 0)
    # 61 - 1 deleted + 1 added, and the cancelled one is counted as removed only.
    assert counted(third) == (ROWS - 1, 1, 2, ROWS - 4, ROWS - 4, 2, 0)
    assert counted(fourth) == (ROWS, 0, 0, ROWS, ROWS, 0, 0)


async def test_rows_that_the_tick_hides_are_fetched_and_skipped(tmp_path):
    async with front_desk(tmp_path, telehealth_only=True) as desk:
        run = await desk.sync()
        sheet = await desk.services.run_sheet.sheet()
        stored = await desk.stored()
    assert counted(run) == (ROWS, 0, 0, ROWS, 0, 0, 0)
    assert (len(sheet.rows), sheet.hidden_count, len(stored)) == (0, ROWS, ROWS)


async def test_a_changed_tick_filters_at_once_from_what_is_stored(tmp_path):
    async with front_desk(tmp_path, telehealth_only=True) as desk:
        await desk.sync()
        types = await desk.services.mapping.appointment_types(desk.connection_id, refresh=False)
        video = next(t for t in types if t.appointment_type.name == "Video Follow-up")
        of_video = {
            row.id for row in desk.book() if row.type_id == video.appointment_type.pms_type_id
        }
        desk.sandbox.journal.clear()
        seen = []
        for ticked in (True, False, True):
            answer = AppointmentTypeAnswer(
                pms_type_id=video.appointment_type.pms_type_id, is_telehealth=ticked
            )
            changed = await desk.services.mapping.save_appointment_types(
                desk.connection_id, [answer]
            )
            seen.append((changed, {key[0] for key in await desk.rows()}))
        await desk.services.connections.change(
            desk.connection_id, ConnectionChanges(sync_telehealth_only=False)
        )
        everything = await desk.rows()
        assert desk.sandbox.requests == []
    assert of_video
    assert seen == [(1, of_video), (1, set()), (1, of_video)]
    assert len(everything) == ROWS


async def test_an_unticked_type_is_off_the_sheet_and_counted_as_skipped(tmp_path):
    async with front_desk(tmp_path) as desk:
        types = await desk.services.mapping.appointment_types(desk.connection_id, refresh=False)
        kind = types[1].appointment_type.pms_type_id
        off = AppointmentTypeAnswer(pms_type_id=kind, is_telehealth=False, sync_enabled=False)
        await desk.services.mapping.save_appointment_types(desk.connection_id, [off])
        run = await desk.sync()
        rows = await desk.rows()
        hidden = sum(len(row.patient_ids or ("",)) for row in desk.book() if row.type_id == kind)
    assert hidden > 5
    assert counted(run) == (ROWS, ROWS - hidden, 0, hidden, 0, 0, 0)
    assert len(rows) == ROWS - hidden


async def test_the_history_is_newest_first_with_each_practitioners_part(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        ids = []
        for trigger in (SyncTrigger.SETUP, SyncTrigger.MANUAL, SyncTrigger.SCHEDULED):
            ids.append((await desk.sync(trigger=trigger)).id)
            clock.advance(minutes=15)
        runs = await desk.services.sync.history(desk.connection_id)
        two = await desk.services.sync.history(desk.connection_id, limit=2)
        names = {p.id: p.family for p in desk.practice.practitioners()}
    assert [run.id for run in runs] == ids[::-1]
    assert two == runs[:2]
    assert [run.trigger for run in runs] == ["scheduled", "manual", "setup"]
    assert sum(outcome.fetched for outcome in runs[0].outcomes) == ROWS
    assert len(runs[0].outcomes) == 4
    assert all(names[one.pms_practitioner_id] in one.name for one in runs[0].outcomes)
    assert runs[0].started_at == clock() - timedelta(minutes=15)
    assert runs[0].completed_at is not None


async def test_last_success_and_last_attempt_are_two_facts(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        states = [await _state(desk)]
        await desk.sync()
        success = clock()
        states.append(await _state(desk))
        desk.sandbox.faults.add("status_500", path="/appointments")
        for _ in range(3):
            clock.advance(minutes=3)
            await desk.sync()
            states.append(await _state(desk))
        connection = (await desk.services.connections.get(desk.connection_id)).connection
        assert (connection.last_sync_at, connection.last_attempt_at) == (success, clock())
        assert connection.failures_in_a_row == 3
        assert connection.last_sync_error_code == "NET-05"
        people = [p for p in await desk.read(pms_practitioners) if p["last_attempt_at"]]
        desk.sandbox.faults.clear()
        await desk.sync()
        states.append(await _state(desk))
        healed = (await desk.services.connections.get(desk.connection_id)).connection
        clock.advance(minutes=31)
        states.append(await _state(desk))
        clock.advance(minutes=30)
        states.append(await _state(desk))
    assert states == [
        "never", "up_to_date", "up_to_date", "up_to_date", "out_of_date", "up_to_date",
        "ageing", "out_of_date",
    ]  # fmt: skip
    assert (healed.failures_in_a_row, healed.last_sync_error_code) == (0, None)
    assert healed.last_sync_at == healed.last_attempt_at
    assert len(people) == 4


async def _state(desk):
    overview = await desk.services.connections.get(desk.connection_id)
    sheet = await desk.services.run_sheet.sheet()
    assert overview.freshness.state == sheet.freshness.state
    return overview.freshness.state


@pytest.mark.parametrize(
    ("fault", "state", "code"),
    [
        ("status_401", FreshnessState.SIGN_IN, "AUTH-02"),
        ("status_403", FreshnessState.SIGN_IN, "AUTH-03"),
        ("html_200", FreshnessState.UP_TO_DATE, "NET-03"),
    ],
)
async def test_a_failure_shows_its_state_and_code(tmp_path, fault, state, code):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        desk.sandbox.faults.add(fault, path="/appointments")
        run = await desk.sync()
        desk.sandbox.faults.clear()
        assert (run.status, run.error_code) == (SyncStatus.FAILED, code)
        assert await _state(desk) == state


async def test_one_failing_column_makes_the_sheet_partly_updated(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        success = clock()
        victim = live(desk, 0).practitioner_id

        def arm(call):
            desk.sandbox.faults.clear()
            if dict(call.query).get("practitionerId") == victim:
                desk.sandbox.faults.add("status_503", path=call.path, times=1)

        desk.sandbox.on_request.append(arm)
        for _ in range(3):
            clock.advance(minutes=15)
            assert (await desk.sync()).status is SyncStatus.PARTIAL
        sheet = await desk.services.run_sheet.sheet()
        states = [column.freshness.state for column in sheet.columns]
        connection = (await desk.services.connections.get(desk.connection_id)).connection
    assert (connection.last_sync_at, connection.last_attempt_at) == (success, clock())
    assert (connection.last_sync_status, connection.failures_in_a_row) == ("partial", 0)
    assert sheet.freshness.state is FreshnessState.PARTLY
    assert (sheet.freshness.fresh_columns, sheet.freshness.all_columns) == (3, 4)
    assert sorted(states) == ["out_of_date", "up_to_date", "up_to_date", "up_to_date"]


async def test_a_new_person_is_a_question_and_no_column_and_is_not_fetched(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        columns = await desk.services.run_sheet.clinicians()
        newcomer = desk.practice.add_practitioner("Newcomer", "Nora")
        desk.practice.add(practitioner_id=newcomer.id, start=live(desk, 0).start)
        clock.advance(days=1)
        await desk.sync(day=DAY)
        (notice,) = (await desk.services.connections.get(desk.connection_id)).notices
        asked = {r.query.get("practitionerId") for r in desk.sandbox.requests}
        assert (notice.kind, notice.count) == (NoticeKind.NEW_PEOPLE, 1)
        assert await desk.services.run_sheet.clinicians() == columns
        assert newcomer.id not in asked
        await _answer(desk, newcomer, None)
        for _ in range(3):
            clock.advance(days=1)
            await desk.sync(day=DAY)
            assert (await desk.services.connections.get(desk.connection_id)).notices == ()
        assert await desk.services.run_sheet.clinicians() == columns
        await _answer(desk, newcomer, NEW_CLINICIAN)
        run = await desk.sync(day=DAY)
        assert run.counts.created == 1
        assert len(await desk.services.run_sheet.clinicians()) == len(columns) + 1


async def _answer(desk, person: Practitioner, column):
    answer = MappingAnswer(
        pms_practitioner_id=person.id,
        pms_practitioner_name=person.family or "",
        clinician_id=column,
    )
    return await desk.services.mapping.save_people(desk.connection_id, [answer])


async def test_an_unknown_name_in_an_answer_stores_nothing_of_it(tmp_path):
    async with front_desk(tmp_path) as desk:
        before = await desk.services.mapping.people(desk.connection_id, refresh=False)
        known = before.choices[0].practitioner
        answers = [
            MappingAnswer(pms_practitioner_id=who, pms_practitioner_name="x", clinician_id=column)
            for who, column in ((known.pms_practitioner_id, None), ("nobody", None))
        ]
        with pytest.raises(InvalidRequest):
            await desk.services.mapping.save_people(desk.connection_id, answers)
        after = await desk.services.mapping.people(desk.connection_id, refresh=False)
        assert after.choices == before.choices
        same = await _answer(desk, desk.practice.practitioners()[-1], None)
        assert (same.mappings_created, same.mappings_updated, same.clinicians_created) == (0, 0, 0)


async def test_what_cannot_be_synced_says_why(tmp_path):
    async with front_desk(tmp_path) as desk:
        with pytest.raises(ConnectionNotFound):
            await desk.services.sync.run("00000000-0000-4000-8000-000000000000")
        unpaired = await desk.services.connections.create("gentu")
        with pytest.raises(NotPairedYet):
            await desk.services.sync.run(unpaired.id)
        await desk.map_people(set())
        with pytest.raises(NobodyMapped):
            await desk.sync()
        assert await desk.services.sync.history(desk.connection_id) == ()


async def test_progress_is_told_for_every_practitioner(tmp_path):
    async with front_desk(tmp_path) as desk:
        told = []
        await desk.sync(progress=told.append)
    assert [(step.done, step.total) for step in told] == [(n, 4) for n in range(5)]
    assert len({step.practitioner_name for step in told[1:]}) == 4
