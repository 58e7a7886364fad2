"""The Today page over real services: what it shows, and that updates move nothing."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from sqlalchemy import update

from app.domain.words import phone_number
from app.store.schema import run_sheet_appointments
from app.ui.run import Application
from app.ui.today.card_view import CardView
from app.ui.today.page import TodayPage
from tests.ui.scene import DAY, NINE_27
from tests.ui.studio import Studio, studio_on

ELEVEN = NINE_27 + timedelta(minutes=98)


async def opened(studio: Studio) -> TodayPage:
    await studio.scene.ready()
    await studio.open()
    return studio.window.today


def views(page: TodayPage) -> list[CardView]:
    return [column.view for column in page.board.columns]


async def resync(studio: Studio) -> None:
    studio.scene.clock.pass_by(minutes=6)
    await studio.scene.sync()
    await studio.settle()


async def test_every_appointment_of_the_day_has_a_card(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        sheet = await studio.scene.services.run_sheet.sheet()
        shown = [card.id for view in views(page) for card in view.cards.cards]
        assert len(page.board.columns) == 4
        assert sorted(shown) == sorted(row.id for row in sheet.rows)
        assert len(shown) >= 60
        assert page.header.pill_text == "✓  Up to date · checked 11:05 am"


async def test_an_update_keeps_selection_scroll_and_focus(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        view = views(page)[0]
        card = view.cards.cards[8]
        page.board.select(card.id)
        view.verticalScrollBar().setValue(400)
        place = view.visualRect(view.currentIndex()).top()
        practice = studio.scene.gentu.practice
        upper = view.cards.cards[0].row
        doctor = practice.appointment(str(upper.pms_appointment_id)).practitioner_id
        practice.add(practitioner_id=doctor, start=upper.start - timedelta(minutes=20))
        practice.cancel(str(view.cards.cards[1].row.pms_appointment_id))
        count = view.cards.rowCount()
        await resync(studio)
        assert view.cards.rowCount() == count + 1
        assert view.current_card is not None
        assert view.current_card.id == card.id
        assert view.visualRect(view.currentIndex()).top() == place
        assert QApplication.focusWidget() is view


async def test_nothing_is_reset_by_an_update(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        told: list[str] = []
        for view in views(page):
            view.cards.modelReset.connect(lambda: told.append("reset"))
            view.cards.dataChanged.connect(lambda *_: told.append("changed"))
            view.cards.layoutChanged.connect(lambda *_: told.append("layout"))
        booked = next(c for v in views(page) for c in v.cards.cards if c.word == "Confirmed")
        studio.scene.gentu.practice.cancel(str(booked.row.pms_appointment_id))
        await resync(studio)
        assert "changed" in told
        assert not {"reset", "layout"} & set(told)


async def test_a_card_that_goes_takes_the_selection_with_it(
    qapp: Application, tmp_path: Path
) -> None:
    """Else Enter and C would be about another patient."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        cancelled = next(c for v in views(page) for c in v.cards.cards if c.word == "Cancelled")
        page.board.select(cancelled.id)
        page.filter_bar.cancelled.click()
        assert all(view.current_card is None for view in views(page))


