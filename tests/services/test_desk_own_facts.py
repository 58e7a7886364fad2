"""The name, length and type of a row that was entered here can be corrected; a system's cannot."""

from pathlib import Path

import pytest

from app.domain.errors import InvalidRequest
from app.domain.timeline import entry_words
from app.services.sheet.desk import EditChanges
from tests.services.test_desk import shown, synced, walk_in
from tests.support.desk import front_desk


async def test_a_walk_ins_name_length_and_type_are_corrected(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        row_id = await service.add_row(walk_in(row, type_name="Dresing"))
        before = await shown(desk, row_id)
        await service.change(
            row_id,
            EditChanges(name=("Jo", " van der  Berg "), minutes=40, type_name="Dressing"),
            seen_updated_at=before.updated_at,
        )
        now = await shown(desk, row_id)
        assert (now.patient_name, now.duration_minutes) == ("Jo van der Berg", 40)
        assert (now.appointment_type_name, now.start) == ("Dressing", before.start)
        told = (await desk.services.run_sheet.timeline(row_id))[0]
        assert told.changed == {"name", "end", "type"}
        assert "name" in entry_words(told, timezone=row.timezone)
        assert "Berg" not in entry_words(told, timezone=row.timezone)
        await service.change(row_id, EditChanges(type_name=" ", name=("Jo", "van der Berg")))
        assert (await shown(desk, row_id)).appointment_type_name is None
        assert (await desk.services.run_sheet.timeline(row_id))[0].changed == {"type"}


@pytest.mark.parametrize(
    "changes",
    [
        EditChanges(minutes=0),
        EditChanges(minutes=721),
        EditChanges(name=(None, " ")),
        EditChanges(type_name="x" * 201),
    ],
)
async def test_a_walk_in_is_not_corrected_to_what_cannot_be(
    tmp_path: Path, changes: EditChanges
) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        row_id = await service.add_row(walk_in(row))
        before = await shown(desk, row_id)
        with pytest.raises(InvalidRequest):
            await service.change(row_id, changes)
        assert await shown(desk, row_id) == before


async def test_a_systems_name_length_and_type_are_its_own(tmp_path: Path) -> None:
    async with front_desk(tmp_path) as desk:
        service, row = await synced(desk)
        for changes in (
            EditChanges(minutes=40),
            EditChanges(name=("Jo", "Berg")),
            EditChanges(type_name="Dressing", phone="0400 000 111"),
        ):
            with pytest.raises(InvalidRequest):
                await service.change(row.id, changes)
        assert await shown(desk, row.id) == row
