"""Hands an address to the system: a page to the browser, a number to the program for calls."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_NO_BROWSER = "This PC didn't open a browser. The page is {address}"
_NO_CALLS = "This PC has no program for calls. Ring the number from the details by hand."


def open_page(address: str, say: Callable[[str], None]) -> None:
    """Opens a public page; where that can't be done, `say` gets its address."""
    if not QDesktopServices.openUrl(QUrl(address)):
        say(_NO_BROWSER.format(address=address))


def ring(phone: str, say: Callable[[str], None]) -> None:
    """Hands an E.164 number to the program for calls, and to nobody else: it is in no sentence."""
    if not QDesktopServices.openUrl(QUrl(f"tel:{phone}")):
        say(_NO_CALLS)
