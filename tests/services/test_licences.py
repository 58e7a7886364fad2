"""The licences that are shown are those of all that ships, each with its text."""

from pathlib import Path

from app.services.licences import libraries, licence_text
from devtools.supply import Lock, normal_name

ROOT = Path(__file__).parents[2]
WITHOUT_TEXT = {"PySide6_Essentials", "shiboken6"}
"""Qt's wheels name their licence and bring no file of it."""


def test_every_library_that_ships_is_listed_with_its_licence() -> None:
    found = libraries()
    lock = Lock.read((ROOT / "requirements.lock").read_text("utf-8"))
    assert {normal_name(each.name) for each in found} <= lock.needed_at_work()
    assert {"pyside6-essentials", "sqlcipher3", "httpx", "numpy"} <= {
        normal_name(each.name) for each in found
    }
    assert [each.name for each in found if "see its" in each.licence] == []
    assert {each.name for each in found if not each.texts} == WITHOUT_TEXT


def test_the_text_holds_every_licence_once() -> None:
    found = libraries("httpx")
    text = licence_text(found)
    assert text.startswith("anyio ")
    for each in found:
        assert f"{each.name} {each.version} – {each.licence}" in text
        for licence in each.texts:
            assert text.count(licence.strip()) == 1
