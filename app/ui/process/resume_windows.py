"""Windows: the power messages, which tell that the PC woke up."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication

if sys.platform == "win32":
    from ctypes import wintypes

    _POWER_BROADCAST, _RESUMED_BY_ITSELF = 0x0218, 0x0012

    class _PowerFilter(QAbstractNativeEventFilter):
        def __init__(self, resumed: Callable[[], None]) -> None:
            super().__init__()
            self._resumed = resumed

        def nativeEventFilter(  # noqa: N802  # Qt's own name
            self, _kind: QByteArray | bytes | bytearray | memoryview, message: int
        ) -> tuple[bool, int]:
            told = wintypes.MSG.from_address(int(message))
            # PBT_APMRESUMEAUTOMATIC comes with every waking, whether or not a person is there.
            if told.message == _POWER_BROADCAST and told.wParam == _RESUMED_BY_ITSELF:
                self._resumed()
            return False, 0

    def watch_power(resumed: Callable[[], None]) -> QAbstractNativeEventFilter:
        """Calls `resumed` for as long as the filter returned is kept."""
        listener = _PowerFilter(resumed)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(listener)
        return listener
