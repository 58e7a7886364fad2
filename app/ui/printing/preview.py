"""A small picture of the pages to come, with buttons to leaf through them."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.printing.day_list import PrintedDay
from app.ui.printing.pages import PrintedPage, pages_of, paint_page
from app.ui.printing.paper import page_layout, printable_size
from app.ui.theme import Theme
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.labels import label

LONG_SIDE = 424
HIDDEN_WORDS = "The list is hidden."


class Preview(QWidget):
    """`turned`: another page is shown. It takes the same room whichever way the paper lies."""

    turned = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("print_preview")
        self._pages: list[PrintedPage] = []
        self._place = 0
        self._is_hidden = False
        self._side = LONG_SIDE
        self._picture = QLabel()
        self._picture.setObjectName("print_page")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
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

    def show_day(self, day: PrintedDay | None) -> None:
        """Shows the first page; the same page again where only its rows changed.

        None: nothing of the day may be seen.
        """
        self._is_hidden = day is None
        self._pages = pages_of(day, printable_size(is_wide=day.is_wide)) if day else []
        self._turn(0)

    def fit(self, side: int) -> None:
        """The page's longer side in device-independent pixels."""
        self._side = side
        self._picture.setFixedSize(side, side)
        self._show_page()

    def _turn(self, step: int) -> None:
        self._place = max(0, min(len(self._pages) - 1, self._place + step))
        words = f"Page {self._place + 1} of {len(self._pages)}" if self._pages else "Nothing"
        self._where.setText("" if self._is_hidden else words)
        spoken = HIDDEN_WORDS if self._is_hidden else f"Preview: {words.lower()}"
        self._picture.setAccessibleName(spoken)
        for button in (self._back, self._on):
            button.setVisible(not self._is_hidden)
        self._back.setEnabled(self._place > 0)
        self._on.setEnabled(self._place + 1 < len(self._pages))
        self._show_page()
        self.turned.emit()

    def _show_page(self) -> None:
        if self._pages:
            self._picture.setPixmap(self._painted(self._pages[self._place]))
        else:
            self._picture.setText(HIDDEN_WORDS if self._is_hidden else "")

    def _painted(self, page: PrintedPage) -> QPixmap:
        """The page on white paper, as large as there is room."""
        layout = page_layout(is_wide=page.day.is_wide)
        paper = layout.fullRectPoints().size()
        size = paper.scaled(QSize(self._side, self._side), Qt.AspectRatioMode.KeepAspectRatio)
        density = self.devicePixelRatioF()
        pixmap = QPixmap(size * density)
        pixmap.setDevicePixelRatio(density)
        pixmap.fill(Qt.GlobalColor.white)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.GlobalColor.lightGray)
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.scale(size.width() / paper.width(), size.height() / paper.height())
        margins = layout.marginsPoints()
        painter.translate(margins.left(), margins.top())
        paint_page(painter, page, printable_size(is_wide=page.day.is_wide))
        painter.end()
        return pixmap
