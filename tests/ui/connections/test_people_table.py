"""The table of people is built a few rows at a time and ends up whole, whatever comes meanwhile."""

import asyncio
from itertools import pairwise

from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from app.ui.connections.people.choices import HIDE, NEW, PeopleDraft
from app.ui.connections.people.people_table import PeopleTable
from app.ui.theme import SchemeChoice, Theme
from tests.ui.connections.builders import people, person

_WHY = "Why suggested"
_NONE = "no match found"


def practice_of(count: int, prefix: str) -> PeopleDraft:
    listed = [person(f"{prefix}{number}", "Given", f"Name{number}") for number in range(count)]
    return PeopleDraft(people(*listed))


def combos_on(table: PeopleTable) -> int:
    """How many answers the table asks for."""
    return sum(not combo.isHidden() for combo in table.findChildren(QComboBox))


async def test_the_window_gets_its_turn_between_the_rows(qapp: QApplication) -> None:
    table = PeopleTable(Theme(qapp, choice=SchemeChoice.LIGHT))
    seen: list[int] = []
    building = asyncio.ensure_future(table.show_people(practice_of(50, "a"), system="Gentu"))
    while not building.done():
        await asyncio.sleep(0)
        seen.append(len(table.combos))
    await building
    assert len(table.combos) == combos_on(table) == 50
    steps = [after - before for before, after in pairwise(seen)]
    assert max(steps) <= 3


async def test_a_newer_list_takes_the_place_of_one_being_built(qapp: QApplication) -> None:
    table = PeopleTable(Theme(qapp, choice=SchemeChoice.LIGHT))
    newer = practice_of(7, "b")
    await asyncio.gather(
        table.show_people(practice_of(20, "a"), system="Gentu"),
        table.show_people(newer, system="Gentu"),
    )
    assert list(table.combos) == [f"b{number}" for number in range(7)]
    assert combos_on(table) == 7


async def test_the_reasons_stand_below_the_columns_where_there_is_little_room(
    qapp: QApplication,
) -> None:
    table = PeopleTable(Theme(qapp, choice=SchemeChoice.LIGHT))
    await table.show_people(practice_of(3, "a"), system="Gentu")
    table.show()
    try:
        for width, is_below in ((900, False), (500, True), (900, False)):
            table.resize(width, 600)
            qapp.sendPostedEvents()
            assert [_is_below(table, combo) for combo in table.combos.values()] == [is_below] * 3
            heading = next(each for each in table.findChildren(QLabel) if each.text() == _WHY)
            assert heading.isVisible() is not is_below
    finally:
        table.close()


def _is_below(table: PeopleTable, combo: QComboBox) -> bool:
    """Whether this person's reason is under the combo, and not beside it."""
    reasons = [each for each in table.findChildren(QLabel) if each.text() == _NONE]
    places = [each.mapTo(table, each.rect().topLeft()) for each in reasons]
    return any(
        combo.geometry().bottom() < place.y() < combo.geometry().bottom() + 30
        and place.x() < combo.geometry().right()
        for place in places
    )


async def test_the_reason_of_a_suggestion_is_not_said_of_another_choice(
    qapp: QApplication,
) -> None:
    table = PeopleTable(Theme(qapp, choice=SchemeChoice.LIGHT))
    draft = practice_of(2, "a")
    await table.show_people(draft, system="Gentu")
    for choice, reasons in ((HIDE, ["you chose this", _NONE]), (NEW, [_NONE] * 2)):
        draft.choose("a0", choice)
        table.show_choices(draft)
        said = [each.text() for each in table.findChildren(QLabel)]
        assert [each for each in said if each in ("you chose this", _NONE)] == reasons
        assert table.combos["a0"].accessibleDescription().startswith(reasons[0])
