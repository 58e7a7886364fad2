"""Sync now: progress is told a few times a second, and its end always."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from app.domain.sync_run import SyncProgress, SyncRun, SyncTrigger
from app.services import Services
from app.services.connections.service import ConnectionChanges
from app.ui.late_services import LateServices
from app.ui.run import Application
from app.ui.sync_control import SyncControl
from app.ui.tasks import Tasks
from tests.support.waiting import patience
from tests.ui.scene import DAY, Scene, scene
from tests.ui.three_vendors import three_vendors

PEOPLE = 50


@dataclass(frozen=True)
class Controlled:
    """`press` starts a sync and waits for its end; what was said and run is kept."""

    scene: Scene
    control: SyncControl
    tasks: Tasks
    said: list[str] = field(default_factory=list)
    runs: list[tuple[SyncRun, ...]] = field(default_factory=list)

    async def press(self, ids: Sequence[str] | None = None, **how: Any) -> None:
        self.control.start(ids, **how)
        await asyncio.gather(*self.tasks.running)


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
    control.start(["one"], is_anew=True)
    async with patience():
        await ended.wait()
    assert (PEOPLE, PEOPLE) in told
    assert len(told) <= 6


@contextlib.asynccontextmanager
async def controlled(folder: Path) -> AsyncIterator[Controlled]:
    """Sync now on a synced desk, without a window."""
    async with scene(folder) as desk:
        await desk.ready()
        late, owner = LateServices(), QWidget()
        late.open(desk.services)
        tasks = Tasks(owner, lambda _error: None)
        found = Controlled(desk, SyncControl(late, tasks), tasks)
        found.control.refused.connect(found.said.append)
        found.control.ended.connect(found.runs.append)
        yield found


async def test_with_every_connection_off_it_says_so(qapp: Application, tmp_path: Path) -> None:
    async with controlled(tmp_path) as desk:
        off = ConnectionChanges(sync_enabled=False)
        await desk.scene.services.connections.change(desk.scene.connection_id, off)
        await desk.press()
        assert desk.said == ["No connection is switched on. Connections says which are off."]


async def test_any_good_check_counts_also_one_by_the_clock(
    qapp: Application, tmp_path: Path
) -> None:
    async with controlled(tmp_path) as desk:
        ours = desk.scene.connection_id
        desk.scene.clock.pass_by(minutes=5)
        await desk.scene.services.sync.run(ours, trigger=SyncTrigger.SCHEDULED)
        desk.scene.clock.pass_by(seconds=12)
        await desk.press()
        await desk.press([ours])
        assert desk.said == ["Checked 12 s ago. You can check again in 18 s."] * 2
        assert desk.runs == [(), ()]
        desk.scene.clock.pass_by(seconds=18)
        await desk.press([ours])
        assert len(desk.said) == 2
        assert len(desk.runs[-1]) == 1


async def test_a_failed_check_may_be_tried_again_at_once(qapp: Application, tmp_path: Path) -> None:
    async with controlled(tmp_path) as desk:
        await desk.press()
        desk.scene.gentu.practice.revoke()
        desk.scene.clock.pass_by(seconds=30)
        await desk.press()
        await desk.press()
        assert [run.status for runs in desk.runs for run in runs] == ["success", "failed", "failed"]
        assert desk.said == []


async def test_another_day_and_what_was_chosen_anew_are_read_at_once(
    qapp: Application, tmp_path: Path
) -> None:
    async with controlled(tmp_path) as desk:
        await desk.press()
        await desk.press(day=DAY + timedelta(days=1))
        await desk.press([desk.scene.connection_id], is_anew=True)
        assert [len(runs) for runs in desk.runs] == [1, 1, 1]


async def test_of_several_only_those_are_synced_that_were_not_just_checked(
    qapp: Application, tmp_path: Path
) -> None:
    async with three_vendors(tmp_path) as desk:
        await desk.ready()
        late, owner, runs = LateServices(), QWidget(), list[tuple[SyncRun, ...]]()
        late.open(desk.services)
        tasks = Tasks(owner, lambda _error: None)
        control = SyncControl(late, tasks)
        control.ended.connect(runs.append)
        desk.clock.pass_by(minutes=1)
        await desk.services.sync.run(desk.connections["halaxy"])
        control.start()
        await asyncio.gather(*tasks.running)
        synced = {run.connection_id for run in runs[0]}
        assert synced == {desk.connections["gentu"], desk.connections["medirecords"]}
