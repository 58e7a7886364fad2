"""Privacy mode on a real window (J14): one key hides people everywhere, until a person ends it."""

import time
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.services.first_look import FirstLook
from app.services.logs import Event
from app.ui.run import Application
from app.ui.theme import Theme
from app.ui.today.card_view import CardView
from app.ui.window.main_window import MainWindow
from tests.ui.privacy.people import named, people_of, spoken_texts, widget_texts
from tests.ui.scene import NINE_27
from tests.ui.studio import Studio, studio_on

ELEVEN = NINE_27 + timedelta(minutes=98)
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class PaintWatch(QObject):
    """When a widget was last painted: by `time.perf_counter`, and by this thread's own work."""

    painted_at = worked_at = 0.0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted_at, self.worked_at = time.perf_counter(), time.thread_time()
        return False


async def desk(studio: Studio) -> tuple[MainWindow, set[str]]:
    """The window on a synced day, and who must not be named."""
    await studio.scene.ready()
    window = await studio.open()
    people = people_of(await studio.scene.services.run_sheet.sheet())
    assert len(people) > 100
    return window, people


def first_view(window: MainWindow) -> CardView:
    return window.today.board.columns[0].view


def all_texts(window: MainWindow) -> list[str]:
    return widget_texts() + spoken_texts(window)


