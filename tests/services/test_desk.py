"""Local edits, manual rows and notes over real syncs: the system wins, and no word is lost."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.appointment import AppointmentStatus
from app.domain.errors import AppointmentNotFound, ChangedMeanwhile, InvalidRequest
from app.domain.local_edit import EditField, EditState
from app.domain.privacy import PrivacyLevel, Veil
from app.domain.run_sheet import RunSheetRow
from app.domain.sync_run import SyncStatus
from app.domain.timeline import TimelineKind
from app.sandbox.exchange import Call
from app.services.changes import Change, Topic
from app.services.sheet.desk import DeskService, EditChanges, ManualRow
from app.services.sheet.run_sheet_json import run_sheet_json
from app.store.schema import appointment_changes, local_edits, run_sheet_appointments
from app.ui.today.edit.words import edit_lines, keeps_its_own
from tests.services.test_removal import connect_again
from tests.support.desk import DAY, NOON, Clock, Desk, front_desk, on_request

HALF_HOUR = timedelta(minutes=30)


async def synced(desk: Desk) -> tuple[DeskService, RunSheetRow]:
    """A synced desk, and a patient's row that is still to come."""
    await desk.sync()
    sheet = await desk.services.run_sheet.sheet()
    row = next(r for r in sheet.rows if r.start > NOON and r.patient_phone and not r.is_off)
    return desk.services.desk, row


async def shown(desk: Desk, row_id: str) -> RunSheetRow:
    sheet = await desk.services.run_sheet.sheet()
    return next(row for row in sheet.rows if row.id == row_id)


async def kinds(desk: Desk, row_id: str) -> list[str]:
    """The kinds of a row's history, in order."""
    changes = await desk.read(appointment_changes)
    return [each["kind"] for each in changes if each["appointment_id"] == row_id]


async def system(desk: Desk, row: RunSheetRow) -> dict[str, Any]:
    """What is stored of the system's own facts."""
    (stored,) = await desk.read(run_sheet_appointments, run_sheet_appointments.c.id == row.id)
    return stored


def walk_in(row: RunSheetRow, **changes: Any) -> ManualRow:
    values: dict[str, Any] = {"first_name": "Jo", "last_name": "Walker", "minutes": 15}
    values |= {"start": row.start, "clinician_id": row.clinician_id, **changes}
    return ManualRow(**values)


async def test_an_edit_is_shown_and_the_systems_fact_is_kept(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        other = next(
            c for c in await desk.services.run_sheet.clinicians() if c.id != row.clinician_id
        )
        await service.change(
            row.id,
            EditChanges(
                status=AppointmentStatus.ARRIVED,
                phone="0400 000 111",
                start=row.start + HALF_HOUR,
                clinician_id=other.id,
            ),
            seen_updated_at=row.updated_at,
        )
        now = await shown(desk, row.id)
        assert (now.start, now.end) == (row.start + HALF_HOUR, row.end + HALF_HOUR)
        assert (now.clinician_id, now.clinician_name) == (other.id, other.name)
        assert (now.status, now.patient_phone) == (AppointmentStatus.ARRIVED, "0400 000 111")
        assert {edit.field for edit in now.edits if edit.is_active} == set(EditField)
        assert {edit.by for edit in now.edits} != {""}
        stored = await system(desk, row)
        assert (stored["start_at"], stored["status"]) == (row.start, row.status.value)
        assert await kinds(desk, row.id) == ["edited"] * 4


async def test_an_edit_stays_while_the_system_says_what_it_said(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(start=row.start + HALF_HOUR))
        await desk.sync()
        now = await shown(desk, row.id)
        assert now.start == row.start + HALF_HOUR
        assert not now.edits[0].is_late(NOON + timedelta(hours=23))
        assert now.edits[0].is_late(NOON + timedelta(hours=24))


async def test_the_system_taking_it_over_confirms_the_edit(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(start=row.start + HALF_HOUR))
        desk.practice.move(row.pms_appointment_id, start=row.start + HALF_HOUR)
        await desk.sync()
        now = await shown(desk, row.id)
        assert (now.start, now.edits) == (row.start + HALF_HOUR, ())
        assert (await kinds(desk, row.id))[-1] == "edit_confirmed"


async def test_the_system_wins_and_the_edit_is_offered_again_for_a_week(tmp_path: Path) -> None:
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(start=row.start + HALF_HOUR))
        desk.practice.move(row.pms_appointment_id, start=row.start + 2 * HALF_HOUR)
        await desk.sync()
        now = await shown(desk, row.id)
        (edit,) = now.edits
        assert now.start == row.start + 2 * HALF_HOUR
        assert edit.state is EditState.SUPERSEDED
        assert edit.is_offered_again(clock() + timedelta(days=6))
        assert not edit.is_offered_again(clock() + timedelta(days=7))
        await service.reapply_edit(edit.id)
        again = await shown(desk, row.id)
        assert again.start == row.start + HALF_HOUR
        assert again.edits[0].base == edit.system_value
        assert await kinds(desk, row.id) == ["edited", "moved", "edit_superseded", "edited"]


