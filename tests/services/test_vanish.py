"""Rows missing from the list: which are gone, which are not, and when a person is asked."""

from datetime import timedelta

import pytest

from app.adapters.pacing import Patience
from app.adapters.pms.gentu.client import GentuAdapter
from app.domain.appointment import AppointmentStatus
from app.domain.errors import InvalidRequest
from app.domain.freshness import FreshnessState
from app.domain.sync_run import NoticeKind, SyncStatus
from app.sandbox import GentuSandbox, bulk_practice, made_up_practice
from app.store.schema import appointment_changes, sync_snapshots
from tests.support.desk import AGAIN_AT_ONCE, DAY, IMPATIENT, Clock, front_desk, on_request
from tests.support.memory_vendor import MemoryVendor, memory_desk
from tests.support.systems import SYSTEMS, system_of


def plain_rows(desk):
    """The day's rows in somebody's column with one patient that are not cancelled."""
    return [
        row
        for row in in_columns(desk)
        if len(row.patient_ids) == 1 and not desk.practice.is_cancelled(row)
    ]


def in_columns(desk):
    """The day's rows that name who sees the patient."""
    return [row for row in desk.book() if row.practitioner_id is not None]


def removed(stored):
    return {row["pms_appointment_id"] for row in stored if row["removed_at"] is not None}


def answering(desk, *, path, fault):
    """Requests of paths with this part meet the fault for as long as the block lasts."""

    def arm(call):
        desk.sandbox.faults.clear()
        if path in call.path:
            desk.sandbox.faults.add(fault, path=call.path, times=1)

    return on_request(desk.sandbox, arm)


@pytest.mark.parametrize("system", SYSTEMS)
async def test_a_row_that_the_vendor_deleted_is_marked_and_stays_on_the_sheet(tmp_path, system):
    clock = Clock()
    async with front_desk(tmp_path, system=system, clock=clock) as desk:
        before = await desk.sync()
        victim = plain_rows(desk)[10]
        desk.practice.delete(victim.id)
        clock.advance(minutes=15)
        run = await desk.sync()
        row = await desk.row(victim.id)
        (change,) = await desk.read(appointment_changes)
        again = await desk.sync()
    assert (run.status, run.counts.removed) == (SyncStatus.SUCCESS, 1)
    assert run.counts.fetched == before.counts.fetched - 1
    assert row.removed_at == clock()
    assert row.is_off
    assert (change["kind"], change["appointment_id"]) == ("removed", row.id)
    assert again.counts.removed == 0
    question = f"{SYSTEMS[system].page_path}/{victim.id}"
    assert sum(question in request.path for request in desk.sandbox.requests) == 1


