"""The window on long days, scrolled and searched by its own controls; one line of JSON at the end.

--quick: fewer frames.
"""

import asyncio
import contextlib
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QScrollBar, QWidget

from app.sandbox.gentu.bulk import bulk_practice
from app.sandbox.gentu.practice import Practice
from app.ui.process.event_loop import new_event_loop
from app.ui.run import Application, make_application
from app.ui.today.elsewhere import DAYS
from tests.benchmarks.window_bench import CARDS
from tests.ui.scene import DAY, NINE_27, scene
from tests.ui.studio import USUAL, Studio

NOON = NINE_27 + timedelta(minutes=153)
A_DAY, CLINICIANS = 2_000, 20
NAME = "nguyen 19"
LONGEST_S = 10
NOTCH = 3
"""Steps of a scroll bar that a wheel's notch is, in Qt."""


class Paints(QObject):
    """When anything of a window was last painted."""

    def __init__(self, app: Application) -> None:
        super().__init__()
        self.at = 0.0
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = perf_counter()
        return False


async def measure(app: Application, *, frames: int) -> dict[str, Any]:
    """Milliseconds of each frame by what was scrolled, and of each key by when it was typed."""
    found: dict[str, Any] = {}
    paints = Paints(app)
    with tempfile.TemporaryDirectory(prefix="runsheet-bench-") as name:
        folder = Path(name)
        one = bulk_practice(practitioners=1, appointments=CARDS, day=DAY)
        async with _desk(app, folder / "one", one) as studio:
            today = studio.window.today
            view: QAbstractItemView = today.board.columns[0].view
            found["one column"] = await _frames(paints, view.verticalScrollBar(), frames)
            QTest.mouseClick(_named(today, "view_list"), Qt.MouseButton.LeftButton)
            await studio.until(lambda: bool(_lists(today)))
            await studio.settle()
            found["list"] = await _frames(paints, _lists(today)[0].verticalScrollBar(), frames)
        twelve = bulk_practice(practitioners=12, appointments=CARDS, day=DAY)
        async with _desk(app, folder / "twelve", twelve) as studio:
            bar = studio.window.today.board.horizontalScrollBar()
            found["twelve columns, sideways"] = await _frames(paints, bar, frames)
        found["floor"] = await _floor(paints, frames)
        async with _desk(app, folder / "week", _week(), days=DAYS) as studio:
            found |= {"keys": await _keys(paints, studio), "rows": A_DAY * DAYS, "days": DAYS}
    return found


@contextlib.asynccontextmanager
async def _desk(
    app: Application, folder: Path, practice: Practice, *, days: int = 1
) -> AsyncIterator[Studio]:
    """A window on this practice, its first days synced."""
    async with scene(folder, now=NOON, practice=practice) as desk:
        studio = Studio(app, desk)
        try:
            await desk.ready()
            for ahead in range(1, days):
                await desk.services.sync.run(desk.connection_id, day=DAY + timedelta(days=ahead))
            await studio.open()
            yield studio
        finally:
            await studio.aclose()


def _week() -> Practice:
    """So many appointments on each of the days that the find box knows."""
    practice = bulk_practice(practitioners=CLINICIANS, appointments=A_DAY * DAYS, day=DAY)
    for number, one in enumerate(practice.appointments()):
        start = datetime.combine(DAY, time(8), one.start.tzinfo) + timedelta(
            days=number // A_DAY, seconds=number % A_DAY // CLINICIANS * 300
        )
        practice.change(one.id, start=start, end=start + (one.end - one.start))
    return practice


async def _frames(paints: Paints, bar: QScrollBar, count: int) -> list[float]:
    """There and back, a notch of the wheel at a time."""
    step, times = NOTCH * bar.singleStep(), []
    await asyncio.sleep(0.2)
    for _ in range(count):
        if bar.value() + step > bar.maximum() or bar.value() + step < bar.minimum():
            step = -step
        began = perf_counter()
        bar.setValue(bar.value() + step)
        times.append(await _painted_ms(paints, began))
    return times


async def _painted_ms(paints: Paints, began: float) -> float:
    """From `began` until something was painted, and what else was due then."""
    while paints.at < began:
        await asyncio.sleep(0)
        if perf_counter() > began + LONGEST_S:
            raise TimeoutError("nothing was painted")
    await asyncio.sleep(0)
    return (paints.at - began) * 1000


async def _keys(paints: Paints, studio: Studio) -> dict[str, list[float]]:
    """Typed and taken back twice: the first time the other days have to be read."""
    box, times = studio.window.today.filter_bar.find_box, {"first": [], "later": []}
    box.setFocus()
    for when in ("first", "later"):
        for letter in NAME:
            began = perf_counter()
            QTest.keyClicks(box, letter)
            times[when].append(await _painted_ms(paints, began))
            await studio.settle()
        box.clear()
        await studio.settle()
    return times


async def _floor(paints: Paints, count: int) -> list[float]:
    rows = QListWidget()
    rows.addItems([f"Line {number}" for number in range(CARDS)])
    rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    rows.resize(*USUAL)
    rows.show()
    times = await _frames(paints, rows.verticalScrollBar(), count)
    rows.hide()
    rows.deleteLater()
    return times


def _lists(today: QWidget) -> list[QAbstractItemView]:
    """The list's own view, once it is there."""
    return [each for each in today.list_pane.findChildren(QAbstractItemView) if each.isVisible()]


def _named(parent: QWidget, name: str) -> QWidget:
    found = parent.findChild(QWidget, name)
    assert found is not None
    return found


def main() -> int:
    app = make_application(["bench"])
    frames = 100 if "--quick" in sys.argv else 600
    with asyncio.Runner(loop_factory=lambda: new_event_loop(app)) as runner:
        print(json.dumps(runner.run(measure(app, frames=frames))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
