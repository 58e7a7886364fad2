"""The cards: state, sync, test, people later, signing in again, settings, removal."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QSpinBox

from app.sandbox.gentu.made_up import made_up_practice
from app.services.connections.service import ConnectionChanges
from app.ui.connections.cards.card_words import reconnect_label
from tests.ui.connections.desk import desk, window_on
from tests.ui.connections.test_accessibility import check_page
from tests.ui.faults import NOWHERE
from tests.ui.scene import DAY, scene

CTRL = Qt.KeyboardModifier.ControlModifier


def test_every_refused_sign_in_offers_its_repair() -> None:
    assert reconnect_label("AUTH-02") == "Sign in again"
    assert reconnect_label("AUTH-07") is None  # partner keys: no sign-in helps
    assert reconnect_label("AUTH-03") == "Connect again"
    assert reconnect_label("NET-02") is None


async def test_a_card_says_how_the_connection_stands(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        card = opened.find("connection_card")
        name = opened.text("card_practice")
        assert opened.text("card_product") == "Gentu"
        assert opened.text("card_state") == "Up to date"
        assert card.accessibleName() == f"Gentu, {name}, up to date, last checked 9:27 am"
        opened.scene.clock.pass_by(minutes=14)
        opened.page.list.refresh_ages()
        assert opened.text("fact_1") == "14 min ago"


async def test_testing_a_connection_tells_what_was_found(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.click("card_test")
        await opened.until(lambda: opened.text("card_result_text").startswith("Working."))
        assert "5 people and 8 appointment types found in" in opened.text("card_result_text")
        opened.scene.gentu.faults.add("html_200", path="/practitioners")
        await opened.click("card_test")
        await opened.until(lambda: "(NET-03)" in opened.text("card_result_text"))


async def test_syncing_from_the_card_ends_in_a_sentence(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.click("card_sync")
        await opened.until(lambda: opened.text("card_result_text").startswith("List updated, "))
        assert opened.text("card_result_text") == "List updated, 9:27 am. No changes."


async def test_a_sync_shows_its_progress_and_can_be_cancelled(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        opened.scene.gentu.latency_s = 0.5
        await opened.click("card_sync")
        await opened.until(lambda: " of " in opened.text("card_attention_text"))
        assert opened.text("card_attention_text").startswith("Checking… ")
        await opened.until(lambda: opened.focus.objectName() == "card_cancel")
        await opened.click("card_cancel")
        await opened.until_shown("card_sync")
        await opened.until(lambda: opened.focus.objectName() == "card_sync")


async def test_without_internet_the_card_says_that_nothing_is_lost(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with scene(tmp_path) as around:
        await around.ready()
        around.services.core.settings.environment["RUNSHEET_GENTU_BASE_URL"] = NOWHERE  # type: ignore[index]
        around.clock.pass_by(minutes=6)
        await around.sync()
        async with window_on(qapp, around) as opened:
            assert opened.text("card_attention_text") == (
                "Can't check connections without internet. Your settings are safe. (NET-01)"
            )


async def test_opening_a_step_that_is_open_keeps_its_answers(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.click("card_people")
        combo = await opened.until_shown("column_1")
        assert isinstance(combo, QComboBox)
        combo.setCurrentIndex(combo.findData("hide"))
        opened.window.open_connections(opened.scene.connection_id, "people")
        await opened.settle()
        combo = await opened.until_shown("column_1")
        assert isinstance(combo, QComboBox)
        assert combo.currentData() == "hide"


async def test_a_new_person_is_asked_about_and_gets_a_column(
    qapp: QApplication, tmp_path: Path
) -> None:
    practice = made_up_practice(DAY)
    async with desk(qapp, tmp_path, practice=practice, is_ready=True) as opened:
        practice.add_practitioner("Newcomer", "Locum")
        opened.scene.clock.pass_by(hours=24)  # people are asked for once a day
        await opened.scene.sync()
        await opened.until(lambda: "needs a choice" in opened.text("card_attention_text"))
        assert "(MAP-01)" in opened.text("card_attention_text")
        opened.window.open_connections(opened.scene.connection_id, "people")
        await opened.until_shown("people_table")
        await opened.until(lambda: "Newcomer" in opened.focus.accessibleName())
        combo = opened.focus
        assert isinstance(combo, QComboBox)
        combo.setCurrentIndex(combo.findData("new"))
        (before,) = await opened.services.connections.list()
        runs = await opened.services.sync.history(opened.scene.connection_id)
        opened.press(Qt.Key.Key_S, CTRL)
        await opened.until_shown("list_message")
        (after,) = await opened.services.connections.list()
        assert after.people_shown == before.people_shown + 1
        await opened.until(lambda: "choice" not in opened.text("card_attention_text"))
        await opened.until(lambda: opened.text("card_result_text").startswith("List updated"))
        after_saving = await opened.services.sync.history(opened.scene.connection_id)
        assert len(after_saving) == len(runs) + 1  # the new column's appointments are here


async def test_arrows_go_through_people_and_leave_the_answers_alone(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.click("card_people")
        first = await opened.until_shown("column_1")
        await opened.until(first.hasFocus)
        assert isinstance(first, QComboBox)
        answer = first.currentData()
        opened.press(Qt.Key.Key_Down)
        assert opened.focus.objectName() == "column_2"
        opened.press(Qt.Key.Key_Up)
        opened.press(Qt.Key.Key_Up)
        assert opened.focus.objectName() == "column_1"
        assert first.currentData() == answer
        opened.type_text("Don")
        assert first.currentData() == "hide"
        await opened.until(lambda: "will show" in opened.text("preview_summary"))
        assert opened.text("preview_summary").startswith("With these choices ")
        assert "Raghunathan (not shown)" in opened.text("preview_summary")


async def test_leaving_with_changes_asks_inside_the_page(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.click("card_people")
        combo = await opened.until_shown("column_1")
        assert isinstance(combo, QComboBox)
        combo.setFocus()
        combo.setCurrentIndex(combo.findData("hide"))
        opened.press(Qt.Key.Key_Escape)
        assert opened.text("unsaved_question_text") == "You have changes that are not saved."
        assert opened.focus.accessibleName() == "Keep editing"
        await opened.click("unsaved_question_action_2")
        await opened.until_shown("connection_card")
        (overview,) = await opened.services.connections.list()
        assert overview.people_shown == 4


async def test_leaving_without_changes_asks_nothing(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.click("card_types")
        box = await opened.until_shown("type_1")
        await opened.until(box.hasFocus)
        opened.press(Qt.Key.Key_Escape)
        await opened.until_shown("connection_card")


async def test_two_people_never_share_a_column_unnoticed(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.click("card_people")
        first = await opened.until_shown("column_1")
        second = opened.find("column_2")
        assert isinstance(first, QComboBox)
        assert isinstance(second, QComboBox)
        second.setCurrentIndex(second.findData(first.currentData()))
        await opened.until(lambda: "would share the column" in opened.text("shared_columns_1_text"))
        save = opened.find("save")
        assert not save.isEnabled()
        assert save.accessibleDescription() == "Answer the question about the shared column first."
        await opened.click("shared_columns_1_action_2")
        assert second.currentData() == "new"
        assert save.isEnabled()
        assert opened.seek("shared_columns_1") is None


async def test_signing_in_again_keeps_people_and_types(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        opened.scene.gentu.faults.add("status_401", path="/practitioners")
        opened.scene.gentu.faults.add("status_401", path="/appointments")
        await opened.scene.sync()
        await opened.until(lambda: opened.text("card_state") == "Sign in again")
        opened.scene.gentu.faults.clear()
        (before,) = await opened.services.connections.list()
        await opened.click("card_reconnect")
        field = await opened.until_shown("pairing_code")
        await opened.until(field.hasFocus)
        opened.type_text("wxyz5678")
        await opened.until(lambda: "signed in again" in opened.text("list_message_text"))
        await opened.until(lambda: opened.text("card_state") == "Up to date")
        (after,) = await opened.services.connections.list()
        assert after.people_shown == before.people_shown
        assert after.telehealth_types == before.telehealth_types


async def test_another_practice_changes_nothing(qapp: QApplication, tmp_path: Path) -> None:
    practice = made_up_practice(DAY)
    async with desk(qapp, tmp_path, practice=practice, is_ready=True) as opened:
        practice.tenant_id = "9b0c0000-0000-4000-8000-00000000beef"
        opened.window.open_connections(opened.scene.connection_id, "reconnect")
        field = await opened.until_shown("pairing_code")
        assert isinstance(field, QLineEdit)
        await opened.until(field.hasFocus)
        opened.type_text("wxyz5678")
        await opened.until(lambda: "(AUTH-06)" in opened.text("pairing_error"))
        assert field.hasFocus()
        await opened.click("pairing_error_action")
        assert opened.focus is field
        assert not field.text()
        (overview,) = await opened.services.connections.list()
        assert overview.connection.tenant_id != practice.tenant_id


async def test_settings_and_name_are_kept(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        card = opened.page.list.cards[opened.scene.connection_id]
        card.open_settings()
        minutes = opened.find("sync_minutes")
        assert isinstance(minutes, QSpinBox)
        assert (minutes.minimum(), minutes.maximum()) == (1, 1440)
        minutes.setValue(12)
        await opened.click("save_settings")
        await opened.until(lambda: opened.text("fact_5") == "Every 12 minutes")
        card.open_rename()
        opened.type_text("Front <b>desk</b>")
        opened.press(Qt.Key.Key_Return)
        await opened.until(lambda: opened.text("card_practice") == "Front <b>desk</b>")


async def test_the_time_zone_can_be_corrected_later(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        card = opened.page.list.cards[opened.scene.connection_id]
        card.open_settings()
        zone = opened.find("settings_zone")
        assert isinstance(zone, QComboBox)
        assert zone.accessibleName() == "Time zone of the practice"
        assert zone.currentData() == "Australia/Melbourne"
        await opened.until(lambda: zone.count() > 100)
        assert zone.currentData() == "Australia/Melbourne"
        check_page(opened)
        for _ in range(12):
            if opened.focus is not zone:
                opened.press(Qt.Key.Key_Tab)
        assert opened.focus is zone
        opened.type_text("Perth")
        await opened.click("save_settings")
        await opened.until(lambda: opened.seek("settings_panel") is None)
        (overview,) = await opened.services.connections.list()
        assert overview.connection.timezone == "Australia/Perth"
        card.open_settings()
        zone = await opened.until_shown("settings_zone")
        assert isinstance(zone, QComboBox)
        assert zone.currentData() == "Australia/Perth"


async def test_a_zone_by_another_name_is_left_alone_by_the_settings(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        changes = ConnectionChanges(timezone="Australia/Victoria")
        await opened.services.connections.change(opened.scene.connection_id, changes)
        card = opened.page.list.cards[opened.scene.connection_id]
        await opened.until(lambda: card.overview.connection.timezone == "Australia/Victoria")
        card.open_settings()
        zone = opened.find("settings_zone")
        assert isinstance(zone, QComboBox)
        await opened.until(lambda: zone.count() > 100)
        assert zone.currentText() == "Victoria (Australia)"
        await opened.click("save_settings")
        await opened.until(lambda: opened.seek("settings_panel") is None)
        (overview,) = await opened.services.connections.list()
        assert overview.connection.timezone == "Australia/Victoria"


async def test_removing_says_what_goes_first(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        card = opened.page.list.cards[opened.scene.connection_id]
        card.ask_to_remove()
        name = opened.text("card_practice")
        assert opened.text("remove_question_text") == (
            f"Remove Gentu, {name}? Today's list keeps what it has, marked as old. People, "
            "telehealth choices, keys and history of this connection are removed. "
            "Nothing changes in Gentu."
        )
        assert opened.focus.accessibleName() == "Keep"
        opened.press(Qt.Key.Key_Return)
        assert opened.seek("remove_question") is None
        card.ask_to_remove()
        await opened.click("remove_question_action_2")
        await opened.until(lambda: opened.text("nothing_connected"))
        assert await opened.services.connections.list() == ()


async def test_arrows_go_from_card_to_card(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.services.connections.create("gentu")
        await opened.until(lambda: len(opened.page.list.cards) == 2)
        first, second = opened.page.list.cards.values()
        first.focus_first()
        opened.press(Qt.Key.Key_Down)
        assert second.isAncestorOf(opened.focus)
        opened.press(Qt.Key.Key_Up)
        assert first.isAncestorOf(opened.focus)


async def test_a_pause_stops_the_timed_checks_until_somebody_resumes(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.click("card_details")
        await opened.until_shown("details_pause")
        await opened.click("details_pause")
        await opened.until(lambda: "Paused until 10:27 am by " in opened.text("details_state"))
        assert opened.text("details_pause") == "Resume checks"
        due_at = await opened.services.schedule.next_sync_at(opened.scene.connection_id)
        assert due_at is not None
        assert due_at >= opened.services.schedule.in_an_hour()
        await opened.click("details_pause")
        await opened.until(lambda: opened.text("details_state") == "Up to date")
        await opened.click("details_back")
        await opened.settle()
        await opened.click("card_more")
        menu = opened.page.findChild(QMenu, "card_menu")
        assert menu is not None
        words = [action.text() for action in menu.actions()]
        assert words[2:4] == ["Pause for 1 hour", "Pause until tomorrow"]
        menu.actions()[3].trigger()
        menu.close()
        card_state = "Paused until Wed 12:00 am by "
        await opened.until(lambda: opened.text("card_state").startswith(card_state))
        await opened.settle()