async def test_an_overruled_edit_cannot_be_used_again_after_a_week(tmp_path: Path) -> None:
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(start=row.start + HALF_HOUR))
        desk.practice.move(row.pms_appointment_id, start=row.start + 2 * HALF_HOUR)
        await desk.sync()
        (edit,) = (await shown(desk, row.id)).edits
        clock.advance(days=7)
        with pytest.raises(InvalidRequest):
            await service.reapply_edit(edit.id)


async def test_fine_ends_what_was_overruled(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(start=row.start + HALF_HOUR))
        desk.practice.move(row.pms_appointment_id, start=row.start + 2 * HALF_HOUR)
        await desk.sync()
        (edit,) = (await shown(desk, row.id)).edits
        await service.withdraw_edit(edit.id)
        assert (await shown(desk, row.id)).edits == ()
        (kept,) = await desk.read(local_edits)
        assert (kept["state"], kept["value"]) == ("withdrawn", edit.value)


@pytest.mark.parametrize("happening", ["cancel", "delete"])
async def test_an_appointment_called_off_overrules_every_edit(
    tmp_path: Path, happening: str
) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(start=row.start + HALF_HOUR, phone="0400 000 111"))
        getattr(desk.practice, happening)(row.pms_appointment_id)
        await desk.sync()
        now = await shown(desk, row.id)
        assert now.is_off
        assert now.start == row.start
        assert {edit.state for edit in now.edits} == {EditState.SUPERSEDED}
        assert all(edit.is_overruled_by_end for edit in now.edits)


async def test_who_had_cancelled_here_was_right(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(status=AppointmentStatus.CANCELLED))
        desk.practice.cancel(row.pms_appointment_id)
        await desk.sync()
        assert (await shown(desk, row.id)).edits == ()
        assert (await kinds(desk, row.id))[-1] == "edit_confirmed"


