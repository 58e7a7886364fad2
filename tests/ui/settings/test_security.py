"""The key in Settings: a recovery code that works, a change of the key, and the end on this PC."""

import asyncio
from pathlib import Path

import keyring
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication, QLabel

from app.services.keys.locked import LockedFolder
from app.services.settings import Settings, utc_now
from app.services.start import Start
from app.store.file.key_file import read_key_file
from app.ui.lock.offer import LockOffer
from app.ui.run import Application, live
from app.ui.security.code_paper import paint_code
from app.ui.security.key_row import KeyRow
from app.ui.security.recovery import RecoveryOffer
from app.ui.start.receipt import ReceiptWindow
from app.ui.window.main_window import MainWindow
from tests.support.waiting import patience, until
from tests.ui.scene import scene
from tests.ui.settings.security_shots import offered
from tests.ui.studio import Studio


async def opened_on(qapp: Application, folder: Path) -> tuple[MainWindow, "asyncio.Task[int]"]:
    """The window on a folder of its own, at Security."""
    life = asyncio.create_task(live(qapp, Start(folder)))
    async with patience():
        await until(lambda: bool(_windows()) and _windows()[0].shows_first_look)
    window = _windows()[0]
    await until(lambda: window.context.late.is_open)
    window.open_settings("security")
    page = window.page
    assert page is not None
    await until(lambda: page.is_filled and not page.tasks.running)  # type: ignore[attr-defined]
    return window, life


def _windows() -> list[MainWindow]:
    found = QApplication.topLevelWidgets()
    return [each for each in found if isinstance(each, MainWindow) and each.isVisible()]


async def row(window: MainWindow, name: str) -> KeyRow:
    """A row of the group, once it has read how the key stands."""
    found = window.findChild(KeyRow, f"setting_{name}")
    assert found is not None
    await until(lambda: not found.tasks.running)
    return found


async def opened_form(window: MainWindow, name: str) -> KeyRow:
    found = await row(window, name)
    found.button.click()
    await until(lambda: found.form is not None)
    return found


async def go(found: KeyRow) -> None:
    assert found.form is not None
    found.form.button.click()
    await until(lambda: not found.tasks.running)


async def test_a_recovery_code_is_made_shown_once_and_opens_the_data(
    qapp: Application, tmp_path: Path
) -> None:
    window, life = await opened_on(qapp, tmp_path)
    found = await opened_form(window, "recovery_code")
    await go(found)
    assert found.box is not None
    code = found.box.words.text()
    assert f"{utc_now():%B %Y}" in found.findChildren(QLabel)[1].text()
    found.box.done_button.click()
    assert found.box is None
    assert not [
        each for each in window.findChildren(QLabel) if code in each.text() and each.isVisible()
    ]
    window.quit_wanted.emit()
    await life
    keyring.delete_password(read_key_file(tmp_path).secret_name(), "RunSheet")
    await LockedFolder(Settings(data_dir=tmp_path)).recover(code)
    keyring.delete_password(read_key_file(tmp_path).secret_name(), "RunSheet")


async def test_the_key_is_changed_while_the_window_is_open(
    qapp: Application, tmp_path: Path
) -> None:
    window, life = await opened_on(qapp, tmp_path)
    before = read_key_file(tmp_path)
    found = await opened_form(window, "data_key")
    await go(found)
    assert (found.form, found.box) == (None, None)
    after = read_key_file(tmp_path)
    assert after.secret_name() != before.secret_name()
    assert await window.context.services.preferences.read()
    window.quit_wanted.emit()
    await life
    keyring.delete_password(after.secret_name(), "RunSheet")


async def test_removing_this_pc_closes_runsheet_and_gives_the_receipt(
    qapp: Application, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    window, life = await opened_on(qapp, folder)
    found = await opened_form(window, "removal")
    assert found.form is not None
    await go(found)
    assert "Type REMOVE" in found.form.fault.text()
    field = found.form.fields["word"]
    field.setText("REMOVE")
    found.form.button.click()
    receipts: list[ReceiptWindow] = []

    def is_told() -> bool:
        receipts[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, ReceiptWindow)]
        return bool(receipts) and "was removed from this PC" in receipts[0].words.text()

    async with patience():
        await until(is_told)
    assert "0 appointments" in receipts[0].words.text()
    assert not folder.exists()
    receipts[0].leave.click()
    async with patience():
        assert await life == 0


async def test_the_first_set_up_offers_a_recovery_code_once(
    qapp: Application, tmp_path: Path
) -> None:
    async with scene(tmp_path, has_keyring=True) as around:
        studio = Studio(qapp, around)
        try:
            await offered(studio)
            offer = studio.window.findChild(RecoveryOffer)
            assert offer is not None
            assert offer.row is not None
            row = offer.row
            row.button.click()
            await studio.until(lambda: row.form is not None)
            await go(row)
            assert row.box is not None
            record = read_key_file(tmp_path / "data").key
            assert record is not None
            assert record.recovery is not None
            again = RecoveryOffer(studio.window.context)
            await again.offer()
            assert again.row is None
            assert (await around.services.keys.standing()).recovery_made_on is not None
        finally:
            await studio.aclose()
    keyring.delete_password(read_key_file(tmp_path / "data").secret_name(), "RunSheet")


async def test_the_first_set_up_asks_once_what_opens_the_lock(
    qapp: Application, tmp_path: Path
) -> None:
    """Here the user has no password of which the system tells."""
    async with scene(tmp_path, has_keyring=True) as around:
        studio = Studio(qapp, around)
        try:
            await offered(studio)
            offer = studio.window.findChild(LockOffer)
            assert offer is not None
            await studio.until(lambda: offer.row is not None)
            row = offer.row
            assert row is not None
            row.pin.click()  # type: ignore[attr-defined]
            row.new.field.setText("2580")
            row.save.click()
            await studio.until(lambda: row.state.text() == "Opens with a PIN")
            assert await around.services.lock.lock()
            await around.services.lock.unlock("2580")
            again = LockOffer(studio.window.context)
            await again.offer()
            assert again.row is None
        finally:
            await studio.aclose()
    keyring.delete_password(read_key_file(tmp_path / "data").secret_name(), "RunSheet")


def test_the_code_is_printed_on_a_page(qapp: Application, tmp_path: Path) -> None:
    writer = QPdfWriter(str(tmp_path / "code.pdf"))
    assert paint_code(writer, "3F7K-ABCD", pc="Front desk", day=utc_now().date())
    del writer
    from pypdf import PdfReader

    text = PdfReader(tmp_path / "code.pdf").pages[0].extract_text()
    told = " ".join(text.split())
    for words in ("recovery code", "3F7K-ABCD", "Front desk", "Whoever has it"):
        assert words in told
