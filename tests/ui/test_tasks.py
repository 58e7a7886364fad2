"""The one door: busy widgets, errors at one place, bugs to the hook, the end with the widget."""

import asyncio
import sys

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.errors import RunSheetError, Unreachable
from app.ui.run import Application
from app.ui.tasks import Tasks
from tests.support.waiting import patience


async def test_what_is_busy_cannot_be_pressed_until_the_work_ends(qapp: Application) -> None:
    owner, button, go = QWidget(), QPushButton(), asyncio.Event()
    task = Tasks(owner, lambda _error: None).start(_wait(go), busy=button)
    assert not button.isEnabled()
    go.set()
    await task
    await asyncio.sleep(0)
    assert button.isEnabled()


async def test_what_was_busy_is_free_with_the_last_word_of_the_work(qapp: Application) -> None:
    owner, button, said = QWidget(), QPushButton(), list[bool]()

    async def speak() -> None:
        await asyncio.sleep(0)
        asyncio.get_running_loop().call_soon(lambda: said.append(button.isEnabled()))

    await Tasks(owner, lambda _error: None).start(speak(), busy=button)
    assert said == [True]


async def test_work_that_is_cancelled_before_it_begins_leaves_nothing_busy(
    qapp: Application,
) -> None:
    owner, button = QWidget(), QPushButton()
    tasks = Tasks(owner, lambda _error: None)
    await tasks.aclose()
    task = tasks.start(_wait(asyncio.Event()), busy=button)
    await asyncio.wait({task})
    await asyncio.sleep(0)
    assert button.isEnabled()


async def test_an_error_is_shown_at_one_place_or_where_asked(qapp: Application) -> None:
    owner, shown, special = QWidget(), list[RunSheetError](), list[RunSheetError]()
    tasks = Tasks(owner, shown.append)
    first, second = tasks.start(_fail()), tasks.start(_fail(), on_error=special.append)
    await asyncio.wait({first, second})
    await asyncio.sleep(0)
    assert [error.code for error in shown] == ["NET-02"]
    assert [error.code for error in special] == ["NET-02"]


async def test_a_bug_reaches_the_hook(qapp: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: seen.append(kind))
    task = Tasks(QWidget(), lambda _error: None).start(_break())
    await asyncio.wait({task})
    await asyncio.sleep(0)
    assert seen == [ZeroDivisionError]


async def test_work_asked_for_after_the_end_never_begins(qapp: Application) -> None:
    owner, begun = QWidget(), list[bool]()

    async def begin() -> None:
        begun.append(True)

    tasks = Tasks(owner, lambda _error: None)
    await tasks.aclose()
    late = tasks.start(begin())
    await asyncio.wait({late})
    assert late.cancelled()
    assert not begun


async def test_work_ends_with_its_widget(qapp: Application) -> None:
    owner = QWidget()
    task = Tasks(owner, lambda _error: None).start(_wait(asyncio.Event()))
    owner.deleteLater()
    with pytest.raises(asyncio.CancelledError):
        async with patience():
            await task


async def _wait(go: asyncio.Event) -> None:
    await go.wait()


async def _fail() -> None:
    raise Unreachable(system="Gentu")


async def _break() -> None:
    raise ZeroDivisionError


async def test_the_work_of_a_widget_that_is_gone_is_forgotten(qapp: Application) -> None:
    owner = QWidget()
    tasks = Tasks(owner, lambda _error: None)
    task = tasks.start(_wait(asyncio.Event()))
    owner.deleteLater()
    await asyncio.wait({task})
    await asyncio.sleep(0)
    assert tasks.is_over
