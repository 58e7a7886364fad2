"""A patient's number leaves the clipboard by itself, and with RunSheet at the latest."""

import subprocess
import sys

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.clipboard import KEPT_MS, ShortLivedClipboard
from tests.support.waiting import PATIENCE_S


def on_it() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.proves("S1")
def test_it_stays_half_a_minute() -> None:
    assert KEPT_MS == 30_000


@pytest.mark.proves("S1")
def test_it_goes_when_its_time_is_over(qapp: QApplication, qtbot: QtBot) -> None:
    clipboard = ShortLivedClipboard(qapp, kept_ms=20)
    clipboard.copy("0491 570 156")
    assert on_it() == "0491 570 156"
    qtbot.waitUntil(lambda: on_it() == "", timeout=int(PATIENCE_S * 1000))


def test_it_goes_with_runsheet(qapp: QApplication) -> None:
    clipboard = ShortLivedClipboard(qapp)
    clipboard.copy("0491 570 156")
    qapp.aboutToQuit.emit()
    assert on_it() == ""


LAST_MINUTE = """
import asyncio
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from app.ui.clipboard import ShortLivedClipboard
from app.ui.process.event_loop import new_event_loop
from app.ui.run import make_application

app = make_application(["runsheet"])

async def live():
    window = QWidget()
    window.clipboard = ShortLivedClipboard(window)
    window.clipboard.copy("0491 570 156")
    await asyncio.sleep(0)
    assert QGuiApplication.clipboard().text() == "0491 570 156"
    window.deleteLater()  # as at the end of `app.ui.run.live`

with asyncio.Runner(loop_factory=lambda: new_event_loop(app)) as runner:
    runner.run(live())
print(repr(QGuiApplication.clipboard().text()))
"""


def test_it_goes_with_the_last_window_too() -> None:
    """Windows and the histories of Linux' desktops keep what a program leaves there."""
    told = subprocess.run(
        [sys.executable, "-c", LAST_MINUTE], capture_output=True, text=True, check=True
    )
    assert told.stdout == "''\n"


def test_it_goes_although_the_page_that_copied_it_is_gone(qapp: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    ShortLivedClipboard(page, kept_ms=20).copy("0491 570 156")
    page.deleteLater()
    qtbot.waitUntil(lambda: on_it() == "", timeout=int(PATIENCE_S * 1000))


def test_what_somebody_copied_since_stays(qapp: QApplication) -> None:
    clipboard = ShortLivedClipboard(qapp)
    clipboard.copy("0491 570 156")
    QGuiApplication.clipboard().setText("a shopping list")
    qapp.aboutToQuit.emit()
    assert on_it() == "a shopping list"


def test_it_asks_to_be_kept_in_no_history(qapp: QApplication) -> None:
    """Windows would keep it for good, and send it to the person's other computers."""
    ShortLivedClipboard(qapp).copy("0491 570 156")
    told = QGuiApplication.clipboard().mimeData()
    kept_out = [kind for kind in told.formats() if "CanIncludeInClipboardHistory" in kind]
    assert [bytes(told.data(kind).data()) for kind in kept_out] == [bytes(4)]
    assert bytes(told.data("x-kde-passwordManagerHint").data()) == b"secret"
    QGuiApplication.clipboard().clear()
