"""The Reports page's states, with a HubSpot behind it."""

from app.ui.reports.page import ReportsPage
from app.ui.window.pages import PageName
from tests.ui.bookings.shots import with_hubspot
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
    return page


async def sent(studio: Studio) -> None:
    page = await sending(studio)
    page.send_panel.send_button.click()
    await studio.until(lambda: bool(page.pushes.table.texts) and page.is_settled)
    await studio.until(lambda: "✓ Sent" in page.pushes.table.texts[0][2])


SHOTS = [
    Shot(name=f"reports-{name}", build=build, opens=with_hubspot, now=ELEVEN)
    for name, build in (
        ("none", nothing),
        ("figures", figures),
        ("send", sending),
        ("sent", sent),
    )
]
