"""Sentences as a desk types them, on Tuesday 18 November 2025 in Sydney: who is meant is never
guessed, and a day or a time that may be another is asked for.
"""

from datetime import UTC, date, datetime, time

import pytest

from app.domain.intent import Intent, IntentKind
from app.services.bookings.sentence import Vocabulary, read_sentence

NOW = datetime(2025, 11, 17, 22, 27, tzinfo=UTC)
WORDS = Vocabulary(
    doctors=("Dr Priya Nair", "Dr Sam Okafor", "Ms Erin Walsh", "Dr Alan May"),
    services=("Check-up", "Check-up and clean", "Long consult", "Crown", "Telehealth"),
    branches=("Newtown", "Surry Hills"),
    providers=(("hubspot", "HubSpot"),),
)
WED, THU, FRI = date(2025, 11, 19), date(2025, 11, 20), date(2025, 11, 21)
NEXT_MON, NEXT_TUE, NEXT_THU = date(2025, 11, 24), date(2025, 11, 25), date(2025, 11, 27)
NAIR, OKAFOR, WALSH, MAY = WORDS.doctors
BOOKED = [
    (
        "book Mary Johnson check-up Thursday 3 pm with Dr Nair",
        ("Mary Johnson", "Check-up", NAIR, THU, time(15)),
    ),
    (
        "book Mary Johnson filling Thursday 3 pm with Dr Nair",
        ("Mary Johnson", None, NAIR, THU, time(15)),
    ),
    (
        "book in May Wong for a check up with Dr Nair tomorrow at 9",
        ("May Wong", "Check-up", NAIR, WED, time(9)),
    ),
    ("book April June Friday 10.30am", ("April June", None, None, FRI, time(10, 30))),
    ("book August Wilson 5 Dec 9am", ("August Wilson", None, None, date(2025, 12, 5), time(9))),
    (
        "book June May 27/11 9.15am with Priya",
        ("June May", None, NAIR, NEXT_THU, time(9, 15)),
    ),
    ("book May Lee with Dr May Thurs 2:30", ("May Lee", None, MAY, THU, time(14, 30))),
    ("book Summer Day half past 2 tomorrow", ("Summer Day", None, None, WED, time(14, 30))),
    ("book Sunny Marchetti quarter to 4 Fri", ("Sunny Marchetti", None, None, FRI, time(15, 45))),
    ("book Wednesday Addams Thursday 3 pm", ("Wednesday Addams", None, None, THU, time(15))),
    ("book Wednesday Addams 3 pm", (None, None, None, None, time(15))),
    ("book Sun Li tomorrow 11am", ("Sun Li", None, None, WED, time(11))),
    ("book Thu Nguyen Friday noon", ("Thu Nguyen", None, None, FRI, time(12))),
    ("book Ruby Tuesday on Friday at 2", ("Ruby Tuesday", None, None, FRI, time(14))),
    ("book Thursday 3pm Alice Brown", ("Alice Brown", None, None, THU, time(15))),
    ("book tomorrow 9am with Erin for Alice Brown", ("Alice Brown", None, WALSH, WED, time(9))),
    (
        "book Dr Okafor for Alice Brown next Tues 9am",
        ("Alice Brown", None, OKAFOR, NEXT_TUE, time(9)),
    ),
    ("book Alice Brown next Thursday 9am", ("Alice Brown", None, None, None, time(9))),
    ("book Alice Brown Thursday 3ish", ("Alice Brown", None, None, THU, None)),
    ("book Alice Brown Thurs arvo", ("Alice Brown", None, None, THU, None)),
    ("book Alice Brown around 3pm Thursday", ("Alice Brown", None, None, THU, None)),
    ("book Alice Brown Tuesday 3", ("Alice Brown", None, None, None, None)),
    ("book Alice Brown Thursday or Friday 3pm", ("Alice Brown", None, None, None, time(15))),
    ("book Alice Brown Thursday 21 Nov 3pm", ("Alice Brown", None, None, None, time(15))),
    ("book Alice Brown Thursday week 3pm", ("Alice Brown", None, None, NEXT_THU, time(15))),
    (
        "book Long consult for Mary Long Mon 8am",
        ("Mary Long", "Long consult", None, NEXT_MON, time(8)),
    ),
    ("book Mary Crown Thursday 8am", (None, None, None, THU, time(8))),
    ("book Anna van der Berg Fri 4pm", ("Anna van der Berg", None, None, FRI, time(16))),
    (
        "book Zoë O’Brien-Smith, telehealth, Fri 4pm",
        ("Zoë O’Brien-Smith", "Telehealth", None, FRI, time(16)),
    ),
    ("book Alice and Bob Brown Fri 4pm", (None, None, None, FRI, time(16))),
    ("book Priya Nair Fri 4pm", ("Priya Nair", None, None, FRI, time(16))),
    ("book Dr Smith Fri 4pm", (None, None, None, FRI, time(16))),
    ("book Alice Brown with Dr Smith Fri 4pm", ("Alice Brown", None, "Dr Smith", FRI, time(16))),
    ("book alice brown check-up thursday 3pm", ("alice brown", "Check-up", None, THU, time(15))),
    ("book mary johnson root canal friday 3pm", (None, None, None, FRI, time(15))),
    (
        "BOOK MARY JOHNSON CHECK-UP ON FRIDAY AT 3 PM",
        ("Mary Johnson", "Check-up", None, FRI, time(15)),
    ),
    ("please book Mrs Mary Johnson Friday 3pm", ("Mary Johnson", None, None, FRI, time(15))),
    ("make an appointment for Jan Marsh Fri 3pm", ("Jan Marsh", None, None, FRI, time(15))),
]
KEPT = [
    ("move Mary Johnson to Thursday 3 pm", "Mary Johnson", THU, time(15)),
    ("move Wednesday Addams to Thursday 3 pm", "Wednesday Addams", THU, time(15)),
    ("move Wednesday Addams to 3 pm", None, None, time(15)),
    ("move Mary from Tuesday 2pm to Thursday quarter to 4", "Mary", THU, time(15, 45)),
    ("reschedule Mary Johnson’s Friday appointment to 9am", "Mary Johnson", None, time(9)),
    ("change May Wong's booking to 27/11 at 9.15", "May Wong", NEXT_THU, time(9, 15)),
    ("shift An To to Fri arvo", "An To", FRI, None),
    ("MOVE ALICE BROWN TO FRIDAY", "Alice Brown", FRI, None),
    ("cancel April May", "April May", None, None),
    ("cancel May Wong's appointment on Thursday", "May Wong", THU, None),
    ("cancel Mary Johnson 3pm tomorrow", "Mary Johnson", WED, time(15)),
    ("cancel the booking of August Wilson", "August Wilson", None, None),
    ("cancel Mary Johnson with Dr Nair", "Mary Johnson", None, None),
]


