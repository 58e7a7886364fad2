"""A small picture of the pages to come, with buttons to leaf through them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.printing.day_list import PrintedDay
from app.ui.printing.pages import MARGIN_MM, PrintedPage, pages_of, paint_page
from app.ui.printing.pdf import printable_size
from app.ui.theme import Theme
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.labels import label

WIDTH = 300
_A4 = 297 / 210


class Preview(QWidget):
    """`turned`: another page is shown."""

    turned = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("print_preview")
        self._pages: list[PrintedPage] = []
        self._place = 0
        self._picture = QLabel()
        self._picture.setObjectName("print_page")
        self._picture.setProperty("panel", "true")
        self._where = label(role="muted", name="print_where")
        self._back = icon_button("chevron_left", "Page before", name="print_back", theme=theme)
        self._on = icon_button("chevron_right", "Next page", name="print_on", theme=theme)
        self._back.clicked.connect(lambda: self._turn(-1))
        self._on.clicked.connect(lambda: self._turn(1))
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addWidget(self._where, 1, Qt.AlignmentFlag.AlignHCenter)
        row.addWidget(self._on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._picture, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)

    @property
    def pages(self) -> list[PrintedPage]:
        """What would be printed now."""
        return self._pages

    def show_day(self, day: PrintedDay) -> None:
        """Shows the first page; the same page again where only its rows changed."""
        self._pages = pages_of(day, printable_size())
        self._turn(0)

    def _turn(self, step: int) -> None:
        self._place = max(0, min(len(self._pages) - 1, self._place + step))
        words = f"Page {self._place + 1} of {len(self._pages)}" if self._pages else "Nothing"
        self._where.setText(words)
        self._picture.setAccessibleName(f"Preview: {words.lower()}")
        self._back.setEnabled(self._place > 0)
        self._on.setEnabled(self._place + 1 < len(self._pages))
        self._picture.setPixmap(self._painted(WIDTH))
        self.turned.emit()

    def _painted(self, width: int) -> QPixmap:
        density = self.devicePixelRatioF()
        size = QSize(width, round(width * _A4))
        pixmap = QPixmap(size * density)
        pixmap.setDevicePixelRatio(density)
        pixmap.fill(Qt.GlobalColor.white)
        if not self._pages:
            return pixmap
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(width / (210 / 25.4 * 72), width / (210 / 25.4 * 72))
        margin = MARGIN_MM / 25.4 * 72
        painter.translate(margin, margin)
        paint_page(painter, self._pages[self._place], printable_size())
        painter.end()
        return pixmap
