"""The support export page: everything can be read before it is saved, by keyboard alone."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from app.domain.sync_run import SyncStatus
from app.services.logs import CRASH_FILE, close_logging, configure_logging, logs_folder
from app.ui.run import Application
from app.ui.support.page import SupportPage
from tests.support.canaries import files_of, found_in, values_of
from tests.ui.studio import Studio, studio_on
from tests.ui.support.shots import open_page
from tests.ui.test_window import nameless

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _log_closed_again() -> Iterator[None]:
    yield
    close_logging()


def _focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _press(key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifiers |= each
    QTest.keyClick(_focused(), key, modifiers)


async def _partly(studio: Studio) -> str:
    """A desk whose last check was partial; the run's id."""
    await studio.scene.ready()
    studio.scene.gentu.faults.add("status_404", path="appointments", times=1)
    studio.scene.clock.pass_by(minutes=15)
    run = await studio.scene.sync()
    assert run.status is SyncStatus.PARTIAL
    return run.id


async def _settled(studio: Studio, page: SupportPage) -> None:
    await studio.until(lambda: page.is_settled and page.export is not None)


async def _save_to(studio: Studio, page: SupportPage, target: Path) -> None:
    """Ctrl+S, a name in the dialog, Enter."""
    _press(Qt.Key.Key_S, CTRL)
    await studio.until(lambda: any(d.isVisible() for d in page.findChildren(QFileDialog)))
    (dialog,) = page.findChildren(QFileDialog)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    assert page.export is not None
    assert field.text() == page.export.file_name
    field.setText(str(target))
    QTest.keyClick(field, Qt.Key.Key_Return)
    await studio.until(lambda: bool(page.result.text))


