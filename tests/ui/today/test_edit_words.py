"""What people type, and what edits are called."""

from datetime import time, timedelta

import pytest

from app.domain.appointment import AppointmentStatus
from app.domain.local_edit import EditField, LocalEdit, settle, settle_gone, start_text
from app.ui.today.cards import card_of
from app.ui.today.edit.words import edit_flags, edit_lines, typed_name, typed_time
from tests.ui.rows import NOW, row

MOVED = LocalEdit(
    id="1",
    field=EditField.START,
    base=start_text(NOW),
    value=start_text(NOW + timedelta(minutes=33)),
    by="kim",
    at=NOW,
)
THEIRS = start_text(NOW + timedelta(minutes=63))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("9:30 am", time(9, 30)),
        ("9.30", time(9, 30)),
        ("930", time(9, 30)),
        ("0930", time(9, 30)),
        ("9", time(9)),
        ("2 pm", time(14)),
        ("2:15PM", time(14, 15)),
        ("2.15 p.m.", time(14, 15)),
        ("2:15", time(14, 15)),
        ("14:00", time(14)),
        ("12 am", time(0)),
        ("12:30 pm", time(12, 30)),
        ("25:00", None),
        ("9:75", None),
        ("13 pm", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_time_as_people_type_it(text: str, at: time | None) -> None:
    assert typed_time(text) == at


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jo Walker", ("Jo", "Walker")),
        ("Jo van der Berg", ("Jo", "van der Berg")),
        ("  Suryadi ", (None, "Suryadi")),
        ("", (None, None)),
    ],
)
def test_a_name_as_people_type_it(text: str, name: tuple[str | None, str | None]) -> None:
    assert typed_name(text) == name


def test_an_edit_is_flagged_late_after_a_day() -> None:
    edited = row(edits=(MOVED,))
    assert edit_flags(edited, now=NOW) == ("✎ Only in this app",)
    assert edit_flags(edited, now=NOW + timedelta(days=1)) == ("✎ Not in Gentu yet",)


def test_who_was_overruled_is_told_both() -> None:
    edited = row(edits=(settle(MOVED, THEIRS, now=NOW),))
    (mine,) = edit_lines(edited, now=NOW, user="kim")
    (kims,) = edit_lines(edited, now=NOW, user="sam")
    assert mine.text == "Gentu changed this to 10:30 am. You had 10:00 am."
    assert kims.text == "Gentu changed this to 10:30 am. kim had 10:00 am."
    assert edit_lines(edited, now=NOW + timedelta(days=7), user="kim") == []
    assert edit_flags(edited, now=NOW + timedelta(days=7)) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"status": AppointmentStatus.CANCELLED},
            "Gentu cancelled this appointment. You had 10:00 am.",
        ),
        ({"removed_at": NOW}, "Gentu no longer has this appointment. You had 10:00 am."),
    ],
)
def test_the_end_of_an_appointment_is_told(changes: dict[str, object], words: str) -> None:
    edited = row(edits=(settle_gone(MOVED, MOVED.base, now=NOW),), **changes)
    (line,) = edit_lines(edited, now=NOW, user="kim")
    assert line.text == words
    assert "✎ Gentu changed this" in card_of(edited, now=NOW).line


def test_privacy_hides_numbers_in_edits() -> None:
    edit = LocalEdit(
        id="1", field=EditField.PHONE, base="0400111222", value="0400333444", by="kim", at=NOW
    )
    (line,) = edit_lines(row(edits=(edit.masked,), is_masked=True), now=NOW, user="kim")
    assert "04" not in line.text
