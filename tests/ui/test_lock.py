"""The lock at the window: everything goes, one field is left, and only the PIN brings it back."""

import contextlib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QToolTip

from app.ui.settings.lock_row import LockRow
from tests.ui.connections.desk import desk
from tests.ui.settings.test_settings_page import settings

PIN = "2580"


@contextlib.asynccontextmanager
async def locked_desk(qapp, folder):
    """A desk whose window was locked by its key."""
    async with desk(qapp, folder, is_ready=True) as opened:
        await opened.services.lock.choose_pin(PIN)
        lock = opened.window.automatic_lock
        await opened.until(lambda: lock._settings.way == "pin")
        QTest.keyClick(
            opened.window,
            Qt.Key.Key_L,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
        await opened.until(lambda: opened.window.curtain.is_down)
        await opened.until(lambda: opened.window.curtain.lock.asks.text() == "PIN")
        yield opened


def seen():
    return [each for each in QApplication.topLevelWidgets() if each.isVisible()]


def enter(lock, pin):
    lock.field.setText(pin)
    QTest.keyClick(lock.field, Qt.Key.Key_Return)


def wrong_fields(row):
    fields = (row.current, row.new)
    return [each for each in fields if each.field.property("invalid") == "true"]


@pytest.mark.proves("S10")
async def test_every_window_goes_and_a_wrong_pin_brings_none_back(qapp, tmp_path, figure):
    async with locked_desk(qapp, tmp_path) as opened:
        lock = opened.window.curtain.lock
        assert seen() == [lock]
        assert lock.windowTitle() == "RunSheet – Locked"
        enter(lock, "1357")
        await opened.until(lambda: "LOCK-01" in lock.fault.text)
        assert lock.field.text() == ""
        assert lock.field.property("invalid") == "true"
        assert seen() == [lock]
        opened.window.show()  # as the tray, or another start, asks for it
        assert seen() == [lock]
        figure("one window, the lock's, is all there is")


async def test_the_pin_brings_back_what_was_there(qapp, tmp_path):
    async with locked_desk(qapp, tmp_path) as opened:
        enter(opened.window.curtain.lock, PIN)
        await opened.until(opened.window.isVisible)
        assert seen() == [opened.window]
        assert not opened.services.lock.is_locked


async def test_a_dialog_goes_with_the_window_and_comes_back_with_it(qapp, tmp_path):
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.services.lock.choose_pin(PIN)
        dialog = QDialog(opened.window)
        dialog.open()
        await opened.services.lock.lock()
        assert seen() == [opened.window.curtain.lock]
        await opened.services.lock.unlock(PIN)
        assert set(seen()) == {opened.window, dialog}
        dialog.deleteLater()


async def test_what_opens_while_it_is_locked_waits_behind_it(qapp, tmp_path):
    """A slow answer ends in a dialog, somebody's hint was open: neither stands over the lock."""
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.services.lock.choose_pin(PIN)
        QToolTip.showText(opened.window.pos(), "Alice Brown", opened.window)
        await opened.services.lock.lock()
        lock = opened.window.curtain.lock
        late = QDialog(opened.window)
        late.open()
        await opened.until(lambda: seen() == [lock])
        await opened.services.lock.unlock(PIN)
        assert set(seen()) == {opened.window, late}
        later = QDialog(opened.window)
        later.open()
        await opened.until(later.isVisible)
        for each in (late, later):
            each.deleteLater()


@pytest.mark.proves("S10")
async def test_it_locks_when_nobody_is_there_and_when_the_pc_locks(qapp, tmp_path, figure):
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.services.lock.choose_pin(PIN)
        automatic = opened.window.automatic_lock
        await opened.until(lambda: automatic._settings.way == "pin")
        automatic.look()
        assert not automatic._tasks.running or not opened.services.lock.is_locked
        idle = opened.window.automatic_privacy.idle
        idle._touched_at -= 8 * 3600  # the PC slept
        automatic.look()
        await opened.until(lambda: opened.services.lock.is_locked)
        await opened.services.lock.unlock(PIN)
        assert idle.idle_s < 60
        opened.window.automatic_privacy.session.hear_lock()
        await opened.until(lambda: opened.services.lock.is_locked)
        figure("locked after 8 h of sleep, and with the PC")


@pytest.mark.proves("S10", control=True)
async def test_without_the_curtain_the_window_stays(qapp, tmp_path, figure):
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await opened.services.lock.choose_pin(PIN)
        opened.window.curtain._unsubscribe()
        await opened.services.lock.lock()
        figure(f"{len(seen())} window still there")
        assert seen() == [opened.window]
        await opened.services.lock.unlock(PIN)


async def test_a_pin_is_set_and_taken_back_by_keyboard(qapp, tmp_path):
    async with settings(qapp, tmp_path) as (opened, page):
        row = page.findChild(LockRow)
        assert row is not None
        assert row.state.text() == "Off"
        row.pin.setFocus()
        QTest.keyClick(row.pin, Qt.Key.Key_Space)
        QTest.keyClicks(row.new.field, "1234")
        QTest.keyClick(row.new.field, Qt.Key.Key_Return)
        await opened.until(lambda: "too easy" in row.fault.text)
        assert wrong_fields(row) == [row.new]
        row.new.field.clear()
        QTest.keyClicks(row.new.field, PIN)
        QTest.keyClick(row.new.field, Qt.Key.Key_Return)
        await opened.until(lambda: row.state.text() == "Opens with a PIN")
        assert row.new.field.text() == ""
        row.pin.click()
        assert wrong_fields(row) == []
        QTest.keyClicks(row.current.field, "1357")
        QTest.keyClicks(row.new.field, "8642")
        QTest.keyClick(row.new.field, Qt.Key.Key_Return)
        await opened.until(lambda: "LOCK-01" in row.fault.text)
        assert wrong_fields(row) == [row.current]
        assert row.current.field.hasFocus()
        row.off.click()
        QTest.keyClicks(row.current.field, "1357")
        QTest.keyClick(row.current.field, Qt.Key.Key_Return)
        await opened.until(lambda: "LOCK-01" in row.fault.text)
        row.current.field.clear()
        QTest.keyClicks(row.current.field, PIN)
        QTest.keyClick(row.current.field, Qt.Key.Key_Return)
        await opened.until(lambda: row.state.text() == "Off")


async def test_too_many_wrong_pins_make_the_next_try_wait(qapp, tmp_path):
    async with locked_desk(qapp, tmp_path) as opened:
        lock = opened.window.curtain.lock
        for _ in range(5):
            enter(lock, "1357")
            await opened.until(lambda: "LOCK-01" in lock.fault.text and lock.button.isEnabled())
            lock.fault.say("")
        enter(lock, PIN)
        await opened.until(lambda: "LOCK-02" in lock.fault.text)
        assert lock.field.property("invalid") == "false"  # nobody looked at what was typed
        assert seen() == [lock]
