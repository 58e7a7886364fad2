"""A report that waits is sent for as long as the window lives, and keeps no quit waiting."""

import asyncio
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from app.domain.report_push import PushState
from app.services import Settings, open_services
from app.ui.run import Application
from tests.support.crms import CRMS
from tests.support.waiting import on_this_machine, until
from tests.ui.scene import Scene, scene
from tests.ui.test_run import living

NOTES = "/notes"


async def waiting(desk: Scene) -> str:
    """A report that could not be sent, and whose turn has come; its id."""
    reports = desk.services.reports
    preview = await reports.preview("hubspot", await reports.this_week())
    push = await reports.push("hubspot", preview)
    assert push.state is PushState.PENDING
    desk.clock.at = push.next_try_at + timedelta(seconds=1)
    return push.id


async def test_what_waits_is_sent_while_the_window_lives(qapp: Application, tmp_path: Path) -> None:
    with CRMS["hubspot"].running() as hubspot:
        async with scene(tmp_path, environment=hubspot.environment) as desk:
            await desk.ready()
            hubspot.faults.add("status_503_before", method="POST", path=NOTES, times=1)
            push_id = await waiting(desk)
            async with living(qapp, desk) as life:
                await until(lambda: hubspot.account.records("notes"))
                states = []
                while PushState.DONE not in states:
                    states.append((await desk.services.reports.get(push_id)).state)
                    await asyncio.sleep(0.01)
                QCoreApplication.postEvent(qapp, QEvent(QEvent.Type.Quit))
                assert await life == 0
        assert len(hubspot.account.records("notes")) == 1


async def test_a_quit_while_a_report_is_sent_ends_within_two_seconds_and_keeps_it(
    qapp: Application, tmp_path: Path
) -> None:
    with CRMS["hubspot"].running() as hubspot:
        async with scene(tmp_path, environment=hubspot.environment, has_keyring=True) as desk:
            await desk.ready()
            hubspot.faults.add("status_503_before", method="POST", path=NOTES, times=1)
            push_id = await waiting(desk)
            hubspot.faults.add("hang", method="POST", path=NOTES, times=1)
            async with living(qapp, desk) as life:
                await until(lambda: not hubspot.faults.pending)
                QCoreApplication.postEvent(qapp, QEvent(QEvent.Type.Quit))
                async with asyncio.timeout(on_this_machine(2)):
                    assert await life == 0
            assert len(asyncio.all_tasks()) == 1
            now = desk.clock.at
        settings = Settings(data_dir=tmp_path / "data", environment=hubspot.environment)
        services = await open_services(settings, now=lambda: now)
        try:
            kept = await services.reports.get(push_id)
        finally:
            await services.aclose()
        assert (kept.state, kept.error_code) == (PushState.PENDING, "WRITE-03")
