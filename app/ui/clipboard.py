"""Copies one piece of a patient's data and takes it back from the clipboard after half a minute."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

KEPT_MS = 30_000

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NOT_FOR_HISTORIES = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): bytes(4),
    _WINDOWS.format("CanIncludeInClipboardHistory"): bytes(4),
    _WINDOWS.format("CanUploadToCloudClipboard"): bytes(4),
    "x-kde-passwordManagerHint": b"secret",
}
"""Asks Windows and KDE to keep it in no history, and to send it to no other computer."""


class ShortLivedClipboard(QObject):
    """Earlier where RunSheet ends, and also where its page is gone by then. What somebody else has
    put on the clipboard meanwhile is left alone.
    """

    def __init__(self, page: QObject | None = None, *, kept_ms: int = KEPT_MS) -> None:
        app = QGuiApplication.instance()
        super().__init__(app)
        self._copied, self._has_page = "", True
        self._timer = QTimer(self, interval=kept_ms, singleShot=True)
        self._timer.timeout.connect(self._clear)
        if app is not None:
            app.aboutToQuit.connect(self._clear)
        if page is not None and page is not app:
            page.destroyed.connect(self._outlive)

    def copy(self, text: str) -> None:
        """Puts the text on the clipboard for `kept_ms`."""
        self._copied = text
        data = QMimeData()
        data.setText(text)
        for kind, wish in _NOT_FOR_HISTORIES.items():
            data.setData(kind, wish)
        QGuiApplication.clipboard().setMimeData(data)
        self._timer.start()

    def _clear(self) -> None:
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""
        if not self._has_page:
            self.deleteLater()

    def _outlive(self) -> None:
        self._has_page = False
        if not self._copied:
            self.deleteLater()