async def test_a_column_that_was_not_read_settles_nothing(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        other = next(
            each
            for each in (await desk.services.run_sheet.sheet()).rows
            if each.clinician_id != row.clinician_id and each.start > NOON and not each.is_off
        )
        for each in (row, other):
            await service.change(each.id, EditChanges(start=each.start + HALF_HOUR))
            desk.practice.move(each.pms_appointment_id, start=each.start + 2 * HALF_HOUR)
        unread = (await system(desk, row))["pms_practitioner_id"]

        def strike(call: Call) -> None:
            desk.sandbox.faults.clear()
            if dict(call.query).get("practitionerId") == unread:
                desk.sandbox.faults.add("status_503", path=call.path, times=1)

        with on_request(desk.sandbox, strike):
            run = await desk.sync()
        assert run.status is SyncStatus.PARTIAL
        assert (await shown(desk, row.id)).edits[0].is_active
        assert (await shown(desk, other.id)).edits[0].state is EditState.SUPERSEDED


async def test_the_same_number_otherwise_spaced_is_no_edit(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        number = str(row.patient_phone)
        await service.change(row.id, EditChanges(phone=" ".join(number)))
        assert (await shown(desk, row.id)).edits == ()


async def test_taking_an_edit_back_shows_the_system_again(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(phone=""))
        (edit,) = (await shown(desk, row.id)).edits
        assert (await shown(desk, row.id)).patient_phone is None
        await service.withdraw_edit(edit.id)
        now = await shown(desk, row.id)
        assert (now.patient_phone, now.edits) == (row.patient_phone, ())
        assert await kinds(desk, row.id) == ["edited", "edited"]


async def test_an_edit_of_what_a_colleague_changed_says_what_changed(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(phone="0400 000 111"))
        with pytest.raises(ChangedMeanwhile, match=r"the phone number.*EDIT-01"):
            await service.change(
                row.id, EditChanges(start=row.start + HALF_HOUR), seen_updated_at=row.updated_at
            )
        assert (await shown(desk, row.id)).start == row.start


async def test_an_edit_of_what_the_system_changed_says_what_changed(tmp_path: Path) -> None:
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        service, row = await synced(desk)
        clock.advance(minutes=5)
        desk.practice.move(row.pms_appointment_id, start=row.start + HALF_HOUR)
        await desk.sync()
        with pytest.raises(ChangedMeanwhile, match="the time"):
            await service.change(
                row.id, EditChanges(phone="0400 000 111"), seen_updated_at=row.updated_at
            )


async def test_an_edit_to_another_day_leaves_its_place(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(start=row.start + timedelta(days=1)))
        sheet = await desk.services.run_sheet.sheet()
        (place,) = [each for each in sheet.rows if each.place_of == row.id]
        assert (place.start, place.moved_to_start) == (row.start, row.start + timedelta(days=1))
        assert place.edits
        tomorrow = await desk.services.run_sheet.sheet(DAY + timedelta(days=1))
        (moved,) = [each for each in tomorrow.rows if each.id == row.id]
        assert moved.start == row.start + timedelta(days=1)
        assert await service.row(row.id) == moved


async def test_notes_are_the_desks_own(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        await service.set_note(row.id, "  Bring the referral. ", seen=None)
        desk.practice.move(row.pms_appointment_id, start=row.start + HALF_HOUR)
        await desk.sync()
        assert (await shown(desk, row.id)).notes == "Bring the referral."
        with pytest.raises(ChangedMeanwhile, match="the note"):
            await service.set_note(row.id, "Another", seen=None)
        await service.set_note(row.id, "")
        assert (await shown(desk, row.id)).notes is None


async def test_a_walk_in_is_on_the_sheet_and_says_so(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        before = await desk.services.run_sheet.sheet()
        row_id = await service.add_row(
            walk_in(row, start=row.start + timedelta(minutes=7), type_name="Dressing", notes="Wait")
        )
        for _ in range(2):
            sheet = await desk.services.run_sheet.sheet()
            (added,) = [each for each in sheet.rows if each.id == row_id]
            assert len(sheet.rows) == len(before.rows) + 1
            assert (added.source, added.system, added.connection_id) == ("manual", None, None)
            assert (added.patient_name, added.appointment_type_name) == ("Jo Walker", "Dressing")
            assert (added.timezone, added.duration_minutes) == (row.timezone, 15)
            assert added.entered_by
            assert sheet.freshness == before.freshness
            await desk.sync()
        told = run_sheet_json(sheet)["appointments"]
        (json,) = [each for each in told if each["id"] == row_id]
        assert (json["source"], json["notes"], json["pmsConnectionId"]) == ("manual", "Wait", None)
        assert await kinds(desk, row_id) == ["entered"]


async def test_a_walk_in_outlives_the_connection(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        row_id = await service.add_row(walk_in(row))
        await desk.services.connections.delete(desk.connection_id)
        assert (await shown(desk, row_id)).clinician_id == row.clinician_id


async def test_a_manual_row_is_changed_outright_and_deleted_and_put_back(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        row_id = await service.add_row(walk_in(row))
        added = await shown(desk, row_id)
        await service.change(
            row_id,
            EditChanges(start=row.start + HALF_HOUR, status=AppointmentStatus.ARRIVED, notes="Hi"),
            seen_updated_at=added.updated_at,
        )
        now = await shown(desk, row_id)
        assert (now.start, now.status, now.notes) == (
            row.start + HALF_HOUR,
            AppointmentStatus.ARRIVED,
            "Hi",
        )
        assert now.edits == ()
        deleted = await service.delete_manual_row(row_id)
        assert row_id not in {each.id for each in (await desk.services.run_sheet.sheet()).rows}
        await service.restore_row(deleted)
        await service.restore_row(deleted)
        assert await shown(desk, row_id) == now
        assert (await kinds(desk, row_id))[-2:] == ["removed_by_hand", "entered"]


async def test_a_systems_row_cannot_be_deleted(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        with pytest.raises(InvalidRequest):
            await service.delete_manual_row(row.id)
        assert await shown(desk, row.id) == row


@pytest.mark.parametrize("known_by", ["name", "phone"])
async def test_the_systems_own_row_of_a_walk_in_is_offered_to_join(
    tmp_path: Path, known_by: str
) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        entered = (
            walk_in(
                row,
                first_name=str(row.patient_first_name).upper(),
                last_name=row.patient_last_name,
                notes="Walked in",
            )
            if known_by == "name"
            else walk_in(row, phone=row.patient_phone, notes="Walked in")
        )
        row_id = await service.add_row(entered)
        assert (await shown(desk, row_id)).same_as == row.id
        await service.set_note(row.id, "Ours")
        await service.join(row_id, row.id)
        assert (await shown(desk, row.id)).notes == "Ours\nWalked in"
        with pytest.raises(AppointmentNotFound):
            await service.row(row_id)


async def test_joining_keeps_what_was_said_of_the_walk_in(tmp_path: Path) -> None:
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        service, row = await synced(desk)
        await service.set_note(row.id, "Ours")
        before = await shown(desk, row.id)
        clock.advance(minutes=1)
        row_id = await service.add_row(walk_in(row, phone="0400 000 111", notes="Walked in"))
        clock.advance(minutes=1)
        await service.change(row_id, EditChanges(status=AppointmentStatus.ARRIVED))
        entered, told = await shown(desk, row_id), await kinds(desk, row_id)
        came = clock()
        clock.advance(minutes=20)
        deleted = await service.join(row_id, row.id)
        now = await shown(desk, row.id)
        assert (now.status, now.waiting_since) == (AppointmentStatus.ARRIVED, came)
        assert (now.patient_phone, now.notes) == ("0400 000 111", "Ours\nWalked in")
        assert {edit.field for edit in now.edits} == {EditField.STATUS, EditField.PHONE}
        timeline = await desk.services.run_sheet.timeline(row.id)
        assert [entry.kind for entry in reversed(timeline)] == [
            TimelineKind.FIRST_SEEN, TimelineKind.EDITED, TimelineKind.ENTERED,
            TimelineKind.EDITED, TimelineKind.JOINED, *[TimelineKind.EDITED] * 3,
        ]  # fmt: skip
        await desk.sync()
        assert (await shown(desk, row.id)).patient_phone == "0400 000 111"
        for _ in range(2):
            await service.restore_row(deleted)
            again = await shown(desk, row.id)
            assert (again.status, again.patient_phone, again.notes, again.edits) == (
                before.status, before.patient_phone, "Ours", (),
            )  # fmt: skip
            back = await shown(desk, row_id)
            assert replace(back, same_as=None) == replace(entered, same_as=None)
            assert await kinds(desk, row_id) == told
        assert "separated" in await kinds(desk, row.id)


async def test_joining_keeps_a_type_of_the_walk_in_s_own_in_the_note(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        same = str(row.appointment_type_name).upper()
        walk_ins = [walk_in(row, type_name=name) for name in ("Flu shot", same)]
        flu, known = [await service.add_row(each) for each in walk_ins]
        deleted = await service.join(flu, row.id)
        now = await shown(desk, row.id)
        assert (now.notes, now.appointment_type_name) == (
            "Type: Flu shot",
            row.appointment_type_name,
        )
        assert Veil(level=PrivacyLevel.INITIALS).row(now).notes is None
        await service.join(known, row.id)
        assert (await shown(desk, row.id)).notes == "Type: Flu shot"
        await service.restore_row(deleted)
        assert (await shown(desk, row.id)).notes is None
        assert (await shown(desk, flu)).appointment_type_name == "Flu shot"


async def test_taking_a_join_back_leaves_what_was_changed_since(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        row_id = await service.add_row(walk_in(row, phone="0400 000 111", notes="Walked in"))
        deleted = await service.join(row_id, row.id)
        await service.change(row.id, EditChanges(phone="0400 000 222", notes="Another"))
        await service.restore_row(deleted)
        now = await shown(desk, row.id)
        assert (now.patient_phone, now.notes) == ("0400 000 222", "Another")


async def test_a_join_says_nothing_of_a_visit_that_the_system_knows_more_of(
    tmp_path: Path,
) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(status=AppointmentStatus.COMPLETED))
        row_id = await service.add_row(walk_in(row, status=AppointmentStatus.ARRIVED))
        await service.join(row_id, row.id)
        assert (await shown(desk, row.id)).status is AppointmentStatus.COMPLETED
        with pytest.raises(AppointmentNotFound):
            await service.join(row_id, row.id)


async def test_kept_both_is_not_asked_again(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        row_id = await service.add_row(walk_in(row, phone=row.patient_phone))
        await service.keep_both(row_id, row.id)
        assert (await shown(desk, row_id)).same_as is None


async def test_a_column_added_by_hand_is_there_when_it_has_a_row(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        clinician_id = await service.add_clinician("  Dr Lo   Cum ")
        await desk.map_people([])  # which drops columns that nobody uses
        assert "Dr Lo Cum" in {c.name for c in await desk.services.run_sheet.clinicians()}
        sheet = await desk.services.run_sheet.sheet()
        assert clinician_id not in {column.clinician_id for column in sheet.columns}
        row_id = await service.add_row(walk_in(row, clinician_id=clinician_id))
        sheet = await desk.services.run_sheet.sheet()
        assert sheet.columns[-1].name == "Dr Lo Cum"
        assert (await shown(desk, row_id)).timezone == row.timezone
        with pytest.raises(InvalidRequest):
            await service.add_clinician("dr lo cum")
        with pytest.raises(InvalidRequest):
            await service.add_row(walk_in(row, new_clinician="Nurse Joy", phone="none"))
        assert await service.add_row(walk_in(row, new_clinician="Nurse Joy"))
        sheet = await desk.services.run_sheet.sheet()
        assert sheet.columns[-1].name == "Nurse Joy"


@pytest.mark.parametrize(
    "changes",
    [
        {"first_name": " ", "last_name": None},
        {"minutes": 0},
        {"minutes": 721},
        {"phone": "none"},
        {"notes": "x" * 2001},
        {"clinician_id": "nobody"},
        {"start": datetime(2026, 3, 4, 9, 0)},  # noqa: DTZ001  # as a face may send it
        {"start": NOON + timedelta(days=400)},
    ],
)
async def test_a_row_that_cannot_be_is_refused(tmp_path: Path, changes: dict[str, Any]) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        before = await desk.stored()
        with pytest.raises(InvalidRequest):
            await service.add_row(walk_in(row, **changes))
        assert await desk.stored() == before


async def test_every_call_tells_the_pages_once(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        told: list[Change] = []
        desk.services.changes.subscribe(told.append)
        await service.change(row.id, EditChanges(phone="0400 000 111", start=row.start + HALF_HOUR))
        assert told == [Change(topic=Topic.RUN_SHEET)]


async def test_an_edit_of_a_row_that_is_not_there_is_refused(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, _ = await synced(desk)
        for call in (service.change("x", EditChanges()), service.withdraw_edit("x")):
            with pytest.raises(AppointmentNotFound):
                await call


async def test_connecting_the_practice_again_keeps_edits_and_notes(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        gone = next(
            each
            for each in (await desk.services.run_sheet.sheet()).rows
            if each.id != row.id and each.start > NOON and not each.is_off
        )
        await service.change(row.id, EditChanges(phone="0400 000 111", notes="Bring the referral"))
        await service.set_note(gone.id, "Ring back")
        await desk.services.connections.delete(desk.connection_id)
        desk.practice.delete(gone.pms_appointment_id)
        await connect_again(desk, into_old_columns=True)
        await desk.sync()
        rows = [each for each in (await desk.services.run_sheet.sheet()).rows if each.notes]
        assert {each.notes for each in rows} == {"Bring the referral", "Ring back"}
        for each in rows:
            is_edited = each.pms_appointment_id == row.pms_appointment_id
            assert (each.patient_phone == "0400 000 111") == is_edited
            assert (each.source_removed_at is None) == is_edited


async def test_a_mass_that_a_person_agrees_is_gone_overrules_edits_too(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(start=row.start + HALF_HOUR))
        for entry in desk.book():
            desk.practice.delete(entry.id)
        await desk.sync()
        assert (await shown(desk, row.id)).edits[0].is_active
        overview = await desk.services.connections.get(desk.connection_id)
        await desk.services.sync.answer_mass_vanish(overview.notices[0].id, accept=True)
        now = await shown(desk, row.id)
        assert now.removed_at is not None
        assert now.edits[0].state is EditState.SUPERSEDED


@pytest.mark.parametrize(("system", "name"), [("medirecords", "MediRecords"), ("halaxy", "Halaxy")])
async def test_the_other_systems_are_named(tmp_path: Path, system: str, name: str) -> None:
    async with front_desk(tmp_path, system=system) as desk:
        service, row = await synced(desk)
        await service.change(row.id, EditChanges(start=row.start + HALF_HOUR))
        desk.practice.move(row.pms_appointment_id, start=row.start + 2 * HALF_HOUR)
        await desk.sync()
        now = await shown(desk, row.id)
        assert keeps_its_own(now).startswith(f"{name} keeps its own. RunSheet shows yours until ")
        (line,) = edit_lines(now, now=NOON, user=now.edits[0].by)
        assert line.text.startswith(f"{name} changed this to ")
        assert line.is_overruled
