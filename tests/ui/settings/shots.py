"""The states of a CRM's row and of *Other programs* in Settings, each built on real services."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QScrollArea

from app.domain.api_access import Scope
from app.sandbox import running_hubspot
from app.ui.settings.api_programs_row import ApiProgramsRow
from app.ui.settings.crm_row import CrmRow
from tests.ui.scene import Scene, scene
from tests.ui.settings import backup_shots, security_shots
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


async def closed(studio: Studio) -> None:
    """The three of them, as each stands."""
    found = await rows(studio)
    studio.in_view = found["hubspot"]


async def opened(studio: Studio, provider: str = "hubspot", *, tests: bool = False) -> CrmRow:
    """The form of a CRM open; tested once where asked."""
    row = (await rows(studio))[provider]
    row.toggle.click()
    await studio.until(row.save_button.isVisible)
    studio.in_view = row.save_button
    if tests:
        row.test_button.click()
        await studio.until(lambda: not row._tasks.running)
        studio.in_view = row.result if row.result.isVisible() else row.fault
    return row


async def top(studio: Studio, provider: str = "hubspot") -> None:
    """The upper half of the form."""
    row = await opened(studio, provider)
    studio.in_view = list(row.entries.values())[2]


async def saved(studio: Studio) -> None:
    """Kept here, and removable."""
    row = await opened(studio)
    row.save_button.click()
    await studio.until(lambda: not row._tasks.running and row.remove_button.isVisible())


async def refused(studio: Studio) -> None:
    """A wait that is no number."""
    row = await opened(studio)
    row.entries["PMS_HUBSPOT_TIMEOUT_MS"].fill("soon")
    row.save_button.click()
    await studio.until(lambda: not row._tasks.running and row.fault.isVisible())


async def looking(studio: Studio) -> None:
    """The database takes its time."""
    never = asyncio.Event()

    async def wait(*_arguments: object, **_named: object) -> None:
        await never.wait()

    studio.scene.services.crm.provider = wait  # type: ignore[method-assign,assignment]
    window = await studio.open()
    window.open_settings("crm")
    page = window.page
    assert page is not None
    await studio.until(lambda: page.is_filled)
    studio.in_view = page.findChild(CrmRow, "setting_crm.hubspot")


async def programs(studio: Studio) -> ApiProgramsRow:
    """Two programs that have access."""
    access = studio.scene.services.api_access
    await access.create("Web run sheet", [Scope.READ])
    await access.create("Booking assistant", list(Scope))
    window = await studio.open()
    window.open_settings("api")
    page = window.page
    assert page is not None
    await studio.until(lambda: page.is_filled and not page.tasks.running)
    row = page.findChild(ApiProgramsRow)
    await studio.until(lambda: len(row.programs) == 2)
    bar, group = page.findChild(QScrollArea).verticalScrollBar(), page.panels["api"]
    studio.bring = lambda: bar.setValue(group.y())
    studio.in_view = row.programs[-1]
    return row


async def new_program(studio: Studio) -> ApiProgramsRow:
    """The form of a third one, without its name."""
    row = await programs(studio)
    row.add_button.click()
    row.form.add_button.click()
    await studio.until(lambda: bool(row.form.fault.text))
    studio.in_view = row.form
    return row


async def secret(studio: Studio) -> None:
    """Its token, shown once and copied."""
    row = await new_program(studio)
    row.form.name_field.setText("Wall screen")
    await studio.until(row.form.add_button.isEnabled)
    row.form.add_button.click()
    await studio.until(row.secret.isVisible)
    row.secret.copy_button.click()
    studio.in_view = row.secret


async def ending(studio: Studio) -> None:
    """Asked before an access ends."""
    row = await programs(studio)
    row.programs[0].end_button.click()
    await studio.until(row.programs[0].sure_button.isVisible)
    studio.in_view = row.programs[0]


SHOTS = [
    *backup_shots.SHOTS,
    *security_shots.SHOTS,
    Shot(name="settings-api-programs", build=programs),
    Shot(name="settings-api-new", build=new_program),
    Shot(name="settings-api-secret", build=secret),
    Shot(name="settings-api-ending", build=ending),
    Shot(name="settings-crm-closed", build=closed, opens=beside_hubspot),
    Shot(name="settings-crm-looking", build=looking, opens=beside_hubspot),
    Shot(name="settings-crm-form", build=top, opens=beside_hubspot),
    Shot(name="settings-crm-new", build=partial(top, provider="salesforce")),
    Shot(name="settings-crm-saved", build=saved, opens=beside_hubspot),
    Shot(name="settings-crm-refused", build=refused, opens=beside_hubspot),
    Shot(name="settings-crm-tested", build=partial(opened, tests=True), opens=beside_hubspot),
    Shot(
        name="settings-crm-wrong-key",
        build=partial(opened, tests=True),
        opens=partial(beside_hubspot, key="not-the-key"),
    ),
]
