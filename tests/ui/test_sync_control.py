"""Sync now: progress is told a few times a second, and its end always."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from PySide6.QtWidgets import QWidget

from app.domain.sync_run import SyncProgress
from app.services import Services
from app.services.connections.service import ConnectionChanges
from app.ui.late_services import LateServices
from app.ui.run import Application
from app.ui.sync_control import SyncControl
from app.ui.tasks import Tasks
from tests.ui.scene import scene

PEOPLE = 50


class FastPractice:
    """Answers for fifty people in one breath."""

    async def run(self, connection_id: str, **how: object) -> None:
        note = how["progress"]
        assert callable(note)
        for done in range(PEOPLE + 1):
            progress = SyncProgress(
                connection_id=connection_id, done=done, total=PEOPLE, practitioner_name=None
            )
            note(progress)
            await asyncio.sleep(0)


async def test_fifty_answers_in_one_breath_are_told_once_with_the_last(qapp: Application) -> None:
    late, owner = LateServices(), QWidget()
    told: list[tuple[int, int]] = []
    late.open(cast("Services", SimpleNamespace(sync=FastPractice())))
    control = SyncControl(late, Tasks(owner, lambda _error: None))
    control.changed.connect(lambda: told.append(control.progress))
    ended = asyncio.Event()
    control.ended.connect(lambda _runs: ended.set())
    control.start(["one"])
    await asyncio.wait_for(ended.wait(), 5)
    assert (PEOPLE, PEOPLE) in told
    assert len(told) <= 6


async def test_with_every_connection_off_it_says_so(qapp: Application, tmp_path: Path) -> None:
    async with scene(tmp_path) as desk:
        await desk.ready()
        off = ConnectionChanges(sync_enabled=False)
        await desk.services.connections.change(desk.connection_id, off)
        late, owner, said = LateServices(), QWidget(), list[str]()
        late.open(desk.services)
        tasks = Tasks(owner, lambda _error: None)
        control = SyncControl(late, tasks)
        control.refused.connect(said.append)
        control.start()
        await asyncio.gather(*tasks.running)
        assert said == ["No connection is switched on. Connections says which are off."]