@pytest.mark.parametrize(("sentence", "expected"), BOOKED, ids=[each[0] for each in BOOKED])
def test_a_new_booking_has_what_was_said_and_nothing_else(sentence: str, expected: tuple) -> None:
    found = read(sentence)
    assert found.kind is IntentKind.BOOK
    said = (found.name, found.service, found.doctor, found.when.day, found.when.at)
    assert said == expected


@pytest.mark.parametrize(("sentence", "name", "day", "at"), KEPT, ids=[each[0] for each in KEPT])
def test_a_move_or_a_cancellation_names_who_and_its_new_time(sentence, name, day, at) -> None:
    found = read(sentence)
    wanted = IntentKind.CANCEL if sentence.startswith("cancel") else IntentKind.RESCHEDULE
    assert (found.kind, found.name, found.when.day, found.when.at) == (wanted, name, day, at)


@pytest.mark.parametrize(
    ("sentence", "phone", "minutes"),
    [
        ("book Alice Brown 0412 345 678 10 am Thursday", "0412 345 678", None),
        ("book Alice Brown 0412 345 678 9:30 Thursday", "0412 345 678", None),
        ("book Alice Brown 2025-11-27 10:30 for half an hour", None, 30),
        ("book Alice Brown (02) 9123 4567 for an hour", "(02) 9123 4567", 60),
        ("book Alice Brown, 45-minute slot, +61 412 345 678", "+61 412 345 678", 45),
    ],
)
def test_a_number_is_read_once(sentence: str, phone: str | None, minutes: int | None) -> None:
    found = read(sentence)
    assert (found.name, found.phone, found.length_minutes) == ("Alice Brown", phone, minutes)


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("book Mary Johnson root canal Friday 3pm", "root canal"),
        ("book Wednesday Addams 3 pm", "Addams"),
        ("book Alice and Bob Brown Friday", "Alice Bob Brown"),
        ("book Alice Brown Friday 3pm", ""),
    ],
)
def test_what_is_in_no_field_is_told(sentence: str, unread: str) -> None:
    assert read(sentence).unread == unread


@pytest.mark.parametrize(
    ("sentence", "name", "day", "at"),
    [
        ("move Wednesday Addams to 3 pm", "Wednesday Addams", None, time(15)),
        ("move wednesday  addams to friday 3 pm", "wednesday addams", FRI, time(15)),
        ("cancel Wednesday Addams", "Wednesday Addams", None, None),
        ("cancel Wednesday Addams on Wednesday", "Wednesday Addams", WED, None),
        ("move Thi Thu Nguyen to Friday 3 pm", "Thi Thu Nguyen", FRI, time(15)),
        ("move Paul Noon to noon", "Paul Noon", None, time(12)),
        ("move Alice Brown to Wednesday 3 pm", "Alice Brown", WED, time(15)),
        ("move Wednesday Brown to 3 pm", None, None, time(15)),
        ("move Adams Wednesday 3 pm", "Adams", WED, time(15)),
    ],
)
def test_a_day_in_the_name_of_somebody_the_practice_knows_is_none(sentence, name, day, at) -> None:
    known = Vocabulary(
        patients=("Wednesday Addams", "Thi Thu Nguyen", "Paul Noon", "Simon Lee", "Wednesday")
    )
    found = read(sentence, known)
    assert (found.name, found.when.day, found.when.at) == (name, day, at)


def test_a_surname_two_clinicians_share_is_neither() -> None:
    both = Vocabulary(doctors=("Dr Priya Nair", "Dr Arun Nair"))
    found = read("book Alice Brown with Dr Nair Friday", both)
    assert (found.name, found.doctor) == ("Alice Brown", None)
    assert read("book Alice Brown with Dr Arun Nair Friday", both).doctor == "Dr Arun Nair"


def read(sentence: str, vocabulary: Vocabulary = WORDS) -> Intent:
    found = read_sentence(sentence, now=NOW, timezone="Australia/Sydney", vocabulary=vocabulary)
    assert found is not None
    return found
