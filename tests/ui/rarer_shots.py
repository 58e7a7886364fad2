"""Rarer states of Connections and Settings: offline, none, several, refused, full."""

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QLabel, QLineEdit

from app.domain.errors import SettingsNotSaved
from app.ui.settings.hours_row import ClosedDaysRow
from app.ui.settings.row import TextRow
from tests.ui import faults as of
from tests.ui.connections.desk import Desk
from tests.ui.connections.shots import at_people, opened, press, with_code
from tests.ui.connections.shots import details as details_of
from tests.ui.frame_shots import settings
from tests.ui.studio import Shot, Studio
from tests.ui.three_vendors import three_vendors

_FULL = "The disk is full. The list stays as it was; free some space and sync again."


async def rename(studio: Studio) -> None:
    await studio.scene.ready()
    at = await opened(studio)
    at.page.list.cards[studio.scene.connection_id].open_rename()


async def checking(studio: Studio) -> None:
    """A check that somebody asked for on the card."""
    await studio.scene.ready()
    studio.scene.clock.pass_by(minutes=2)
    at = await opened(studio)
    studio.scene.gentu.latency_s = 5  # for every look
    press(at, "card_sync")
    await at.until(lambda: "Checking" in at.text("card_state"))


async def offline(studio: Studio) -> None:
    await studio.scene.ready()
    await of.unplugged(studio)
    await opened(studio)


async def three(studio: Studio) -> None:
    await studio.scene.ready()
    await opened(studio)


async def details_remove(studio: Studio) -> None:
    """Asked before a connection goes, on its own page."""
    await details_of(studio)
    press(Desk(studio.window, studio.scene), "details_remove")


async def connect_offline(studio: Studio) -> None:
    of.environment(studio)["RUNSHEET_GENTU_BASE_URL"] = of.NOWHERE
    at = await with_code(studio, "abcd1234")
    studio.in_view = await at.until_shown("pairing_error")


async def people_offline(studio: Studio) -> None:
    """The people last stored, with their age."""
    await studio.scene.ready()
    await of.unplugged(studio)
    at = await opened(studio)
    press(at, "card_people")
    await at.until(lambda: "(NET-01)" in at.text("people_notice_text"))
    await at.until(
        lambda: any(
            "could not be counted" in each.text() for each in studio.window.findChildren(QLabel)
        )
    )


async def types_failed(studio: Studio) -> None:
    at = await at_people(studio)
    studio.scene.gentu.faults.add("html_200", path="/appointment-types")
    await at.until(at.find("next").isEnabled)
    press(at, "next")
    await at.until(lambda: "(NET-03)" in at.text("types_notice_text"))


async def types_none(studio: Studio) -> None:
    studio.scene.gentu.practice._types.clear()
    at = await at_people(studio)
    await at.until(at.find("next").isEnabled)
    press(at, "next")
    await at.until(lambda: "no appointment types" in at.text("types_notice_text"))


async def closed_days(studio: Studio) -> None:
    page = await settings(studio, "practice")
    row = page.findChild(ClosedDaysRow)
    row.date_field.setDate(QDate(2030, 12, 25))
    for _ in range(2):
        row.add_button.click()
    studio.in_view = row


async def not_saved(studio: Studio) -> None:
    page = await settings(studio, "this_pc")
    row = page.row("pc.name")
    assert isinstance(row, TextRow)
    row.show_error(SettingsNotSaved(reason=_FULL))
    studio.in_view = row


async def no_port(studio: Studio) -> None:
    page = await settings(studio, "api")
    row = page.row("api.port")
    field = row.findChild(QLineEdit)
    field.setText("80")
    field.editingFinished.emit()
    studio.in_view = row


SHOTS = [
    Shot(name="connections-rename", build=rename),
    Shot(name="connections-checking", build=checking),
    Shot(name="connections-offline", build=offline),
    Shot(name="connections-three", build=three, opens=three_vendors),
    Shot(name="connections-details-remove", build=details_remove),
    Shot(name="setup-2-offline", build=connect_offline),
    Shot(name="people-offline", build=people_offline),
    Shot(name="setup-4-failed", build=types_failed),
    Shot(name="setup-4-none", build=types_none),
    Shot(name="settings-closed-days", build=closed_days),
    Shot(name="settings-not-saved", build=not_saved),
    Shot(name="settings-no-port", build=no_port),
]
