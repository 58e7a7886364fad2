"""Hands an address to the system: a page to the browser, a number to the program for calls."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.domain.said import say
from app.ui.language import translated

_NO_BROWSER = say("This PC didn't open a browser. The page is {address}")
_NO_CALLS = say("This PC has no program for calls. Ring the number from the details by hand.")


def open_page(address: str, tell: Callable[[str], None]) -> None:
    """Opens a public page; where that can't be done, `tell` gets its address."""
    if not QDesktopServices.openUrl(QUrl(address)):
        tell(translated(_NO_BROWSER.format(address=address)))


def ring(phone: str, tell: Callable[[str], None]) -> None:
    """Hands an E.164 number to the program for calls, and to nobody else: it is in no sentence."""
    if not QDesktopServices.openUrl(QUrl(f"tel:{phone}")):
        tell(translated(_NO_CALLS))
