"""The states of the Connections page and its set-up, each built on real services."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

from app.services.connections.service import ConnectionChanges
from app.ui.connections.people.people_preview import PeoplePreview
from app.ui.connections.people.step_people import PeopleStep
from app.ui.widgets.notice_bar import NoticeBar
from tests.support.systems import signed_in
from tests.ui.connections.desk import Desk
from tests.ui.connections.vendor_desk import SECRETS, Hands, VendorScene, vendor_scene
from tests.ui.studio import Shot, Studio


async def opened(studio: Studio) -> Desk:
    """The window on the Connections page."""
    await studio.open()
    studio.window.activateWindow()
    studio.window.open_connections()
    at = Desk(studio.window, studio.scene)
    await at.until(lambda: at.page.list.is_loaded)
    await at.settle()
    return at


def press(at: Desk, name: str) -> None:
    """Presses a button that is on screen."""
    found = at.find(name)
    assert isinstance(found, QAbstractButton)
    found.setFocus()
    found.click()


async def with_code(studio: Studio, code: str) -> Desk:
    """At the code's field with this code in it."""
    at = await opened(studio)
    press(at, "choose_gentu")
    field = await at.until_shown("pairing_code")
    assert isinstance(field, QLineEdit)
    await at.until(field.hasFocus)
    at.type_text(code)
    return at


async def until_counted(at: Desk) -> None:
    """Waits for today's figures, in whichever language."""
    preview = await at.until_shown("people_preview")
    assert isinstance(preview, PeoplePreview)
    await at.until(lambda: preview.summary)


async def until_refused(at: Desk) -> None:
    """Waits until the people were asked for in vain."""
    notice = await at.until_shown("people_notice")
    assert isinstance(notice, NoticeBar)
    await at.until(lambda: notice.buttons)


async def at_people(studio: Studio) -> Desk:
    """At the third step with today counted."""
    at = await with_code(studio, "abcd 1234")
    await at.until_shown("practice_name")
    press(at, "yes_continue")
    await until_counted(at)
    return at


async def at_types(studio: Studio) -> Desk:
    """At the fourth step with today counted."""
    at = await at_people(studio)
    await at.until(at.find("next").isEnabled)
    press(at, "next")
    await at.until(lambda: "→" in at.text("types_summary"))
    return at


async def at_check(studio: Studio) -> Desk:
    """At the last step, the first list still on its way."""
    at = await at_types(studio)
    press(at, "tick_suggested")
    press(at, "next")
    await at.until_shown("cancel_first_sync")
    return at


async def empty(studio: Studio) -> None:
    await opened(studio)


async def choose(studio: Studio) -> None:
    at = await opened(studio)
    at.page.show_step(None, "choose")
    await at.until_shown("setup_wizard")


async def connect(studio: Studio) -> None:
    await with_code(studio, "ab")


async def checking_code(studio: Studio) -> None:
    studio.scene.gentu.latency_s = 9  # for every look
    await with_code(studio, "abcd1234")


async def wrong_code(studio: Studio) -> None:
    at = await with_code(studio, "unknown0")
    await at.until_shown("pairing_error")


async def practice_found(studio: Studio) -> None:
    at = await with_code(studio, "abcd1234")
    await at.until_shown("practice_name")
    studio.in_view = at.find("yes_continue")


async def zone_asked(studio: Studio) -> None:
    studio.scene.gentu.practice.zone = None
    await practice_found(studio)


async def people(studio: Studio) -> None:
    await at_people(studio)


async def people_shared(studio: Studio) -> None:
    await studio.scene.ready()
    at = await opened(studio)
    press(at, "card_people")
    await until_counted(at)
    first, second = at.find("column_1"), at.find("column_2")
    assert isinstance(first, QComboBox)
    assert isinstance(second, QComboBox)
    second.setCurrentIndex(second.findData(first.currentData()))
    await asyncio.sleep(0.05)


async def people_unsaved(studio: Studio) -> None:
    await people_shared(studio)
    Desk(studio.window, studio.scene).page.flow.ask_to_close()  # type: ignore[union-attr]


async def people_failed(studio: Studio) -> None:
    studio.scene.gentu.faults.add("html_200", path="/practitioners")
    at = await with_code(studio, "abcd1234")
    await at.until_shown("practice_name")
    press(at, "yes_continue")
    await until_refused(at)


async def nobody(studio: Studio) -> None:
    for each in studio.scene.gentu.practice.practitioners():
        studio.scene.gentu.practice._practitioners.pop(each.id)
    at = await with_code(studio, "abcd1234")
    await at.until_shown("practice_name")
    press(at, "yes_continue")
    await until_refused(at)


