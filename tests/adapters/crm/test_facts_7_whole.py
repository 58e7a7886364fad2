"""Every row of shared/facts/crm.md, 7 is shown by a test: the mistake, and what we send instead."""

import ast
import functools
import re
from pathlib import Path

import pytest

from tests.adapters.crm.facts_7 import ALL, NOTHING_WRONG, ROWS

HERE = Path(__file__).parent
FACTS = HERE.parents[3] / "shared/facts/crm.md"
NAMES = {"GHL": ("ghl",), "SF": ("salesforce",), "HS": ("hubspot",), "all": ALL}


@functools.cache
def shown(vendor: str) -> set[tuple[int, str]]:
    """The row and the side of it of every test of a vendor."""
    module = ast.parse((HERE / vendor / "test_facts_7.py").read_text("utf-8"))
    names = (
        one.name for one in module.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    found = (re.match(r"test_row_(\d\d)_(refused|marked|lost|ours)_", name) for name in names)
    return {(int(one[1]), one[2]) for one in found if one}


@pytest.mark.parametrize("row", ROWS)
def test_a_row_has_the_mistake_and_what_we_send(row):
    vendors, _ = ROWS[row]
    for vendor in vendors:
        sides = {side for number, side in shown(vendor) if number == row}
        assert "ours" in sides
        assert bool(sides & {"refused", "marked", "lost"}) is ((row, vendor) not in NOTHING_WRONG)


def test_no_test_names_a_row_of_another_vendor():
    for vendor in ALL:
        assert {row for row, _ in shown(vendor)} <= {
            n for n, one in ROWS.items() if vendor in one[0]
        }


def test_the_rows_are_those_of_the_facts():
    assert list(ROWS) == list(range(1, 33))
    if not FACTS.exists():
        return  # not at hand
    section = FACTS.read_text("utf-8").partition("\n## 7.")[2].partition("\n## ")[0]
    told = re.findall(r"^\| (\d+) \| (\w+)", section, re.MULTILINE)
    assert {int(number): NAMES[vendor] for number, vendor in told} == {
        number: vendors for number, (vendors, _) in ROWS.items()
    }
