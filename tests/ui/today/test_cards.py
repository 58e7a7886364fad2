"""A card says what the row is, in the words of the front desk."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.appointment import AppointmentStatus as Status
from app.domain.privacy import PrivacyLevel, Veil
from app.ui.today.cards import card_of
from app.ui.today.details import facts_of
from app.ui.today.filters import Filters, matching
from app.ui.today.marks import Marks, similar_words
from app.ui.window.status_words import counts_words
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
    assert (card.glyph, card.word, card.tone) == ("●", "Arrived · 12 min", "ok")
    assert card.line == "0412 345 678"
    assert card.spoken == "9:15 am, Thomas Nguyen, arrived, waiting 12 minutes, in person"
    facts = {fact.key: fact.value for fact in facts_of(waiting, now=NOW)}
    assert facts["waiting"] == "12 minutes, since 9:15 am"


@pytest.mark.parametrize(("minutes", "word"), [(15, "15 min"), (16, "! 16 min"), (20, "! 20 min")])
def test_a_long_wait_is_flagged_in_words(minutes: int, word: str) -> None:
    card = card_of(row(status=Status.ARRIVED, arrived_at=NOW - timedelta(minutes=minutes)), now=NOW)
    is_long = minutes > 15
    assert (card.word, card.tone) == (f"Arrived · {word}", "warn" if is_long else "ok")
    assert (f"waiting {minutes} minutes, a long wait" in card.spoken) is is_long


def test_where_the_system_gives_no_time_the_wait_counts_from_the_first_sight() -> None:
    waiting = row(status=Status.ARRIVED, arrival_seen_at=NOW - timedelta(minutes=12))
    facts = {fact.key: fact.value for fact in facts_of(waiting, now=NOW)}
    assert card_of(waiting, now=NOW).word == "Arrived · 12 min"
    assert facts["waiting"] == "12 minutes, since RunSheet first saw it at 9:15 am"


MARY = {"patient_first_name": "Mary", "patient_last_name": "Johnson"}
OTHER = row(
    2,
    patient_first_name="Mary",
    patient_last_name="Johnston",
    patient_birth_date=date(1980, 2, 2),
    start=NOW + timedelta(minutes=33),
    clinician_name="Dr Sam Okafor",
)


def test_a_similar_name_is_on_the_card_in_the_details_and_spoken() -> None:
    marks = Marks(similar=(OTHER,))
    card = card_of(row(**MARY), now=NOW, marks=marks)
    facts = {fact.key: fact.value for fact in facts_of(card.row, now=NOW, marks=card.marks)}
    assert card.flags == ("≈ Similar name",)
    assert card.line == "≈ Similar name · 0412 345 678"
    assert card.spoken == "9:15 am, Mary Johnson, booked, in person, similar name"
    assert facts["similar"] == "Mary Johnston, 10:00 am, born 2 Feb 1980"


def test_a_possible_duplicate_names_the_other_booking() -> None:
    marks = Marks(duplicates=(OTHER,))
    card = card_of(row(**MARY), now=NOW, marks=marks)
    facts = {fact.key: fact.value for fact in facts_of(card.row, now=NOW, marks=card.marks)}
    assert card.line == "⧉ Possible duplicate · 0412 345 678"
    assert card.spoken.endswith("in person, possible duplicate")
    assert facts["duplicate"] == "Also 10:00 am with Dr Sam Okafor (Gentu)"


def test_where_the_whole_name_has_no_room_the_family_name_stays_whole() -> None:
    long = row(patient_first_name="Konstantinos", patient_last_name="Papadopoulos")
    assert card_of(long, now=NOW).short_name == "K. Papadopoulos"
    assert card_of(row(patient_last_name=None), now=NOW).short_name == ""
    uncased = row(patient_first_name="小明", patient_last_name="王")
    assert card_of(uncased, now=NOW).short_name == ""
    veil = Veil(level=PrivacyLevel.INITIALS)
    assert card_of(veil.row(long), now=NOW).short_name == ""


def test_privacy_leaves_the_signs_and_takes_the_other_persons_name_and_birth() -> None:
    veil = Veil(level=PrivacyLevel.INITIALS)
    marks = Marks(similar=(OTHER,), duplicates=(OTHER,)).seen_through(veil)
    card = card_of(veil.row(row(**MARY)), now=NOW, marks=marks)
    facts = {fact.key: fact.value for fact in facts_of(card.row, now=NOW, marks=card.marks)}
    assert (card.flags, card.line) == (("≈", "⧉"), "≈ · ⧉")
    assert facts["similar"] == "M.J., 10:00 am"
    assert "Johnston" not in card.spoken + card.line + "".join(facts.values())


def test_a_row_that_is_off_says_what_happened_before_whom_it_is_like() -> None:
    off = row(status=Status.CANCELLED, seen_cancelled_at=NOW)
    card = card_of(off, now=NOW, marks=Marks(similar=(OTHER,)))
    assert card.line == "Cancelled in Gentu, seen 9:27 am"
    assert card.flags == ("≈ Similar name",)
    assert card.spoken == (
        "9:15 am, Thomas Nguyen, cancelled in Gentu, seen 9:27 am, in person, similar name"
    )


@pytest.mark.parametrize(
    ("clinician", "line"),
    [("Dr Sam Okafor", "Moved to Dr Sam Okafor, 9:30 am"), ("Dr Priya Nair", "Moved to 9:30 am")],
)
def test_a_place_left_on_the_same_day_says_where_to(clinician: str, line: str) -> None:
    """J6."""
    left = row(moved_to_start=NOW + timedelta(minutes=3), moved_to_clinician=clinician)
    card = card_of(left, now=NOW)
    assert (card.glyph, card.word, card.line, card.is_struck) == ("↷", "Moved", line, True)
    assert card.spoken == f"9:15 am, Thomas Nguyen, in person, m{line[1:]}"


def test_a_cancelled_row_is_struck_and_says_when() -> None:
    card = card_of(row(status=Status.CANCELLED, cancelled_at=NOW - timedelta(minutes=35)), now=NOW)
    assert card.is_struck
    assert card.line == "Cancelled in Gentu 8:52 am"


def test_a_cancellation_without_its_time_says_when_it_was_seen() -> None:
    card = card_of(row(status=Status.CANCELLED, seen_cancelled_at=NOW), now=NOW)
    assert card.line == "Cancelled in Gentu, seen 9:27 am"


@pytest.mark.parametrize(
    ("changes", "short"),
    [
        ({"removed_at": NOW}, "Seen 9:27 am"),
        ({"status": Status.CANCELLED, "seen_cancelled_at": NOW}, "Seen 9:27 am"),
        ({"status": Status.CANCELLED, "cancelled_at": NOW}, "Since 9:27 am"),
        ({"status": Status.CANCELLED}, ""),
        ({"moved_to_start": NOW, "moved_to_clinician": "Dr Lee"}, "To Dr Lee, 9:27 am"),
        ({"moved_from_start": NOW}, "↷ 9:27 am"),
        ({}, ""),
    ],
)
def test_where_there_is_no_room_a_line_says_nothing_twice(
    changes: dict[str, object], short: str
) -> None:
    assert card_of(row(**changes), now=NOW).short_line == short


def test_a_vanished_row_stays_and_says_so() -> None:
    card = card_of(row(removed_at=NOW + timedelta(minutes=5)), now=NOW)
    assert (card.glyph, card.word) == ("⌫", "No longer in Gentu")
    assert card.line == "No longer in Gentu · seen 9:32 am"
    assert "no longer in Gentu, seen 9:32 am" in card.spoken
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


def test_one_person_with_a_similar_name_is_told_once_with_all_their_times() -> None:
    later = row(3, **{**MARY, "patient_last_name": "Johnston"}, start=NOW + timedelta(hours=5))
    later = replace(later, patient_birth_date=OTHER.patient_birth_date)
    words = similar_words(row(**MARY), Marks(similar=(OTHER, later)))
    assert words == "Mary Johnston, 10:00 am and 2:27 pm, born 2 Feb 1980"
