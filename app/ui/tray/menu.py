"""Turns the entries into a real menu: the tray's, and the window's ⋯ with the same lines."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from app.ui import keys
from app.ui.tray.entries import Deed, Entry

Do = Callable[[Entry], None]
_KEYS = {
    Deed.SYNC: keys.SYNC,
    Deed.PRIVACY: keys.PRIVACY,
    Deed.HELP: keys.HELP,
    Deed.QUIT: keys.QUIT,
}


class DeskMenu(QObject):
    """Fills one menu, anew only where its lines have changed; an open menu stays as it is, so that
    a click means the line that was under it. Its own signals tell that it is open: a menu that the
    desktop draws is never visible to Qt.

    `entries` gives the lines there are now, `do` does what a person chose.
    """

    def __init__(
        self, menu: QMenu, *, entries: Callable[[], tuple[Entry, ...]], do: Do, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.menu = menu
        self._entries, self._do = entries, do
        self._filled: tuple[Entry, ...] | None = None
        self._is_open = False
        menu.aboutToShow.connect(self._begin)
        menu.aboutToHide.connect(self._end)
        self.refresh()

    def refresh(self) -> None:
        """The lines as they are now."""
        entries = self._entries()
        if entries == self._filled or self._is_open:
            return
        self._filled = entries
        for action in self.menu.actions():
            self.menu.removeAction(action)
            _forget(action)
        self._fill(self.menu, entries)

    def _begin(self) -> None:
        # Not every desktop tells when it closes a menu: each opening shows what there is then.
        self._is_open = False
        self.refresh()
        self._is_open = True

    def _end(self) -> None:
        # The lines stay: the click that closed the menu may come after this.
        self._is_open = False

    def _fill(self, menu: QMenu, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if entry.entries:
                inner = QMenu(_shown(entry.text), menu)
                self._fill(inner, entry.entries)
                menu.addMenu(inner)
            elif not entry.text:
                menu.addSeparator()
            else:
                menu.addAction(self._action(entry, menu))

    def _action(self, entry: Entry, menu: QMenu) -> QAction:
        action = QAction(_shown(entry.text), menu)
        action.setObjectName(f"desk_{entry.deed or 'words'}")
        action.setEnabled(entry.deed is not None)
        font = action.font()
        font.setBold(entry.is_bold)
        action.setFont(font)
        if entry.checked is not None:
            action.setCheckable(True)
            action.setChecked(entry.checked)
        if entry.deed in _KEYS:
            # Shown, not bound: the window binds its keys itself, and a second binding is neither's.
            action.setShortcut(QKeySequence(_KEYS[entry.deed][0]))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(partial(self._choose, entry))
        return action

    def _choose(self, entry: Entry, _checked: bool = False) -> None:
        self._do(entry)


def _shown(text: str) -> str:
    """An & in a practice's name is no access key."""
    return text.replace("&", "&&")


def _forget(action: QAction) -> None:
    inner = action.menu()
    if isinstance(inner, QMenu):
        inner.deleteLater()
    action.deleteLater()
