"""A printed day as the bytes of a PDF, made in memory: nothing with a name in it touches a disk."""

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from app.ui.printing.day_list import PrintedDay
from app.ui.printing.pages import paint_day

JOB_NAME = "RunSheet list"


def pdf_of(day: PrintedDay, family: str = "") -> bytes:
    """A4 pages; may be called on any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(JOB_NAME)
    writer.setCreator("RunSheet")
    for _page in paint_day(writer, day, family):
        pass
    del writer  # the PDF is complete only now
    return bytes(buffer.data().data())
