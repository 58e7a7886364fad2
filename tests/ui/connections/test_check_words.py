"""The last step's words: who comes, who doesn't, and what this connection alone hides."""

from dataclasses import replace
from datetime import date

from app.domain.appointment import AppointmentStatus
from app.domain.connection import SetupStep
from app.domain.run_sheet import RunSheet
from app.ui.connections.setup.check_words import counts_today, hidden_of, list_row, no_rows_words
from tests.ui.connections.test_keys_form import connection
from tests.ui.rows import NOW, ZONE, fresh, row

CANCELLED = AppointmentStatus.CANCELLED


def sheet(**hidden: int) -> RunSheet:
    return RunSheet(
        day=date(2025, 11, 18),
        timezone=ZONE,
        freshness=fresh(),
        columns=(),
        rows=(),
        hidden_by_connection=hidden,
        quarantined_count=0,
    )


def test_who_is_not_coming_is_counted_apart() -> None:
    rows = [row(number) for number in range(3)]
    assert counts_today(rows) == "3 appointments today"
    rows += [row(4, status=CANCELLED), row(5, removed_at=NOW), row(6, moved_to_start=NOW)]
    rows += [row(7, status=AppointmentStatus.NO_SHOW)]
    assert counts_today(rows) == ("4 appointments today · 2 cancelled · 1 moved · 1 did not attend")


def test_a_row_says_how_the_appointment_stands() -> None:
    coming = list_row(row(1, status=AppointmentStatus.ARRIVED, is_telehealth=True))
    assert coming.cells == (
        "9:15 am",
        "Thomas Nguyen",
        "Dr Priya Nair",
        "Telehealth",
        "● Arrived",
    )
    assert not coming.is_off
    off = list_row(row(2, status=CANCELLED, clinician_name="Dr Sam Okoro"))
    assert off.cells[-1] == "✕ Cancelled"
    assert off.is_off
    assert off.spoken == "9:15 am, Thomas Nguyen, Dr Sam Okoro, Standard Consultation, Cancelled"
    gone = list_row(row(3, removed_at=NOW))
    assert gone.cells[-1] == "⌫ No longer in Gentu"
    assert gone.is_off


def test_only_what_this_connection_hides_is_said() -> None:
    mine = replace(connection("c1", tenant="t"), sync_telehealth_only=True)
    mine = replace(mine, setup_step=SetupStep.CHECK)
    assert hidden_of(sheet(c1=3, c2=40), mine) == 3
    assert hidden_of(sheet(c2=40), mine) == 0
    assert hidden_of(sheet(c1=3), replace(mine, sync_telehealth_only=False)) == 0
    assert no_rows_words("Halaxy", 1) == (
        "Nothing will show: 1 appointment today is not telehealth. Go back to change that."
    )
