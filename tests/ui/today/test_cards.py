"""A card says what the row is, in the words of the front desk."""

from datetime import timedelta

import pytest

from app.domain.appointment import AppointmentStatus as Status
from app.ui.status_words import counts_words
from app.ui.today.cards import card_of
from app.ui.today.details import facts_of
from app.ui.today.filters import Filters, matching
from tests.ui.rows import NOW, row, sheet

THURSDAY = NOW + timedelta(days=2, minutes=-27)


def test_an_arrived_patient_reads_as_specified() -> None:
    card = card_of(row(status=Status.ARRIVED), now=NOW)
    assert card.spoken == "9:15 am, Thomas Nguyen, arrived, in person"
    assert (card.glyph, card.word, card.tone) == ("●", "Arrived", "ok")
    assert card.line == "0412 345 678"


def test_a_waiting_patient_shows_for_how_long() -> None:
    waiting = row(status=Status.ARRIVED, arrived_at=NOW - timedelta(minutes=12))
    card = card_of(waiting, now=NOW)
    assert card.line == "Waiting 12 min"
    assert "waiting 12 minutes" in card.spoken


def test_a_cancelled_row_is_struck_and_says_when() -> None:
    card = card_of(row(status=Status.CANCELLED, cancelled_at=NOW - timedelta(minutes=35)), now=NOW)
    assert card.is_struck
    assert card.line == "Cancelled in Gentu 8:52 am"


def test_a_cancellation_without_its_time_says_when_it_was_seen() -> None:
    card = card_of(row(status=Status.CANCELLED, seen_cancelled_at=NOW), now=NOW)
    assert card.line == "Cancelled in Gentu, seen 9:27 am"


def test_a_vanished_row_stays_and_says_so() -> None:
    card = card_of(row(removed_at=NOW + timedelta(minutes=5)), now=NOW)
    assert (card.glyph, card.word) == ("⌫", "No longer in Gentu")
    assert card.line == "No longer in Gentu · seen 9:32 am"
    assert card.is_struck


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"moved_from_start": NOW - timedelta(minutes=27)}, "↷ Moved from 9:00 am"),
        ({"moved_from_clinician": "Dr Lee"}, "↷ Moved from Dr Lee"),
        (
            {"moved_from_clinician": "Dr Lee", "moved_from_start": NOW - timedelta(minutes=27)},
            "↷ Moved from Dr Lee, 9:00 am",
        ),
    ],
)
def test_a_moved_row_says_from_where(changes: dict[str, object], line: str) -> None:
    assert card_of(row(**changes), now=NOW).line == line


def test_an_unknown_status_shows_the_vendors_own_word() -> None:
    card = card_of(row(raw_status="Rescheduled", has_unknown_status=True), now=NOW)
    assert (card.glyph, card.word, card.tone) == ("?", "Rescheduled", "neutral")


def test_a_cancellation_beside_an_unknown_word_is_a_cancellation() -> None:
    card = card_of(row(raw_status="X", has_unknown_status=True, status=Status.CANCELLED), now=NOW)
    assert card.word == "Cancelled"


def test_a_booking_without_a_patient_says_so() -> None:
    nobody = row(
        pms_patient_id=None, patient_first_name=None, patient_last_name=None, patient_phone=None
    )
    assert card_of(nobody, now=NOW).name == "No patient named"


def test_telehealth_is_a_word_and_phone_is_told_apart() -> None:
    video = row(is_telehealth=True, appointment_type_name="Video Follow-up")
    phone = row(is_telehealth=True, appointment_type_name="Phone review")
    assert card_of(video, now=NOW).telehealth == "Telehealth"
    assert card_of(phone, now=NOW).telehealth == "Phone"
    assert card_of(phone, now=NOW).spoken.endswith("booked, phone")


def test_telehealth_without_a_number_is_flagged() -> None:
    assert card_of(row(is_telehealth=True, patient_phone=None), now=NOW).line.startswith("!")


