"""Ten thousand runs: read a page at a time, so that the window never waits."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.ui.run import Application
from tests.benchmarks.heartbeat import Heartbeat
from tests.services.test_history import copied_runs
from tests.ui.history.desk import HistoryDesk, history_desk

RUNS = 10_000

Deed = Callable[[HistoryDesk], Awaitable[None]]


@pytest.mark.parametrize(("deed", "rows"), [("scroll", 600), ("filter", 100), ("sync", 101)])
async def test_of_ten_thousand_runs_only_what_is_looked_at_is_read(
    qapp: Application, tmp_path: Path, deed: str, rows: int
) -> None:
    """The longest step of the window's loop is told beside it, and never judged."""
    async with history_desk(qapp, tmp_path) as desk:
        await desk.scene.ready()
        await desk.services.core.database.write(copied_runs, RUNS)
        await desk.studio.open()
        await desk.open()
        heartbeat = Heartbeat()
        heartbeat.start()
        await DEEDS[deed](desk)
        print(f"{deed}: longest step {heartbeat.stop().busiest * 1000:.0f} ms")
        assert len(desk.results) == rows


async def scroll_down(desk: HistoryDesk) -> None:
    """Five pages down."""
    desk.page.table.setFocus()
    for _ in range(5):
        loaded = len(desk.results)
        desk.press(Qt.Key.Key_End)
        await desk.studio.until(lambda before=loaded: len(desk.results) > before)  # type: ignore[misc]
        await desk.settle()


async def choose_filters(desk: HistoryDesk) -> None:
    desk.page.filters.clear()
    await desk.settle()
    await desk.choose("filter_result", "✓ Complete")
    await desk.choose("filter_day", "Yesterday")
    assert len(desk.results) == 100


async def sync_behind_a_long_list(desk: HistoryDesk) -> None:
    """A run comes in at the top of what was scrolled down."""
    run = await desk.scene.sync()
    await desk.studio.until(lambda: desk.page.model.rows[0].id == run.id)
    await desk.settle()


DEEDS = {
    "scroll": scroll_down,
    "filter": choose_filters,
    "sync": sync_behind_a_long_list,
}
