"""Rows made ready for a search find whom the search of a single row finds, and nobody else."""

from datetime import date

import pytest

from app.domain.finding import FindableRows, matcher
from tests.ui.rows import row

NAMES = ("Shannon O'Brien", "Đặng Thu", "Mary-Jane Citizen", "Zoë O’Neil", "Li", "Anne Li")
ROWS = tuple(
    row(
        number,
        patient_first_name=" ".join(name.split()[:-1]),
        patient_last_name=name.split()[-1],
        patient_phone=f"+61 412 000 {number:03d}",
        patient_birth_date=date(1960 + number, 3, 1 + number),
    )
    for number, name in enumerate(NAMES)
)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("brien", 1), ("obr", 1), ("O'B", 1), ("dang", 1), ("jane", 1), ("mary-j", 1),
        ("zoe", 1), ("li", 2), ("anne l", 1), ("ien", 0), ("li mary", 0), ("0412 000 00", 6),
        ("3/3/62", 1), ("4/3/62", 0), ("3/3/1962", 1), ("", 0), ("  ", 0),
    ],
)  # fmt: skip
def test_both_find_the_same(text, count):
    matches = matcher(text)
    one_by_one = [each for each in ROWS if matches is not None and matches(each)]
    found = FindableRows(ROWS).find(text)
    assert found == one_by_one
    assert len(found) == count
