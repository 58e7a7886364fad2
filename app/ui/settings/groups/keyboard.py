"""Keyboard: every key in one table, and whether single letters act on the board."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.key_map import key_map
from app.ui.page import PageContext
from app.ui.settings.group import Group
from app.ui.settings.row import Setting, SettingRow, SwitchRow
from app.ui.settings.saved import SavedChoices
from app.ui.widgets.labels import label

SINGLE_LETTERS = Setting(
    name="keys.single_letters",
    title="Single letters on the board",
    hint="N for the next change, C to copy a phone number, and so on, while a card has the focus.",
    default="yes",
    choices=(("yes", "on"), ("no", "off")),
)


def make_rows(context: PageContext, saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    table = SettingRow("Keys", "What each key does.", name="keys", theme=context.theme)
    table.put(_table(), below=True)
    return (SwitchRow(SINGLE_LETTERS, saved, theme=context.theme), table)


def _table() -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 4, 0, 0)
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, entry in enumerate(key_map()):
        grid.addWidget(label(entry.keys, role="strong"), row, 0)
        grid.addWidget(label(entry.does, wrap=True), row, 1)
    return holder


GROUP = Group(name="keyboard", title="Keyboard", make_rows=make_rows)
