"""The set-up by keyboard alone over each vendor's sandbox, and every way it can fail."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QTableView

from app.domain.connection import Connection, SetupStep
from app.sandbox import MediRecordsSandbox
from app.sandbox.vendor import VendorSandbox
from tests.support.systems import signed_in
from tests.support.waiting import patience
from tests.ui.connections.test_accessibility import check_page
from tests.ui.connections.vendor_desk import (
    ALT,
    CTRL,
    KEY_VENDORS,
    SECRETS,
    VENDORS,
    Hands,
    hands,
    hands_on,
    vendor_scene,
)

REASONS = {"gentu": "pairing_error", "medirecords": "sign_in_error", "halaxy": "sign_in_error"}

NEEDED = {
    "gentu": "You need a pairing code from your practice.",
    "medirecords": "Ask MediRecords (your Customer Success Manager) for your practice ID",
    "halaxy": "The owner of your Halaxy account buys the Halaxy API",
}


def reason(opened: Hands) -> str:
    """What is said at the form."""
    return opened.text(REASONS[opened.scene.vendor])


async def only_connection(opened: Hands) -> Connection:
    """The one there is."""
    (overview,) = await opened.services.connections.list()
    return overview.connection


def hand_out_other_keys(sandbox: VendorSandbox[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The practice is opened by another secret than before."""
    if isinstance(sandbox, MediRecordsSandbox):
        sandbox.tokens.revoke_token()
        return
    monkeypatch.setattr("app.sandbox.halaxy.tokens.CLIENT_SECRET", "another-practices-key")
    monkeypatch.setattr(sandbox, "client_secret", "another-practices-key", raising=True)


async def everything(opened: Hands) -> dict[str, object]:
    """All that is kept of the scene's connection: settings, secret, people, types, history."""
    key, services = opened.scene.connection_id, opened.services
    return {
        "connection": await only_connection(opened),
        "secret": await opened.scene.secret(),
        "people": await services.mapping.people(key, refresh=False),
        "types": await services.mapping.appointment_types(key, refresh=False),
        "history": await services.sync.history(key),
    }


