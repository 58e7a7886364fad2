"""Printing from the Today page (J15): three presses, asks first under privacy, names nobody."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QMenu

from app.domain.errors import NotPrinted
from app.ui.printing import desk as desk_module
from app.ui.printing.day_list import Choice
from app.ui.printing.panel import SAVE_AS_PDF, PrintPanel
from app.ui.printing.printers import print_day, printer_of
from app.ui.run import Application
from app.ui.theme import SchemeChoice
from tests.ui.privacy.people import named, people_of, spoken_texts
from tests.ui.scene import NINE_27
from tests.ui.studio import Studio, studio_on

ELEVEN = NINE_27 + timedelta(minutes=98)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def paper_printer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A printer whose paper is a file: QPrinter does all it does for paper."""
    file = tmp_path / "paper.pdf"

    def made(name: str, *, copies: int) -> QPrinter:
        printer = printer_of(name, copies=copies)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        return printer

    monkeypatch.setattr(desk_module, "printer_of", made)
    monkeypatch.setattr(desk_module, "printer_names", lambda: ["Reception LaserJet"])
    return file


async def opened(studio: Studio) -> None:
    await studio.scene.ready()
    await studio.open()


async def panel_of(studio: Studio) -> PrintPanel:
    panel = studio.window.today.printing.panel
    assert panel is not None
    await studio.until(panel.isVisible)
    return panel


def text_of(file: Path) -> str:
    return " ".join(" ".join(p.extract_text().split()) for p in PdfReader(file).pages)


async def test_a_columns_list_is_printed_with_three_presses(
    qapp: Application, tmp_path: Path, paper_printer: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)
        column = studio.window.today.board.columns[0]
        menu = column.menu.findChild(QMenu)
        assert isinstance(menu, QMenu)
        assert [each.text().split("\t")[0].strip() for each in menu.actions()] == [
            "Print this list",
            "Sync this clinician",
            "Hide on this PC",
        ]
        menu.actions()[0].trigger()  # the second press; the first opened the menu
        panel = await panel_of(studio)
        assert panel.choice is Choice.THIS_COLUMN
        assert panel.focusWidget() is panel.names_button
        panel.names_button.click()
        await studio.until(lambda: studio.window.today.printing.panel is None)
        text = text_of(paper_printer)
        assert "Dr Priya Raghunathan" in text
        assert "page 1 of 1" in text
        assert "list checked 11:05 am" in text
        assert studio.window.message_bar.text == "1 page given to Reception LaserJet."
        meta = PdfReader(paper_printer).metadata
        assert meta is not None
        assert meta.title == "RunSheet list"
        print("Print one clinician's list: 3 presses (aim 3)")


async def test_ctrl_p_offers_the_column_with_the_focus_and_esc_prints_nothing(
    qapp: Application, tmp_path: Path, paper_printer: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)
        page = studio.window.today
        page.board.focus_column(2)
        QTest.keyClick(page.board.columns[1].view, Qt.Key.Key_P, CTRL)
        assert (await panel_of(studio)).preview.pages[0].of.title == page.board.columns[
            1
        ]._name.whole
        QTest.keyClick(await panel_of(studio), Qt.Key.Key_Escape)
        await studio.until(lambda: page.printing.panel is None)
        page.header.print_button.setFocus()
        page.header.print_button.click()
        panel = await panel_of(studio)
        assert panel.choice is Choice.EACH_CLINICIAN
        assert len(panel.preview.pages) >= 4
        panel.reject()
        await studio.until(lambda: page.printing.panel is None)
        QTest.keyClick(page.board.columns[1].view, Qt.Key.Key_P)
        assert (await panel_of(studio)).choice is Choice.THIS_COLUMN
        (await panel_of(studio)).reject()
        await studio.until(lambda: page.printing.panel is None)
        assert not paper_printer.exists()


