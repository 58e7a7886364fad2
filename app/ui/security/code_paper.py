"""The recovery code on a sheet of paper, for the practice's safe."""

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPainter

from app.domain.errors import NotPrinted
from app.domain.said import say
from app.services.keys.words import ONCE
from app.ui.language import tr, translated
from app.ui.printing.printers import printer_of

_TITLE_PT, _TEXT_PT, _CODE_PT = 16, 11, 20
_USE = say(
    "If RunSheet can't open its data on this PC, choose Enter the recovery code and type the 26 "
    "letters and digits."
)


def print_code(printer_name: str, code: str, *, pc: str, day: date) -> None:
    """One page. Raises NotPrinted where the printer does not take it."""
    if not paint_code(printer_of(printer_name, copies=1), code, pc=pc, day=day):
        raise NotPrinted(printer=printer_name)


def paint_code(device: QPagedPaintDevice, code: str, *, pc: str, day: date) -> bool:
    """The page; False where the device can't begin one."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    top = 0.0
    for text, points in (
        (tr("RunSheet – recovery code"), _TITLE_PT),
        (f"{pc}, {day:%d %B %Y}", _TEXT_PT),
        (code, _CODE_PT),
        (f"{translated(_USE)} {translated(ONCE)}", _TEXT_PT),
    ):
        font = QFont(painter.font())
        font.setPointSize(points)
        font.setBold(points > _TEXT_PT)
        painter.setFont(font)
        room = QRectF(0.0, top, float(device.width()), float(device.height()))
        flags = int(Qt.TextFlag.TextWordWrap)
        needed = painter.boundingRect(room, flags, text)
        painter.drawText(room, flags, text)
        top = needed.bottom() + painter.fontMetrics().height()
    return painter.end()
