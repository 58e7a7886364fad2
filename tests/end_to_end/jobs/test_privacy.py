"""J14: a patient leans over the desk."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.bookings.quick_box import EXAMPLE
from tests.end_to_end.jobs.newtown import private_texts
from tests.end_to_end.jobs.reception import Reception, reception

Key = Qt.Key


def read_aloud(person: Reception) -> str:
    """Every name and description in the accessibility tree of all visible windows."""
    found: list[str] = []
    for top in QApplication.topLevelWidgets():
        if top.isVisible():
            _walk(QAccessible.queryAccessibleInterface(top), found)
    return " | ".join(found)


def _walk(item: QAccessibleInterface | None, found: list[str]) -> None:
    if item is None or not item.isValid():
        return
    parts = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    found.extend(item.text(part) for part in parts)
    for number in range(item.childCount()):
        _walk(item.child(number), found)


def written(person: Reception) -> str:
    """Every text that a widget on screen holds."""
    found = []
    for top in QApplication.topLevelWidgets():
        for each in top.findChildren(QWidget):
            words = getattr(each, "text", None)
            if each.isVisible() and callable(words):
                found.append(str(words()))
            found.append(each.toolTip())
    return " | ".join(found)


def names_in(text: str) -> list[str]:
    """Whoever is named, but for the somebody in the booking line's example."""
    told = text.replace(EXAMPLE, "")
    return [private for private in private_texts() if private in told]


async def test_j14_one_key_hides_every_name_until_a_person_shows_them_again(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J14 Hide names quickly", budget_actions=1, budget_s=0.1
    ) as person:
        await person.open()
        await person.to_card(0)
        await person.press(Key.Key_Return)
        await person.until(person.window.today.drawer.isVisible)
        assert names_in(read_aloud(person)), "the walk finds names where there are some"
        person.begin()
        await person.press(Key.Key_F8)
        await person.until(lambda: not names_in(written(person)))
        person.done()
        assert not names_in(read_aloud(person))
        assert person.cards(0)[0].startswith("9:00 am, A.B.")
        for number in (Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5, Key.Key_6, Key.Key_1):
            await person.press(number, Qt.KeyboardModifier.ControlModifier)
            await person.settle()
            assert not names_in(written(person) + read_aloud(person))
        await person.desk.sync()
        await person.settle()
        assert not names_in(written(person) + read_aloud(person))


async def test_j14_hidden_names_stay_hidden_after_a_restart(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J14 Hidden, restarted", budget_actions=1, budget_s=5, has_keyring=True
    ) as person:
        await person.start()
        await person.until(lambda: person.row_count == 22)
        await person.until(lambda: person.window._late.is_open)
        person.begin()
        await person.press(Key.Key_F8)
        await person.until(lambda: person.window.privacy.is_on)
        person.done()
        await person.settle()
        await person.close()
        await person.start()
        await person.until(lambda: person.row_count == 22)
        assert not names_in(written(person) + read_aloud(person))