@pytest.mark.parametrize("vendor", VENDORS)
async def test_a_practice_is_set_up_to_its_first_list(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.connect()
        assert opened.text("practice_name") == opened.scene.sandbox.practice.name
        assert "Is this your practice?" in opened.text("practice_time")
        check_page(opened)
        await opened.say_yes()
        check_page(opened)
        await opened.save_people()
        if vendor == "gentu":
            await opened.tick_types()
        await opened.until_shown("first_list")
        check_page(opened)
        assert (await only_connection(opened)).setup_step is SetupStep.CHECK
        opened.press(Qt.Key.Key_N, ALT)
        await opened.until(lambda: opened.window.page is opened.window.today)
        connection = await only_connection(opened)
        assert connection.setup_step is SetupStep.DONE
        assert connection.sync_enabled
        assert not connection.sync_telehealth_only
        sheet = await opened.services.run_sheet.sheet()
        assert sheet.rows
        assert any(row.is_telehealth for row in sheet.rows)
        assert not opened.scene.sandbox.violations


@pytest.mark.parametrize("vendor", VENDORS)
async def test_the_steps_are_counted_once_the_system_is_chosen(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        opened.page.show_step(None, "choose")
        await opened.until(lambda: opened.text("wizard_heading") == "Choose your practice software")
        assert opened.seek("step_trail") is None
        assert opened.text(f"how_{vendor}").startswith(NEEDED[vendor])
        await opened.begin()
        total = 5 if vendor == "gentu" else 4
        heading = f"Step 2 of {total}: Connect to {opened.scene.label}"
        assert opened.text("wizard_heading") == heading
        assert opened.seek("step_trail") is not None
        await opened.until(opened.find("back").isEnabled)
        opened.press(Qt.Key.Key_B, ALT)
        await opened.until_shown(f"choose_{vendor}")
        assert opened.text("wizard_heading") == "Choose your practice software"


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_a_wrong_key_is_said_at_the_form_and_stores_nothing(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.begin()
        secret = SECRETS[vendor]
        opened.sign_in(**{secret: "wrong-0000"})
        await opened.until(lambda: "(AUTH-09)" in reason(opened))
        field = opened.find(f"entry_{secret}")
        assert isinstance(field, QLineEdit)
        assert field.hasFocus()
        assert field.hasSelectedText()
        check_page(opened)
        connection = await only_connection(opened)
        assert not connection.is_paired
        assert not connection.credentials_configured
        opened.type_text(opened.scene.sandbox.sign_in[secret])
        assert not reason(opened)
        opened.enter()
        await opened.until_shown("practice_name")


@pytest.mark.parametrize("vendor", VENDORS)
async def test_what_is_wrong_is_spoken_once(
    qapp: QApplication, tmp_path: Path, vendor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("app.ui.announce.announce", lambda _w, text, **_: said.append(text))
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.begin()
        opened.press(Qt.Key.Key_Return)
        missing = "A pairing code has 8 letters or numbers."
        if vendor != "gentu":
            fields = opened.services.connections.systems()
            asked = next(each for each in fields if each.pms_type == vendor).sign_in_fields
            missing = next(f"{each.label} is missing." for each in asked if not each.choices)
        assert said.count(missing) == 1
        opened.sign_in(code="unknown0", **{SECRETS.get(vendor, ""): "wrong-0000"})
        await opened.until(lambda: "(AUTH-0" in reason(opened))
        spoken = reason(opened).removeprefix("! ")
        assert said.count(spoken) == 1
        opened.sign_in()
        await opened.until_shown("practice_name")
        name = opened.scene.sandbox.practice.name
        assert said[-1] == f"Connected to {name}. Is this your practice?"


@pytest.mark.parametrize("vendor", VENDORS)
async def test_an_unreachable_system_keeps_everything_for_another_try(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.begin()
        opened.scene.unplug()
        opened.sign_in()
        await opened.until(lambda: "(NET-0" in reason(opened))
        assert opened.text("connect") == "Try again"
        assert not (await only_connection(opened)).is_paired
        check_page(opened)


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_an_edit_cancels_the_check(qapp: QApplication, tmp_path: Path, vendor: str) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.begin()
        opened.scene.sandbox.latency_s = 5
        opened.sign_in()
        await opened.until_shown("cancel_check")
        assert opened.text("checking_words") == "Checking your sign-in…"
        check_page(opened)
        opened.type_text("x")
        assert opened.seek("cancel_check") is None
        opened.enter()
        await opened.until_shown("cancel_check")
        opened.tab_to("cancel_check")
        opened.enter()
        await opened.until(lambda: opened.seek("cancel_check") is None)
        assert opened.seek("practice_name") is None


async def test_medirecords_zone_is_suggested_and_confirmed(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "app.ui.connections.setup.confirm_panel.pc_zone", lambda: "Australia/Queensland"
    )
    async with hands(qapp, tmp_path, "medirecords") as opened:
        await opened.connect()
        zone = opened.find("practice_zone")
        assert isinstance(zone, QComboBox)
        assert opened.focused == "practice_zone"
        assert zone.currentData() == "Australia/Brisbane"
        assert not opened.text("zone_reason")
        opened.type_text("Adel")
        assert (await only_connection(opened)).timezone is None
        await opened.say_yes()
        assert (await only_connection(opened)).timezone == "Australia/Adelaide"


async def test_a_pc_elsewhere_suggests_no_zone_and_yes_waits_for_one(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("app.ui.announce.announce", lambda _w, text, **_: said.append(text))
    monkeypatch.setattr("app.ui.connections.setup.confirm_panel.pc_zone", lambda: "Etc/UTC")
    async with hands(qapp, tmp_path, "medirecords") as opened:
        await opened.connect()
        zone = opened.find("practice_zone")
        assert isinstance(zone, QComboBox)
        assert zone.currentText() == "Choose…"
        assert opened.text("zone_reason") == "Choose the time zone of the practice first."
        assert not opened.find("yes_continue").isEnabled()
        check_page(opened)
        opened.press(Qt.Key.Key_N, ALT)
        assert said[-1] == "Choose the time zone of the practice first."
        assert opened.focused == "practice_zone"
        assert opened.seek("practice_name")
        opened.type_text("Auck")
        assert not opened.text("zone_reason")
        opened.press(Qt.Key.Key_N, ALT)
        await opened.until(lambda: "will show" in opened.text("preview_summary"))
        assert (await only_connection(opened)).timezone == "Pacific/Auckland"


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_no_changes_the_details_and_stores_nothing(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.connect()
        opened.tab_to("not_this_practice")
        assert opened.text("not_this_practice") == "No, change the details"
        opened.enter()
        assert opened.seek("practice_name") is None
        assert not (await only_connection(opened)).is_paired
        opened.sign_in()
        await opened.until_shown("practice_name")


@pytest.mark.parametrize("vendor", VENDORS)
async def test_a_set_up_goes_on_at_each_step_after_a_restart(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with vendor_scene(tmp_path, vendor, memory_secrets=False) as around:
        async with hands_on(qapp, around) as opened:
            await opened.connect()
            await opened.say_yes()
            opened.press(Qt.Key.Key_Escape)
            await opened.until_shown("card_setup")
        await around.restart()
        async with hands_on(qapp, around) as opened:
            opened.tab_to("card_setup")
            opened.enter()
            await opened.until(lambda: "will show" in opened.text("preview_summary"))
            assert opened.text("wizard_heading").endswith(f"People in {around.label}")
            await opened.save_people()
            if vendor == "gentu":
                await opened.until_shown("type_1")
                await opened.tick_types()
            await opened.until_shown("first_list")
        await around.restart()
        async with hands_on(qapp, around) as opened:
            opened.tab_to("card_setup")
            opened.enter()
            await opened.until_shown("first_list")
            assert opened.text("wizard_heading").endswith("Check today's list")
            opened.press(Qt.Key.Key_N, ALT)
            await opened.until(lambda: opened.window.page is opened.window.today)
        connection = await only_connection(opened)
        await around.services.connections.delete(connection.id)  # and its secret


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_typed_entries_outlive_a_restart_but_secrets_do_not(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with vendor_scene(tmp_path, vendor, memory_secrets=False) as around:
        secret = SECRETS[vendor]
        typed = dict(around.sandbox.sign_in)
        typed.pop("region", None)
        typed.pop(secret)
        async with hands_on(qapp, around) as opened:
            await opened.begin()
            opened.sign_in(**{secret: "never-kept-1"})
            await opened.until(lambda: "(AUTH-09)" in reason(opened))
            opened.press(Qt.Key.Key_Escape)
            await opened.until_shown("card_setup")
        kept = await around.services.preferences.read()
        assert "never-kept-1" not in str(kept)
        await around.restart()
        async with hands_on(qapp, around) as opened:
            opened.tab_to("card_setup")
            opened.enter()
            for name, value in typed.items():
                field = await opened.until_shown(f"entry_{name}")
                assert isinstance(field, QLineEdit)
                assert field.text() == value
            field = opened.find(f"entry_{secret}")
            assert isinstance(field, QLineEdit)
            assert not field.text()
            await opened.until(field.hasFocus)


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_back_keeps_what_was_typed(qapp: QApplication, tmp_path: Path, vendor: str) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.begin()
        secret = SECRETS[vendor]
        opened.sign_in(**{secret: "half-typed"})
        await opened.until(lambda: "(AUTH-09)" in reason(opened))
        opened.press(Qt.Key.Key_B, ALT)
        await opened.until_shown(f"choose_{vendor}")
        opened.tab_to(f"choose_{vendor}")
        opened.enter()
        field = await opened.until_shown(f"entry_{secret}")
        assert isinstance(field, QLineEdit)
        assert field.text() == "half-typed"
        assert len(await opened.services.connections.list()) == 1


@pytest.mark.parametrize("vendor", VENDORS)
async def test_a_practice_that_is_connected_is_opened_instead(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        first = await signed_in(opened.services, opened.scene.sandbox)
        await opened.until(lambda: opened.page.list.cards)
        opened.tab_to("add_connection")
        opened.enter()
        await opened.until_shown(f"choose_{vendor}")
        opened.tab_to(f"choose_{vendor}")
        opened.enter()
        await opened.until(lambda: opened.seek("connect"))
        opened.sign_in()
        await opened.until(lambda: "(AUTH-11)" in reason(opened))
        button = f"{REASONS[vendor]}_action"
        opened.tab_to(button)
        assert opened.text(button) == "Open that connection"
        opened.enter()
        await opened.until_shown("connection_details")
        assert opened.page.flow.connection_id == first.id  # type: ignore[union-attr]
        assert (await only_connection(opened)).id == first.id


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_signing_in_again_keeps_people_types_and_history(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.to_first_list()
        opened.press(Qt.Key.Key_N, ALT)
        await opened.until(lambda: opened.window.page is opened.window.today)
        (before,) = await opened.services.connections.list()
        opened.scene.connection_id = before.connection.id
        opened.scene.sandbox.faults.add("status_401")
        await opened.scene.sync()
        opened.scene.sandbox.faults.clear()
        opened.window.open_connections()
        await opened.until(lambda: opened.text("card_state") == "Sign in again")
        opened.tab_to("card_reconnect")
        opened.enter()
        await opened.until_shown(f"entry_{SECRETS[vendor]}")
        opened.sign_in(**{SECRETS[vendor]: "wrong-0000"})
        await opened.until(lambda: "(AUTH-09)" in reason(opened))
        check_page(opened)
        opened.sign_in()
        await opened.until(lambda: "signed in again" in opened.text("list_message_text"))
        await opened.until(lambda: opened.text("card_state") == "Up to date")
        (after,) = await opened.services.connections.list()
        assert after.people_shown == before.people_shown
        assert after.telehealth_types == before.telehealth_types
        async with patience():
            history = await opened.services.sync.history(after.connection.id)
            while len(history) < 3 or history[0].completed_at is None:
                await asyncio.sleep(0.02)
                history = await opened.services.sync.history(after.connection.id)
        assert len(history) == 3


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_a_sign_in_that_passed_is_stored_whatever_is_pressed(
    qapp: QApplication, tmp_path: Path, vendor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.to_first_list()
        opened.press(Qt.Key.Key_N, ALT)
        await opened.until(lambda: opened.window.page is opened.window.today)
        connection = await only_connection(opened)
        has_begun, may_go_on = asyncio.Event(), asyncio.Event()
        accept = opened.services.sign_in.accept

        async def accept_slowly(*given: Any, **named: Any) -> Connection:
            has_begun.set()
            await may_go_on.wait()
            return await accept(*given, **named)

        monkeypatch.setattr(opened.services.sign_in, "accept", accept_slowly)
        opened.window.open_connections(connection.id, "reconnect")
        await opened.until(lambda: opened.seek("connect"))
        await opened.until(lambda: not opened.page.tasks.running)
        opened.sign_in()
        async with patience():
            await has_begun.wait()
        assert opened.text("checking_words") == "Signed in. Saving…"
        assert opened.seek("cancel_check") is None
        opened.type_text("x")
        opened.enter()
        may_go_on.set()
        await opened.until(lambda: "signed in again" in opened.text("list_message_text"))


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_another_practices_sign_in_changes_nothing(
    qapp: QApplication, tmp_path: Path, vendor: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.to_first_list()
        opened.press(Qt.Key.Key_N, ALT)
        await opened.until(lambda: opened.window.page is opened.window.today)
        opened.scene.connection_id = (await only_connection(opened)).id
        before = await everything(opened)
        assert before["secret"]
        opened.scene.become_another_practice()
        hand_out_other_keys(opened.scene.sandbox, monkeypatch)
        opened.window.open_connections(opened.scene.connection_id, "reconnect")
        await opened.until(lambda: opened.seek("connect"))
        await opened.until(lambda: not opened.page.tasks.running)
        opened.sign_in()
        await opened.until(lambda: "(AUTH-06)" in reason(opened))
        await opened.until(lambda: not opened.page.tasks.running)
        after = await everything(opened)
        for name, held in before.items():
            assert after[name] == held, name
        button = f"{REASONS[vendor]}_action"
        assert opened.text(button) == "Use the other account"
        opened.tab_to(button)
        opened.enter()
        assert not reason(opened)
        opened.scene.become_the_first_practice_again()
        opened.sign_in()
        await opened.until(lambda: "signed in again" in opened.text("list_message_text"))


@pytest.mark.parametrize(("code", "said"), [("used0000", "(AUTH-05)"), ("expired0", "(AUTH-04)")])
async def test_a_used_or_expired_code_is_said_at_the_field(
    qapp: QApplication, tmp_path: Path, code: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_aloud: list[str] = []
    monkeypatch.setattr("app.ui.announce.announce", lambda _w, text, **_: said_aloud.append(text))
    async with hands(qapp, tmp_path, "gentu") as opened:
        await opened.begin()
        opened.sign_in(code=code)
        await opened.until(lambda: said in reason(opened))
        assert opened.focused == "pairing_code"
        check_page(opened)
        assert opened.text("pairing_error_action") == "New code help"
        opened.tab_to("pairing_error_action")
        opened.enter()
        assert opened.text("instructions_heading") == "How to get a new code:"
        assert said_aloud[-1].startswith("How to get a new code: In Gentu, open Marketplace")
        assert opened.focused == "pairing_code"
        check_page(opened)
        opened.sign_in()
        await opened.until_shown("practice_name")
        assert opened.seek("instructions_heading") is None


async def test_a_used_code_leads_to_the_connection_of_this_practice(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with hands(qapp, tmp_path, "gentu") as opened:
        first = await signed_in(opened.services, opened.scene.sandbox)
        await opened.until(lambda: opened.page.list.cards)
        opened.tab_to("add_connection")
        opened.enter()
        await opened.begin()
        opened.sign_in(code="used0000")
        await opened.until(lambda: "(AUTH-05)" in reason(opened))
        opened.tab_to("pairing_error_action")
        assert opened.text("pairing_error_action") == "Use this practice's existing connection"
        opened.enter()
        await opened.until_shown("connection_details")
        assert (await only_connection(opened)).id == first.id


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_telehealth_is_found_and_a_step_is_spared(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.to_first_list()
        assert opened.text("wizard_heading") == "Step 4 of 4: Check today's list"
        said = [each.text() for each in opened.page.findChildren(QLabel) if each.isVisible()]
        assert f"{opened.scene.label} already tells us which are telehealth" in said
        rows = opened.find("first_list")
        assert isinstance(rows, QTableView)
        whole = rows.model().rowCount()
        opened.tab_to("show_all")
        opened.press(Qt.Key.Key_Down)
        await opened.until(lambda: 0 < rows.model().rowCount() < whole)
        assert opened.focused == "show_only"
        assert (await only_connection(opened)).sync_telehealth_only
        opened.press(Qt.Key.Key_Up)
        await opened.until(lambda: rows.model().rowCount() == whole)


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_an_override_is_recorded_and_can_be_undone(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.to_first_list()
        opened.press(Qt.Key.Key_N, ALT)
        await opened.until(lambda: opened.window.page is opened.window.today)
        connection = await only_connection(opened)
        for is_overridden in (True, False):
            opened.window.open_connections(connection.id, "telehealth")
            await opened.until(lambda: "today's" in opened.text("types_summary"))
            assert opened.text("types_summary").startswith("Found automatically")
            check_page(opened)
            opened.tab_to("type_2")
            opened.press(Qt.Key.Key_Space)
            opened.press(Qt.Key.Key_S, CTRL)
            await opened.until_shown("connection_list")
            types = await opened.services.mapping.appointment_types(connection.id, refresh=True)
            assert sum(each.is_overridden for each in types) == is_overridden


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_a_set_up_may_turn_to_another_practice(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.connect()
        await opened.say_yes()
        former = await only_connection(opened)
        opened.press(Qt.Key.Key_B, ALT)
        await opened.until_shown("not_this_practice")
        field = opened.find(f"entry_{SECRETS[vendor]}")
        assert isinstance(field, QLineEdit)
        assert not field.text()  # it is in the password store now
        opened.tab_to("not_this_practice")
        opened.enter()
        opened.scene.become_another_practice()
        opened.sign_in()
        await opened.until_shown("practice_name")
        assert (await only_connection(opened)).tenant_id == former.tenant_id
        await opened.say_yes()
        connection = await only_connection(opened)
        assert connection.tenant_id == opened.scene.sandbox.account_id
        assert connection.id != former.id
        assert connection.setup_step is SetupStep.PEOPLE


@pytest.mark.parametrize("vendor", KEY_VENDORS)
async def test_a_practice_connected_meanwhile_is_not_connected_twice(
    qapp: QApplication, tmp_path: Path, vendor: str
) -> None:
    async with hands(qapp, tmp_path, vendor) as opened:
        await opened.connect()
        other = await signed_in(opened.services, opened.scene.sandbox)
        opened.press_yes()
        await opened.until(lambda: "(AUTH-11)" in reason(opened))
        assert opened.seek("practice_name") is None
        opened.tab_to("sign_in_error_action")
        opened.enter()
        await opened.until_shown("connection_details")
        assert (await only_connection(opened)).id == other.id