async def test_privacy_asks_before_names_go_on_paper_and_hides_them_in_the_preview(
    qapp: Application, tmp_path: Path, paper_printer: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)
        window = studio.window
        people = people_of(await studio.scene.services.run_sheet.sheet())
        window.today.printing.open(None)
        panel = await panel_of(studio)
        before = panel.findChild(QLabel, "print_page").pixmap().toImage()
        assert panel.initials_button.isHidden()
        window.privacy.turn_on()
        hidden = panel.findChild(QLabel, "print_page").pixmap().toImage()
        assert before != hidden
        rows = [row for page in panel.preview.pages for row in page.rows]
        assert named([f"{each.name} {each.phone} {each.born}" for each in rows], people) == set()
        assert named(spoken_texts(panel), people) == set()
        assert panel._question.text() == "Privacy is on. Print with full names?"
        panel.initials_button.click()
        await studio.until(lambda: window.today.printing.panel is None)
        assert named([text_of(paper_printer)], people) == set()
        window.today.printing.open(None)
        (await panel_of(studio)).names_button.click()
        await studio.until(lambda: window.today.printing.panel is None)
        assert len(named([text_of(paper_printer)], people)) > 40
        assert window.privacy.is_on


async def privately(studio: Studio, level: str) -> None:
    window = studio.window
    window.privacy.turn_on()
    await studio.scene.services.preferences.write("privacy.level", level)
    await studio.until(lambda: window.privacy.level == level)


async def test_with_the_board_off_the_panel_shows_no_list_and_asks(
    qapp: Application, tmp_path: Path, paper_printer: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)
        window = studio.window
        people = people_of(await studio.scene.services.run_sheet.sheet())
        await privately(studio, "off")
        await studio.until(lambda: not window.today._views.shows_cards)
        QTest.keyClick(window, Qt.Key.Key_P, CTRL)
        panel = await panel_of(studio)
        picture = panel.findChild(QLabel, "print_page")
        assert isinstance(picture, QLabel)
        assert panel.preview.pages == []
        assert picture.pixmap().isNull()
        assert picture.text() == picture.accessibleName() == "The list is hidden."
        told = spoken_texts(panel)
        assert not [each for each in told if each.startswith("Page 1")]
        assert named(told, people) == set()
        assert panel._question.text() == "Privacy is on. Print with full names?"
        panel._dots[Choice.BY_TIME].click()
        assert panel.preview.pages == []
        assert panel.focusWidget() is not panel.names_button
        panel.initials_button.click()
        await studio.until(lambda: window.today.printing.panel is None)
        text = text_of(paper_printer)
        assert named([text], people) == set()
        assert "M.J." in text
        assert window.today._views.currentWidget().objectName() == "privacy_cover"


async def test_with_times_only_the_preview_reserves(
    qapp: Application, tmp_path: Path, paper_printer: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)
        window = studio.window
        window.today.printing.open(None)
        panel = await panel_of(studio)
        await privately(studio, "times")
        seen = lambda: {row.name for page in panel.preview.pages for row in page.rows}  # noqa: E731
        await studio.until(lambda: seen() <= {"Reserved", "No patient named"})
        window.privacy.turn_off()
        assert len(seen()) > 20
        panel.reject()
        await studio.until(lambda: window.today.printing.panel is None)


async def test_the_hint_says_whose_names_it_is_about(
    qapp: Application, tmp_path: Path, paper_printer: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)
        studio.window.today.printing.open(None)
        panel = await panel_of(studio)
        hints = {panel._hint.text()}
        panel.printers.setCurrentText(SAVE_AS_PDF)
        hints.add(panel._hint.text())
        assert not [each for each in hints if "ull names" in each]
        studio.window.privacy.turn_on()
        assert panel.initials_button.text() == "Save with initials"
        assert panel._hint.text().startswith("With full names, whoever has the file")
        panel.printers.setCurrentIndex(0)
        assert panel._hint.text().startswith("Full names")
        panel.reject()
        await studio.until(lambda: studio.window.today.printing.panel is None)


async def test_the_preview_grows_with_the_text_and_stays_on_the_screen(
    qapp: Application, tmp_path: Path, paper_printer: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)
        studio.window.today.printing.open(None)
        panel = await panel_of(studio)
        picture = panel.findChild(QLabel, "print_page")
        assert isinstance(picture, QLabel)
        small = picture.pixmap().deviceIndependentSize().height()
        for private in (False, True):
            studio.theme.choose(SchemeChoice.LIGHT, scale=2.0)
            await studio.until(
                lambda: picture.pixmap().deviceIndependentSize().height() > small * 1.2
            )
            screen = panel.screen().availableSize()
            assert panel.sizeHint().width() <= screen.width()
            assert panel.sizeHint().height() <= screen.height()
            studio.theme.choose(SchemeChoice.LIGHT, scale=1.0)
            if not private:
                studio.window.privacy.turn_on()
        panel.reject()
        await studio.until(lambda: studio.window.today.printing.panel is None)


