"""What counts as telehealth: the appointment's own flag, its type's, and a person's tick."""

from datetime import UTC, datetime

import pytest

from app.domain.connection import AppointmentTypeChoice
from app.domain.practice import AppointmentType, counts_as_telehealth
from app.domain.preview import DayPreview, PreviewRow

NOON = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("own", "flag", "tick", "counts"),
    [
        (None, None, False, False),
        (None, None, True, True),
        (None, True, True, True),
        (None, True, False, False),
        (None, False, True, True),
        (True, None, False, True),
        (False, None, True, False),
        (True, False, False, True),
        (False, True, True, False),
        (True, True, False, False),
        (False, False, True, True),
    ],
)
def test_an_override_wins_over_the_rows_own_flag_and_that_over_the_tick(own, flag, tick, counts):
    assert counts_as_telehealth(own, flag=flag, tick=tick) is counts


@pytest.mark.parametrize(
    ("flag", "tick", "overridden"),
    [(None, True, False), (None, False, False), (True, True, False), (True, False, True),
     (False, True, True)],
)  # fmt: skip
def test_a_tick_is_an_override_where_the_system_says_otherwise(flag, tick, overridden):
    choice = AppointmentTypeChoice(
        id="1",
        appointment_type=AppointmentType(pms_type_id="1", name="Review", is_telehealth=flag),
        is_telehealth=tick,
        sync_enabled=True,
        is_suggested=False,
    )
    assert choice.is_overridden is overridden


def test_a_preview_counts_what_the_system_says_of_each_appointment():
    rows = tuple(
        PreviewRow(
            pms_practitioner_id=who,
            pms_type_id=kind,
            start=NOON,
            status="booked",
            is_telehealth=own,
        )
        for who, kind, own in (
            ("1", "video", True),
            ("1", "room", False),
            ("1", "room", True),
            ("2", "video", False),
            ("2", None, True),
            ("2", None, None),
        )
    )
    day = DayPreview(timezone="Australia/Melbourne", rows=rows)
    flags = {"video": True, "room": False}
    assert day.telehealth_rows({"video"}, flags=flags) == (rows[0], rows[2], rows[4])
    # Unticking what the system flags, and ticking what it does not, decides every row.
    assert day.telehealth_rows({"room"}, flags=flags) == (rows[1], rows[2], rows[4])
    columns = {"1": "Dr A", "2": "Dr B"}
    only = day.shown(columns, telehealth_types={"room"}, telehealth_only=True, flags=flags)
    assert only == {"Dr A": 2, "Dr B": 1}
    assert day.shown(columns, flags=flags) == {"Dr A": 3, "Dr B": 3}
