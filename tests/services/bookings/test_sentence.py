"""Days, times and whole sentences as the desk types them, on Tuesday 18 November 2025 in Sydney."""

from datetime import UTC, date, datetime, time

import pytest

from app.domain.intent import IntentKind, When
from app.services.bookings.date_phrases import read_when
from app.services.bookings.sentence import Vocabulary, read_sentence

NOW = datetime(2025, 11, 17, 22, 27, tzinfo=UTC)
"""9:27 am on Tuesday 18 November in Sydney; still Monday in UTC."""

SYDNEY = "Australia/Sydney"
WORDS = Vocabulary(
    doctors=("Dr Priya Nair", "Ms Erin Walsh"),
    services=("Check-up", "Check-up and clean"),
    branches=("Newtown",),
    providers=(("hubspot", "HubSpot"), ("ghl", "GoHighLevel")),
)


def when(day: tuple[int, int, int] | None, at: tuple[int, int] | None = None) -> When:
    return When(day=date(*day) if day else None, at=time(*at) if at else None)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Thursday 3 pm", when((2025, 11, 20), (15, 0))),
        ("to Thursday at 3pm", when((2025, 11, 20), (15, 0))),
        ("thurs 15:00", when((2025, 11, 20), (15, 0))),
        ("tomorrow 10:30", when((2025, 11, 19), (10, 30))),
        ("today at 4pm", when((2025, 11, 18), (16, 0))),
        ("3 pm", when(None, (15, 0))),
        ("next Tuesday 9am", when((2025, 11, 25), (9, 0))),
        ("Tuesday", when((2025, 11, 25))),
        ("18/12 2pm", when((2025, 12, 18), (14, 0))),
        ("3/4/2026 15:00", when((2026, 4, 3), (15, 0))),
        ("21 Nov 11.15 am", when((2025, 11, 21), (11, 15))),
        ("21st of November", when((2025, 11, 21))),
        ("in 2 weeks", when((2025, 12, 2))),
        ("noon tomorrow", when((2025, 11, 19), (12, 0))),
        ("12 am Friday", when((2025, 11, 21), (0, 0))),
        ("21st of November at 11", when((2025, 11, 21), (11, 0))),
        ("half past three", when(None, (15, 30))),
        ("half past 2 tomorrow", when((2025, 11, 19), (14, 30))),
        ("quarter to 4", when(None, (15, 45))),
        ("a quarter to one", when(None, (12, 45))),
        ("ten past 9", when(None, (9, 10))),
        ("20 past 4", when(None, (16, 20))),
        ("quarter past 8 pm", when(None, (20, 15))),
        ("3 o'clock Friday", when((2025, 11, 21), (15, 0))),
        ("tomorrow 2:30", when((2025, 11, 19), (14, 30))),
        ("tomorrow 02:30", when((2025, 11, 19), (2, 30))),
        ("27/11 9.15am", when((2025, 11, 27), (9, 15))),
        ("27.11.2025 at 9.15", when((2025, 11, 27), (9, 15))),
        ("2025-11-27 10:30", when((2025, 11, 27), (10, 30))),
        ("next Tues", when((2025, 11, 25))),
        ("next Mon", when((2025, 11, 24))),
        ("Thursday week", when((2025, 11, 27))),
        ("Thurs next week at 3", when((2025, 11, 27), (15, 0))),
        ("in a fortnight", when((2025, 12, 2))),
        ("day after tomorrow", when((2025, 11, 20))),
        ("tmrw 9am", when((2025, 11, 19), (9, 0))),
        ("Fri 21 Nov noon", when((2025, 11, 21), (12, 0))),
        ("Nov 27 3pm", when((2025, 11, 27), (15, 0))),
    ],
)
def test_a_phrase_is_the_practices_own_day_and_time(phrase: str, expected: When) -> None:
    assert read_when(phrase, now=NOW, timezone=SYDNEY) == expected


@pytest.mark.parametrize(
    "phrase",
    [
        *("tuesday 3", "3", "13 pm", "thu 3pm 4pm", "tues the 3rd", "31 feb 3pm", "half 3"),
        *("next week", "next month", "May", "June Brown", "April", "a", "the", "25 past"),
        *("18/12/2199", "", "Alice Brown", "3ish", "Thurs arvo", "around 3pm", "Mary", "Augusta"),
        *("next Thursday", "Thursday 21 Nov", "Thursday or Friday", "between 2 and 3", "after 2pm"),
    ],
)
def test_a_phrase_that_may_mean_two_things_is_asked_about(phrase: str) -> None:
    assert read_when(phrase, now=NOW, timezone=SYDNEY) is None


def test_the_same_phrase_is_another_day_in_another_zone() -> None:
    found = read_when("tomorrow", now=NOW, timezone="America/New_York")
    assert found == when((2025, 11, 18))  # there it is still Monday


def test_moving_somebody_names_who_and_when() -> None:
    found = read("move Alice Brown to Thursday 3 pm")
    assert found.kind is IntentKind.RESCHEDULE
    assert found.name == "Alice Brown"
    assert found.when == when((2025, 11, 20), (15, 0))


@pytest.mark.parametrize(
    ("sentence", "name", "doctor", "service", "expected"),
    [
        (
            "Book May Wong for a check-up and clean with Dr Nair tomorrow at 10:30",
            *("May Wong", "Dr Priya Nair", "Check-up and clean", when((2025, 11, 19), (10, 30))),
        ),
        ("book Thursday 3pm June Brown", "June Brown", None, None, when((2025, 11, 20), (15, 0))),
        ("book Sunny Day on Friday", "Sunny Day", None, None, when((2025, 11, 21))),
        ("book 9am Alice Brown Friday", "Alice Brown", None, None, when((2025, 11, 21), (9, 0))),
        ("book An To tomorrow", "An To", None, None, when((2025, 11, 19))),
        ("book", None, None, None, When()),
    ],
)
def test_booking_takes_every_word_once(
    sentence: str, name: str | None, doctor: str | None, service: str | None, expected: When
) -> None:
    found = read(sentence)
    assert found.kind is IntentKind.BOOK
    assert (found.name, found.doctor, found.service, found.when) == (
        name,
        doctor,
        service,
        expected,
    )


def test_numbers_are_a_phone_a_length_or_a_time_and_never_two_of_them() -> None:
    found = read("book Alice Brown 0412 345 678 for 45 minutes in HubSpot tomorrow 2pm")
    assert (found.phone, found.length_minutes, found.provider) == ("0412 345 678", 45, "hubspot")
    assert (found.name, found.when) == ("Alice Brown", when((2025, 11, 19), (14, 0)))


def test_cancelling_takes_the_possessive_away() -> None:
    found = read("cancel Alice Brown’s appointment")
    assert (found.kind, found.name, found.when) == (IntentKind.CANCEL, "Alice Brown", When())


@pytest.mark.parametrize("sentence", ["Alice Brown", "", "hello there", "remind Alice tomorrow"])
def test_a_sentence_without_a_known_verb_is_no_intent(sentence: str) -> None:
    assert read_sentence(sentence, now=NOW, timezone=SYDNEY, vocabulary=WORDS) is None


def read(sentence: str):
    found = read_sentence(sentence, now=NOW, timezone=SYDNEY, vocabulary=WORDS)
    assert found is not None
    return found