async def test_a_row_that_comes_back_is_restored(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        victim = plain_rows(desk)[10]
        desk.practice.delete(victim.id)
        await desk.sync()
        gone = await desk.row(victim.id)
        desk.practice.put(victim)
        run = await desk.sync()
        back = await desk.row(victim.id)
        kinds = [change["kind"] for change in await desk.read(appointment_changes)]
    assert gone.removed_at is not None
    assert back.removed_at is None
    assert (back.id, back.first_seen_at) == (gone.id, gone.first_seen_at)
    assert run.counts.updated == 1
    assert kinds == ["removed", "restored"]


@pytest.mark.parametrize(
    "fault", ["proxy_404_html", "proxy_404_text", "status_500", "hang", "html_200", "status_204"]
)
@pytest.mark.parametrize("asked", ["its question only", "every question"])
@pytest.mark.parametrize("system", SYSTEMS)
async def test_what_is_not_the_vendors_own_word_removes_nothing(tmp_path, system, fault, asked):
    patience = IMPATIENT if fault == "hang" else AGAIN_AT_ONCE
    async with front_desk(tmp_path, system=system, patience=patience) as desk:
        await desk.sync()
        victim = plain_rows(desk)[10]
        desk.practice.delete(victim.id)
        question = SYSTEMS[system].page_path + "/"
        path = question + (victim.id if asked == "its question only" else "")
        with answering(desk, path=path, fault=fault):
            doubtful = await desk.sync()
        desk.sandbox.faults.clear()
        between = await desk.stored()
        settled = await desk.sync()
        after = await desk.stored()
    assert doubtful.counts.removed == 0
    assert removed(between) == set()
    assert settled.counts.removed == 1, "a doubt must not be forgotten by the next, unchanged read"
    assert removed(after) == {victim.id}


@pytest.mark.parametrize("system", SYSTEMS)
async def test_a_sign_in_that_is_refused_while_asking_fails_the_run(tmp_path, system):
    async with front_desk(tmp_path, system=system, patience=Patience()) as desk:
        await desk.sync()
        before = await desk.stored()
        desk.practice.delete(plain_rows(desk)[10].id)
        with answering(desk, path=SYSTEMS[system].page_path + "/", fault="status_401"):
            run = await desk.sync()
        desk.sandbox.faults.clear()
        assert (run.status, run.error_code) == (SyncStatus.FAILED, "AUTH-02")
        assert await desk.stored() == before


async def test_of_a_row_in_two_columns_at_once_its_own_answer_counts(tmp_path):
    vendor = MemoryVendor(GentuSandbox(made_up_practice(DAY)))
    async with memory_desk(tmp_path, vendor, clock=Clock(), open_adapter=GentuAdapter.open) as desk:
        await desk.sync()
        victim, columns = plain_rows(desk)[10], []

        def hand_over(call):
            column = dict(call.query).get("practitionerId")
            if column == victim.practitioner_id:
                columns.append(column)
            elif column and len(columns) == 1:  # it was read in its own column just now
                columns.append(column)
                vendor.practice.move(victim.id, practitioner_id=column)
            elif call.path.endswith(f"/appointments/{victim.id}"):
                columns.append("asked")
                start = victim.start + timedelta(minutes=5)
                vendor.practice.move(victim.id, practitioner_id=victim.practitioner_id, start=start)

        desk.practice.mark_arrived(victim.id)
        vendor.on_request.append(hand_over)
        await desk.sync()
        (row,) = [r for r in await desk.stored() if r["pms_appointment_id"] == victim.id]
    assert columns[-1] == "asked"
    assert row["pms_practitioner_id"] == victim.practitioner_id
    assert row["start_at"] == victim.start + timedelta(minutes=5)


async def test_a_row_that_came_to_a_column_after_its_reading_is_missed_there_when_it_goes(tmp_path):
    vendor = MemoryVendor(GentuSandbox(bulk_practice(practitioners=2, appointments=20, day=DAY)))
    async with memory_desk(tmp_path, vendor, clock=Clock(), open_adapter=GentuAdapter.open) as desk:
        await desk.sync()
        columns, moved = [], []

        def hand_back(call):
            column = dict(call.query).get("practitionerId")
            if column and len(columns) == 1:  # the first column was read just now
                victim = next(row for row in plain_rows(desk) if row.practitioner_id == column)
                moved.append(vendor.practice.move(victim.id, practitioner_id=columns[0]))
            columns.extend([column] if column else [])

        vendor.on_request.append(hand_back)
        run = await desk.sync()
        vendor.on_request.clear()
        (row,) = [r for r in await desk.stored() if r["pms_appointment_id"] == moved[0].id]
        assert (run.counts.updated, row["pms_practitioner_id"]) == (1, columns[0])
        vendor.practice.delete(moved[0].id)
        assert (await desk.sync()).counts.removed == 1
        assert removed(await desk.stored()) == {moved[0].id}


async def test_a_vendor_that_finds_nothing_at_all_is_not_believed(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        victim = plain_rows(desk)[10]
        desk.practice.delete(victim.id)
        with answering(desk, path="/appointments/", fault="status_404"):
            run = await desk.sync()
        desk.sandbox.faults.clear()
        assert run.counts.removed == 0
        assert removed(await desk.stored()) == set()
        marks = [cell["page_marks"] for cell in await desk.read(sync_snapshots)]
        assert [] in marks, "the doubtful column is read in full again"


async def test_a_row_that_only_the_list_misses_is_kept(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        before = await desk.stored()
        victim = plain_rows(desk)[10]
        desk.practice.delete(victim.id)

        def put_back_for_the_question(call):
            if f"/appointments/{victim.id}" in call.path:
                desk.practice.put(victim)

        with on_request(desk.sandbox, put_back_for_the_question):
            run = await desk.sync()
        assert (run.status, run.counts.removed) == (SyncStatus.SUCCESS, 0)
        assert await desk.stored() == before


async def test_a_row_moved_to_another_day_is_there_and_its_old_place_says_so(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        victim = plain_rows(desk)[10]
        desk.practice.move(victim.id, start=victim.start + timedelta(days=1))
        run = await desk.sync()
        today, tomorrow = await desk.rows(), await desk.rows(DAY + timedelta(days=1))
    key = (victim.id, victim.patient_ids[0])
    assert (run.counts.updated, run.counts.removed) == (1, 0)
    old, new = today[key], tomorrow[key]
    assert (old.has_moved_away, old.is_off, new.has_moved_away) == (True, True, False)
    assert (old.start, old.moved_to_start) == (victim.start, new.start)
    assert old.moved_to_clinician == new.clinician_name
    assert old.id != new.id
    assert new.moved_from_start == victim.start
    assert new.removed_at is None


async def test_a_row_moved_twice_is_still_told_of_on_its_first_day(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        victim = plain_rows(desk)[10]
        for days in (1, 2):
            desk.practice.move(victim.id, start=victim.start + timedelta(days=days))
            await desk.sync()
            await desk.sync(day=DAY + timedelta(days=1))
        key = (victim.id, victim.patient_ids[0])
        moved_to = [(await desk.rows(DAY + timedelta(days=n)))[key].moved_to_start for n in (0, 1)]
        desk.practice.move(victim.id, start=victim.start)
        await desk.sync()
        back = (await desk.rows())[key]
    assert moved_to == [victim.start + timedelta(days=2)] * 2
    assert not back.has_moved_away


async def test_a_row_moved_to_somebody_without_a_column_is_told_of(tmp_path):
    async with front_desk(tmp_path, people=2) as desk:
        await desk.sync()
        shown = {row.pms_appointment_id for row in (await desk.rows()).values()}
        victim = next(row for row in plain_rows(desk) if row.id in shown)
        columns = {one.practitioner_id for one in desk.practice.appointments() if one.id in shown}
        hidden = next(
            one.id for one in desk.practice.practitioners() if one.active and one.id not in columns
        )
        desk.practice.move(victim.id, start=victim.start, practitioner_id=hidden)
        await desk.sync()
        row = await desk.row(victim.id)
    assert (row.has_moved_away, row.is_off, row.moved_to_clinician) == (True, True, None)


async def test_a_row_that_was_put_on_another_day_and_deleted_there_is_not_taken_for_unchanged(
    tmp_path,
):
    tomorrow = DAY + timedelta(days=1)
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        await desk.sync(day=tomorrow)
        victim = plain_rows(desk)[10]
        desk.practice.move(victim.id, start=victim.start + timedelta(days=1))
        await desk.sync()
        assert (victim.id, victim.patient_ids[0]) in await desk.rows(tomorrow)
        # Tomorrow's pages are again byte for byte those of its last sync.
        desk.practice.delete(victim.id)
        run = await desk.sync(day=tomorrow)
        row = (await desk.rows(tomorrow))[victim.id, victim.patient_ids[0]]
    assert run.counts.removed == 1
    assert row.removed_at is not None


async def test_a_row_moved_to_another_practitioner_changes_its_column(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        victim = plain_rows(desk)[10]
        before = await desk.row(victim.id)
        other = next(
            one.id
            for one in desk.practice.practitioners()
            if one.active and one.id != victim.practitioner_id
        )
        desk.practice.move(victim.id, practitioner_id=other)
        run = await desk.sync()
        after = await desk.row(victim.id)
    assert (run.counts.updated, run.counts.removed) == (1, 0)
    assert after.id == before.id
    assert after.clinician_name != before.clinician_name == after.moved_from_clinician
    assert after.moved_from_start is None


@pytest.mark.parametrize("by", ["status", "extension", "both"])
async def test_a_cancelled_row_stays_and_counts_once(tmp_path, by):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        victim = plain_rows(desk)[10]
        desk.practice.cancel(victim.id, by=by)
        clock.advance(minutes=15)
        run, row = await desk.sync(), await desk.row(victim.id)
        desk.practice.change(victim.id, description="afterwards", type_id=None)
        clock.advance(minutes=15)
        again, later = await desk.sync(), await desk.row(victim.id)
    assert (run.counts.removed, run.counts.updated, run.counts.fetched) == (1, 0, 60)
    assert (row.status, row.removed_at) == (AppointmentStatus.CANCELLED, None)
    assert row.seen_cancelled_at == clock() - timedelta(minutes=15)
    assert (again.counts.removed, again.counts.updated) == (0, 1)
    assert later.seen_cancelled_at == row.seen_cancelled_at


async def test_a_group_that_loses_one_patient_loses_that_row_only(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        group = next(row for row in desk.book() if len(row.patient_ids) == 2)
        stays, goes = group.patient_ids
        desk.practice.change(group.id, patient_ids=(stays,))
        run = await desk.sync()
        rows = await desk.rows()
    assert (run.counts.removed, run.status) == (1, SyncStatus.SUCCESS)
    assert rows[group.id, stays].removed_at is None
    assert rows[group.id, goes].removed_at is not None


# --- Mass vanish ----------------------------------------------------------------------------------


def lose(count):
    """The vendor deletes the day's first `count` rows."""

    def act(desk):
        for row in plain_rows(desk)[:count]:
            desk.practice.delete(row.id)

    return act


def lose_share(share):
    """The vendor deletes just more than this share of the day's rows."""

    def act(desk):
        lose(int(share * len(in_columns(desk))) + 1)(desk)

    return act


def lose_two_columns(desk):
    victims = list(dict.fromkeys(row.practitioner_id for row in in_columns(desk)))[:2]
    for row in desk.book():
        if row.practitioner_id in victims:
            desk.practice.delete(row.id)


def lose_everything(desk):
    for row in desk.book():
        desk.practice.delete(row.id)


def meet(fault, path=None):
    """Every list meets the fault, or every request whose path has this part."""

    def act(desk):
        lists = system_of(desk.sandbox).page_path
        desk.sandbox.faults.add(fault, path=lists if path is None else path)

    return act


def empty_lists(desk):
    """Lists are empty and single questions answer *not found*: another account, perhaps."""
    lists = system_of(desk.sandbox).page_path
    desk.sandbox.faults.add("status_404", path=lists + "/")
    desk.sandbox.faults.add("empty_list", path=lists)


MASSES = {
    "every list empty": (meet("empty_list"), 1),
    "lists empty, questions not found": (empty_lists, 1),
    "all rows deleted": (lose_everything, 1),
    "a third of all rows deleted": (lose_share(1 / 3), 1),
    "thirty per cent and one deleted": (lose_share(0.3), 1),
    "two whole columns emptied": (lose_two_columns, 1),
    "a proxy's page for every list": (meet("proxy_404_html"), 0),
    "not found for every list": (meet("status_404"), 0),
    "another account's 403": (meet("status_403"), 0),
    "nulls for every list": (meet("null_appointments"), 0),
    "no content for every list": (meet("status_204"), 0),
    "a portal's page for everything": (meet("html_200", ""), 0),
}


@pytest.mark.parametrize("case", MASSES)
@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.proves("R5")
async def test_a_mass_that_vanishes_removes_nothing_and_asks_once(tmp_path, system, case, figure):
    act, questions = MASSES[case]
    async with front_desk(tmp_path, system=system) as desk:
        await desk.sync()
        rows = await desk.rows()
        act(desk)
        first, second = await desk.sync(), await desk.sync()
        overview = await desk.services.connections.get(desk.connection_id)
        after = await desk.stored()
        desk.sandbox.faults.clear()
        sheet = await desk.rows()
    asked = [notice for notice in overview.notices if notice.kind is NoticeKind.MASS_VANISH]
    assert removed(after) == set()
    assert sheet == rows
    assert len(asked) == questions
    if questions:
        assert (first.status, first.error_code) == (SyncStatus.PARTIAL, "DATA-09")
        assert asked[0].count == first.counts.held == second.counts.held
    else:
        assert first.status is SyncStatus.FAILED
        assert first.error_code
    figure(f"{len(MASSES)} cases x {len(SYSTEMS)} systems: nobody taken off")


async def held_desk_notice(desk):
    overview = await desk.services.connections.get(desk.connection_id)
    return next((n for n in overview.notices if n.kind is NoticeKind.MASS_VANISH), None)


async def test_accepting_a_mass_marks_its_rows_as_gone(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        lose(25)(desk)
        run = await desk.sync()
        notice = await held_desk_notice(desk)
        await desk.services.sync.answer_mass_vanish(notice.id, accept=True)
        gone = removed(await desk.stored())
        with pytest.raises(InvalidRequest):
            await desk.services.sync.answer_mass_vanish(notice.id, accept=False)
        after = await desk.sync()
        assert await held_desk_notice(desk) is None
    assert len(gone) == run.counts.held == 25
    assert (after.status, after.counts.held) == (SyncStatus.SUCCESS, 0)


async def test_accepting_after_all_rows_came_back_takes_nobody_off_for_good(tmp_path):
    """The question was on screen while a run that was only partly whole found everybody again."""
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        book = desk.book()
        lose(25)(desk)
        await desk.sync()
        notice = await held_desk_notice(desk)
        for row in book:
            desk.practice.put(row)
        desk.sandbox.faults.add("status_500", path="/appointment-types")
        run = await desk.sync()
        desk.sandbox.faults.clear()
        assert run.status is SyncStatus.PARTIAL
        left = await held_desk_notice(desk)
        assert left.count < 25, "who was read whole is not asked about any more"
        await desk.services.sync.answer_mass_vanish(notice.id, accept=True)
        assert len(removed(await desk.stored())) == left.count
        assert (await desk.sync()).status is SyncStatus.SUCCESS
        assert removed(await desk.stored()) == set()


async def test_rows_marked_as_gone_come_back_when_the_list_holds_them_again(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        book = desk.book()
        lose(25)(desk)
        await desk.sync()
        for row in book:
            desk.practice.put(row)
        notice = await held_desk_notice(desk)
        await desk.services.sync.answer_mass_vanish(notice.id, accept=True)
        assert len(removed(await desk.stored())) == 25
        await desk.sync()
        assert removed(await desk.stored()) == set()
        kinds = {row["kind"] for row in await desk.read(appointment_changes)}
    assert kinds == {"removed", "restored"}


async def test_a_mass_that_is_held_does_not_look_up_to_date(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        lose(25)(desk)
        await desk.sync()
        sheet = await desk.services.run_sheet.sheet()
        overview = await desk.services.connections.get(desk.connection_id)
    for freshness in (sheet.freshness, overview.freshness):
        assert (freshness.state, freshness.error_code) == (FreshnessState.PARTLY, "DATA-09")


async def test_keeping_a_mass_keeps_its_rows_and_never_asks_again(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        lose(25)(desk)
        await desk.sync()
        notice = await held_desk_notice(desk)
        await desk.services.sync.answer_mass_vanish(notice.id, accept=False)
        for _ in range(5):
            clock.advance(minutes=31)
            run = await desk.sync()
            assert (run.status, run.counts.held) == (SyncStatus.SUCCESS, 0)
        assert removed(await desk.stored()) == set()
        assert await held_desk_notice(desk) is None


async def test_three_agreeing_runs_half_an_hour_apart_settle_a_mass_by_themselves(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        lose(25)(desk)
        held = []
        for minutes in (0, 10, 21, 29, 30):
            clock.advance(minutes=minutes)
            run = await desk.sync()
            held.append((run.counts.held, run.counts.removed))
        gone = removed(await desk.stored())
        assert await held_desk_notice(desk) is None
    # First at 0; 31 agrees; 60 is too early after 31; 90 is the third.
    assert held == [(25, 0), (25, 0), (25, 0), (25, 0), (0, 25)]
    assert len(gone) == 25


async def test_other_rows_missing_start_the_count_afresh(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        lose(25)(desk)
        for _ in range(2):
            await desk.sync()
            clock.advance(minutes=31)
        lose(1)(desk)
        for _ in range(2):
            run = await desk.sync()
            assert run.counts.held == 26
            clock.advance(minutes=31)
        assert (await desk.sync()).counts.removed == 26


async def test_rows_that_come_back_withdraw_the_question(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        book = desk.book()
        lose_everything(desk)
        await desk.sync()
        asked = await held_desk_notice(desk)
        for row in book:
            desk.practice.put(row)
        run = await desk.sync()
        assert asked is not None
        assert run.status is SyncStatus.SUCCESS
        assert await held_desk_notice(desk) is None
        assert removed(await desk.stored()) == set()


async def test_columns_that_did_not_change_count_for_the_share_that_is_a_mass(tmp_path):
    practice = bulk_practice(practitioners=4, appointments=40, day=DAY)
    async with front_desk(tmp_path, practice=practice, patience=Patience()) as desk:
        await desk.sync()
        victim = desk.book()[0].practitioner_id
        for row in [row for row in desk.book() if row.practitioner_id == victim][:6]:
            desk.practice.delete(row.id)
        run = await desk.sync()
    assert (run.status, run.counts.removed, run.counts.held) == (SyncStatus.SUCCESS, 6, 0)


async def test_half_of_a_small_day_may_vanish_without_a_question(tmp_path):
    practice = bulk_practice(practitioners=2, appointments=8, day=DAY)
    async with front_desk(tmp_path, practice=practice, patience=Patience()) as desk:
        await desk.sync()
        for row in desk.book()[:5]:
            desk.practice.delete(row.id)
        run = await desk.sync()
    assert (run.status, run.counts.removed, run.counts.held) == (SyncStatus.SUCCESS, 5, 0)
