"""The window's keys. Qt writes Ctrl as ⌘ on macOS by itself; what differs more stands here."""

import sys

from PySide6.QtGui import QKeySequence

SYNC_KEYS = [QKeySequence("Ctrl+R" if sys.platform == "darwin" else "F5")]
FIND_KEYS = [QKeySequence(QKeySequence.StandardKey.Find)]
NEXT_PANE_KEYS = [QKeySequence("F6")]
PREVIOUS_PANE_KEYS = [QKeySequence("Shift+F6")]
PREVIOUS_DAY_KEYS = [QKeySequence("Alt+Left")]
NEXT_DAY_KEYS = [QKeySequence("Alt+Right")]
TELEHEALTH_ONLY_KEYS = [QKeySequence("Ctrl+Shift+T")]
SHOW_CANCELLED_KEYS = [QKeySequence("Ctrl+Shift+C")]
QUIT_KEYS = [QKeySequence("Ctrl+Q")]
ZOOM_IN_KEYS = [QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")]
ZOOM_OUT_KEYS = [QKeySequence("Ctrl+-")]
ZOOM_RESET_KEYS = [QKeySequence("Ctrl+0")]


def page_keys(number: int) -> list[QKeySequence]:
    """The n-th page, counted from 1."""
    return [QKeySequence(f"Ctrl+{number}")]


def column_keys(number: int) -> list[QKeySequence]:
    """The n-th column, counted from 1."""
    return [QKeySequence(f"Alt+{number}")]


def shown(keys: list[QKeySequence]) -> str:
    """As the platform writes it: `Ctrl+F`, `⌘F`."""
    return keys[0].toString(QKeySequence.SequenceFormat.NativeText)
