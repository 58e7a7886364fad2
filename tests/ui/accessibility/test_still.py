"""1.4.13 and 2.3.1: Escape takes a tooltip away, and nothing of ours moves or flashes."""

import re
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from app.ui import keys
from app.ui.run import Application
from tests.support.waiting import until
from tests.ui.studio import studio_on

MOVING = re.compile(r"QPropertyAnimation|QVariantAnimation|QTimeLine|QMovie|QGraphicsEffect")
TEN_MINUTES_MS = 600_000
"""It would go by itself after ten seconds."""
NO_KEYS = Qt.KeyboardModifier.NoModifier


def press_escape(widget: QWidget) -> None:
    """As the system's key comes: first as what may be a shortcut."""
    kind = QEvent.Type.ShortcutOverride
    QApplication.sendEvent(widget, QKeyEvent(kind, Qt.Key.Key_Escape, NO_KEYS))


async def test_escape_takes_a_tooltip_away_and_no_other_key_does(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        window = await studio.open()
        button = window.today.header.add_button
        middle = button.mapToGlobal(button.rect().center())
        QToolTip.showText(middle, "Add a walk-in", button, button.rect(), TEN_MINUTES_MS)
        await until(QToolTip.isVisible)
        focused = window.focusWidget() or window
        kind = QEvent.Type.ShortcutOverride
        QApplication.sendEvent(focused, QKeyEvent(kind, Qt.Key.Key_Shift, NO_KEYS))
        assert QToolTip.isVisible()
        press_escape(focused)
        await until(lambda: not QToolTip.isVisible())


def test_nothing_moves_by_itself() -> None:
    sources = sorted(Path(keys.__file__).parent.rglob("*.py"))
    found = [path.name for path in sources if MOVING.search(path.read_text("utf-8"))]
    assert sources
    assert found == []
