"""Notes what tests prove: one line of JSON each into the file that RUNSHEET_PROOFS names."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.proofs.properties import PROPERTIES

VARIABLE = "RUNSHEET_PROOFS"
TARGET = os.environ.get(VARIABLE)
"""Read at once: the tests' own environment is another."""

_FIGURES = "figures"
_IDS = frozenset(each.id for each in PROPERTIES)
Figure = Callable[[str], None]


def is_proving() -> bool:
    """Whether the run is `dev.py prove`, which takes the time for the whole figures."""
    return TARGET is not None


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Figure:
    """Takes what the test counted, in a few words: `200 kills: 0 lost`."""

    def note(words: str) -> None:
        request.node.user_properties.append((_FIGURES, words))
        print(words)

    return note


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """After each test that proves something, and where one fails before it can."""
    outcome: Any = yield
    report = outcome.get_result()
    if TARGET is not None and (report.when == "call" or report.failed):
        lines = [_line(item, mark, report) for mark in item.iter_markers("proves")]
        with Path(TARGET).open("a", encoding="utf-8") as file:
            file.writelines(f"{json.dumps(line)}\n" for line in lines)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--proves R4,S9`: of the proofs only these."""
    parser.addoption("--proves", default="")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A proof of a property that nobody knows is a slip of the pen."""
    wanted = set(filter(None, config.getoption("--proves").split(",")))
    if wanted:
        items[:] = [item for item in items if wanted & _proved(item)]
    for item in items:
        for mark in item.iter_markers("proves"):
            if not set(mark.args) <= _IDS:
                raise pytest.UsageError(f"{item.nodeid} proves {mark.args}")


def _proved(item: pytest.Item) -> set[str]:
    return {each for mark in item.iter_markers("proves") for each in mark.args}


def _line(item: pytest.Item, mark: pytest.Mark, report: pytest.TestReport) -> dict[str, object]:
    return {
        "ids": mark.args,
        "control": bool(mark.kwargs.get("control")),
        "passed": report.passed,
        "figures": [words for name, words in item.user_properties if name == _FIGURES],
        "seconds": round(report.duration, 1),
        "test": item.nodeid,
    }
