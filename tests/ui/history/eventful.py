"""A morning in which something of everything happened, for the history's tests and pictures."""

import json

from app.domain.connection import SetupStep
from app.domain.sync_run import SyncRun, SyncTrigger
from app.sandbox.fault_kinds import Fault, FaultKind
from app.services.connections.service import ConnectionChanges
from tests.ui.scene import DAY, Scene

APPOINTMENTS = "/appointments"


def without_a_start(body: bytes) -> bytes:
    """The answer with its first appointment's start taken out."""
    page = json.loads(body)
    page["appointments"][0]["startAt"] = None
    return json.dumps(page).encode()


UNREADABLE = Fault(name="no_start", kind=FaultKind.EDIT, edit=without_a_start)


async def eventful_morning(scene: Scene) -> list[SyncRun]:
    """Complete, with changes, failed, partly with one unreadable record; newest last.

    Leaves the clock five minutes after the last of them.
    """
    await scene.connect()
    await scene.map_everybody()
    changes = ConnectionChanges(setup_step=SetupStep.DONE, sync_enabled=True)
    await scene.services.connections.change(scene.connection_id, changes)
    runs = [await scene.services.sync.run(scene.connection_id, trigger=SyncTrigger.SETUP)]
    scene.clock.pass_by(minutes=15)
    _change_the_book(scene)
    runs.append(await _timed(scene))
    scene.gentu.faults.add("html_200", path=APPOINTMENTS)
    runs.append(await _timed(scene))
    scene.gentu.faults.clear()
    scene.gentu.faults.add("status_400", path=APPOINTMENTS, times=1)
    scene.gentu.faults.add(UNREADABLE, path=APPOINTMENTS, times=1)
    _change_the_book(scene, first=4)
    runs.append(await _timed(scene))
    scene.gentu.faults.clear()
    return runs


async def _timed(scene: Scene) -> SyncRun:
    run = await scene.services.sync.run(scene.connection_id, trigger=SyncTrigger.SCHEDULED)
    scene.clock.pass_by(minutes=5)
    return run


def _change_the_book(scene: Scene, *, first: int = 0) -> None:
    """One moved, one cancelled, one deleted, one arrived."""
    practice = scene.gentu.practice
    rows = [row for row in practice.appointments(DAY) if not practice.is_cancelled(row)]
    moved, cancelled, deleted, arrived = rows[first * 3 : first * 3 + 4]
    practice.move(moved.id, start=moved.start.replace(minute=(moved.start.minute + 5) % 60))
    practice.cancel(cancelled.id)
    practice.delete(deleted.id)
    practice.mark_arrived(arrived.id)
