"""The states of a CRM's row in Settings, each built on real services."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QScrollArea

from app.sandbox import running_hubspot
from app.ui.settings.crm_row import CrmRow
from tests.ui.scene import Scene, scene
from tests.ui.studio import Shot, Studio

TOKEN = "PMS_HUBSPOT_PRIVATE_APP_TOKEN"


@contextlib.asynccontextmanager
async def beside_hubspot(
    folder: Path, *, key: str | None = None, **more: object
) -> AsyncIterator[Scene]:
    """A scene whose HubSpot is set up; `key` instead of the right one."""
    with running_hubspot() as hubspot:
        told = hubspot.environment | ({TOKEN: key} if key else {})
        async with scene(folder, environment=told, **more) as around:  # type: ignore[arg-type]
            yield around


async def rows(studio: Studio) -> dict[str, CrmRow]:
    """The rows of the group "Bookings", in view; by provider."""
    window = await studio.open()
    window.open_settings("crm")
    page = window.page
    assert page is not None
    await studio.until(lambda: page.is_filled and not page.tasks.running)
    found = {name: page.findChild(CrmRow, f"setting_crm.{name}") for name in CRMS}
    await studio.until(lambda: all(row.entries for row in found.values()))
    return found


CRMS = ("ghl", "salesforce", "hubspot")


async def opened(studio: Studio, provider: str = "hubspot", *, tests: bool = False) -> None:
    """The form of a CRM open; tested once where asked."""
    row = (await rows(studio))[provider]
    row.toggle.click()
    await studio.until(row.save_button.isVisible)
    if tests:
        row.test_button.click()
        await studio.until(lambda: not row._tasks.running)
    (area,) = [each for each in page_of(studio) if each.isAncestorOf(row)]
    await asyncio.sleep(0.1)  # the layout grows
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    area.ensureWidgetVisible(row.test_button if tests else row.toggle)


def page_of(studio: Studio) -> list[QScrollArea]:
    """What scrolls on the page."""
    page = studio.window.page
    assert page is not None
    return page.findChildren(QScrollArea)


SHOTS = [
    Shot(name="settings-crm-form", build=opened, opens=beside_hubspot),
    Shot(name="settings-crm-new", build=partial(opened, provider="salesforce")),
    Shot(name="settings-crm-tested", build=partial(opened, tests=True), opens=beside_hubspot),
    Shot(
        name="settings-crm-wrong-key",
        build=partial(opened, tests=True),
        opens=partial(beside_hubspot, key="not-the-key"),
    ),
]