async def test_without_a_printer_there_is_a_pdf(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)
        monkeypatch.setattr(desk_module, "printer_names", list)
        documents = tmp_path / "Documents"
        documents.mkdir()
        monkeypatch.setenv("HOME", str(tmp_path))
        studio.window.today.printing.open(None, as_list=True)
        panel = await panel_of(studio)
        assert panel.names_button.text() == "Save as PDF"
        assert not panel.copies.isVisible()
        panel.names_button.click()
        await studio.until(lambda: panel.findChild(QFileDialog) is not None)
        dialog = panel.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        assert Path(dialog.selectedFiles()[0]).name == "RunSheet list 2025-11-18.pdf"
        assert Path(dialog.selectedFiles()[0]).parent == documents
        field = dialog.findChild(QLineEdit)
        assert isinstance(field, QLineEdit)
        field.setText(str(tmp_path / "list.pdf"))
        dialog.accept()
        await studio.until(lambda: studio.window.today.printing.panel is None)
        assert "All clinicians" in text_of(tmp_path / "list.pdf")
        assert studio.window.message_bar.text == "Saved: list.pdf"


async def test_a_spooler_that_is_slow_holds_nothing_up(
    qapp: Application, tmp_path: Path, paper_printer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)
        answers = threading.Event()

        def slow() -> list[str]:
            answers.wait(10)
            return ["Far printer"]

        monkeypatch.setattr(desk_module, "printer_names", slow)
        studio.window.today.printing.open(None)
        panel = await panel_of(studio)  # open, while nobody knows the printers
        assert panel.printers.currentText() == "Looking for printers…"
        assert not panel.names_button.isEnabled()
        assert panel.focusWidget() is panel._dots[Choice.EACH_CLINICIAN]
        answers.set()
        await studio.until(panel.names_button.isEnabled)
        assert panel.focusWidget() is panel.names_button, "Enter prints, however late it was found"
        assert panel.printer_name == "Far printer"
        assert panel.names_button.text() == "Print"
        assert panel.copies.isVisible()
        panel.reject()
        await studio.until(lambda: studio.window.today.printing.panel is None)


@pytest.mark.qt_log_ignore("Returned false")
async def test_a_printer_that_refuses_is_told_and_nothing_is_lost(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)

        def broken(name: str, *, copies: int) -> QPrinter:
            printer = printer_of(name, copies=copies)
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(tmp_path / "not" / "there.pdf"))
            return printer

        monkeypatch.setattr(desk_module, "printer_of", broken)
        monkeypatch.setattr(desk_module, "printer_names", lambda: ["Old printer"])
        studio.window.today.printing.open(None)
        day = studio.window.today.printing._day(
            Choice.BY_TIME, studio.window.today.printing._veil(with_names=True)
        )
        with pytest.raises(NotPrinted):
            await print_day(broken("Old printer", copies=1), day)
        (await panel_of(studio)).names_button.click()
        await studio.until(lambda: "(PRINT-01)" in studio.window.message_bar.text)
        assert studio.window.today.printing.panel is not None
        (await panel_of(studio)).reject()
        await studio.until(lambda: studio.window.today.printing.panel is None)


async def test_a_hidden_column_stays_hidden_and_comes_back(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)
        page = studio.window.today
        count = len(page.board.columns)
        hidden = page.board.columns[0].clinician_id
        page.board.columns[0].wanted.emit("hide")
        assert len(page.board.columns) == count - 1
        await studio.until(lambda: not page.tasks.running)
        saved = await studio.scene.services.preferences.read()
        assert saved["today.left_out"] == hidden
        page.filter_bar.clear()
        assert len(page.board.columns) == count
        for column in list(page.board.columns):
            column.wanted.emit("hide")
        assert len(page.board.columns) == 1


async def test_shift_f5_asks_for_this_clinicians_day_only(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await opened(studio)
        page = studio.window.today
        ended: list[object] = []
        page.context.sync.ended.connect(ended.append)
        studio.scene.clock.pass_by(minutes=6)
        page.board.focus_column(1)
        QTest.keyClick(page.board.columns[0].view, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
        await studio.until(lambda: bool(ended))
        await studio.settle()
        sheet = await studio.scene.services.run_sheet.sheet()
        checked = [each.freshness.last_success_at for each in sheet.columns]
        assert checked.count(max(at for at in checked if at is not None)) == 1
