"""One box finds by name, phone or date of birth."""

from datetime import date

import pytest

from app.ui.today.filters import Filters, matching
from tests.ui.rows import row

PEOPLE = (
    row(1, patient_first_name="Alice", patient_last_name="Brown", patient_phone="0412345678"),
    row(
        2, patient_first_name="Aoife", patient_last_name="O'Brien", patient_phone="+61 491 570 156"
    ),
    row(3, patient_first_name="Kevin", patient_last_name="Đặng", patient_phone="(03) 5550 0134"),
    row(4, patient_first_name="Siobhán", patient_last_name="Stavropoulos-Reid", patient_phone=None),
)
BORN = tuple(
    row(number, patient_birth_date=born, patient_first_name=None, patient_phone=None)
    for number, born in ((1, date(1984, 3, 3)), (2, date(2003, 3, 3)), (3, None))
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bro", [1]),
        ("BROWN", [1]),
        ("brown alice", [1]),
        ("obrien", [2]),
        ("brien", [2]),
        ("o’brien", [2]),
        ("dang", [3]),
        ("siobhan", [4]),
        ("reid", [4]),
        ("rown", []),
        ("0412", [1]),
        ("0491 570", [2]),
        ("+61 412 345", [1]),
        ("5550 0134", [3]),
        ("zzz", []),
        ("   ", [1, 2, 3, 4]),
    ],
)
def test_names_and_phones(text: str, found: list[int]) -> None:
    rows = matching(PEOPLE, Filters(find=text))
    assert [each.id for each in rows] == [f"row-{number}" for number in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [("3/3/84", [1]), ("03-03-1984", [1]), ("3/3", [1, 2]), ("3/3/2003", [2]), ("4/3/84", [])],
)
def test_dates_of_birth(text: str, found: list[int]) -> None:
    rows = matching(BORN, Filters(find=text))
    assert [each.id for each in rows] == [f"row-{number}" for number in found]
