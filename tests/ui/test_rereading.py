"""A page reads again after every change, and none is left unread."""

import asyncio

import pytest
from PySide6.QtWidgets import QWidget

from app.domain.errors import RunSheetError, Unreachable
from app.ui.rereading import Rereading
from app.ui.run import Application
from app.ui.tasks import Tasks
from tests.support.waiting import patience


class Slow:
    """A reading that ends when it is let go, and fails as often as asked."""

    def __init__(self, *, failures: int = 0) -> None:
        self.count, self.failures = 0, failures
        self.begun, self.go = asyncio.Event(), asyncio.Event()

    async def __call__(self) -> None:
        self.count += 1
        self.begun.set()
        await self.go.wait()
        if self.failures:
            self.failures -= 1
            raise Unreachable(system="Gentu")


async def until_idle(reading: Rereading) -> None:
    async with patience():
        while not reading.is_idle:  # noqa: ASYNC110  # it has no event of its own
            await asyncio.sleep(0)


@pytest.mark.parametrize("failures", [0, 1])
async def test_many_wishes_during_a_reading_become_one_more_also_where_it_failed(
    qapp: Application, failures: int
) -> None:
    slow, shown = Slow(failures=failures), list[RunSheetError]()
    owner = QWidget()
    reading = Rereading(Tasks(owner, lambda _error: None), slow, on_error=shown.append)
    assert reading.is_idle
    reading.start()
    await slow.begun.wait()
    for _ in range(3):
        reading.start()
    slow.go.set()
    await until_idle(reading)
    await asyncio.sleep(0)
    assert slow.count == 2
    assert len(shown) == failures


async def test_it_ends_with_its_widget(qapp: Application) -> None:
    slow, owner = Slow(), QWidget()
    tasks = Tasks(owner, lambda _error: None)
    reading = Rereading(tasks, slow)
    reading.start()
    await slow.begun.wait()
    reading.start()
    await tasks.aclose()
    assert slow.count == 1
    assert not tasks.running
