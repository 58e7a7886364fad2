"""The Reports page's states, with a HubSpot behind it."""

import asyncio
from typing import Never

from app.domain.errors import DatabaseBusy
from app.ui.reports.page import ReportsPage
from app.ui.window.pages import PageName
from tests.ui.bookings.shots import crm_of, with_hubspot
from tests.ui.desk_shots import ELEVEN
from tests.ui.studio import Shot, Studio


async def figures(studio: Studio) -> ReportsPage:
    """This week's, drawn."""
    await studio.scene.ready()
    window = await studio.open()
    page = window.open_page(PageName.REPORTS)
    assert isinstance(page, ReportsPage)
    await studio.until(lambda: page.is_settled)
    await studio.until(lambda: page.day_chart.is_drawn and page.clinician_chart.is_drawn)
    return page


async def nothing(studio: Studio) -> None:
    window = await studio.open()
    page = window.open_page(PageName.REPORTS)
    assert isinstance(page, ReportsPage)
    await studio.until(lambda: page.is_settled)


async def sending(studio: Studio) -> ReportsPage:
    """The panel with what would leave."""
    page = await figures(studio)
    page.send_button.click()
    await studio.until(lambda: page.send_panel.is_ready)
    studio.in_view = page.send_panel.send_button
    return page


async def sending_later(studio: Studio) -> None:
    """The same while HubSpot can't be reached."""
    studio.scene.services.bookings.is_offline = lambda _provider: True  # type: ignore[method-assign]
    await sending(studio)


async def sent(studio: Studio, words: str = "✓ Sent") -> ReportsPage:
    """The list of what was sent, its newest line saying this."""
    page = await sending(studio)
    page.send_panel.send_button.click()
    await studio.until(lambda: bool(page.pushes.table.texts) and page.is_settled)
    await studio.until(lambda: words in page.pushes.table.texts[0][2])
    await studio.until(page.pushes.table.hasFocus)
    studio.in_view = page.pushes
    return page


async def refused(studio: Studio) -> None:
    """HubSpot does not take it."""
    crm_of(studio).faults.add("status_400", path="/notes", method="POST")
    await sent(studio, "! Not sent")


async def waiting(studio: Studio) -> None:
    """HubSpot can't be reached."""
    page = await figures(studio)
    crm_of(studio).close()
    page.send_button.click()
    await studio.until(lambda: page.send_panel.is_ready)
    page.send_panel.send_button.click()
    await studio.until(lambda: bool(page.pushes.table.texts) and page.is_settled)
    await studio.until(lambda: "◷ Waiting" in page.pushes.table.texts[0][2])
    studio.in_view = page.pushes


async def charts(studio: Studio) -> None:
    page = await figures(studio)
    studio.in_view = page.clinician_chart


async def chosen_days(studio: Studio) -> None:
    page = await figures(studio)
    page.spans.combo.setCurrentIndex(page.spans.combo.count() - 1)
    page.spans.combo.activated.emit(page.spans.combo.currentIndex())
    await studio.until(lambda: page.is_settled)
    studio.in_view = page.spans


async def slow(studio: Studio) -> None:
    """The database takes its time."""
    await studio.scene.ready()
    window = await studio.open()
    _hold(studio)
    page = window.open_page(PageName.REPORTS)
    assert isinstance(page, ReportsPage)
    await studio.until(lambda: "Reading" in page.empty.title)


async def slow_again(studio: Studio) -> None:
    """Other days are wanted, and take their time."""
    page = await figures(studio)
    _hold(studio)
    page.spans.combo.setCurrentIndex(1)
    page.spans.combo.activated.emit(1)
    await studio.until(lambda: page._data_words.text() == "Updating…")


def _hold(studio: Studio) -> None:
    never = asyncio.Event()

    async def wait(*_arguments: object, **_named: object) -> None:
        await never.wait()

    studio.scene.services.reports.report = wait  # type: ignore[method-assign,assignment]


async def failed(studio: Studio) -> None:
    await studio.scene.ready()
    window = await studio.open()

    async def fail(*_arguments: object, **_named: object) -> Never:
        raise DatabaseBusy

    studio.scene.services.reports.report = fail  # type: ignore[method-assign,assignment]
    page = window.open_page(PageName.REPORTS)
    assert isinstance(page, ReportsPage)
    await studio.until(lambda: bool(page.empty.buttons))


SHOTS = [
    Shot(name=f"reports-{name}", build=build, opens=with_hubspot, now=ELEVEN)
    for name, build in (
        ("none", nothing),
        ("loading", slow),
        ("updating", slow_again),
        ("failed", failed),
        ("figures", figures),
        ("charts", charts),
        ("chosen-days", chosen_days),
        ("send", sending),
        ("send-later", sending_later),
        ("sent", sent),
        ("refused", refused),
        ("waiting", waiting),
    )
]