async def test_one_key_hides_everybody_to_the_eye_and_to_the_ear(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, people = await desk(studio)
        view = first_view(window)
        window.today.board.select(view.cards.cards[3].id)
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert not window.today.drawer.isHidden()
        assert len(named(widget_texts(), people)) > 40
        assert len(named(spoken_texts(window), people)) > 40
        watch = PaintWatch()
        for painted in (view.viewport(), window.today.drawer):
            painted.installEventFilter(watch)
        begun = time.perf_counter()
        QTest.keyClick(view, Qt.Key.Key_F8)
        await studio.until(lambda: watch.painted_at > begun)
        print(f"F8 to the repainted board: {(watch.painted_at - begun) * 1000:.1f} ms (aim 100)")
        assert window.privacy.is_on
        assert not window.today.drawer.isHidden()
        assert named(widget_texts(), people) == set()
        assert named(spoken_texts(window), people) == set()
        assert window.today.drawer.value_of("status")
        assert view.hasFocus()
        QTest.keyClick(view, Qt.Key.Key_H, CTRL_SHIFT)
        assert not window.privacy.is_on
        assert len(named(widget_texts(), people)) > 40


async def test_it_says_so_to_the_ear_and_on_its_button(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, _people = await desk(studio)
        told: list[str] = []
        monkeypatch.setattr(window, "_announce", lambda text, **_how: told.append(text))
        button = window.today.header.privacy_button
        width = button.width()
        button.click()
        assert told == ["Privacy on. Names are hidden."]
        assert (button.text(), button.isChecked()) == ("Privacy on", True)
        assert button.width() == width
        assert window.message_bar.text == "Privacy on. Names are hidden."
        button.click()
        assert told[1:] == ["Privacy off."]
        assert not button.isChecked()


async def test_names_stay_hidden_through_days_syncs_and_a_restart(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, people = await desk(studio)
        window.privacy.turn_on()
        feed = window.today.context.feed
        feed.step_day(1)
        await studio.settle()
        window.open_connections()
        window.open_today()
        feed.show_day(None)
        await studio.settle()
        practice = studio.scene.gentu.practice
        practice.cancel(str(first_view(window).cards.cards[5].row.pms_appointment_id))
        studio.scene.clock.pass_by(minutes=6)
        await studio.scene.sync()
        await studio.settle()
        assert named(all_texts(window), people) == set()
        saved = await studio.scene.services.preferences.read()
        assert saved["privacy.on"] == "yes"
        again = MainWindow(Theme(qapp))
        again.attach(studio.scene.services, saved)
        again.show()
        await studio.until(lambda: again.today.is_settled)
        assert again.privacy.is_on
        assert again.today.header.privacy_button.isChecked()
        assert named(all_texts(again), people) == set()
        again.hide()
        await again.aclose()
        again.deleteLater()


async def test_the_first_look_names_nobody_when_privacy_was_on(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        services = studio.scene.services
        sheet = await services.run_sheet.sheet()
        saved = {"privacy.on": "yes"}
        look = FirstLook(sheet=sheet, preferences=saved, now=services.now())
        window = MainWindow(Theme(qapp))
        window.apply_preferences(saved)
        window.show_first_look(look)
        window.show()
        await studio.until(lambda: window.today.is_settled)
        shown = [card.name for c in window.today.board.columns for card in c.view.cards.cards]
        assert len(shown) >= 60
        assert named(all_texts(window), people_of(sheet)) == set()
        window.hide()
        await window.aclose()
        window.deleteLater()


async def test_a_search_finds_people_and_shows_initials_and_times(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, _people = await desk(studio)
        window.privacy.turn_on()
        QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(QApplication.focusWidget(), "john")
        views = [column.view for column in window.today.board.columns if column.isVisible()]
        found = [card for view in views for card in view.cards.cards]
        assert len(found) >= 2
        assert {card.name for card in found} == {"M.J."}
        assert all(card.time.endswith(("am", "pm")) for card in found)
        window.privacy.turn_off()
        QTest.keyClicks(window.today.filter_bar.find_box, "s")
        QTest.keyClick(window.today.filter_bar.find_box, Qt.Key.Key_F8)
        assert window.today.filter_bar.find_box.text() == ""
        assert not window.today.filter_bar.find_box.isUndoAvailable()


async def test_enter_opens_one_row_and_nothing_else(
    qapp: Application, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, people = await desk(studio)
        view = first_view(window)
        card = view.cards.cards[3]
        window.today.board.select(card.id)
        window.privacy.turn_on()
        with caplog.at_level("INFO", logger="runsheet.events"):
            QTest.keyClick(view, Qt.Key.Key_Return)
        mine = {card.row.patient_first_name, card.row.patient_last_name}
        seen = named([view.cards.cards[3].spoken], people)
        assert seen == mine
        assert window.today.drawer.value_of("phone")
        texts = [each.spoken for each in view.cards.cards if each.id != card.id]
        assert named(texts, people - {str(each) for each in mine}) == set()
        peeks = [r for r in caplog.records if r.msg is Event.PRIVACY_PEEK]
        assert [getattr(r, "facts", None) for r in peeks] == [{"appointment": card.id}]
        other = view.cards.cards[4]
        window.today.board.select(other.id)
        window.today.board.details_wanted.emit(other)  # a short click opens the hidden details
        assert window.privacy.peeked_id is None
        assert named(all_texts(window), people) == set()


async def test_holding_the_mouse_opens_a_row_and_a_click_does_not(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, people = await desk(studio)
        window.privacy.turn_on()
        view = first_view(window)
        view.verticalScrollBar().setValue(0)
        place = view.visualRect(view.cards.index(1)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert not window.today.drawer.isHidden()
        assert named(all_texts(window), people) == set()
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
        await studio.until(lambda: window.privacy.peeked_id is not None)
        QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
        assert window.privacy.peeked_id == view.cards.cards[1].id
        assert window.today.drawer.value_of("birth_date")


async def test_a_phone_is_copied_of_an_open_row_only(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, _people = await desk(studio)
        QGuiApplication.clipboard().setText("before")
        view = first_view(window)
        phones = [card.id for card in view.cards.cards if card.row.patient_phone]
        window.today.board.select(phones[0])
        window.privacy.turn_on()
        QTest.keyClick(view, Qt.Key.Key_C)
        assert QGuiApplication.clipboard().text() == "before"
        assert window.message_bar.text.startswith("Privacy is on.")
        QTest.keyClick(view, Qt.Key.Key_Return)
        QTest.keyClick(view, Qt.Key.Key_C)
        assert QGuiApplication.clipboard().text().startswith("0")
        assert "copied" in window.message_bar.text


async def test_times_only_and_board_off(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, people = await desk(studio)
        services = studio.scene.services
        window.privacy.turn_on()
        await services.preferences.write("privacy.level", "times")
        names = lambda: {card.name for card in first_view(window).cards.cards}  # noqa: E731
        await studio.until(lambda: names() <= {"Reserved", "No patient named"})
        assert named(all_texts(window), people) == set()
        await services.preferences.write("privacy.level", "off")
        cover = "privacy_cover"
        await studio.until(lambda: window.today.findChild(QLabel, "cover_clock") is not None)
        assert window.today._views.currentWidget().objectName() == cover
        assert named(all_texts(window), people) == set()
        overview = (await services.connections.list())[0]
        told = window.today._views.cover.text.splitlines()
        assert told == [overview.connection.display_name, "11:05 am", "Tue 18 Nov 2025"]
        assert not window.today.filter_bar.isVisible()
        assert "Gentu ✓" in window.status_bar.text
        told_below = [window.status_bar.text, *spoken_texts(window.status_bar)]
        assert not [each for each in told_below if "appointments" in each]
        window.today.header.add_button.click()
        assert window.message_bar.text == (
            "The board is off. Turn privacy off (F8), then add the row."
        )
        QTest.keyClick(window, Qt.Key.Key_F8)
        assert " appointments · " in window.status_bar.text
        assert window.today._views.shows_cards
        assert len(named(widget_texts(), people)) > 40


async def test_the_form_of_a_peeked_row_closes_with_the_peek(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, people = await desk(studio)
        window.privacy.turn_on()
        edits, view = window.today.edits, first_view(window)
        window.today.board.select(view.cards.cards[3].id)
        QTest.keyClick(view, Qt.Key.Key_Return)
        edits.section.change_wanted.emit()
        window.privacy.end_peek()  # before the form is there
        await studio.until(lambda: not window.today.tasks.running)
        assert edits.form is None
        QTest.keyClick(view, Qt.Key.Key_Return)
        edits.section.change_wanted.emit()
        await studio.until(lambda: edits.form is not None)
        assert named(widget_texts(), people) != set()
        window.privacy.end_peek()
        assert edits.form is None
        assert named(all_texts(window), people) == set()
