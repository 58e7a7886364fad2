"""Settings: every choice of this PC on one page, with a search box; nothing needs an OK."""

import asyncio
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui import keys
from app.ui.language import translated
from app.ui.page import Page, PageContext
from app.ui.settings.group import Group, GroupPanel
from app.ui.settings.groups import (
    about,
    api,
    backups,
    crm,
    data,
    general,
    keyboard,
    notifications,
    practice,
    privacy,
    security,
    this_pc,
    updates,
)
from app.ui.settings.row import SavedRow
from app.ui.settings.saved import SavedChoices
from app.ui.widgets.actions import Action
from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import scrolled
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.widgets.search_box import SearchBox

GROUPS: tuple[Group, ...] = (
    general.GROUP,
    practice.GROUP,
    notifications.GROUP,
    privacy.GROUP,
    crm.GROUP,
    api.GROUP,
    this_pc.GROUP,
    keyboard.GROUP,
    data.GROUP,
    backups.GROUP,
    security.GROUP,
    updates.GROUP,
    about.GROUP,
)
_WIDEST_PX = 880
_INDEX_NEEDS_PX = 720


class SettingsPage(Page):
    """Groups at the left lead to their panels at the right; typing leaves what fits."""

    title = "Settings"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.saved = SavedChoices(context, self)
        self.panels: dict[str, GroupPanel] = {}
        self.find_box = SearchBox(context.theme, name="settings_find", hints=("Find a setting",))
        self.undo_bar = NoticeBar(name="settings_undo")
        self._nothing = label("No setting has that word.", role="muted", name="settings_nothing")
        self._nothing.hide()
        self._inside, self._wanted = QWidget(), ""
        self._area: QScrollArea
        self._build()
        self.tasks.start(self._fill())
        self.find_box.textChanged.connect(self._find)
        self.saved.written.connect(self._offer_undo)

    def show_group(self, name: str) -> None:
        """Scrolls to a group and puts the focus into it, as soon as it is there."""
        self.find_box.clear()
        if not self.is_filled:
            self._wanted = name
            return
        panel = self.panels[name]
        self._area.widget().layout().activate()  # type: ignore[union-attr]
        self._area.verticalScrollBar().setValue(panel.y())
        first = next((row for row in panel.rows if _focusable(row) is not None), None)
        target = _focusable(first) if first is not None else None
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_filled(self) -> bool:
        """True once every group is there."""
        return len(self.panels) == len(GROUPS)

    async def _fill(self) -> None:
        """A group at a time: all at once would stop the window for half a second."""
        for place, group in enumerate(GROUPS):
            rows = group.make_rows(self.context, self.saved)
            self.panels[group.name] = panel = GroupPanel(group, rows)
            self._groups.insertWidget(place, panel)
            await asyncio.sleep(0)
        self._find(self.find_box.text())
        if self._wanted:
            self.show_group(self._wanted)

    def focus_first(self) -> None:
        """The search box."""
        self.find_box.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_find(self) -> None:
        """Ctrl+F."""
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_box.selectAll()

    def row(self, name: str) -> SavedRow:
        """The row of a saved choice. Raises KeyError."""
        for panel in self.panels.values():
            for row in panel.rows:
                if isinstance(row, SavedRow) and row.setting.name == name:
                    return row
        raise KeyError(name)

    def _find(self, text: str) -> None:
        wanted = text.strip().lower()
        found = [panel.leave_only(wanted) for panel in self.panels.values()]
        self._nothing.setVisible(self.is_filled and not any(found))

    def _offer_undo(self, name: str, value: str, before: str) -> None:
        row = self.row(name)
        words = f"{row.title}: {row.setting.words_of(value)}."
        undo = partial(self._undo, row, before)
        self.undo_bar.show_notice(words, tone="ok", actions=(Action("Undo", undo),))
        self.context.announce(words)

    def _undo(self, row: SavedRow, before: str) -> None:
        row.choose(before)
        self.undo_bar.clear()

    def _build(self) -> None:
        self.find_box.setAccessibleName("Find a setting")
        self.find_box.setMaximumWidth(self.context.theme.px(320))
        head = QHBoxLayout()
        head.addWidget(label("Settings", role="title", name="settings_title"))
        head.addStretch(1)
        head.addWidget(self.find_box, 1)
        below = QHBoxLayout()
        below.setSpacing(20)
        self._index = self._made_index()
        below.addWidget(self._index)
        below.addWidget(self._content(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self.banner_place)
        column.addWidget(self.undo_bar)
        column.addLayout(below, 1)
        keys.bind(self, keys.UNDO, self._undo_by_key)

    def _undo_by_key(self) -> None:
        if self.undo_bar.text and self.undo_bar.buttons:
            self.undo_bar.buttons[0].click()

    def _fit(self) -> None:
        self._inside.setMaximumWidth(self.context.theme.px(_WIDEST_PX))
        self._index.setVisible(self.width() >= self.context.theme.px(_INDEX_NEEDS_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window of large text the settings have all of the width."""
        super().resizeEvent(event)
        self._fit()

    def _made_index(self) -> QWidget:
        index = QWidget()
        column = QVBoxLayout(index)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for group in GROUPS:
            column.addWidget(_index_button(group, partial(self.show_group, group.name)))
        column.addStretch(1)
        return index

    def _content(self) -> QScrollArea:
        self._fit()
        self.context.theme.changed.connect(self._fit)
        self._groups = QVBoxLayout(self._inside)
        self._groups.setContentsMargins(0, 0, 12, 20)
        self._groups.setSpacing(20)
        self._groups.addWidget(self._nothing)
        self._groups.addStretch(1)
        self._area = scrolled(self._inside)
        return self._area


def _index_button(group: Group, go: Callable[[], None]) -> Button:
    button = Button(translated(group.title), name=f"settings_to_{group.name}", kind="nav")
    button.clicked.connect(lambda _checked: go())
    return button


def _focusable(row: QWidget) -> QWidget | None:
    """The first control of a row that takes the focus by Tab."""
    for child in row.findChildren(QWidget):
        takes_tab = child.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes_tab and child.isVisibleTo(row) and child.isEnabled():
            return child
    return None
