"""The frame: title, banner, status bar, panes, names for the ear, and no patient's name outside."""

import asyncio
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.domain.errors import SecretStoreMissing
from app.ui.run import Application
from tests.ui.scene import DAY, NINE_27
from tests.ui.studio import Studio, studio_on

ELEVEN = NINE_27 + timedelta(minutes=98)


def nameless(window: QWidget) -> list[str]:
    """Focusable, visible widgets that a screen reader could not name."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name) or not widget.objectName():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


async def test_every_control_has_a_name_for_the_ear_and_for_the_tests(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        window = await studio.open()
        window.today.board.select(window.today.board.columns[0].view.cards.cards[0].id)
        card = window.today.board.columns[0].view.current_card
        window.today.board.details_wanted.emit(card)
        assert nameless(window) == []
        assert len([w for w in window.findChildren(QAbstractButton) if w.isVisible()]) > 8


async def test_no_control_is_smaller_than_24_by_24(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        window = await studio.open()
        controls: list[QWidget] = [*window.findChildren(QAbstractButton)]
        controls += window.findChildren(QLineEdit)
        own = [control for control in controls if control.isVisible() and control.objectName()]
        small = [c.objectName() for c in own if min(c.width(), c.height()) < 24]
        assert own
        assert not [name for name in small if not name.startswith("_q_")]


async def test_a_card_is_read_as_it_is_seen(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        window = await studio.open()
        view = window.today.board.columns[0].view
        interface = QAccessible.queryAccessibleInterface(view)
        assert interface.text(QAccessible.Text.Name).startswith("Run sheet for Dr Priya")
        first = interface.child(0)
        assert first is not None
        assert first.text(QAccessible.Text.Name) == "8:15 am, Linh Phạm, completed, in person"


async def test_no_patient_is_named_outside_the_board(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        window = await studio.open()
        await _hold_many(studio)
        sheet = await studio.scene.services.run_sheet.sheet()
        names = {row.patient_last_name for row in sheet.rows if row.patient_last_name}
        told = [window.windowTitle(), window.banner.text, window.status_bar.text]
        told += [window.status_bar.accessibleName(), window.banner.accessibleName()]
        told += [label.text() for label in window.navigation.findChildren(QLabel)]
        assert window.banner.text
        assert window.windowTitle() == "RunSheet – Today"
        assert not [name for name in names for text in told if name in text.split()]


async def test_a_mass_vanish_waits_for_an_answer(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        window = await studio.open()
        await _hold_many(studio)
        assert "are no longer in Gentu" in window.banner.text
        assert [button.text() for button in window.banner.buttons] == ["Keep them", "Mark as gone"]
        window.banner.buttons[1].click()
        await studio.until(lambda: not window.banner.text)
        await studio.settle()
        sheet = await studio.scene.services.run_sheet.sheet()
        assert sum(row.removed_at is not None for row in sheet.rows) > 20


async def _hold_many(studio: Studio) -> None:
    practice = studio.scene.gentu.practice
    for appointment in practice.appointments(DAY)[10:]:
        practice.delete(appointment.id)
    studio.scene.clock.pass_by(minutes=6)
    await studio.scene.sync()
    await studio.until(lambda: bool(studio.window.banner.text))
    await studio.settle()


async def test_a_failed_sync_keeps_the_list_and_says_why(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        window = await studio.open()
        studio.scene.gentu.practice.revoke()
        studio.scene.clock.pass_by(minutes=6)
        await studio.scene.sync()
        await studio.until(lambda: bool(window.banner.text))
        await studio.settle()
        assert "Today's list stays as it was at 11:05 am. (AUTH-03)" in window.banner.text
        assert window.today.header.pill_text == "⚿  Gentu no longer lists this practice"
        assert sum(c.view.cards.rowCount() for c in window.today.board.columns) >= 60


async def test_one_failed_clinician_is_named_at_the_column(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        window = await studio.open()
        studio.scene.gentu.faults.add("status_404", path="appointments", times=1)
        studio.scene.clock.pass_by(minutes=6)
        await studio.scene.sync()
        await studio.settle()
        warnings = [column.warning for column in window.today.board.columns]
        assert warnings.count("! couldn't check since 11:05 am") == 1
        assert warnings.count("") == 3
        assert window.today.header.pill_text == "◑  3 of 4 columns up to date"
        assert "Gentu ◑" in window.status_bar.text
        assert window.banner.text == ""


async def test_f6_walks_the_panes(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        window = await studio.open()
        await _hold_many(studio)
        window.today.focus_first()
        seen = []
        for _ in range(4):
            QTest.keyClick(window, Qt.Key.Key_F6)
            focused = QApplication.focusWidget()
            assert focused is not None
            seen.append(focused.objectName())
        assert seen[0] == "banner_action_1"
        assert seen[1:3] == ["status_bar", "nav_today"]
        assert seen[3].startswith("cards_")


async def test_the_pcs_other_zone_is_told(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        studio.window._pc_zone = lambda: "Australia/Perth"
        await studio.scene.ready()
        window = await studio.open()
        assert "Practice time: Melbourne (this PC is on Perth time)" in window.status_bar.text


async def test_nothing_connected_leads_to_the_set_up(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        window = await studio.open()
        assert window.today.empty.title == "Connect your practice software to see today's list."
        assert not window.today.header.sync_button.isVisible()
        window.today.empty.buttons[0].click()
        await studio.settle()
        assert window.windowTitle() == "RunSheet – Connections"
        QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        assert window.windowTitle() == "RunSheet – Today"


async def test_a_start_that_fails_offers_to_try_again(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        again: list[bool] = []
        studio.window.show()
        error = SecretStoreMissing(advice="Start gnome-keyring.")
        studio.window.show_failure(error, again=lambda: again.append(True), leave=lambda: None)
        shown = [label.text() for label in studio.window.failure.findChildren(QLabel)]
        assert any("(KEY-01)" in text for text in shown)
        studio.window.failure.buttons[0].click()
        assert again == [True]
        await studio.open()


async def test_opening_a_page_never_puts_the_focus_on_the_banner(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        window = await studio.open()
        studio.scene.clock.pass_by(hours=3)
        window.today.context.feed.refresh()
        await studio.until(lambda: bool(window.banner.buttons))
        window.today.board.focus_first()
        QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        page = window.page
        assert page is not None
        await studio.until(lambda: window.focusWidget().objectName() == "card_sync")
        window.open_today()
        assert window.focusWidget() is window.today.board.columns[0].view


async def test_doors_to_the_work_of_closed_widgets_are_dropped(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        window = await studio.open()
        for _ in range(50):
            passing = QWidget()
            window.tasks_of(passing)
            passing.deleteLater()
            await asyncio.sleep(0)
        assert len(window._all_tasks) < 10
