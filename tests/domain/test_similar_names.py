"""Who could be taken for somebody else (J9), and who seems to be on the list twice."""

import string
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.appointment import AppointmentStatus
from app.domain.duplicates import CLOSE, possible_duplicates
from app.domain.run_sheet import RunSheetRow
from app.domain.similar_names import (
    is_one_letter_apart,
    is_same_person,
    plain_name,
    similar_names,
)
from tests.ui.rows import NOW, row

ROMAN = date(1990, 1, 2)


def person(number: int, name: str, **changes: object) -> RunSheetRow:
    first, _, last = name.rpartition(" ")
    values: dict[str, object] = {
        "pms_patient_id": f"patient-{number}",
        "patient_first_name": first or None,
        "patient_last_name": last,
        "patient_phone": None,
        "patient_birth_date": ROMAN + timedelta(days=number),
        "pms_appointment_id": f"appointment-{number}",
    }
    return row(number, **{**values, **changes})


def at(minutes: int, length: int = 15) -> dict[str, object]:
    start = NOW + timedelta(minutes=minutes)
    return {"start": start, "end": start + timedelta(minutes=length)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mary Johnson", "Mary Johnston"),
        ("Mary Johnson", "Margaret Johnston"),
        ("John Smith", "Jon Smyth"),
        ("Ann Brown", "Anna Browne"),
        ("Thi Nguyen", "Thomas Nguyen"),
        ("Thi Nguyễn", "Thomas NGUYEN"),
        ("Sean O'Brien", "Sam O’Brian"),
        ("Dung Đặng", "Dan Dang"),
        ("Lee", "Amy Lee"),
        ("Mary Smith-Jones", "May SmithJones"),
    ],
)
def test_pairs_that_could_be_mixed_up(one: str, other: str) -> None:
    rows = (person(1, one), person(2, other))
    found = similar_names(rows)
    assert {key: [r.id for r in others] for key, others in found.items()} == {
        "row-1": ["row-2"],
        "row-2": ["row-1"],
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Grace Kelly", "Tom Kerry"),
        ("Grace Kelly", "Grace Kerry"),
        ("Thi Nguyen", "Anh Nguyen"),
        ("Amy Lee", "Adam Li"),
        ("Mary Johnson", "Paul Johnston"),
        ("Ann Brown", "Alan Green"),
    ],
)
def test_pairs_that_could_not(one: str, other: str) -> None:
    assert similar_names((person(1, one), person(2, other))) == {}


def test_one_patient_twice_on_a_day_is_not_similar_to_themself() -> None:
    here = person(1, "Mary Johnson")
    born = here.patient_birth_date
    again = replace(here, id="row-2")
    elsewhere = person(3, "Mary Johnson", connection_id="other", patient_birth_date=born)
    assert similar_names((here, again, elsewhere)) == {}


def test_two_records_of_one_name_in_one_system_are_similar() -> None:
    rows = (person(1, "Mary Johnson"), person(2, "Mary Johnson", patient_birth_date=None))
    assert set(similar_names(rows)) == {"row-1", "row-2"}


def test_a_cancelled_row_counts_and_a_place_that_was_left_does_not() -> None:
    here = person(1, "Mary Johnson")
    cancelled = person(2, "Mary Johnston", status=AppointmentStatus.CANCELLED)
    left = person(3, "Mary Johnston", moved_to_start=NOW)
    found = similar_names((here, cancelled, left))
    assert [other.id for other in found["row-1"]] == ["row-2"]
    assert "row-3" not in found


LETTERS = st.text(alphabet="abo", min_size=1, max_size=7)
GIVEN = st.just("") | LETTERS
NAMES = st.builds(lambda first, last: f"{first} {last}".strip(), GIVEN, LETTERS)


def are_near(one: RunSheetRow, other: RunSheetRow) -> bool:
    """What near means, pair by pair. An unknown given name could be anybody's."""
    given = plain_name(one.patient_first_name), plain_name(other.patient_first_name)
    families = plain_name(one.patient_last_name), plain_name(other.patient_last_name)
    begin_alike = not all(given) or given[0][0] == given[1][0]
    return begin_alike and is_one_letter_apart(*families)


@given(st.lists(NAMES, max_size=12))
def test_similar_is_symmetric_and_misses_nobody(names: list[str]) -> None:
    rows = [person(number, name) for number, name in enumerate(names)]
    found = {key: {other.id for other in others} for key, others in similar_names(rows).items()}
    wanted = {
        one.id: {
            o.id for o in rows if o is not one and are_near(one, o) and not is_same_person(one, o)
        }
        for one in rows
    }
    assert found == {key: others for key, others in wanted.items() if others}
    assert all(key in found[other] for key, others in found.items() for other in others)


