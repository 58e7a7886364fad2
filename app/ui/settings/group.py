"""A group of settings as data, and the panel it stands in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.language import translated
from app.ui.page import PageContext
from app.ui.settings.row import SettingRow
from app.ui.settings.saved import SavedChoices
from app.ui.widgets.controls import panel
from app.ui.widgets.labels import label

MakeRows = Callable[[PageContext, SavedChoices], Sequence[SettingRow]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """`name` is what `open_settings` asks for."""

    name: str
    title: str
    make_rows: MakeRows


class GroupPanel(QWidget):
    """A heading with its rows below; hides itself when the search leaves no row."""

    def __init__(self, group: Group, rows: Sequence[SettingRow]) -> None:
        super().__init__()
        self.group, self.rows = group, tuple(rows)
        self.setObjectName(f"settings_{group.name}")
        heading = label(
            translated(group.title), role="heading", name=f"settings_{group.name}_title"
        )
        frame = panel(f"settings_{group.name}_panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.setSpacing(0)
        for row in self.rows:
            inside.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(frame)

    def leave_only(self, text: str) -> bool:
        """Shows the rows that hold the text, all of them where the title does; True if any."""
        is_titled = text in translated(self.group.title).lower()
        shown = False
        for row in self.rows:
            is_found = is_titled or text in row.words
            row.setVisible(is_found)
            shown = shown or is_found
        self.setVisible(shown)
        return shown
