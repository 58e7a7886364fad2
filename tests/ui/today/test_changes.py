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