async def test_from_a_partial_check_to_a_zip_without_anybody_by_keyboard(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        configure_logging(studio.scene.services.settings.data_dir)
        run_id = await _partly(studio)
        window = await studio.open()
        window.open_history(run_id)
        history = window.page
        assert history is not None
        await studio.until(lambda: getattr(history, "pane").detail is not None)  # noqa: B009
        history.findChild(QWidget, "support_export").setFocus()
        _press(Qt.Key.Key_Return)
        page = window.page
        assert isinstance(page, SupportPage)
        await _settled(studio, page)
        assert window.windowTitle() == "RunSheet – Support export"
        assert _focused() is page.wish.description
        QTest.keyClicks(_focused(), "Mary Johnson was missing")
        await studio.until(lambda: page.is_settled and bool(page.wish.warning.text))
        assert page.wish.warning.text == "This looks like a name. It is taken out of the file."
        target = tmp_path / "out.zip"
        await _save_to(studio, page, target)
        assert page.result.text == f"Saved out.zip in {tmp_path.name}. It was sent to nobody."
        assert [button.text() for button in page.result.buttons] == [
            "Show in folder",
            "Copy a short summary",
        ]
        files = files_of(target.read_bytes())
        (told,) = json.loads(files["sync-history.json"])
        assert told["status"] == "partial"
        assert json.loads(files["about.json"])["face"] == "window"
        values = list(values_of(studio.scene.gentu))
        assert [hit for body in files.values() for hit in found_in(body, values)] == []
        page.result.buttons[1].click()
        summary = QGuiApplication.clipboard().text()
        assert summary.startswith("RunSheet-support-2025-11-18-0942.zip: ")
        assert found_in(summary.encode(), values) == []


async def test_what_is_saved_is_what_could_be_read(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await _partly(studio)
        page = await open_page(studio)
        assert page.export is not None
        shown = {}
        for name in page.tree.names:
            page.tree.choose(name)
            shown[name] = page.viewer.toPlainText()
        target = tmp_path / "out.zip"
        await _save_to(studio, page, target)
        with zipfile.ZipFile(target) as archive:
            for name in archive.namelist():
                assert archive.read(name).decode().replace("\r\n", "\n") == shown[name]


async def test_files_are_named_for_the_ear_and_bars_are_red(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await _partly(studio)
        page = await open_page(studio)
        page.tree.choose("sync-history.json")
        item = page.tree.currentItem()
        assert item is not None
        spoken = item.data(0, Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "sync-history.json, 2 KB, 10 names removed"
        assert page.viewer.accessibleName() == f"Contents of {spoken}"
        assert nameless(studio.window) == []
        tree = QAccessible.queryAccessibleInterface(page.tree)
        assert tree.text(QAccessible.Text.Name) == "What's in the file"
        assert "12 names, 1 practice name, 1 practice ID removed." in page.total_text
        bars = [
            part.format.background().color().name()
            for block in _blocks(page)
            for part in block.layout().formats()
        ]
        assert bars
        assert set(bars) == {studio.theme.color("err.solid").name()}


def _blocks(page: SupportPage) -> Iterator[object]:
    block = page.viewer.document().begin()
    while block.isValid():
        yield block
        block = block.next()


async def test_a_long_log_comes_whole_as_a_person_scrolls(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        data_dir = studio.scene.services.settings.data_dir
        configure_logging(data_dir)
        await _partly(studio)
        log = logs_folder(data_dir) / "runsheet.log"
        line = log.read_text("utf-8").splitlines()[-1]
        log.write_text(f"{line}\n" * 4000, "utf-8")
        page = await open_page(studio)
        page.tree.choose("runsheet.log")
        current = page.tree.current
        assert current is not None
        assert len(page.viewer.toPlainText()) < len(current.text) / 2
        bar = page.viewer.verticalScrollBar()
        for _ in range(20):
            bar.setValue(bar.maximum())
        assert page.viewer.toPlainText().strip() == current.text.strip()


async def test_nothing_went_wrong_is_said_and_a_missing_part_is_named(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        page = await open_page(studio)
        assert page.notice.text == "Nothing has gone wrong in this period. Export anyway?"
        crash = logs_folder(studio.scene.services.settings.data_dir) / CRASH_FILE
        crash.mkdir(parents=True)
        _press(Qt.Key.Key_P, ALT)
        assert _focused() is page.tree
        await _settled(studio, page)
        assert page.notice.text == "We couldn't read the crash log; the rest is included. (LOC-05)"
        assert page.save.isEnabled()


async def test_another_time_is_read_at_once_and_cancel_stops_the_reading(
    qapp: Application, tmp_path: Path
) -> None:
    from app.services.support.wish import Span

    async with studio_on(qapp, tmp_path) as studio:
        run_id = await _partly(studio)
        page = await open_page(studio, run_id=run_id)
        assert page.wish.span is Span.RUN
        page.wish.dots[Span.WEEK].click()
        assert not page.save.isEnabled()
        await _settled(studio, page)
        assert page.export is not None
        assert page.export.wish.span is Span.WEEK
        page.prepare()
        page._cancel()
        await studio.until(lambda: page.is_settled)
        assert page.total_text == "Cancelled. Preview reads it again."


async def test_a_check_that_is_gone_gives_way_to_the_last_day(
    qapp: Application, tmp_path: Path
) -> None:
    from app.services.support.wish import Span

    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        page = await open_page(studio, run_id="00000000-0000-7000-8000-000000000000")
        assert page.wish.span is Span.DAY


@pytest.mark.parametrize("came_from", ["open_today", "open_connections", "open_history"])
async def test_it_opens_by_key_from_every_page_and_goes_back_there(
    qapp: Application, tmp_path: Path, came_from: str
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        getattr(window, came_from)()
        before = window.page
        QTest.keyClick(window, Qt.Key.Key_E, CTRL | SHIFT)
        page = window.page
        assert isinstance(page, SupportPage)
        await _settled(studio, page)
        QTest.keyClick(window, Qt.Key.Key_E, CTRL | SHIFT)
        assert window.page is page
        _press(Qt.Key.Key_Escape)
        assert window.page is before


async def test_a_folder_that_cant_be_written_to_is_told(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        page = await open_page(studio)
        assert page.export is not None
        gone = tmp_path / "gone" / "out.zip"
        page.tasks.start(studio.scene.services.support.save(page.export, gone))
        await studio.until(lambda: "(LOC-10)" in studio.window.message_bar.text)


async def test_what_a_person_wrote_is_off_the_screen_while_privacy_is_on(
    qapp: Application, tmp_path: Path
) -> None:
    """It may name somebody. It is still what is saved, and back when people are shown again."""
    wrote = "Wilhelmina was missing at 9:10"
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        page = await open_page(studio)
        page.wish.description.setPlainText(wrote)
        await _settled(studio, page)
        page.tree.choose("what-went-wrong.txt")
        assert "Wilhelmina" in page.viewer.toPlainText()
        _press(Qt.Key.Key_F8)
        assert "Wilhelmina" not in _written_on(page)
        _type_into(page.wish.description, "x")
        page.prepare()
        await _settled(studio, page)
        assert "Wilhelmina" not in _written_on(page)
        assert page.export is not None
        told = next(file.text for file in page.export.files if file.name == "what-went-wrong.txt")
        assert wrote in told
        _press(Qt.Key.Key_F8)
        assert page.wish.description.toPlainText() == wrote
        assert "Wilhelmina" in page.viewer.toPlainText()


def _written_on(page: SupportPage) -> str:
    """Everything in the page's boxes, for the eye and the ear."""
    boxes = page.findChildren(QPlainTextEdit)
    spoken = [QAccessible.queryAccessibleInterface(box) for box in boxes]
    heard = [item.text(QAccessible.Text.Value) for item in spoken]
    return " ".join([*(box.toPlainText() for box in boxes), *heard])


def _type_into(box: QWidget, text: str) -> None:
    box.setFocus()
    QTest.keyClicks(box, text)