async def nobody_helped(studio: Studio) -> None:
    """*How to fix* was pressed."""
    await nobody(studio)
    page = studio.window.page
    assert page is not None
    (step,) = [each for each in page.findChildren(PeopleStep) if each.isVisible()]
    step.notice.buttons[1].click()


async def new_person(studio: Studio) -> None:
    desk = await studio.scene.ready()
    desk.gentu.practice.add_practitioner("Okonkwo", "Jo")
    at = await opened(studio)
    press(at, "card_people")
    await at.until(lambda: "Okonkwo" in at.focus.accessibleName())
    await until_counted(at)
    studio.in_view = at.focus


async def types(studio: Studio) -> None:
    at = await at_types(studio)
    press(at, "tick_suggested")


async def types_warning(studio: Studio) -> None:
    at = await at_types(studio)
    press(at, "show_only")


async def first_sync(studio: Studio) -> None:
    at = await at_types(studio)
    studio.scene.gentu.latency_s = 3  # for every look
    press(at, "next")
    await at.until(lambda: any(map(str.isdigit, at.text("check_progress"))))


async def first_list(studio: Studio) -> None:
    at = await at_check(studio)
    await at.until_shown("first_list")


async def first_sync_failed(studio: Studio) -> None:
    at = await at_types(studio)
    studio.scene.gentu.faults.add("html_200", path="/appointments")
    press(at, "next")
    await at.until_shown("check_notice")


async def card(studio: Studio) -> None:
    await studio.scene.ready()
    await opened(studio)


async def unfinished(studio: Studio) -> None:
    await studio.scene.connect()
    await opened(studio)


async def tested(studio: Studio) -> None:
    await studio.scene.ready()
    at = await opened(studio)
    press(at, "card_test")
    await at.until(lambda: any(map(str.isdigit, at.text("card_result_text"))))


async def settings(studio: Studio) -> None:
    await studio.scene.ready()
    at = await opened(studio)
    at.page.list.cards[studio.scene.connection_id].open_settings()


async def remove(studio: Studio) -> None:
    await studio.scene.ready()
    at = await opened(studio)
    at.page.list.cards[studio.scene.connection_id].ask_to_remove()


async def sign_in(studio: Studio) -> None:
    desk = await studio.scene.ready()
    desk.clock.pass_by(minutes=26)
    desk.gentu.practice.revoke()
    await desk.sync()
    await opened(studio)


async def failed(studio: Studio) -> None:
    desk = await studio.scene.ready()
    desk.clock.pass_by(minutes=26)
    desk.gentu.faults.add("html_200", path="/appointments")
    await desk.sync()
    await opened(studio)


async def question(studio: Studio) -> None:
    desk = await studio.scene.ready()
    desk.gentu.practice.add_practitioner("Okonkwo", "Jo")
    await desk.services.mapping.people(desk.connection_id, refresh=True)
    await opened(studio)


async def several(studio: Studio) -> None:
    desk = await studio.scene.ready()
    await desk.services.connections.create("gentu")
    await desk.services.connections.change(
        desk.connection_id, ConnectionChanges(sync_enabled=False)
    )
    await opened(studio)


async def sign_in_again(studio: Studio) -> None:
    await sign_in(studio)
    at = Desk(studio.window, studio.scene)
    press(at, "card_reconnect")
    await at.until_shown("pairing_code")


async def vendors(studio: Studio) -> None:
    at = await opened(studio)
    at.page.show_step(None, "choose")
    await at.until_shown("setup_wizard")


def hands_of(studio: Studio) -> Hands:
    """The window of a vendor's scene."""
    assert isinstance(studio.scene, VendorScene)
    return Hands(studio.window, studio.scene)


async def at_keys(studio: Studio) -> Hands:
    """At the form of keys, still empty."""
    await opened(studio)
    at = hands_of(studio)
    await at.begin()
    return at


async def keys_empty(studio: Studio) -> None:
    await at_keys(studio)


async def keys_checking(studio: Studio) -> None:
    at = await at_keys(studio)
    at.scene.sandbox.latency_s = 9  # for every look
    at.sign_in()
    studio.in_view = await at.until_shown("cancel_check")


async def keys_refused(studio: Studio) -> None:
    at = await at_keys(studio)
    at.sign_in(**{SECRETS[at.scene.vendor]: "wrong-0000"})
    studio.in_view = await at.until_shown("sign_in_error")


async def keys_missing(studio: Studio) -> None:
    at = await at_keys(studio)
    at.enter()
    studio.in_view = await at.until_shown("clientId_error")


async def keys_known(studio: Studio) -> None:
    around = studio.scene
    assert isinstance(around, VendorScene)
    await signed_in(around.services, around.sandbox)
    at = await opened(studio)
    press(at, "add_connection")
    await hands_of(studio).begin()
    hands_of(studio).sign_in()
    studio.in_view = await at.until_shown("sign_in_error_action")


