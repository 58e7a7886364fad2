"""The past of an appointment in the words of the front desk."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.appointment import AppointmentStatus as Status
from app.domain.timeline import (
    ChangedFact,
    Place,
    TimelineEntry,
    TimelineKind,
    entry_words,
    when_words,
)

ZONE = "Australia/Melbourne"
NOW = datetime(2025, 11, 17, 22, 27, tzinfo=UTC)  # Tue 18 Nov 2025, 9:27 am in Melbourne
NINE = NOW - timedelta(minutes=27)
NAIR = Place(start=NINE, clinician="Dr Nair", status=Status.BOOKED)
OKAFOR = Place(start=NINE + timedelta(minutes=30), clinician="Dr Okafor", status=Status.BOOKED)
TOMORROW = Place(start=NINE + timedelta(days=1), clinician="Dr Nair", status=Status.BOOKED)
NOBODYS = Place(start=NINE, clinician=None, status=Status.BOOKED)


def status(of: Status) -> Place:
    return Place(start=NINE, clinician="Dr Nair", status=of)


def entry(kind: TimelineKind, **changes: object) -> TimelineEntry:
    values: dict[str, object] = {
        "at": NOW, "kind": kind, "source": "Gentu", "before": NAIR, "after": NAIR,
    }  # fmt: skip
    return TimelineEntry(**{**values, **changes})  # type: ignore[arg-type]


PHONE, TYPE, LENGTH = ChangedFact.PHONE, ChangedFact.TYPE, ChangedFact.END


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (entry(TimelineKind.FIRST_SEEN), "First seen in Gentu: Dr Nair, 9:00 am."),
        (
            entry(TimelineKind.FIRST_SEEN, source="kim", is_by_person=True),
            "Entered by kim: Dr Nair, 9:00 am.",
        ),
        (
            entry(TimelineKind.ENTERED, source="kim", is_by_person=True),
            "Entered by kim: Dr Nair, 9:00 am.",
        ),
        (
            entry(TimelineKind.MOVED, after=OKAFOR),
            "Moved from Dr Nair, 9:00 am, to Dr Okafor, 9:30 am.",
        ),
        (
            entry(TimelineKind.MOVED, after=TOMORROW),
            "Moved from Dr Nair, Tue 18 Nov 2025, 9:00 am, to Dr Nair, Wed 19 Nov 2025, 9:00 am.",
        ),
        (entry(TimelineKind.MOVED, before=NOBODYS), "Moved from 9:00 am, to Dr Nair, 9:00 am."),
        (entry(TimelineKind.CANCELLED), "Cancelled in Gentu."),
        (
            entry(TimelineKind.CANCELLED, vendor_at=NOW - timedelta(minutes=35)),
            "Cancelled in Gentu, which says 8:52 am.",
        ),
        (
            entry(TimelineKind.CANCELLED, vendor_at=NOW - timedelta(hours=16)),
            "Cancelled in Gentu, which says yesterday 5:27 pm.",
        ),
        (entry(TimelineKind.REMOVED), "No longer in Gentu."),
        (entry(TimelineKind.RESTORED), "Back in Gentu: Dr Nair, 9:00 am."),
        (
            entry(TimelineKind.UPDATED, after=status(Status.ARRIVED)),
            "Arrived in Gentu, was booked.",
        ),
        (
            entry(TimelineKind.UPDATED, after=status(Status.ARRIVED), changed=frozenset({PHONE})),
            "Arrived in Gentu, was booked; phone number changed.",
        ),
        (
            entry(TimelineKind.UPDATED, changed=frozenset({PHONE, TYPE, LENGTH})),
            "Length, type and phone number changed in Gentu.",
        ),
        (entry(TimelineKind.UPDATED), "Details changed in Gentu."),
        (
            entry(
                TimelineKind.EDITED,
                after=status(Status.ARRIVED),
                source="kim",
                is_by_person=True,
            ),
            "Marked arrived by kim, was booked.",
        ),
        (
            entry(TimelineKind.EDITED, after=OKAFOR, source="kim", is_by_person=True),
            "Moved from Dr Nair, 9:00 am, to Dr Okafor, 9:30 am, by kim.",
        ),
        (
            entry(TimelineKind.EDITED, changed=frozenset({PHONE}), source="kim", is_by_person=True),
            "Phone number changed by kim.",
        ),
        (
            entry(TimelineKind.EDIT_CONFIRMED, changed=frozenset({PHONE})),
            "Gentu now says the same about the phone number.",
        ),
        (
            entry(
                TimelineKind.EDIT_CONFIRMED,
                changed=frozenset({ChangedFact.START, ChangedFact.PRACTITIONER}),
            ),
            "Gentu now says the same about the time and clinician.",
        ),
        (
            entry(TimelineKind.EDIT_SUPERSEDED, changed=frozenset({PHONE})),
            "Gentu says otherwise about the phone number, and its word stands.",
        ),
        (
            entry(TimelineKind.REMOVED_BY_HAND, source="kim", is_by_person=True),
            "Taken off by kim.",
        ),
    ],
)
def test_every_kind_is_told(told: TimelineEntry, words: str) -> None:
    assert entry_words(told, timezone=ZONE) == words


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=35), "8:52 am"),
        (timedelta(hours=16), "yesterday 5:27 pm"),
        (timedelta(days=15), "Mon 3 Nov 2025 9:27 am"),
    ],
)
def test_when_is_told_with_its_day_only_where_it_is_another(ago: timedelta, words: str) -> None:
    told = entry(TimelineKind.CANCELLED, at=NOW - ago)
    assert when_words(told, now=NOW, timezone=ZONE) == words


def test_no_kind_of_the_change_log_is_left_without_words() -> None:
    for kind in TimelineKind:
        assert entry_words(entry(kind), timezone=ZONE).endswith(".")
