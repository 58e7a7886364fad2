"""The pages of a printed day: which rows stand on which, and how they are drawn.

All measures are points (1/72 inch), so that paper, PDF and the small preview look the same. Black
on white only; nothing here needs the window's thread.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPen

from app.ui.printing.day_list import SHRED, PrintedDay, PrintedList, PrintedRow
from app.ui.printing.paper import lay_out
from app.ui.printing.table import Line, Table
from app.ui.printing.text import Text, fitted, text_of

LARGEST_PT, SMALLEST_PT = 12, 10
ONE_PAGE_ROWS = 22
_HEAD, _FOOT = 44.0, 22.0


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """A page: some rows of one list. `number` counts from 1 through everything printed."""

    day: PrintedDay
    of: PrintedList
    table: Table
    rows: tuple[PrintedRow, ...]
    number: int
    count: int


def pages_of(day: PrintedDay, size: QSizeF, family: str = "") -> list[PrintedPage]:
    """The pages of a day for paper with `size` points between its margins."""
    parts = [part for each in day.lists for part in _split(each, size, family)]
    return [
        PrintedPage(day=day, of=of, table=table, rows=rows, number=number, count=len(parts))
        for number, (of, table, rows) in enumerate(parts, start=1)
    ]


def paint_day(
    device: QPagedPaintDevice, day: PrintedDay, family: str = ""
) -> Iterator[PrintedPage]:
    """Paints a page on a printer or PDF with every step, so that others may run between them.

    The first step paints nothing and gives no page where the device refuses.
    """
    lay_out(device, is_wide=day.is_wide)
    size = QSizeF(device.pageLayout().paintRectPoints().size())
    painter = QPainter()
    if not painter.begin(device):
        return
    try:
        painter.scale(device.logicalDpiX() / 72, device.logicalDpiY() / 72)
        for page in pages_of(day, size, family):
            if page.number > 1:
                device.newPage()
            paint_page(painter, page, size, family)
            yield page
    finally:
        painter.end()


def paint_page(painter: QPainter, page: PrintedPage, size: QSizeF, family: str = "") -> None:
    """Paints one page with its top left at the painter's origin, in points."""
    _paint_head(painter, page, size, family)
    top = _paint_lines(painter, page.table.headings(), _HEAD, size, thick=1.0)
    for row in page.rows:
        height = page.table.height_of(row)
        _paint_lines(painter, page.table.lines(row), top, size, height=height)
        _paint_box(painter, page.table.box_left, top, height)
        top += height
    small = text_of(family, SMALLEST_PT)
    if not page.rows:
        _write(painter, small, 0, top + 8, page.of.empty_words)
    where = f"page {page.number} of {page.count}"
    foot = f"{page.day.stamp} · {page.of.checked} · {where} · {SHRED}"
    _rule(painter, size.height() - _FOOT + 4, size, 0.5)
    _write(painter, small, 0, size.height() - _FOOT + 7, fitted(small, foot, size.width()))


def _split(
    of: PrintedList, size: QSizeF, family: str
) -> list[tuple[PrintedList, Table, tuple[PrintedRow, ...]]]:
    """The list's rows page by page; text shrinks a little, but only where that saves a page."""
    large = Table(of, size.width(), family, LARGEST_PT)
    parts = _filled(of, size, large)
    if len(parts) > 1 and len(of.rows) <= ONE_PAGE_ROWS:
        for text_pt in range(LARGEST_PT - 1, SMALLEST_PT - 1, -1):
            table = Table(of, size.width(), family, text_pt)
            if len(_filled(of, size, table)) == 1:
                return [(of, table, of.rows)]
    return [(of, large, rows) for rows in parts]


def _filled(of: PrintedList, size: QSizeF, table: Table) -> list[tuple[PrintedRow, ...]]:
    room = size.height() - _HEAD - table.heading_height - _FOOT
    parts: list[list[PrintedRow]] = [[]]
    left = room
    for row in of.rows:
        height = table.height_of(row)
        if height > left and parts[-1]:
            parts.append([])
            left = room
        parts[-1].append(row)
        left -= height
    return [tuple(rows) for rows in parts]


# --- strokes -----------------------------------------------------------------------------------


def _paint_head(painter: QPainter, page: PrintedPage, size: QSizeF, family: str) -> None:
    """Name and day at the left, the practice at the right, and under it what is wrong."""
    title, small = text_of(family, 18, bold=True), text_of(family, SMALLEST_PT)
    plain, bold = text_of(family, LARGEST_PT), text_of(family, LARGEST_PT, bold=True)
    name = fitted(title, page.of.title, size.width() * 0.8)
    practice = fitted(small, page.day.practice, size.width() - title.width(name) - 20)
    _write(painter, title, 0, 0, name)
    _write(painter, small, size.width() - small.width(practice), 6, practice)
    _write(painter, plain, 0, 24, page.of.subtitle)
    if page.of.warning:
        width = bold.width(page.of.warning) + 14
        box = QRectF(size.width() - width - 1, 20, width, 20)
        painter.setPen(QPen(Qt.GlobalColor.black, 1.5))
        painter.drawRect(box)
        _write(painter, bold, box.left() + 7, box.top() + 3, page.of.warning)


def _paint_lines(
    painter: QPainter,
    lines: list[Line],
    top: float,
    size: QSizeF,
    *,
    height: float = 0.0,
    thick: float = 0.5,
) -> float:
    """A row of the table with the rule below it; the y below that."""
    for line in lines:
        _write(painter, line.text, line.left, top + line.top, line.words)
    below = top + (height or max(line.top + line.text.height for line in lines) + 2)
    _rule(painter, below, size, thick)
    return below


def _paint_box(painter: QPainter, left: float, top: float, height: float) -> None:
    """The empty box for a tick with the pen."""
    side = 13.0
    painter.setPen(QPen(Qt.GlobalColor.black, 0.8))
    painter.drawRect(QRectF(left, top + (height - side) / 2, side, side))


def _rule(painter: QPainter, y: float, size: QSizeF, thick: float) -> None:
    painter.setPen(QPen(Qt.GlobalColor.black, thick))
    painter.drawLine(QPointF(0, y), QPointF(size.width(), y))


def _write(painter: QPainter, text: Text, left: float, top: float, words: str) -> None:
    painter.setFont(text.font)
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(QPointF(left, top + text.ascent), words)
