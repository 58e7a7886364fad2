"""One sentence says what a sync changed, without names."""

from datetime import timedelta

from app.domain.appointment import AppointmentStatus as Status
from app.ui.today.changes import spoken_update
from tests.ui.rows import NOW, row, sheet

BEFORE = sheet(row(1), row(2), row(3), row(4))


def test_nothing_changed() -> None:
    said = spoken_update(BEFORE, BEFORE, at="9:27 am")
    assert said == "List updated, 9:27 am. No changes."


def test_every_kind_is_counted_once() -> None:
    after = sheet(
        row(1, start=NOW + timedelta(hours=1)),
        row(2, status=Status.CANCELLED),
        row(3, removed_at=NOW),
        row(4, status=Status.ARRIVED),
        row(5),
    )
    said = spoken_update(BEFORE, after, at="9:27 am")
    assert said == "List updated, 9:27 am. 1 new, 1 moved, 1 cancelled, 1 gone, 1 changed."
    assert "Nguyen" not in said


def test_rows_that_left_the_sheet_are_told() -> None:
    said = spoken_update(BEFORE, sheet(row(1), row(2), row(4)), at="9:27 am")
    assert said == "List updated, 9:27 am. 1 no longer on the list."


def test_a_row_that_moved_away_is_moved_and_not_also_missing() -> None:
    before = sheet(row(1), row(2, pms_appointment_id="appointment-2"))
    place = row(
        3,
        pms_appointment_id="appointment-2",
        moved_to_start=NOW + timedelta(days=2),
        removed_at=NOW,
    )
    said = spoken_update(before, sheet(row(1), place), at="9:27 am")
    assert said == "List updated, 9:27 am. 1 moved."
    assert spoken_update(sheet(place), sheet(place), at="9:27 am").endswith("No changes.")
