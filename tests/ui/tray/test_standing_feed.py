"""The tray tells of today's list as the window does: unread, just woken, closed until Monday."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.domain.errors import DatabaseBusy
from app.domain.words import coming_time
from app.ui.presence import Presence
from app.ui.process.resume import ResumeWatch
from app.ui.run import Application
from app.ui.tray.words import Shape, shape_of, tooltip
from tests.ui.scene import NINE_27
from tests.ui.studio import Studio, studio_on

ZONE = "Australia/Melbourne"


@contextlib.asynccontextmanager
async def desk(app: Application, folder: Path) -> AsyncIterator[tuple[Studio, Presence]]:
    """A window on a synced desk with what stands beside it."""
    async with studio_on(app, folder) as studio:
        await studio.scene.ready()
        window = await studio.open()
        presence = Presence(window, leave=lambda: None, single=None)
        await studio.until(lambda: presence.feed.preferences_read)
        await studio.until(lambda: presence.feed.standing is not None)
        yield studio, presence
        presence.close()


async def _busy(*_arguments: object) -> None:
    raise DatabaseBusy()


@pytest.mark.parametrize("days", [0, 1])
async def test_a_list_that_cannot_be_read_is_told_whatever_day_is_on_screen(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    async with desk(qapp, tmp_path) as (studio, presence):
        feed = studio.window.context.feed
        if days:
            feed.step_day(days)
        await studio.settle()
        assert tooltip(presence.feed.standing).startswith("RunSheet – up to date, 9:27 am")
        monkeypatch.setattr(type(studio.scene.services.run_sheet), "sheet", _busy)
        studio.scene.clock.pass_by(hours=3)
        feed.refresh()
        told = "RunSheet – couldn't read the list, showing 9:27 am list"
        await studio.until(lambda: tooltip(presence.feed.standing).startswith(told))
        assert shape_of(presence.feed.standing) is Shape.TRIANGLE
        entry = presence.entries()[0]
        monkeypatch.undo()
        presence.deeds.do(entry)  # Read the list again
        await studio.until(lambda: shape_of(presence.feed.standing) is not Shape.CHECKING)
        await studio.until(
            lambda: tooltip(presence.feed.standing).startswith("RunSheet – out of date, 9:27 am")
        )


async def test_a_pc_that_wakes_up_shows_no_old_age_while_the_network_is_awaited(
    qapp: Application, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path) as (studio, presence):
        studio.scene.clock.pass_by(hours=2)
        watch = presence.findChild(ResumeWatch)
        assert watch is not None
        watch.resumed.emit()
        pill = "!  Out of date · last good check 9:27 am"
        await studio.until(lambda: studio.window.today.header.pill_text == pill)
        assert tooltip(presence.feed.standing).startswith("RunSheet – out of date, 9:27 am")


async def test_the_next_check_is_told_once_and_for_all_with_its_day(
    qapp: Application, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path) as (studio, presence):
        clock, feed = studio.scene.clock, studio.window.context.feed
        clock.pass_by(days=4, hours=9)  # Saturday evening; nobody touched the window for days
        feed.refresh()
        await studio.settle()
        due = await studio.scene.services.schedule.next_sync_at(studio.scene.connection_id)
        assert due is not None
        assert clock() - NINE_27 > (due - clock())
        at = coming_time(due, now=clock(), timezone=ZONE)
        assert at.startswith("Mon 6:3")
        words = f"Practice closed · next check {at}"
        assert studio.window.today.header.pill_text == f"☾  {words}"
        assert f"Next check {at}" in studio.window.status_bar.text
        await studio.until(lambda: f"☾ {words}" in [each.text for each in presence.entries()])
        feed.step_day(2)
        await studio.settle()
        await studio.until(lambda: f"☾ {words}" in [each.text for each in presence.entries()])


async def test_the_board_s_level_is_known_in_the_tray_at_once(
    qapp: Application, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path) as (studio, presence):
        services, privacy = studio.scene.services, studio.window.privacy
        privacy.turn_on()
        assert tooltip(presence.feed.standing).endswith(" today")
        await services.preferences.write("privacy.level", "off")
        await studio.until(lambda: not tooltip(presence.feed.standing).endswith(" today"))
        assert not [each.text for each in presence.entries() if " today" in each.text]
        privacy.turn_off()
        assert tooltip(presence.feed.standing).endswith(" today")
