"""Two notifications at once: each click leads to its own place, else both are one."""

import contextlib
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.freshness import FreshnessState
from app.ui.notify.notifier import Notifier
from app.ui.presence import Presence
from app.ui.run import Application
from tests.support.desktop_bus import desktop, own_bus
from tests.ui.studio import Studio, studio_on
from tests.ui.tray.standings import NINE_27, freshness, later, overview, standing

SIGN_IN = "Gentu needs you to sign in again. Its columns are from 9:27 am."
RESUMED = "The pause is over. RunSheet checks Halaxy again."


@dataclass
class Told:
    """A notifier beside a window; `in_window` is what it said there."""

    studio: Studio
    notifier: Notifier
    in_window: list[str] = field(default_factory=list)

    def tell_two(self) -> None:
        """A refused sign-in and a pause that ran out, in the same minute."""
        gentu = self.studio.scene.connection_id
        until = NINE_27 + timedelta(seconds=30)
        paused = overview(2, system="Halaxy", paused_until=until)
        self.notifier.take(standing(overview(id=gentu), paused))
        refused = freshness(FreshnessState.SIGN_IN, error_code="AUTH-02")
        self.notifier.take(later(standing(overview(id=gentu, fresh=refused), paused), minutes=1))


@contextlib.asynccontextmanager
async def told(app: Application, folder: Path) -> AsyncIterator[Told]:
    """The window is on Settings, so that every place is another one."""
    async with studio_on(app, folder) as studio:
        await studio.scene.ready()
        window = await studio.open()
        presence = Presence(window, leave=lambda: None, single=None)
        in_window: list[str] = []
        notifier = Notifier(
            presence.tray,
            presence.deeds,
            tasks=window.tasks_of(window),
            show_in_window=in_window.append,
            parent=window,
        )
        window.open_settings()
        yield Told(studio, notifier, in_window)
        presence.close()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is a Linux desktop's")
@pytest.mark.parametrize(
    ("number", "title"), [(1, "RunSheet – Connections"), (2, "RunSheet – Today")]
)
async def test_over_d_bus_each_click_leads_to_its_own_place(
    qapp: Application,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    title: str,
) -> None:
    with own_bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        async with desktop(address, has_tray=False) as panel, told(qapp, tmp_path) as desk:
            desk.tell_two()
            shown = [await panel.next_notification() for _ in range(2)]
            assert shown == [("RunSheet", SIGN_IN), ("RunSheet", RESUMED)]
            panel.notifications.click(number)
            await desk.studio.until(lambda: desk.studio.window.windowTitle() == title)
            assert desk.in_window == []


async def test_where_only_the_last_one_is_known_both_are_one(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    async with told(qapp, tmp_path) as desk:
        desk.tell_two()
        assert desk.in_window == [f"{SIGN_IN} {RESUMED}"]
