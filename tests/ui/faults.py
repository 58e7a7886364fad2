"""Every fault that the banner tells of, made to happen for real, with its words and its button."""

import dataclasses
import json
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from sqlalchemy import text, update

from app.adapters.http import HttpClient
from app.adapters.pacing import Clock as WireClock
from app.adapters.pacing import Patience
from app.adapters.pms.gentu import SPEC as GENTU
from app.domain.sync_run import SyncTrigger
from app.sandbox.fault_kinds import Fault as WireFault
from app.sandbox.fault_kinds import FaultKind
from app.services.core import LABELS
from app.store.schema import pms_connections
from app.store.sync.leases import LeaseHolder
from app.store.sync.log import WantedRun
from app.store.sync.run import claim_run
from app.ui.connections.page import ConnectionsPage
from app.ui.history.page import HistoryPage
from tests.ui.scene import DAY, Scene, scene
from tests.ui.studio import Studio
from tests.ui.three_vendors import ThreeVendors

NOWHERE = "https://224.0.0.1/v1"
"""A group address: every system answers a connection to it with *network is unreachable*."""

QUICK = Patience(attempts=2, first_pause_s=0.01, longest_backoff_s=0.02)
"""Tries again at once, but waits for an answer as long as the app does."""

IMPATIENT = dataclasses.replace(QUICK, attempt_s=0.6, call_s=1.5)
"""For answers that never come; on a busy machine others take as long, too."""
APPOINTMENTS = "/appointments"
FROM_9_27 = "It's from 9:27 am."

