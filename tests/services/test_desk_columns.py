"""Local edits and notes while columns change: no word of a person goes with somebody's column."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import insert

from app.domain.connection import MappingAnswer
from app.domain.run_sheet import RunSheetRow
from app.services.connections.service import ConnectionChanges
from app.services.sheet.desk import EditChanges
from app.store.schema import local_edits
from app.store.sheet.edits import read_edits
from tests.services.test_desk import kinds, shown, synced
from tests.services.test_removal import connect_again
from tests.support.desk import DAY, Clock, Desk, front_desk


async def given_away(desk: Desk) -> tuple[RunSheetRow, str, str]:
    """A row that the desk gave to another column: the row, and both practitioners' ids."""
    service, row = await synced(desk)
    owners = {each.clinician_id: each.pms_practitioner_id for each in await mappings(desk)}
    other = next(each for each in owners if each not in (row.clinician_id, None))
    await service.change(row.id, EditChanges(clinician_id=other, notes="Bring the referral"))
    return await shown(desk, row.id), owners[row.clinician_id], owners[other]


async def mappings(desk: Desk) -> list[MappingAnswer]:
    """Everybody's answer as it is saved."""
    listed = await desk.services.mapping.people(desk.connection_id, refresh=False)
    return [
        MappingAnswer(
            pms_practitioner_id=each.practitioner.pms_practitioner_id,
            pms_practitioner_name=each.practitioner.full_name,
            clinician_id=each.mapping.clinician_id,
        )
        for each in listed.choices
        if each.mapping and each.mapping.clinician_id
    ]


async def map_to(desk: Desk, practitioner_id: str, clinician_id: str | None) -> None:
    """Another column for somebody, or none."""
    answer = MappingAnswer(
        pms_practitioner_id=practitioner_id,
        pms_practitioner_name="Somebody",
        clinician_id=clinician_id,
    )
    await desk.services.mapping.save_people(desk.connection_id, [answer])


async def test_who_is_hidden_takes_nothing_from_anothers_column(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        given, owner, _ = await given_away(desk)
        await map_to(desk, owner, None)
        for _ in range(2):
            now = await shown(desk, given.id)
            assert (now.clinician_id, now.notes) == (given.clinician_id, "Bring the referral")
            assert [edit.base_name for edit in now.edits] == [None]
            await desk.sync()
        await desk.services.connections.delete(desk.connection_id)
        assert (await shown(desk, given.id)).clinician_id == given.clinician_id


async def test_a_row_moved_by_hand_to_another_day_is_there_without_its_column(
    tmp_path: Path,
) -> None:
    async with front_desk(tmp_path) as desk:
        given, owner, _ = await given_away(desk)
        tomorrow = given.start + timedelta(days=1)
        await desk.services.desk.change(given.id, EditChanges(start=tomorrow))
        await map_to(desk, owner, None)
        sheet = await desk.services.run_sheet.sheet(DAY + timedelta(days=1))
        (there,) = [row for row in sheet.rows if row.id == given.id]
        assert (there.start, there.clinician_id) == (tomorrow, given.clinician_id)


async def test_another_column_for_somebody_is_no_word_of_the_system(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        given, owner, _ = await given_away(desk)
        elsewhere = await desk.services.desk.add_clinician("Elsewhere")
        await map_to(desk, owner, elsewhere)
        await desk.sync()
        now = await shown(desk, given.id)
        (edit,) = now.edits
        assert (now.clinician_id, edit.is_active) == (given.clinician_id, True)
        assert (edit.base_name, edit.base_column) == ("Elsewhere", elsewhere)
        assert "edit_superseded" not in await kinds(desk, given.id)
        await desk.services.desk.withdraw_edit(edit.id)
        assert (await shown(desk, given.id)).clinician_id == elsewhere


async def test_the_system_handing_over_is_its_word_even_within_one_column(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        given, owner, taker = await given_away(desk)
        third = next(
            each.pms_practitioner_id
            for each in await mappings(desk)
            if each.pms_practitioner_id not in (owner, taker)
        )
        owners_column = next(
            each.clinician_id for each in await mappings(desk) if each.pms_practitioner_id == owner
        )
        await map_to(desk, third, owners_column)
        desk.practice.move(given.pms_appointment_id, practitioner_id=third)
        await desk.sync()
        now = await shown(desk, given.id)
        assert now.clinician_id == owners_column
        assert not now.edits[0].is_overruled_by_end


async def test_the_system_taking_the_hand_over_up_confirms_it(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        given, _, taker = await given_away(desk)
        desk.practice.move(given.pms_appointment_id, practitioner_id=taker)
        await desk.sync()
        now = await shown(desk, given.id)
        assert (now.clinician_id, now.edits) == (given.clinician_id, ())
        assert "edit_confirmed" in await kinds(desk, given.id)


async def test_what_was_hidden_when_its_connection_went_keeps_note_and_edit(
    tmp_path: Path,
) -> None:
    async with front_desk(tmp_path, clock=Clock()) as desk:
        service, row = await synced(desk)
        by_type = next(
            each
            for each in (await desk.services.run_sheet.sheet()).rows
            if each.clinician_id != row.clinician_id and not each.is_telehealth
        )
        await service.change(row.id, EditChanges(phone="0400 000 111", notes="Ring first"))
        await service.set_note(by_type.id, "Bring the referral")
        owner = next(
            each.pms_practitioner_id
            for each in await mappings(desk)
            if each.clinician_id == row.clinician_id
        )
        await map_to(desk, owner, None)
        only = ConnectionChanges(sync_telehealth_only=True)
        await desk.services.connections.change(desk.connection_id, only)
        hidden = {row.id, by_type.id}
        assert hidden.isdisjoint({r.id for r in (await desk.services.run_sheet.sheet()).rows})
        await desk.services.connections.delete(desk.connection_id)
        assert hidden.isdisjoint({r.id for r in (await desk.services.run_sheet.sheet()).rows})
        await connect_again(desk)
        await desk.sync()
        now = await desk.row(str(row.pms_appointment_id))
        assert (now.notes, now.patient_phone) == ("Ring first", "0400 000 111")
        assert (await desk.row(str(by_type.pms_appointment_id))).notes == "Bring the referral"


async def test_edits_of_other_days_are_not_read(tmp_path: Path) -> None:
    """Overruled ones are kept for good: a day must not pay for those of all others."""
    async with front_desk(tmp_path) as desk:
        _, row = await synced(desk)
        desk.practice.add(
            practitioner_id=desk.book()[0].practitioner_id,
            start=row.start + timedelta(days=3),
            patient_ids=desk.book()[0].patient_ids,
        )
        await desk.sync(day=DAY + timedelta(days=3))
        other = next(
            each for each in await desk.stored() if each["local_day"] == DAY + timedelta(days=3)
        )

        def overrule(sql: Sql) -> None:
            values = {
                "appointment_id": other["id"], "field": "phone", "value": "0400000111",
                "state": "superseded", "edited_by": "kim", "edited_at": row.start,
            }  # fmt: skip
            sql.execute(insert(local_edits), [{**values, "id": str(n)} for n in range(3000)])

        await desk.services.core.database.write(overrule)

        def read(sql: Sql) -> list[int]:
            def reader(query: str, wanted: Mapping[str, object]) -> Sequence[Any]:
                return sql.exec_driver_sql(query, dict(wanted)).mappings().all()

            days = (DAY, DAY + timedelta(days=3))
            found = [read_edits(reader, desk.connection_id, day) for day in days]
            return [sum(map(len, each.by_row.values())) for each in found]

        assert await desk.services.core.database.read(read) == [0, 3000]