@given(LETTERS, LETTERS)
def test_one_letter_apart_is_what_an_edit_distance_says(one: str, other: str) -> None:
    near = one == other or (min(len(one), len(other)) >= 4 and _distance(one, other) <= 1)
    assert is_one_letter_apart(one, other) is near


def _distance(one: str, other: str) -> int:
    """Levenshtein's, the slow way."""
    before = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        after = [i]
        for j, b in enumerate(other, start=1):
            after.append(min(before[j] + 1, after[-1] + 1, before[j - 1] + (a != b)))
        before = after
    return before[-1]


def test_three_hundred_rows_take_a_blink() -> None:
    alphabet = string.ascii_lowercase
    rows = [
        person(n, f"{alphabet[n % 26]}nn {alphabet[n % 7]}ohn{alphabet[n % 26]}son{n % 13}")
        for n in range(300)
    ]
    similar_names(rows)
    started = time.thread_time()
    similar_names(rows)
    possible_duplicates(rows)
    assert time.thread_time() - started < 0.1


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            {"pms_patient_id": "patient-1", "patient_birth_date": None, **at(15)},
            id="one record, overlapping",
        ),
        pytest.param(
            {"connection_id": "halaxy", "patient_birth_date": ROMAN + timedelta(days=1), **at(15)},
            id="the same name and birth in another system",
        ),
        pytest.param(
            {
                "source": "manual", "connection_id": None, "pms_patient_id": None,
                "patient_birth_date": None, "patient_phone": "+61 412 345 678", **at(-10),
            },
            id="entered by hand with the same phone",
        ),
    ],
)  # fmt: skip
def test_who_seems_to_be_on_the_list_twice(changes: dict[str, object]) -> None:
    here = person(1, "Mary Johnson", patient_phone="0412345678", **at(0, 30))
    found = possible_duplicates((here, person(2, "Mary Johnson", **changes)))
    assert {key: [r.id for r in others] for key, others in found.items()} == {
        "row-1": ["row-2"],
        "row-2": ["row-1"],
    }


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"pms_patient_id": "patient-1", **at(30)}, id="one after the other"),
        pytest.param({**at(0)}, id="somebody else of that name"),
        pytest.param(
            {"connection_id": "halaxy", "patient_birth_date": ROMAN + timedelta(days=1), **at(35)},
            id="in another system at another time",
        ),
        pytest.param(
            {"pms_patient_id": "patient-1", "status": AppointmentStatus.CANCELLED, **at(0)},
            id="the other one is cancelled",
        ),
        pytest.param(
            {"pms_patient_id": "patient-1", "moved_to_start": NOW, **at(0)},
            id="the other one is a place that was left",
        ),
        pytest.param(
            {"connection_id": "halaxy", "patient_phone": "0412345678", **at(0)},
            id="father and son share a phone",
        ),
        pytest.param(
            {"connection_id": "halaxy", "pms_patient_id": "patient-1",
             "patient_birth_date": None, **at(0)},
            id="another system's patient with that number",
        ),
    ],
)  # fmt: skip
def test_who_does_not(changes: dict[str, object]) -> None:
    here = person(1, "Mary Johnson", patient_phone="0412345678", **at(0, 30))
    assert possible_duplicates((here, person(2, "Mary Johnson", **changes))) == {}


VISITS = st.tuples(
    st.integers(0, 2), st.sampled_from(["gentu", "halaxy"]), st.integers(0, 12), st.integers(0, 8)
)


@given(st.lists(VISITS, max_size=12))
def test_a_duplicate_is_one_both_ways(visits: list[tuple[int, str, int, int]]) -> None:
    rows = [
        person(
            number, "Mary Johnson", pms_patient_id=f"patient-{who}", connection_id=system,
            patient_birth_date=ROMAN, **at(start * 5, length * 5),
        )
        for number, (who, system, start, length) in enumerate(visits)
    ]  # fmt: skip
    found = {key: {o.id for o in others} for key, others in possible_duplicates(rows).items()}
    assert all(key in found[other] and other != key for key in found for other in found[key])
    for one in rows:
        for other in rows:
            if one is not other and one.start <= other.start < one.end:
                assert other.id in found[one.id]
            if abs(other.start - one.start) > CLOSE and (
                one.end <= other.start or other.end <= one.start
            ):
                assert other.id not in found.get(one.id, ())
