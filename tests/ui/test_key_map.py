"""The list of keys in the settings tells every key that works."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.ui import keys
from app.ui.key_map import key_map

UI = Path(keys.__file__).parent
OF_THE_PLATFORM = {"Esc"}  # closes what is open, everywhere; told with the details


def constants() -> dict[str, keys.Keys]:
    return {name: value for name, value in vars(keys).items() if name.isupper()}


def told() -> set[str]:
    """The keys of the list, one by one: `Ctrl+1 to 9` tells of the first."""
    return {
        key.removesuffix(" to 9")
        for entry in key_map()
        for key in re.split(r", (?=\S)", entry.keys)
    }


def sources() -> Iterator[tuple[Path, str]]:
    for path in sorted(UI.rglob("*.py")):
        if path.name not in ("keys.py", "key_map.py"):
            yield path, path.read_text("utf-8")


@pytest.mark.parametrize("name", constants())
def test_every_key_is_in_the_list(qapp: QApplication, name: str) -> None:
    assert keys.shown(constants()[name]) in told()


def test_the_pages_and_the_columns_are_in_the_list(qapp: QApplication) -> None:
    assert {keys.shown(keys.page(1)), keys.shown(keys.column(1))} <= told()


def test_every_single_letter_is_in_the_list(qapp: QApplication) -> None:
    found = {letter for _, text in sources() for letter in re.findall(r"Key_([A-Z0-9])\b", text)}
    assert found >= set("TPONCARE")
    assert found <= told()


def test_no_page_has_a_key_of_its_own(qapp: QApplication) -> None:
    """What is not in `keys` nobody would find in the list."""
    written = re.compile(r'(?:QKeySequence|keys\.bind)\([^)"]*"([^"]+)"')
    found = {(path.name, key) for path, text in sources() for key in written.findall(text)}
    assert {key for _, key in found} <= OF_THE_PLATFORM, found


def test_no_key_has_two_lines(qapp: QApplication) -> None:
    lines = [entry.keys for entry in key_map()]
    assert len(set(lines)) == len(lines)
    assert len({entry.does for entry in key_map()}) == len(lines)
