"""Finds what blocks the event loop: a beat a millisecond, and a thread that looks when it stops."""

import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QObject, Qt, QTimer

ROOT = Path(__file__).parents[2]
LONG_S = 0.020
_LOOK_AFTER_S = 0.006
_LOOK_EVERY_S = 0.002


@dataclass(slots=True, kw_only=True)
class Beats:
    """The gaps between beats, in seconds; `busy` is the loop thread's own CPU time within each."""

    gaps: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)

    @property
    def busiest(self) -> float:
        """The most that the loop's thread computed between two beats, whoever else was running."""
        return max(self.busy)

    @property
    def longest(self) -> tuple[float, float]:
        """The longest gap and how much of it the loop's thread computed."""
        place = max(range(len(self.gaps)), key=self.gaps.__getitem__)
        return self.gaps[place], self.busy[place]

    def percentile(self, share: float) -> float:
        """Share of the time, not of the beats: a gap counts as often as it is long."""
        reached, whole = 0.0, sum(self.gaps)
        for gap in sorted(self.gaps):
            reached += gap
            if reached >= whole * share:
                return gap
        return 0.0


class Heartbeat(QObject):
    """Beats from `start` to `stop` on the thread that made it, which is the loop's."""

    def __init__(self) -> None:
        super().__init__()
        self._beats = Beats()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._loop_thread = threading.get_ident()
        self._last = self._last_busy = 0.0
        self._is_running = False
        self._seen: list[str] = []

    def start(self) -> None:
        self._beats = Beats()
        self._last, self._last_busy = time.perf_counter(), time.thread_time()
        self._is_running = True
        self._timer.start()
        threading.Thread(target=self._watch, name="heartbeat-watch", daemon=True).start()

    def stop(self) -> Beats:
        self._beat()
        self._timer.stop()
        self._is_running = False
        return self._beats

    def _beat(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        gap = now - self._last
        self._beats.gaps.append(gap)
        self._beats.busy.append(busy - self._last_busy)
        if gap > LONG_S:
            self._beats.places.update(self._seen)
        self._seen = []
        self._last, self._last_busy = now, busy

    def _watch(self) -> None:
        """Notes where the loop's thread is, as long as a beat is late."""
        while self._is_running:
            time.sleep(_LOOK_EVERY_S)
            if time.perf_counter() - self._last > _LOOK_AFTER_S:
                frame = sys._current_frames().get(self._loop_thread)
                if frame is not None:
                    self._seen.append(describe(frame))


def describe(frame: FrameType) -> str:
    """`app/ui/today/board.py:88 updates → ...`: our innermost line, and what it called."""
    innermost, here = _words(frame), frame
    while not here.f_code.co_filename.startswith(str(ROOT / "app")):
        if here.f_back is None:
            return innermost
        here = here.f_back
    ours = _words(here)
    return ours if here is frame else f"{ours} → {innermost}"


def _words(frame: FrameType) -> str:
    path = Path(frame.f_code.co_filename)
    place = path.relative_to(ROOT) if path.is_relative_to(ROOT) else Path(*path.parts[-2:])
    return f"{place}:{frame.f_lineno} {frame.f_code.co_name}"