async def test_the_find_box_hides_all_others(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        QTest.keyClick(studio.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(QApplication.focusWidget(), "john")
        names = {card.name for view in views(page) for card in view.cards.cards if view.isVisible()}
        assert names == {"Mary Johnson", "Mary Johnston"}
        QTest.keyClick(page.filter_bar.find_box, Qt.Key.Key_Return)
        assert not page.drawer.isHidden()
        assert page.drawer.value_of("birth_date")


async def test_nobody_found_offers_to_clear(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        page.filter_bar.find_box.setText("zzz")
        assert page.empty.title == "Nobody matches “zzz”."
        page.empty.buttons[0].click()
        assert page.filter_bar.find_box.text() == ""
        assert sum(view.cards.rowCount() for view in views(page)) >= 60


async def test_telehealth_only_and_the_list_show_the_same_rows(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        page.filter_bar.telehealth.click()
        in_columns = {card.id for view in views(page) for card in view.cards.cards}
        page.filter_bar.findChild(type(page.filter_bar.telehealth), "view_list").click()
        in_list = [card.id for card in page.list_pane.view.cards.cards]
        assert in_columns == set(in_list)
        assert all(card.telehealth for card in page.list_pane.view.cards.cards)
        await studio.until(lambda: not page.tasks.running)
        saved = await studio.scene.services.preferences.read()
        assert (saved["today.view"], saved["today.telehealth_only"]) == ("list", "yes")


async def test_the_board_by_keyboard(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        first, second = views(page)[:2]
        page.board.focus_column(1)
        QTest.keyClick(first, Qt.Key.Key_Down)
        assert first.currentIndex().row() == 1
        QTest.keyClick(first, Qt.Key.Key_Right)
        assert second.hasFocus()
        assert second.current_card is not None
        assert first.current_card is not None
        start = first.current_card.row.start
        distance = min(abs(card.row.start - start) for card in second.cards.cards)
        assert abs(second.current_card.row.start - start) == distance
        QTest.keyClick(second, Qt.Key.Key_End)
        assert second.currentIndex().row() == second.cards.rowCount() - 1
        QTest.keyClick(second, Qt.Key.Key_Home)
        assert second.currentIndex().row() == 0
        QTest.keyClick(studio.window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
        assert views(page)[2].hasFocus()


async def test_esc_closes_the_details_and_goes_back_to_the_card(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        page.board.focus_column(2)
        view = views(page)[1]
        QTest.keyClick(view, Qt.Key.Key_Down)
        card = view.current_card
        assert card is not None
        assert card.row.patient_phone
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert page.drawer.value_of("phone") == phone_number(card.row.patient_phone)
        page.drawer.close_button.setFocus()
        QTest.keyClick(page.drawer.close_button, Qt.Key.Key_Escape)
        assert page.drawer.isHidden()
        assert view.hasFocus()
        assert view.current_card is card


async def test_c_copies_the_phone_and_the_clipboard_forgets_it(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        page._details._clipboard._timer.setInterval(20)
        card = next(c for c in views(page)[0].cards.cards if c.row.patient_phone)
        page.board.select(card.id)
        QTest.keyClick(views(page)[0], Qt.Key.Key_C)
        copied = QGuiApplication.clipboard().text()
        assert copied.replace(" ", "").removeprefix("(")[:2] in {"04", "03"}
        await studio.until(lambda: not QGuiApplication.clipboard().text())


async def test_days_are_walked_by_keyboard(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        QTest.keyClick(studio.window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        await studio.until(lambda: page.context.feed.day == DAY + timedelta(days=1))
        await studio.settle()
        assert page.empty.title == "Wed 19 Nov 2025 has not been checked yet."
        page.context.feed.show_day(None)
        await studio.settle()
        page.board.focus_column(1)
        assert page.board.columns[0].view.hasFocus()


async def test_sync_now_shows_progress_and_speaks_once(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("app.ui.announce.announce", lambda _w, text, **_: said.append(text))
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        studio.scene.clock.pass_by(minutes=6)
        pills: set[str] = set()
        page.context.sync.changed.connect(lambda: pills.add(page.header.pill_text))
        QTest.keyClick(studio.window, Qt.Key.Key_F5)
        await studio.until(lambda: page.header.sync_button.text() == "Cancel")
        await studio.until(lambda: bool(said))
        assert "↻  Checking… 4 of 4 clinicians" in pills
        assert said == ["List updated, 11:11 am. No changes."]
        QTest.keyClick(studio.window, Qt.Key.Key_F5)
        words = "You can check again in 30 s."
        await studio.until(lambda: words in studio.window.message_bar.text)


async def test_cancel_stops_the_sync_and_leaves_the_list(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        studio.scene.clock.pass_by(minutes=6)
        studio.scene.gentu.latency_s = 5
        asked: list[object] = []
        studio.scene.gentu.on_request.append(asked.append)
        page.header.sync_button.click()
        await studio.until(lambda: bool(asked))
        page.header.sync_button.click()
        await studio.until(lambda: not page.context.sync.is_running)
        await studio.settle()
        assert page.header.pill_text == "✓  Up to date · checked 11:05 am"


class PaintCounter(QObject):
    """Counts the paintings, and those of more than a card's height."""

    def __init__(self) -> None:
        super().__init__()
        self.all = self.large = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.all += 1
            self.large += event.rect().height() > 200
        return False


async def painted(studio: Studio) -> None:
    """Waits until all that was to be painted is: Qt paints whatever waits in a window at once."""
    last = PaintCounter()
    bar = studio.window.status_bar
    bar.installEventFilter(last)
    bar.update()
    await studio.until(lambda: last.all > 0)
    bar.removeEventFilter(last)


async def test_a_sync_without_changes_paints_no_list_again(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        await painted(studio)
        counter = PaintCounter()
        for view in views(page):
            view.viewport().installEventFilter(counter)
        await studio.scene.sync()
        page.context.feed.refresh()
        await studio.settle()
        await painted(studio)
        assert counter.large == 0
        views(page)[0].viewport().update()
        await painted(studio)
        assert counter.large == 1


async def test_an_empty_day_offers_the_next_one_with_appointments(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        run_sheet = studio.scene.services.run_sheet
        assert await run_sheet.next_day(DAY) is None
        sunday = DAY - timedelta(days=2)
        await studio.scene.services.sync.run(studio.scene.connection_id, day=sunday)
        page.context.feed.show_day(sunday)
        await studio.settle()
        assert page.empty.buttons[0].text() == "Next day with appointments: Tue 18 Nov 2025"
        page.empty.buttons[0].click()
        await studio.settle()
        assert page.header.pill_text.startswith("✓")
        assert sum(view.cards.rowCount() for view in views(page)) >= 60


async def test_a_telehealth_link_is_copied_on_request_and_never_shown(
    qapp: Application, tmp_path: Path
) -> None:
    link = "https://video.example.invalid/s/opens-to-anybody"
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        card = views(page)[0].cards.cards[3]
        await studio.scene.services.core.database.write(
            lambda sql: sql.execute(
                update(run_sheet_appointments)
                .where(run_sheet_appointments.c.id == card.id)
                .values(telehealth_url=link)
            )
        )
        await resync(studio)
        page.board.select(card.id)
        QTest.keyClick(views(page)[0], Qt.Key.Key_Return)
        button = page.drawer.findChild(QAbstractButton, "drawer_copy_telehealth_link")
        assert isinstance(button, QAbstractButton)
        assert button.accessibleName() == "Copy telehealth link"
        texts = [one.text() for one in page.drawer.findChildren(QLabel)]
        assert not any("example.invalid" in text for text in texts)
        button.click()
        assert QGuiApplication.clipboard().text() == link


async def test_a_removed_connections_day_is_still_drawn_and_says_that_it_is_old(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        shown = [card.id for view in views(page) for card in view.cards.cards]
        studio.scene.clock.pass_by(minutes=6)
        await studio.scene.services.connections.delete(studio.scene.connection_id)
        await studio.until(lambda: all(card.is_old for v in views(page) for card in v.cards.cards))
        await studio.settle()
        assert [card.id for view in views(page) for card in view.cards.cards] == shown
        assert len(page.board.columns) == 4
        assert page.header.pill_text == "!  Out of date · last good check 11:05 am"
        assert page.header.sync_button.isHidden()
        banner = f"{len(shown)} appointments are from Gentu, which was removed on 18 Nov."
        await studio.until(lambda: studio.window.banner.text.startswith(banner))
