"""Every key of the window; what each does, in words, is in `key_map`.

Qt writes Ctrl as ⌘ on macOS by itself; what differs more stands here.
"""

import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

Keys = tuple[str, ...]

SYNC: Keys = ("Ctrl+R",) if sys.platform == "darwin" else ("F5",)
PRIVACY: Keys = ("Ctrl+Shift+H",) if sys.platform == "darwin" else ("F8", "Ctrl+Shift+H")
PRINT: Keys = ("Ctrl+P",)
SYNC_COLUMN: Keys = ("Ctrl+Shift+R",) if sys.platform == "darwin" else ("Shift+F5",)
FIND: Keys = ("Ctrl+F",)
NEXT_PANE: Keys = ("F6",)
PREVIOUS_PANE: Keys = ("Shift+F6",)
MESSAGE: Keys = ("Ctrl+Shift+.", "Ctrl+>")  # > is how some keyboards tell Shift and .
PREVIOUS_DAY: Keys = ("Alt+Left",)
NEXT_DAY: Keys = ("Alt+Right",)
TELEHEALTH_ONLY: Keys = ("Ctrl+Shift+T",)
SHOW_CANCELLED: Keys = ("Ctrl+Shift+C",)
ZOOM_IN: Keys = ("Ctrl++", "Ctrl+=")
ZOOM_OUT: Keys = ("Ctrl+-",)
ZOOM_RESET: Keys = ("Ctrl+0",)
SUPPORT: Keys = ("Ctrl+Shift+E",)
SETTINGS: Keys = ("Ctrl+,",)
SEND_REPORT: Keys = ("Ctrl+Shift+R",)
NEW_BOOKING: Keys = ("Ctrl+N",)
ADD_ROW: Keys = ("Ctrl+Shift+N",)
HELP: Keys = ("Ctrl+?",) if sys.platform == "darwin" else ("F1",)
HELP_BACK: Keys = PREVIOUS_DAY
FIND_NEXT: Keys = ("F3",)
FIND_PREVIOUS: Keys = ("Shift+F3",)
LOCK: Keys = ("Ctrl+Shift+L",)
QUIT: Keys = ("Ctrl+Q",)
UNDO: Keys = ("Ctrl+Z",)
SYNC_CONNECTION: Keys = ("Alt+S",)
SAVE: Keys = ("Ctrl+S",)
BACK: Keys = ("Alt+B",)
NEXT: Keys = ("Alt+N",)
PREVIEW: Keys = ("Alt+P",)
COPY_ROW: Keys = ("Ctrl+C",)
KEEP: Keys = ("Ctrl+Return", "Ctrl+Enter")


def page(number: int) -> Keys:
    """The n-th page, counted from 1."""
    return (f"Ctrl+{number}",)


def column(number: int) -> Keys:
    """The n-th column, counted from 1."""
    return (f"Alt+{number}",)


def shown(keys: Keys) -> str:
    """As the platform writes it: `Ctrl+F`, `⌘F`."""
    written = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return written.replace("Return", "Enter")


def bind(
    owner: QWidget, keys: Keys, act: Callable[[], object], *, everywhere: bool = False
) -> None:
    """Has keys act within `owner` and its children, or in the whole window."""
    shortcut = QShortcut(owner)
    shortcut.setKeys([QKeySequence(each) for each in keys])
    if not everywhere:
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
