"""4.1.2 and 2.5.3: whatever can be used has a role and a name of its own, which begins as it reads.

What a screen reader gets is asked from Qt's accessibility tree, not from our own properties.
"""

import re
from collections import Counter
from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.ui.accessibility.parts import IDENTITY

Role = QAccessible.Role
ROLES = {
    *(Role.Button, Role.ButtonMenu, Role.ButtonDropDown, Role.CheckBox, Role.RadioButton),
    *(Role.ComboBox, Role.EditableText, Role.SpinBox, Role.MenuItem, Role.ListItem, Role.TreeItem),
    *(Role.List, Role.Table, Role.Tree, Role.ProgressBar, Role.Link, Role.Chart, Role.Slider),
}
"""What nobody can use without its name."""
HOLDERS = {
    Role.Cell,
    Role.Border,
    Role.Grouping,
    Role.Client,
    Role.Pane,
    Role.Dialog,
    Role.StatusBar,
    Role.StaticText,
}
"""What may have the focus only because its words are to be heard."""
BLANK = {Role.Cell, Role.TreeItem}
"""What has no name where a table or a tree says nothing."""
VALUES = {"on", "off", "open"}
"""What a switch reads beside the words that it is called by."""
MARKUP = re.compile(r"</?[a-z]+[^>]*>|&(?:amp|lt|gt|quot|nbsp);")
MNEMONIC = re.compile(r"(?<!&)&(?=\w)")
AT_MOST = 200
"""So many children of one thing are looked at; a longer list repeats itself."""


def misnamed(place: QWidget) -> Iterator[str]:
    """What has no name, none of its own, or not the one that is written on it."""
    twice: Counter[tuple[Role, str, str]] = Counter()
    for heard in everything(place):
        role, name = heard.role(), name_of(heard)
        who = _told(heard)
        is_focusable = bool(heard.state().focusable)
        is_blank = role in BLANK and heard.object() is None
        if not name and not is_blank and (role in ROLES or is_focusable):
            yield f"{who} has no name"
        if MARKUP.search(name):
            yield f"{who} is called by markup: {name!r}"
        if MNEMONIC.search(name) and role in ROLES:
            yield f"{who} is called with an &: {name!r}"
        if is_focusable and role not in ROLES | HOLDERS:
            yield f"{who} can have the focus, and is a {role.name}"
        if is_focusable and role in ROLES and isinstance(thing := heard.object(), QWidget):
            twice[role, name, IDENTITY.sub("…", thing.objectName())] += 1
        yield from _not_as_written(heard, name)
    for (role, name, thing_name), times in twice.items():
        if times > 1:
            yield f"{times} × {role.name} {thing_name!r} are called {name!r}"


def name_of(heard: QAccessibleInterface) -> str:
    """What it is called; on Linux a choice is called by its label, its name is what is chosen."""
    for label, relation in heard.relations(QAccessible.RelationFlag.AllRelations):
        if heard.role() is Role.ComboBox and relation & QAccessible.RelationFlag.Label:
            return label.text(QAccessible.Text.Name).strip()
    return "" if heard.role() is Role.ComboBox else heard.text(QAccessible.Text.Name).strip()


def everything(place: QWidget) -> Iterator[QAccessibleInterface]:
    """A window's tree, as far as it is on screen."""
    left = [QAccessible.queryAccessibleInterface(place)]
    while left:
        heard = left.pop()
        if heard is None or heard.state().invisible:
            continue
        yield heard
        left += [heard.child(number) for number in range(min(heard.childCount(), AT_MOST))]


def _not_as_written(heard: QAccessibleInterface, name: str) -> Iterator[str]:
    button = heard.object()
    if not isinstance(button, QAbstractButton):
        return
    written = plain_words(button.text())
    if written and written not in VALUES and not plain_words(name).startswith(written):
        yield f"{_told(heard)} reads {written!r} and is called {name!r}"


def plain_words(text: str) -> str:
    """The words of a button, without its key, its tick and its signs."""
    words = text.replace("&&", "\0").replace("&", "").replace("\0", "&").split("  ")[0]
    words = words.replace(" · ", ", ")
    return re.sub(r"^\W+|\W+$", "", words).casefold()


def _told(heard: QAccessibleInterface) -> str:
    thing = heard.object()
    kind = type(thing).__name__ if thing is not None else "part"
    name = IDENTITY.sub("…", thing.objectName()) if isinstance(thing, QWidget) else ""
    return f"{heard.role().name} {kind} {name!r}"
