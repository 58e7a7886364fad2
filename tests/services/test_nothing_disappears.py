"""J5 and J6: what was cancelled, moved or is gone stays where it was seen, with when and where."""

from datetime import timedelta

import pytest

from app.domain.appointment import AppointmentStatus
from app.domain.since import SinceKind
from app.domain.sync_run import SyncStatus
from app.domain.timeline import TimelineKind, entry_words
from app.services.sheet.desk import EditChanges
from app.store.schema import appointment_changes, sync_snapshots
from tests.support.desk import DAY, NOON, Clock, front_desk, on_request
from tests.support.systems import SYSTEMS

ZONE = "Australia/Melbourne"


def single_rows(desk, *, after=NOON):
    """To come, with one patient, booked."""
    return [
        row
        for row in desk.book()
        if row.practitioner_id is not None
        and len(row.patient_ids) == 1
        and row.start > after
        and not desk.practice.is_cancelled(row)
    ]


async def unseen(desk, day=None):
    sheet = await desk.services.run_sheet.sheet(day)
    rows = {row.id: row for row in sheet.rows}
    told = await desk.services.run_sheet.unseen(sheet)
    return [(each.kind, rows[each.row_id].pms_appointment_id) for each in told]


async def look(desk):
    """Somebody looks at the list now; a quarter of an hour passes."""
    await desk.services.run_sheet.mark_looked(DAY, desk.clock())
    desk.clock.advance(minutes=15)


async def places(desk, appointment_id, day=None):
    """An appointment's rows on the sheet by start, the living one and the places it left."""
    sheet = await desk.services.run_sheet.sheet(day)
    return [row for row in sheet.rows if row.pms_appointment_id == appointment_id]


def told(entries):
    return [entry_words(entry, timezone=ZONE) for entry in entries]


@pytest.mark.parametrize("system", SYSTEMS)
async def test_the_change_log_names_the_facts_that_differ(tmp_path, system):
    async with front_desk(tmp_path, system=system) as desk:
        await desk.sync()
        moved, cancelled = single_rows(desk)[:2]
        desk.practice.move(moved.id, start=moved.start + timedelta(minutes=5))
        desk.practice.cancel(cancelled.id)
        await desk.sync()
        changes = {change["kind"]: change for change in await desk.read(appointment_changes)}
    assert changes["moved"]["changed_fields"] == ["start"]
    assert "status" in changes["cancelled"]["changed_fields"]
    assert not {"start", "end", "name", "phone"} & set(changes["cancelled"]["changed_fields"])


