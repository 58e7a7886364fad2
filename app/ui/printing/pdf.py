"""A printed day as the bytes of a PDF, made in memory: nothing with a name in it touches a disk."""

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter

from app.ui.printing.day_list import PrintedDay
from app.ui.printing.pages import MARGIN_MM, paint_day

JOB_NAME = "RunSheet list"
_POINTS_PER_MM = 72 / 25.4


def pdf_of(day: PrintedDay, family: str = "") -> bytes:
    """A4 pages; may be called on any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(JOB_NAME)
    writer.setCreator("RunSheet")
    lay_out(writer)
    for _page in paint_day(writer, day, family):
        pass
    del writer  # the PDF is complete only now
    return bytes(buffer.data().data())


def lay_out(device: QPagedPaintDevice) -> None:
    """A4 upright, with the margins that every printer can keep."""
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )


def printable_size() -> QSizeF:
    """Points between the margins of A4."""
    return QSizeF((210 - 2 * MARGIN_MM) * _POINTS_PER_MM, (297 - 2 * MARGIN_MM) * _POINTS_PER_MM)
