"""Labels that show data as data: plain text only, so nobody's name can become markup."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.widgets.line_breaks import plain, unbroken
from app.ui.widgets.tips import plain_tip

_ENDLESS_PX = 1 << 20


def label(
    text: str = "",
    *,
    role: str = "body",
    name: str = "",
    wrap: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """A plain-text label. `role`: body, title, heading, strong, secondary, muted, small, error."""
    made = _Label(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    if name:
        made.setObjectName(name)
    return made


def height_of_lines(words: str, metrics: QFontMetrics, *, width: int) -> int:
    """How high all these words are, so wide. `QLabel.heightForWidth` never says less than a minimum
    height that was set for larger words.
    """
    flags = int(Qt.TextFlag.TextWordWrap.value)
    room = QRect(0, 0, max(1, width), _ENDLESS_PX)
    return metrics.boundingRect(room, flags, unbroken(words)).height()


def restyle(widget: QWidget, prop: str, value: str) -> None:
    """Sets a property that the style sheet asks for, and has the look follow it."""
    if widget.property(prop) == value:
        return
    widget.setProperty(prop, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()
    widget.update()


class _Label(QLabel):
    """Where its words take several lines, none ends between `9:27` and `am`."""

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's)
        """Shows it; it is read, and compared, as it was given."""
        super().setText(unbroken(text))

    def text(self) -> str:
        """With ordinary spaces."""
        return plain(super().text())


class ElidedLabel(QLabel):
    """One line of plain text that ends in … where there is no room; the whole is the tooltip."""

    def __init__(self, *, role: str = "body", name: str = "", is_optional: bool = False) -> None:
        """`is_optional`: where the whole does not fit, nothing is shown."""
        super().__init__()
        self._is_optional = is_optional
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setObjectName(name)
        self._whole = ""
        self._hints: tuple[QSize, QSize] | None = None

    @property
    def whole(self) -> str:
        """The text without …"""
        return self._whole

    def show_text(self, text: str) -> None:
        """Shows as much of the text as fits."""
        if text == self._whole:
            return
        self._whole = text
        self._hints = None
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        return self._measured()[0]

    def minimumSizeHint(self) -> QSize:
        """It can shrink to a few letters."""
        return self._measured()[1]

    def changeEvent(self, event: QEvent) -> None:
        """Another font or style: measured again."""
        self._hints = None
        super().changeEvent(event)

    def _measured(self) -> tuple[QSize, QSize]:
        """Both hints, kept: a layout of fifty columns asks for them over and over."""
        if self._hints is None:
            width = self.fontMetrics().horizontalAdvance(self._whole) + 4
            whole = QSize(width, super().sizeHint().height())
            self._hints = whole, QSize(40, super().minimumSizeHint().height())
        return self._hints

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the text again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        is_cut = shown != self._whole
        self.setText("" if is_cut and self._is_optional else shown)
        self.setToolTip(plain_tip(self._whole) if is_cut else "")