@pytest.mark.parametrize(
    ("clinician", "line"),
    [
        ("Dr Priya Nair", "Moved to Thu 20 Nov, 9:00 am"),
        ("Dr Lee", "Moved to Thu 20 Nov, 9:00 am, to Dr Lee"),
        (None, "Moved to Thu 20 Nov, 9:00 am, to somebody not shown here"),
    ],
)
def test_a_row_that_moved_away_is_struck_and_says_where_to(
    clinician: str | None, line: str
) -> None:
    away = row(moved_to_start=THURSDAY, moved_to_clinician=clinician, removed_at=NOW)
    card = card_of(away, now=NOW)
    assert (card.glyph, card.word, card.tone) == ("↷", "Moved", "warn")
    assert (card.is_struck, card.is_done, card.line) == (True, True, line)
    assert card.spoken == f"9:15 am, Thomas Nguyen, in person, m{line[1:]}"


def test_a_move_into_another_year_names_it() -> None:
    away = row(moved_to_start=THURSDAY + timedelta(days=60), moved_to_clinician="Dr Priya Nair")
    assert card_of(away, now=NOW).line == "Moved to Mon 19 Jan 2026, 9:00 am"


def test_the_details_of_a_row_that_moved_away_say_where_to() -> None:
    away = row(moved_to_start=THURSDAY, moved_to_clinician="Dr Lee", removed_at=NOW)
    facts = {fact.key: fact.value for fact in facts_of(away, now=NOW)}
    assert facts["status"] == "↷ Moved"
    assert facts["off"] == "Moved to Thu 20 Nov, 9:00 am, to Dr Lee"


def test_rows_that_moved_away_count_apart_and_hide_with_the_cancelled() -> None:
    away = row(2, moved_to_start=THURSDAY, moved_to_clinician=None, removed_at=NOW)
    cancelled = row(3, status=Status.CANCELLED)
    told = counts_words(sheet(row(1), away, cancelled))
    assert told == "1 appointment · 0 telehealth · 1 cancelled · 1 moved"
    assert matching([row(1), away], Filters(show_cancelled=False)) == [row(1)]
    assert matching([row(1), away], Filters(find="nguyen")) == [row(1), away]


REMOVED = NOW - timedelta(days=15)  # Mon 3 Nov 2025 in Melbourne


def test_a_row_of_a_removed_connection_says_that_nobody_checks_it_and_keeps_its_phone() -> None:
    card = card_of(row(source_removed_at=REMOVED), now=NOW)
    assert card.is_old
    assert card.line == "! No longer checked · 0412 345 678"
    assert card.spoken == "9:15 am, Thomas Nguyen, booked, in person, no longer checked"
    nameless = row(source_removed_at=REMOVED, patient_phone=None)
    assert card_of(nameless, now=NOW).line == "! No longer checked"
    video = row(source_removed_at=REMOVED, patient_phone=None, is_telehealth=True)
    assert card_of(video, now=NOW).line == "! No longer checked · No phone number"
    assert not card_of(row(), now=NOW).is_old


def test_the_waiting_of_an_old_row_does_not_go_on() -> None:
    arrived = row(
        status=Status.ARRIVED,
        arrived_at=NOW - timedelta(minutes=12),
        source_removed_at=NOW - timedelta(minutes=5),
    )
    assert card_of(arrived, now=NOW).line == "! No longer checked · 0412 345 678"


def test_the_details_of_an_old_row_say_when_its_connection_was_removed() -> None:
    facts = {fact.key: fact.value for fact in facts_of(row(source_removed_at=REMOVED), now=NOW)}
    assert facts["source"] == "Gentu, which was removed on 3 Nov. No longer checked."


def test_a_row_says_its_clock_only_where_it_shows_another_time() -> None:
    here, there = row(timezone="Australia/Melbourne"), row(timezone="Australia/Perth")
    assert card_of(here, now=NOW, timezone="Australia/Sydney").line == "0412 345 678"
    card = card_of(there, now=NOW, timezone="Australia/Sydney")
    assert card.line == "Perth time · 0412 345 678"
    assert card.spoken.startswith("6:15 am Perth time, Thomas Nguyen")


def test_a_status_that_is_only_a_number_reads_as_one() -> None:
    odd = row(raw_status="9", has_unknown_status=True)
    assert card_of(odd, now=NOW).word == "Status 9"
    (fact,) = (one for one in facts_of(odd, now=NOW) if one.key == "status")
    assert fact.value == "? Status 9"
    (known,) = (one for one in facts_of(row(raw_status="4"), now=NOW) if one.key == "status")
    assert "4" not in known.value
