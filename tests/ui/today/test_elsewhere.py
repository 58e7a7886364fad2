"""J7 over several days: who is looked for may not be on the day on screen."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.run_sheet import RunSheetRow
from app.ui.run import Application
from app.ui.today.elsewhere import findable, found_rows
from app.ui.today.page import TodayPage
from tests.ui.rows import NOW, row, sheet
from tests.ui.scene import DAY
from tests.ui.studio import Studio, studio_on
from tests.ui.today.test_page import ELEVEN

TOMORROW = DAY + timedelta(days=1)


async def opened(studio: Studio, *families: str) -> TodayPage:
    """Tomorrow has a patient of each family name, every half hour from 10:00 am."""
    desk = await studio.scene.ready()
    practice = desk.gentu.practice
    doctor = practice.appointments(DAY)[0].practitioner_id
    someone = practice.patients()[0]
    for number, family in enumerate(families):
        who = replace(someone, id=str(uuid4()), given="Ada", family=family)
        practice.put_patient(who)
        start = ELEVEN.replace(hour=23, minute=0) + timedelta(minutes=30 * number)
        practice.add(practitioner_id=doctor, start=start, patient_ids=(who.id,))
    await desk.services.sync.run(desk.connection_id, day=TOMORROW)
    await studio.open()
    return studio.window.today


def type_into_find(studio: Studio, text: str) -> None:
    QTest.keyClick(studio.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    for letter in text:
        QTest.keyClick(studio.window.today.filter_bar.find_box, letter)


class _Hidden(QObject):
    """Counts how often a widget is hidden."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Hide
        return False


async def test_enter_opens_the_day_and_the_details_of_whom_today_has_not(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio, "Quillfeather")
        type_into_find(studio, "quillf")
        await studio.until(lambda: bool(page._elsewhere.found))
        panel = page._elsewhere.panel
        assert not panel.isHidden()
        (button,) = panel.buttons
        assert button.text().startswith("Wed 19 Nov 2025, 10:00 am · Ada Quillfeather · Papadakis")
        assert button.accessibleName().startswith("Wed 19 Nov 2025, 10:00 am, Ada ")
        QTest.keyClick(page.filter_bar.find_box, Qt.Key.Key_Return)
        await studio.until(lambda: page._details.is_open)
        assert page.context.feed.day == TOMORROW
        card = next(c.view.current_card for c in page.board.columns if c.view.current_card)
        assert card.name == "Ada Quillfeather"
        assert panel.isHidden(), "on its own day the board shows it"


async def test_a_button_opens_its_own_row_and_the_many_are_counted(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        names = [f"Quillfeather{letter}" for letter in "abcde"]
        page = await opened(studio, *names)
        type_into_find(studio, "quillf")
        await studio.until(lambda: bool(page._elsewhere.found))
        panel = page._elsewhere.panel
        assert len(panel.buttons) == 3
        assert panel.more_words == "and 2 more"
        panel.buttons[1].setFocus()
        QTest.keyClick(panel.buttons[1], Qt.Key.Key_Return)
        await studio.until(lambda: page._details.is_open)
        assert page.drawer._name.text() == "Ada Quillfeatherb"


async def test_a_newer_list_takes_neither_the_panel_nor_the_focus(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio, "Quillfeather")
        type_into_find(studio, "quillf")
        await studio.until(lambda: bool(page._elsewhere.found))
        panel = page._elsewhere.panel
        (button,) = panel.buttons
        button.setFocus()
        hidden = _Hidden(panel)
        panel.installEventFilter(hidden)
        page.context.feed.refresh()
        await studio.settle()
        await studio.until(lambda: not page._elsewhere._is_reading)
        assert hidden.count == 0
        assert QApplication.focusWidget() is button


async def test_what_is_not_looked_for_any_more_is_not_shown(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio, "Quillfeather")
        type_into_find(studio, "q")
        await studio.settle()
        assert page._elsewhere.found == ()
        type_into_find(studio, "quillf")
        await studio.until(lambda: bool(page._elsewhere.found))
        QTest.keyClick(page.filter_bar.find_box, Qt.Key.Key_Escape)
        assert page._elsewhere.panel.isHidden()
        assert QApplication.focusWidget() is page.filter_bar.find_box


async def test_privacy_shows_initials_and_times_of_other_days(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio, "Quillfeather")
        page.context.privacy.toggle()
        type_into_find(studio, "quillf")
        await studio.until(lambda: bool(page._elsewhere.found))
        (button,) = page._elsewhere.panel.buttons
        assert button.text().startswith("Wed 19 Nov 2025, 10:00 am · A.Q. · Papadakis")
        assert "Quillfeather" not in button.text() + button.accessibleName()


def test_two_letters_find_everybody_over_seven_days_and_one_nobody() -> None:
    def busy(day: int) -> list[RunSheetRow]:
        return [
            row(number, patient_last_name=f"Brown{number % 97}", start=NOW + timedelta(days=day))
            for number in range(300)
        ]

    sheets = [sheet(*busy(day), day=DAY + timedelta(days=day)) for day in range(7)]
    assert len(found_rows(findable(sheets), "br")) == 2100
    assert found_rows(findable(sheets), "b") == ()