async def test_when_a_day_was_first_read_is_kept(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        desk.clock.advance(minutes=15)
        await desk.sync()
        days = await desk.read(sync_snapshots)
    assert {day["first_fetched_at"] for day in days} == {NOON}
    assert {day["fetched_at"] for day in days} == {NOON + timedelta(minutes=15)}


async def test_a_move_within_the_day_leaves_its_place_until_it_is_acknowledged(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        row = single_rows(desk)[0]
        other = next(r.practitioner_id for r in desk.book() if r.practitioner_id not in {
            row.practitioner_id, None})  # fmt: skip
        desk.clock.advance(minutes=15)
        desk.practice.move(row.id, start=row.start + timedelta(hours=1), practitioner_id=other)
        await desk.sync()
        old, new = await places(desk, row.id)
        assert (old.start, old.is_off, new.is_off) == (row.start, True, False)
        assert (old.moved_to_start, old.moved_to_clinician) == (new.start, new.clinician_name)
        assert old.removed_at == desk.clock()
        assert new.moved_from_clinician == old.clinician_name
        assert (old.history_id, old.clinician_id) != (old.id, new.clinician_id)
        assert old.history_id == new.id
        again, _ = await places(desk, row.id)
        assert again.id == old.id
        moves = await desk.services.run_sheet.acknowledge_move(old.history_id, old.id)
        assert await desk.services.run_sheet.acknowledge_move(old.history_id, old.id) == ()
        assert [each.id for each in await places(desk, row.id)] == [new.id]
        await desk.services.run_sheet.restore_place(moves)
        assert [each.id for each in await places(desk, row.id)] == [old.id, new.id]


async def test_moved_and_moved_back_leaves_only_where_it_was_in_between(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        row = single_rows(desk)[0]
        for minutes in (60, 0):
            desk.clock.advance(minutes=15)
            desk.practice.move(row.id, start=row.start + timedelta(minutes=minutes))
            await desk.sync()
        here, between = await places(desk, row.id)
    assert (here.is_off, here.start) == (False, row.start)
    assert (between.is_off, between.moved_to_start) == (True, row.start)


async def test_the_place_of_a_move_within_the_day_goes_with_the_day(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        row = single_rows(desk)[0]
        desk.practice.move(row.id, start=row.start + timedelta(hours=1))
        await desk.sync()
        assert len(await places(desk, row.id, DAY)) == 2
        desk.clock.advance(hours=24)
        (only,) = await places(desk, row.id, DAY)
    assert not only.is_off


async def test_the_first_list_of_the_day_is_not_new(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        assert await unseen(desk) == []
        await look(desk)
        await desk.sync()
        assert len(await desk.rows()) > 50
        assert await unseen(desk) == []


@pytest.mark.parametrize("system", SYSTEMS)
async def test_what_changed_since_somebody_looked_is_told_once_each(tmp_path, system):
    async with front_desk(tmp_path, system=system, clock=Clock()) as desk:
        await desk.sync()
        await look(desk)
        moved, cancelled, gone, away, arrived = single_rows(desk)[:5]
        desk.practice.move(moved.id, start=moved.start + timedelta(minutes=5))
        desk.practice.cancel(cancelled.id)
        desk.practice.delete(gone.id)
        desk.practice.move(away.id, start=away.start + timedelta(days=2))
        desk.practice.mark_arrived(arrived.id)
        added = desk.practice.add(
            practitioner_id=moved.practitioner_id,
            start=moved.start + timedelta(hours=2),
            patient_ids=moved.patient_ids,
        )
        await desk.sync()
        first = sorted(await unseen(desk))
        desk.clock.advance(minutes=15)
        desk.practice.move(moved.id, start=moved.start + timedelta(minutes=10))
        await desk.sync()
        assert sorted(await unseen(desk)) == first == sorted([
            (SinceKind.MOVED, moved.id), (SinceKind.MOVED, away.id), (SinceKind.NEW, added.id),
            (SinceKind.CANCELLED, cancelled.id), (SinceKind.CANCELLED, gone.id),
        ])  # fmt: skip
        await look(desk)
        assert await unseen(desk) == []


async def test_what_went_and_came_back_is_nothing_to_tell_but_what_came_back_is(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        await look(desk)
        row = single_rows(desk)[0]
        desk.practice.delete(row.id)
        await desk.sync()
        assert await unseen(desk) == [(SinceKind.CANCELLED, row.id)]
        seen_at = desk.clock()
        desk.clock.advance(minutes=15)
        desk.practice.put(row)
        await desk.sync()
        assert await unseen(desk) == []
        await desk.services.run_sheet.mark_looked(DAY, seen_at)
        assert await unseen(desk) == [(SinceKind.BACK, row.id)]


async def test_a_look_is_taken_back_to_the_one_before(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        looked_at = desk.clock()
        await look(desk)
        desk.clock.advance(minutes=15)
        desk.practice.cancel(single_rows(desk)[0].id)
        await desk.sync()
        before = await desk.services.run_sheet.mark_looked(DAY, desk.clock())
        assert (before, await unseen(desk)) == (looked_at, [])
        assert await desk.services.run_sheet.mark_looked(DAY, desk.clock()) is None
        await desk.services.run_sheet.look_again(DAY, looked_at)
        assert len(await unseen(desk)) == 1


async def test_looking_at_one_day_is_not_looking_at_another(tmp_path):
    tomorrow = DAY + timedelta(days=1)
    async with front_desk(tmp_path, clock=Clock()) as desk:
        row = single_rows(desk)[0]
        later = desk.practice.add(
            practitioner_id=row.practitioner_id,
            start=row.start + timedelta(days=1),
            patient_ids=row.patient_ids,
        )
        for day in (DAY, tomorrow):
            await desk.sync(day=day)
            await desk.services.run_sheet.mark_looked(day, desk.clock())
        desk.clock.advance(minutes=15)
        desk.practice.cancel(later.id)
        await desk.sync(day=tomorrow)
        await look(desk)
        assert await unseen(desk, tomorrow) == [(SinceKind.CANCELLED, later.id)]
        await desk.services.run_sheet.mark_looked(tomorrow, desk.clock())
        assert await unseen(desk, tomorrow) == []


async def test_a_look_never_goes_back(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        await look(desk)
        desk.practice.cancel(single_rows(desk)[0].id)
        await desk.sync()
        await desk.services.run_sheet.mark_looked(DAY, desk.clock(), only_first=True)
        assert len(await unseen(desk)) == 1
        await desk.services.run_sheet.mark_looked(DAY, desk.clock())
        await desk.services.run_sheet.mark_looked(DAY, NOON)
        assert await unseen(desk) == []


async def test_a_cancelled_and_a_vanished_row_stay_with_when_and_where(tmp_path):
    """J5, cases a and b."""
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        await look(desk)
        a, b = single_rows(desk)[:2]
        desk.practice.cancel(a.id, by="status")
        desk.practice.delete(b.id)
        await desk.sync()
        cancelled, gone = await desk.row(a.id), await desk.row(b.id)
        timelines = [
            await desk.services.run_sheet.timeline(row.history_id) for row in (cancelled, gone)
        ]
        assert sorted(await unseen(desk)) == sorted(
            [(SinceKind.CANCELLED, a.id), (SinceKind.CANCELLED, b.id)]
        )
    assert (cancelled.status, cancelled.seen_cancelled_at) == (
        AppointmentStatus.CANCELLED, desk.clock(),
    )  # fmt: skip
    assert (gone.status, gone.removed_at) == (AppointmentStatus.BOOKED, desk.clock())
    assert told(timelines[0])[0].startswith("Cancelled in Gentu")
    assert told(timelines[1])[0] == "No longer in Gentu."
    assert [entries[0].at for entries in timelines] == [desk.clock()] * 2
    assert [entries[-1].kind for entries in timelines] == [TimelineKind.FIRST_SEEN] * 2


async def test_a_list_whose_second_page_fails_marks_nothing_as_gone(tmp_path):
    """J5, negative."""
    async with front_desk(tmp_path, clock=Clock(), small_pages=True) as desk:
        await desk.sync()
        await look(desk)
        gone = single_rows(desk)[-1]
        desk.practice.delete(gone.id)

        def fail_later_pages(call):
            desk.sandbox.faults.clear()
            if SYSTEMS["gentu"].later_query(dict(call.query)):
                desk.sandbox.faults.add("status_500")

        with on_request(desk.sandbox, fail_later_pages):
            run = await desk.sync()
        row = await desk.row(gone.id)
        assert run.status in (SyncStatus.PARTIAL, SyncStatus.FAILED)
        assert not row.is_off
        assert await unseen(desk) == []


async def test_a_timeline_tells_every_change_newest_first(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        row = single_rows(desk)[0]
        steps = (
            lambda: desk.practice.mark_arrived(row.id),
            lambda: desk.practice.move(row.id, start=row.start + timedelta(minutes=30)),
            lambda: desk.practice.delete(row.id),
            lambda: desk.practice.put(row),
        )
        for step in steps:
            desk.clock.advance(minutes=15)
            step()
            await desk.sync()
        here = await desk.row(row.id)
        entries = await desk.services.run_sheet.timeline(here.history_id)
    assert [entry.kind for entry in entries] == [
        TimelineKind.RESTORED, TimelineKind.REMOVED, TimelineKind.MOVED, TimelineKind.UPDATED,
        TimelineKind.FIRST_SEEN,
    ]  # fmt: skip
    assert [entry.at for entry in entries] == [
        NOON + timedelta(minutes=15 * step) for step in (4, 3, 2, 1, 0)
    ]
    assert {entry.source for entry in entries} == {"Gentu"}
    assert told(entries)[3].startswith("Arrived in Gentu, was ")


async def test_a_removed_connections_rows_keep_their_timeline(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        row, away = single_rows(desk)[:2]
        desk.practice.move(row.id, start=row.start + timedelta(minutes=30))
        desk.practice.move(away.id, start=away.start + timedelta(days=2))
        await desk.sync()
        before = {}
        for key in (row.id, away.id):
            living = next(each for each in await places(desk, key) if each.start != row.start)
            before[key] = await desk.services.run_sheet.timeline(living.history_id)
        await desk.services.connections.delete(desk.connection_id)
        for key in (row.id, away.id):
            for kept in await places(desk, key):
                after = await desk.services.run_sheet.timeline(kept.history_id)
                assert told(after) == told(before[key])
                assert len(after) == 2


async def test_a_removed_connections_places_wait_to_be_acknowledged_too(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        alone = single_rows(desk)[0]
        for row in desk.book():  # the old column has nothing but the place
            if row.practitioner_id == alone.practitioner_id and row.id != alone.id:
                desk.practice.delete(row.id)
        await desk.sync()
        other = next(
            r.practitioner_id
            for r in desk.book()
            if r.practitioner_id not in {alone.practitioner_id, None}
        )
        desk.practice.move(alone.id, practitioner_id=other)
        await desk.sync()
        before = await places(desk, alone.id)
        assert len(before) == 2
        await desk.services.connections.delete(desk.connection_id)
        kept = await places(desk, alone.id)
        assert [each.id for each in kept] == [each.id for each in before]
        left, here = sorted(kept, key=lambda each: not each.has_moved_away)
        assert (left.awaits_acknowledgement, left.moved_to_clinician) == (
            True, here.clinician_name,
        )  # fmt: skip
        moves = await desk.services.run_sheet.acknowledge_move(left.history_id, left.id)
        assert [each.id for each in await places(desk, alone.id)] == [here.id]
        await desk.services.run_sheet.restore_place(moves)
        assert len(await places(desk, alone.id)) == 2
        desk.clock.advance(hours=24)
        assert [each.id for each in await places(desk, alone.id, DAY)] == [here.id]


async def edited(desk, appointment_id, **changes):
    """The desk changes a row, in this app only."""
    row = await desk.row(appointment_id)
    await desk.services.desk.change(row.id, EditChanges(**changes))
    return row


async def test_the_desks_own_changes_are_not_told_as_the_systems(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        moved, given, cancelled, away = single_rows(desk)[:4]
        its_own = (await desk.row(given.id)).clinician_id
        columns = await desk.services.run_sheet.clinicians()
        other = next(each for each in columns if each.id != its_own)
        await edited(desk, moved.id, start=moved.start + timedelta(minutes=30))
        await edited(desk, given.id, clinician_id=other.id)
        await edited(desk, cancelled.id, status=AppointmentStatus.CANCELLED)
        await edited(desk, away.id, start=away.start + timedelta(days=1))
        await look(desk)
        types = {row.type_id for row in desk.book()} - {None}
        for row in (moved, given, cancelled, away):
            desk.practice.change(row.id, type_id=min(types - {row.type_id}))
        run = await desk.sync()
        assert run.counts.updated == 4
        assert await unseen(desk) == []
        desk.practice.move(moved.id, start=moved.start + timedelta(hours=1))
        desk.practice.cancel(given.id)
        await desk.sync()
        assert sorted(await unseen(desk)) == sorted(
            [(SinceKind.MOVED, moved.id), (SinceKind.CANCELLED, given.id)]
        )


@pytest.mark.parametrize("happening", ["delete", "cancel", "move"])
async def test_a_row_moved_by_hand_to_another_day_leaves_its_place_when_the_system_wins(
    tmp_path, happening
):
    tomorrow = DAY + timedelta(days=1)
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        row = single_rows(desk)[0]
        there = row.start + timedelta(days=1)
        stored = await edited(desk, row.id, start=there)
        (shown,) = await places(desk, row.id, tomorrow)
        facts = {"start": row.start + timedelta(minutes=30)} if happening == "move" else {}
        getattr(desk.practice, happening)(row.id, **facts)
        await desk.sync()
        (left,) = await places(desk, row.id, tomorrow)
        assert (left.start, left.is_off, left.history_id) == (there, True, stored.id)
        assert left.has_moved_away is (happening == "move")
        assert left.clinician_name == shown.clinician_name
        (edit,) = left.edits
        assert await desk.services.run_sheet.timeline(left.history_id)
        await desk.services.desk.withdraw_edit(edit.id)
        assert await places(desk, row.id, tomorrow) == []


async def test_who_waits_counts_from_the_systems_own_time(tmp_path):
    async with front_desk(tmp_path, clock=Clock()) as desk:
        await desk.sync()
        waiting = single_rows(desk)[0]
        desk.clock.advance(minutes=15)
        desk.practice.mark_arrived(waiting.id, at=NOON + timedelta(minutes=8))
        await desk.sync()
        row = await desk.row(waiting.id)
    assert (row.waiting_since, row.arrival_seen_at) == (NOON + timedelta(minutes=8), None)


async def test_without_the_systems_time_who_waits_counts_from_when_it_was_seen(tmp_path):
    async with front_desk(tmp_path, system="halaxy", clock=Clock()) as desk:
        early, late = single_rows(desk)[:2]
        desk.practice.mark_arrived(early.id)
        await desk.sync()
        desk.clock.advance(minutes=15)
        desk.practice.mark_arrived(late.id)
        await desk.sync()
        desk.clock.advance(minutes=15)
        await desk.sync()
        seen = [await desk.row(key) for key in (early.id, late.id)]
        desk.practice.change(late.id, status="fulfilled")
        await desk.sync()
        done = await desk.row(late.id)
    assert [row.arrived_at for row in seen] == [None, None]
    assert [row.waiting_since for row in seen] == [NOON, NOON + timedelta(minutes=15)]
    assert done.waiting_since is None
