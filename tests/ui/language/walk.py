"""The walk through one state in a made-up language: every word is translated and has its room."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QMenu, QWidget

from app.ui.run import Application
from devtools.messages import messages_of
from tests.support.pseudo import Pseudo, speaking
from tests.ui.accessibility.parts import inside, places, told
from tests.ui.accessibility.room import clipped
from tests.ui.accessibility.walk import still
from tests.ui.scene import Scene
from tests.ui.studio import Shot, Studio

ROOT = Path(__file__).parents[3]
_SAID = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"(?<![\w.@/-])[a-z]{3,}(?![\w@/-])")
# Of the made-up practices and of other programs' screens; data are the same in every language.
_DATA = frozenset(
    {"ltd", "pty", "consult", "check", "visit", "long", "short", "standard", "new", "confirmed"}
)
_IS_WORDLESS = " '' has no room"
_READ = ("text", "placeholderText", "accessibleName", "accessibleDescription", "toolTip", "title")


async def walk(app: Application, scene: Scene, shot: Shot, pseudo: Pseudo) -> list[str]:
    """Builds the state in that language and looks at it: what is wrong, in words."""
    with speaking(app, pseudo):
        studio = Studio(app, scene)
        try:
            await shot.build(studio)
            await still()
            return [finding for place in places() for finding in _look(place, pseudo)]
        finally:
            await studio.aclose()


def _look(place: QWidget, pseudo: Pseudo) -> Iterator[str]:
    yield from (finding for finding in clipped(place) if _IS_WORDLESS not in finding)
    if pseudo is Pseudo.LONG:
        yield from unsaid(place)
    else:
        yield from unturned(place)


def unsaid(place: QWidget) -> Iterator[str]:
    """The texts that hold English of ours: nothing translated them."""
    for each in inside(place):
        for text in dict.fromkeys(_texts(each)):
            if english_in(text):
                yield f"{told(each)} says {text!r}"


def unturned(place: QWidget) -> Iterator[str]:
    """What still goes from the left to the right."""
    for each in inside(place):
        if each.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
            yield f"{told(each)} goes from the left to the right"
    menu = place.findChild(QWidget, "navigation")
    is_there = menu is not None and menu.isVisible()
    if menu is not None and is_there and menu.mapTo(place, QPoint()).x() < place.width() / 2:
        yield "the main menu is at the left"


def english_in(text: str) -> set[str]:
    """The words of ours in it that stand outside the brackets, less those that are data too."""
    before = ""
    while text != before:
        before, text = text, _SAID.sub(" ", text)
    return set(_WORD.findall(text)) & vocabulary()


@cache
def vocabulary() -> frozenset[str]:
    """Every small word that RunSheet says."""
    sources = (message.source for message in messages_of(ROOT))
    return frozenset(word for source in sources for word in _WORD.findall(source)) - _DATA


def _texts(widget: QWidget) -> Iterator[str]:
    for name in _READ:
        read = getattr(widget, name, None)
        text = read() if callable(read) else ""
        if isinstance(text, str) and text and not _is_typed(widget, name):
            yield text
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    if isinstance(widget, QMenu):
        yield from (action.text().partition("\t")[0] for action in widget.actions())


def _is_typed(widget: QWidget, name: str) -> bool:
    """What a person wrote is theirs."""
    return name == "text" and not isinstance(widget, QLabel) and hasattr(widget, "textEdited")
