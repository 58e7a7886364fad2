"""What the second look takes for a person's data, and what it leaves alone."""

from datetime import date

import pytest

from app.services.support.known import known_values
from app.services.support.marks import Kind, count_marks, removed_words
from app.services.support.scrubber import Scrubber
from app.store.support_values import LiveValues

LIVE = LiveValues(
    patients=frozenset({"Nguyễn Văn", "Hùng", "Mary", "O'Brien", "Li", "Young"}),
    clinicians=frozenset({"Dr Priya Raghunathan"}),
    practices=frozenset({"Brunswick East Specialist Centre"}),
    vendor_ids=frozenset({"3aef91c0-ff22-47e6-942d-182cb65cbf20"}),
    phones=frozenset({"(03) 5550 0121", "64 21 555 0199"}),
    emails=frozenset({"mary@practice"}),
    birth_dates=frozenset({date(1951, 2, 11)}),
    notes=frozenset({"Interpreter booked (Vietnamese)"}),
)
SCRUBBER = Scrubber(known_values(LIVE, ["s3cret-Token"], ["kim"]))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nguyen was there", Kind.NAME),
        ("NGUYỄN", Kind.NAME),
        ("call_kim_now", Kind.NAME),
        ("for Brien's", Kind.NAME),
        ("Raghunathan", Kind.NAME),
        ("ask Li", Kind.NAME),
        ("0355500121", Kind.PHONE),
        ("+61 3 5550 0121", Kind.PHONE),
        ("64215550199", Kind.PHONE),
        ("0411 222 333 is nobody's here", Kind.PHONE),
        ("x@y.example", Kind.EMAIL),
        ("mary@practice", Kind.EMAIL),
        ("1951-02-11", Kind.BIRTH_DATE),
        ("11/2/51", Kind.BIRTH_DATE),
        ("11.02.1951", Kind.BIRTH_DATE),
        ("11 February 1951", Kind.BIRTH_DATE),
        ("11th Feb 1951", Kind.BIRTH_DATE),
        ("Feb 11, 1951", Kind.BIRTH_DATE),
        ("19510211", Kind.BIRTH_DATE),
        ("2/11/1951", Kind.BIRTH_DATE),
        ("2123 45670 1", Kind.MEDICARE),
        ("S3CRET-TOKEN", Kind.SECRET),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.sig", Kind.SECRET),
        ("0123456789abcdef0123456789abcdef01234567", Kind.SECRET),
        ("Ab1" * 20, Kind.SECRET),
        ("brunswick east  specialist centre", Kind.PRACTICE),
        ("3AEF91C0-FF22-47E6-942D-182CB65CBF20", Kind.ID),
        ("https://meet.example/room?pwd=1", Kind.LINK),
        ("interpreter booked (vietnamese)", Kind.VALUE),
    ],
)
def test_it_is_masked(text: str, kind: Kind) -> None:
    assert count_marks(SCRUBBER.scrub(text))[kind] == 1


@pytest.mark.parametrize(
    "text",
    [
        "The list was empty from 9:31 until 10:05 on 18 Nov 2025.",
        "2025-11-18T09:31:00Z sync_ended fetched=61 ms=1204",
        "3aef91c0 is not all of it; East Specialist",
        "app/store/migrations/versions/0001_the_tables_of_the_first_release",
        "6.18.44-generic 4.19.0 community",
        "12 of 3000000001 rows",
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert SCRUBBER.scrub(text) == text


def test_a_whole_file_keeps_our_own_words_even_where_somebody_is_called_so() -> None:
    assert SCRUBBER.scrub_file('{"young": "kim", "by": "Young Li"}') == (
        '{"young": "kim", "by": "⟦name removed⟧"}'
    )


def test_what_was_taken_out_already_is_not_taken_out_again() -> None:
    once = SCRUBBER.scrub("Mary 0411 222 333")
    assert SCRUBBER.scrub(once) == once


def test_counts_read_as_a_person_would_say_them() -> None:
    text = SCRUBBER.scrub("Mary and Li, 0411 222 333, 11/2/1951")
    assert removed_words(count_marks(text)) == "2 names, 1 phone number, 1 date of birth removed"
    assert removed_words(count_marks("")) == ""
