"""The printers of this PC, and giving a day to one of them."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from app.domain.errors import NotPrinted
from app.ui.printing.day_list import PrintedDay
from app.ui.printing.pages import paint_day
from app.ui.printing.pdf import JOB_NAME

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Answer = TypeVar("Answer")


async def asked_elsewhere(ask: Callable[[], Answer]) -> Answer:
    """What `ask` says, asked in a thread that nobody waits for: a spooler whose network printer is
    off answers after half a minute, and RunSheet may be quit meanwhile.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Answer] = loop.create_future()

    def end(settle: Callable[[], None]) -> None:
        if not answer.done():
            settle()

    def work() -> None:
        try:
            settle = partial(answer.set_result, ask())
        except Exception as error:  # noqa: BLE001  # raised where it is awaited
            settle = partial(answer.set_exception, error)
        with contextlib.suppress(RuntimeError):  # the loop was closed meanwhile
            loop.call_soon_threadsafe(end, settle)

    threading.Thread(target=work, name="runsheet-printers", daemon=True).start()
    return await answer


def printer_names() -> list[str]:
    """The printers' names, the usual one first; empty where there is none."""
    from PySide6.QtPrintSupport import QPrinterInfo

    names = list(QPrinterInfo.availablePrinterNames())
    usual = QPrinterInfo.defaultPrinterName()
    return sorted(names, key=lambda name: name != usual)


def printer_of(name: str, *, copies: int) -> "QPrinter":
    """A printer; the spooler sees a job name that names nobody."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB_NAME)
    printer.setCreator("RunSheet")
    printer.setCopyCount(copies)
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
