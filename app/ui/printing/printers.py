"""The printers of this PC, and giving a day to one of them."""

import asyncio
from typing import TYPE_CHECKING

from app.domain.errors import NotPrinted
from app.ui.printing.day_list import PrintedDay
from app.ui.printing.pages import paint_day
from app.ui.printing.pdf import JOB_NAME, lay_out

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


def printer_names() -> list[str]:
    """The printers' names, the usual one first; empty where there is none."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = list(QPrinterInfo.availablePrinterNames())
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: name != usual)


def printer_of(name: str, *, copies: int) -> "QPrinter":
    """A printer with its paper laid out; the spooler sees a job name that names nobody."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB_NAME)
    printer.setCreator("RunSheet")
    printer.setCopyCount(copies)
    lay_out(printer)
    return printer


async def print_day(printer: "QPrinter", day: PrintedDay) -> int:
    """Gives the day to a printer; how many pages. Raises NotPrinted where it refuses."""
    count = 0
    for page in paint_day(printer, day):
        count = page.number
        await asyncio.sleep(0)
    if not count:
        raise NotPrinted(printer=printer.printerName() or "The printer")
    return count
