"""What the app hands to the system's browser and to its program for calls, taken before either."""

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

SCHEMES = ("https", "tel")


class Opened(QObject):
    """The addresses, oldest first, as Qt hands them over."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.addresses.append(url.toString())


@contextlib.contextmanager
def opened() -> Iterator[Opened]:
    """Nothing leaves the test while it lasts."""
    taker = Opened()
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, taker, "take")
    try:
        yield taker
    finally:
        for scheme in SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)
