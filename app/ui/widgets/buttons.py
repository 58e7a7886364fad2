"""Buttons of the house: a visible word or an icon with a spoken name, and a stable object name."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme import Theme

_TICK = " ✓"
_RING_PX, _INNER_RADIUS_PX = 2, 3.5  # inside the ring of the style sheet
_QT_GAP = 4  # px between icon and word, whatever the text's size


class Button(QPushButton):
    """A push button. `kind`: normal, primary, quiet, danger. Enter presses it as Space does."""

    def __init__(
        self,
        text: str,
        *,
        name: str,
        kind: str = "normal",
        theme: Theme | None = None,
        icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text.replace("&", "&&"), parent)
        self.setObjectName(name)
        self.setProperty("kind", kind)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme, self._icon_name = theme, icon
        if theme is not None and icon is not None:
            self.setProperty("pictured", "true")  # an icon is higher than a word
            theme.changed.connect(self._retint)
            self._retint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter counts as a press, as on the web and on macOS dialogs."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.isCheckable():
            event.ignore()  # the list around it goes from row to row
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line between a filled button and its focus ring: their colours are as dark."""
        super().paintEvent(event)
        if not self.hasFocus() or self.property("kind") != "primary":
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.palette().buttonText().color())
        inset = _RING_PX + 0.5
        line = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(line, _INNER_RADIUS_PX, _INNER_RADIUS_PX)
        painter.end()

    def setText(self, text: str) -> None:  # noqa: N802  # Qt's name
        """Other words; an icon alone needs no room before a word."""
        super().setText(text)
        self._retint()

    @property
    def icon_gap(self) -> int:
        """What the icon needs before a word, beside Qt's own few pixels."""
        return self._theme.px(8) - _QT_GAP if self._theme is not None else 0

    def _retint(self) -> None:
        if self._theme is None or self._icon_name is None:
            return
        kind = self.property("kind")
        token = "accent.on" if kind == "primary" else "text.secondary"
        size, gap = self._theme.px(20), self.icon_gap if self.text() else 0
        self.setIcon(self._theme.icon(self._icon_name, token, gap=gap))
        self.setIconSize(QSize(size + gap, size))


def icon_button(icon: str, spoken: str, *, name: str, theme: Theme) -> Button:
    """A square button without a word; `spoken` is its name and its tooltip."""
    button = Button("", name=name, kind="quiet", theme=theme, icon=icon)
    button.setProperty("square", "true")
    button.setAccessibleName(spoken)
    button.setToolTip(spoken)
    return button


class Toggle(Button):
    """A filter chip: on or off, and says so with a tick. It keeps its width."""

    def __init__(self, text: str, *, name: str, checked: bool = False) -> None:
        super().__init__(text, name=name)
        self._words = text
        self.setCheckable(True)
        self.toggled.connect(self._mark)
        self.setChecked(checked)
        self._mark(checked)

    def sizeHint(self) -> QSize:
        """As wide as with the tick."""
        size = super().sizeHint()
        room = self.fontMetrics().horizontalAdvance(_TICK)
        return size if self.isChecked() else QSize(size.width() + room, size.height())

    def _mark(self, is_on: bool) -> None:
        self.setText(self._words + (_TICK if is_on else ""))
