"""Python's garbage collector on Qt's thread only.

The collector runs wherever an allocation happens to trip it, the database's thread among others;
a Qt object that it frees there takes Qt down. So it is switched off and run from a Qt timer.

Looking through everything that was imported takes 100 ms and more, each time for nothing: what is
there at the first tick, when a start has long ended, is left out from then on.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 10_000


class GarbageCollector(QObject):
    """Collects a generation when its threshold is passed, as Python would have."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._has_settled = False
        timer = QTimer(self, interval=EVERY_MS)
        timer.timeout.connect(self._collect)
        timer.start()

    def stop(self) -> None:
        """Gives the collector back to Python."""
        gc.unfreeze()
        gc.enable()

    def _collect(self) -> None:
        if not self._has_settled:
            self._has_settled = True
            gc.freeze()
            return
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
