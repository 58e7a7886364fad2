"""J11 and J19 at the frame: an outage's end, and whose clock is shown."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.freshness import FreshnessState as State
from app.ui.banners.back_online import BackOnline
from app.ui.run import Application
from app.ui.sheet_feed import Snapshot
from app.ui.window.status_words import zone_warning
from tests.ui import faults as of
from tests.ui.rows import NOW, fresh, row, sheet
from tests.ui.scene import DAY
from tests.ui.studio import studio_on
from tests.ui.test_fault_catalogue import put_right


async def test_when_the_internet_is_back_it_says_so_once_with_what_changed(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        await of.unplugged(studio)
        await studio.until(lambda: "(NET-01)" in window.banner.text)
        offline = "⌁  No internet · showing 9:27 am list"
        await studio.until(lambda: window.today.header.pill_text == offline)
        assert window.today.board.columns[0].view.cards.rowCount() > 10
        await of.sync_later(studio)  # a second failure is no second outage
        coming = [
            entry
            for entry in studio.scene.gentu.practice.appointments(DAY)
            if entry.status == "booked" and entry.start > studio.scene.clock()
        ]
        for entry in coming[:3]:
            studio.scene.gentu.practice.cancel(entry.id)
        await put_right(studio)
        await studio.scene.sync()
        await studio.until(lambda: window.message_bar.text == "Back online. 3 changes.")
        await studio.until(lambda: not window.banner.text)


def _snapshot(state: State, *, minutes: int = 0, **changes: object) -> Snapshot:
    at = NOW + timedelta(minutes=minutes)
    code = "NET-01" if state is State.OFFLINE else None
    shown = fresh(state, last_success_at=at, error_code=code)
    of_day = sheet(row(1), row(2, **changes))
    from dataclasses import replace

    return Snapshot(sheet=replace(of_day, freshness=shown), overviews=(), now=at)


def test_another_fault_after_the_outage_is_not_back_online_yet() -> None:
    said: list[str] = []
    back = BackOnline(said.append)
    for state in (State.UP_TO_DATE, State.OFFLINE, State.OFFLINE, State.OUT_OF_DATE, State.SIGN_IN):
        back.note(_snapshot(state))
    assert said == []
    back.note(_snapshot(State.UP_TO_DATE, minutes=5))
    back.note(_snapshot(State.UP_TO_DATE, minutes=10))
    assert said == ["Back online. No changes."]


# 7:30 am in Sydney on Wed 5 March 2026 is still yesterday in UTC.
EARLY = datetime(2026, 3, 4, 20, 30, tzinfo=UTC)
WINTER = datetime(2026, 7, 1, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("practice", "pc", "now", "words"),
    [
        ("Sydney", "Brisbane", EARLY, "Practice time: Sydney (this PC is on Brisbane time)"),
        ("Sydney", "Brisbane", WINTER, ""),
        ("Sydney", "Perth", WINTER, "Practice time: Sydney (this PC is on Perth time)"),
        ("Sydney", "Melbourne", EARLY, ""),
        ("Adelaide", "Sydney", EARLY, "Practice time: Adelaide (this PC is on Sydney time)"),
        ("Lord_Howe", "Sydney", EARLY, ""),
        ("Lord_Howe", "Sydney", WINTER, "Practice time: Lord Howe (this PC is on Sydney time)"),
    ],
)
def test_the_practices_clock_is_named_only_where_the_pcs_differs(
    practice: str, pc: str, now: datetime, words: str
) -> None:
    shown = zone_warning(practice_zone=f"Australia/{practice}", pc_zone=f"Australia/{pc}", now=now)
    assert shown == words