async def keys_found(studio: Studio) -> None:
    at = await at_keys(studio)
    at.sign_in()
    await at.until_shown("practice_name")
    studio.in_view = at.find("yes_continue")


async def keys_first_list(studio: Studio) -> None:
    await opened(studio)
    await hands_of(studio).to_first_list()


async def found_types(studio: Studio) -> None:
    await keys_first_list(studio)
    at = hands_of(studio)
    await at.until(at.find("next").isEnabled)
    press(at, "next")
    await at.until(lambda: at.window.page is at.window.today)
    (overview,) = await at.services.connections.list()
    at.window.open_connections(overview.connection.id, "telehealth")
    await at.until(lambda: "→" in at.text("types_summary"))
    press(at, "type_5")


async def details(studio: Studio) -> None:
    await studio.scene.ready()
    studio.scene.clock.pass_by(minutes=15)
    studio.scene.gentu.faults.add("html_200", path="/appointments")
    await studio.scene.sync()
    studio.scene.gentu.faults.clear()
    studio.scene.clock.pass_by(minutes=15)
    await studio.scene.sync()
    studio.scene.clock.pass_by(minutes=3)
    at = await opened(studio)
    press(at, "card_details")
    await at.until_shown("sync_history")
    press(at, "details_test")
    await at.until(lambda: any(map(str.isdigit, at.text("card_result_text"))))


async def details_sign_in(studio: Studio) -> None:
    await sign_in(studio)
    at = Desk(studio.window, studio.scene)
    press(at, "card_details")
    await at.until_shown("sync_history")


async def code_used(studio: Studio) -> None:
    await studio.scene.ready()
    at = await opened(studio)
    press(at, "add_connection")
    await at.until_shown("choose_gentu")
    press(at, "choose_gentu")
    field = await at.until_shown("pairing_code")
    await at.until(field.hasFocus)
    at.type_text("used0000")
    await at.until_shown("pairing_error_action")


def keyed(name: str, build: Callable[[Studio], Awaitable[None]], *, vendor: str) -> Shot:
    """A shot over another vendor's practice, in every size."""
    opens = partial(vendor_scene, vendor=vendor)
    return Shot(name=name, build=build, opens=opens)


SHOTS = [
    keyed("setup-1-vendors", vendors, vendor="halaxy"),
    keyed("setup-2-keys", keys_empty, vendor="halaxy"),
    keyed("setup-2-keys-checking", keys_checking, vendor="medirecords"),
    keyed("setup-2-keys-refused", keys_refused, vendor="medirecords"),
    keyed("setup-2-keys-missing", keys_missing, vendor="halaxy"),
    keyed("setup-2-keys-known", keys_known, vendor="halaxy"),
    keyed("setup-2-keys-found", keys_found, vendor="medirecords"),
    keyed("setup-4-keys-first-list", keys_first_list, vendor="halaxy"),
    keyed("types-found", found_types, vendor="medirecords"),
    Shot(name="setup-2-code-used", build=code_used),
    Shot(name="connections-details", build=details),
    Shot(name="connections-details-sign-in", build=details_sign_in),
    Shot(name="connections-empty", build=empty),
    Shot(name="setup-1-choose", build=choose),
    Shot(name="setup-2-connect", build=connect),
    Shot(name="setup-2-checking", build=checking_code),
    Shot(name="setup-2-wrong-code", build=wrong_code),
    Shot(name="setup-2-practice-found", build=practice_found),
    Shot(name="setup-2-zone-asked", build=zone_asked),
    Shot(name="setup-3-people", build=people),
    Shot(name="setup-3-failed", build=people_failed),
    Shot(name="setup-3-nobody", build=nobody),
    Shot(name="setup-4-types", build=types),
    Shot(name="setup-4-warning", build=types_warning),
    Shot(name="setup-5-checking", build=first_sync),
    Shot(name="setup-5-first-list", build=first_list),
    Shot(name="setup-5-failed", build=first_sync_failed),
    Shot(name="connections-card", build=card),
    Shot(name="connections-unfinished", build=unfinished),
    Shot(name="connections-tested", build=tested),
    Shot(name="connections-settings", build=settings),
    Shot(name="connections-remove", build=remove),
    Shot(name="connections-sign-in", build=sign_in),
    Shot(name="connections-failed", build=failed),
    Shot(name="connections-question", build=question),
    Shot(name="connections-several", build=several),
    Shot(name="connections-sign-in-again", build=sign_in_again),
    Shot(name="setup-3-nobody-help", build=nobody_helped),
    Shot(name="people-shared", build=people_shared),
    Shot(name="people-unsaved", build=people_unsaved),
    Shot(name="people-new-person", build=new_person),
]
