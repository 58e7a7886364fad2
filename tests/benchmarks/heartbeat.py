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
        """The gap that this share of all gaps does not exceed."""
        return sorted(self.gaps)[int(len(self.gaps) * share)]


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
                self._seen.append(_look(self._loop_thread))


def _look(loop_thread: int) -> str:
    """Where the loop's thread is; while it is in Qt or waits for Python's lock, who else runs."""
    frames = sys._current_frames()
    here = describe(frames[loop_thread])
    if "run_forever" not in here:
        return here
    others = [
        f"{thread.name}: {describe(frames[thread.ident])}"
        for thread in threading.enumerate()
        if thread.ident in frames and thread.name.startswith("runsheet")
    ]
    busy = [other for other in others if "thread.py" not in other]
    return f"Qt or Python's lock; {' '.join(busy) or 'no other thread of ours at work'}"


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