Act = Callable[[Studio], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """`happen`: makes the fault and lets a sync meet it. `words`: what the banner says, `{…}`
    standing for a time that the schedule knows. `button`: its verb, None where nothing helps but
    waiting; `effect`: sees that a press of it does what it says.
    """

    code: str
    happen: Act
    words: str
    button: str | None
    effect: Act
    opens: Callable[..., AbstractAsyncContextManager[Scene]] = scene


# --- how faults happen ------------------------------------------------------------------------


async def sync_later(studio: Studio) -> None:
    studio.scene.clock.pass_by(minutes=6)
    await studio.scene.sync()


def struck(fault: str | WireFault, *, path: str = APPOINTMENTS) -> Act:
    async def happen(studio: Studio) -> None:
        studio.scene.gentu.faults.add(fault, path=path)
        await sync_later(studio)

    return happen


def environment(studio: Studio) -> dict[str, str]:
    found = studio.scene.services.core.settings.environment
    assert isinstance(found, dict)
    return found


async def kept_waiting(studio: Studio) -> None:
    await use_client(studio, HttpClient(patience=IMPATIENT))
    await struck("hang")(studio)
    await use_client(studio, HttpClient(patience=QUICK))


async def unplugged(studio: Studio) -> None:
    environment(studio)["RUNSHEET_GENTU_BASE_URL"] = NOWHERE
    await sync_later(studio)


async def keys_taken_away(studio: Studio) -> None:
    del environment(studio)["RUNSHEET_GENTU_CLIENT_SECRET"]
    await sync_later(studio)


async def revoked(studio: Studio) -> None:
    studio.scene.gentu.practice.revoke()
    await sync_later(studio)


def spoil_record(field: str, value: object) -> WireFault:
    """The first record of each page, with another value in one field."""

    def edit(body: bytes) -> bytes:
        page = json.loads(body)
        for record in page.get("appointments", [])[:1]:
            record[field] = value
        return json.dumps(page).encode()

    return WireFault(name=f"spoilt_{field}", kind=FaultKind.EDIT, edit=edit)


async def a_new_word(studio: Studio) -> None:
    entry = _booked(studio)
    studio.scene.gentu.practice.change(entry.id, status="postponed")
    await sync_later(studio)


def _booked(studio: Studio) -> Any:
    book = studio.scene.gentu.practice.appointments(DAY)
    return next(entry for entry in book if entry.status == "booked" and entry.patient_ids)


async def no_zone(studio: Studio) -> None:
    desk = studio.scene
    assert isinstance(desk, ThreeVendors)
    await desk.services.core.database.write(
        lambda sql: sql.execute(
            update(pms_connections)
            .where(pms_connections.c.pms_type == "medirecords")
            .values(timezone=None)
        )
    )
    studio.window.today.context.feed.refresh()


async def nobodys(studio: Studio) -> None:
    desk = studio.scene
    assert isinstance(desk, ThreeVendors)
    practice = desk.sandboxes["medirecords"].practice
    entry = next(each for each in practice.appointments(DAY) if not practice.is_cancelled(each))
    practice.change(entry.id, practitioner_id=None)
    desk.clock.pass_by(minutes=6)
    await desk.sync_all()


async def nothing_changes(studio: Studio) -> None:
    studio.scene.clock.pass_by(hours=3, minutes=6)
    await studio.scene.sync()


async def few_are_left(studio: Studio) -> None:
    """The four same weekdays before were as busy as this day was until now."""
    desk = studio.scene
    practice = desk.gentu.practice
    for weeks in (1, 2, 3, 4):
        for number, entry in enumerate(practice.appointments(DAY)[:22]):
            practice.put(
                dataclasses.replace(
                    entry,
                    id=practice._new_id(1000 * weeks + number),
                    start=entry.start - timedelta(weeks=weeks),
                    status="booked",
                    cancelled_at=None,
                )
            )
        day: date = DAY - timedelta(weeks=weeks)
        await desk.services.sync.run(desk.connection_id, day=day)
    kept = {_booked(studio).id}
    for entry in practice.appointments(DAY):
        if entry.id not in kept:
            practice.delete(entry.id)
    await sync_later(studio)
    overview = await desk.services.connections.get(desk.connection_id)
    for notice in overview.notices:
        await desk.services.sync.answer_mass_vanish(notice.id, accept=True)
    await desk.sync()


async def a_mass_vanish(studio: Studio) -> None:
    practice = studio.scene.gentu.practice
    for entry in practice.appointments(DAY)[10:]:
        practice.delete(entry.id)
    await sync_later(studio)


async def a_locum(studio: Studio) -> None:
    studio.scene.gentu.practice.add_practitioner("Locum", "Lee")
    await sync_later(studio)


async def nobody_shown(studio: Studio) -> None:
    mapping = studio.scene.services.mapping
    people = await mapping.people(studio.scene.connection_id, refresh=False)
    from app.domain.connection import MappingAnswer

    await mapping.save_people(
        studio.scene.connection_id,
        [
            MappingAnswer(
                pms_practitioner_id=each.practitioner.pms_practitioner_id,
                pms_practitioner_name=each.practitioner.full_name,
                clinician_id=None,
            )
            for each in people.choices
        ],
    )


async def a_slow_clock(studio: Studio) -> None:
    """This PC's own clock, as the wire sees it, is seven minutes behind the vendor's."""
    behind = WireClock(now=lambda: datetime.now(UTC) - timedelta(minutes=7))
    await use_client(studio, HttpClient(patience=QUICK, clock=behind))
    await sync_later(studio)


async def use_client(studio: Studio, client: HttpClient) -> None:
    vendors = studio.scene.services.core.vendors
    await vendors.aclose()
    vendors._client = client


async def a_full_disk(studio: Studio) -> None:
    practice = studio.scene.gentu.practice
    row = _booked(studio)
    for minute in range(60):
        practice.add(
            practitioner_id=row.practitioner_id,
            start=row.start.replace(hour=6, minute=minute),
            patient_ids=row.patient_ids,
        )

    def limit(sql: Any) -> None:
        count = sql.execute(text("PRAGMA page_count")).scalar()
        sql.execute(text(f"PRAGMA max_page_count = {count + 2}"))

    await studio.scene.services.core.database.read(limit)
    await sync_later(studio)


async def three_crashes(studio: Studio) -> None:
    core = studio.scene.services.core
    for _ in range(3):
        other = LeaseHolder(core.settings.data_dir / "holders")
        await core.database.write(
            claim_run,
            WantedRun(
                connection_id=studio.scene.connection_id, trigger=SyncTrigger.SCHEDULED, day=DAY
            ),
            holder=other,
            labels=LABELS,
            now=studio.scene.clock(),
        )
        other.close()
        await studio.scene.services.sync.recover()
    studio.window.today.context.feed.refresh()


# --- what the buttons do ----------------------------------------------------------------------


async def connections_page(studio: Studio) -> None:
    await studio.until(lambda: isinstance(studio.window.page, ConnectionsPage))
    page = studio.window.page
    assert isinstance(page, ConnectionsPage)
    await studio.until(lambda: page.flow is not None)


def history_of(pms_type: str) -> Act:
    """Sync history, at the newest check of this system's connection."""

    async def at_the_check(studio: Studio) -> None:
        await studio.until(lambda: "Sync history" in studio.window.windowTitle())
        page = studio.window.page
        assert isinstance(page, HistoryPage)
        await studio.until(lambda: page.is_settled and bool(page.model.rows))
        overviews = await studio.scene.services.connections.list()
        ids = {each.connection.pms_type: each.connection.id for each in overviews}
        assert page.filters.wanted.connection_id == ids[pms_type]

    return at_the_check


async def copied(studio: Studio) -> None:
    clipboard = QGuiApplication.clipboard()
    await studio.until(lambda: "Code: " in clipboard.text())
    secrets = [v for k, v in studio.scene.gentu.environment.items() if "URL" not in k]
    assert not [secret for secret in secrets if secret in clipboard.text()]
    assert "127.0.0.1" in clipboard.text()
    assert "Code: " in clipboard.text()


async def banner_gone(studio: Studio) -> None:
    await studio.until(lambda: not studio.window.banner.text)


async def print_panel(studio: Studio) -> None:
    desk = studio.window.today.printing
    await studio.until(lambda: desk.panel is not None and desk.panel.isVisible())
    assert desk.panel is not None
    QTest.keyClick(desk.panel, Qt.Key.Key_Escape)
    await studio.until(lambda: desk.panel is None)


async def downtime_panel(studio: Studio) -> None:
    def panel() -> QWidget | None:
        found = studio.window.findChildren(QWidget, "downtime_panel")
        return next((each for each in found if each.isVisible()), None)

    await studio.until(lambda: panel() is not None)
    shown = panel()
    assert shown is not None
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    await studio.until(lambda: panel() is None)


async def nothing(studio: Studio) -> None:
    """There is no button."""


async def page_of_gentu(studio: Studio) -> None:
    """In the browser; it is public, and nothing of the practice goes along."""
    assert studio.opened is not None
    assert studio.opened.addresses == [GENTU.trouble_page.address]
    assert GENTU.trouble_page.address.startswith("https://support.geniesolutions.com.au/")


async def clock_steps(studio: Studio) -> None:
    panel = studio.window.banner_panel
    assert "Date & Time" in panel.text or "Date & time" in panel.text
    assert [button.text() for button in panel.buttons] == ["Close"]
