"""Privacy that comes on by itself: an idle desk, a locked PC, a screen that faces patients."""

import asyncio
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QWindow
from PySide6.QtTest import QTest

from app.ui.privacy.automatic import AutomaticPrivacy
from app.ui.privacy.idle import IdleWatch
from app.ui.run import Application
from app.ui.settings.screens_row import ScreensRow
from app.ui.window.main_window import MainWindow
from tests.ui.scene import NINE_27
from tests.ui.studio import Studio, studio_on

ELEVEN = NINE_27 + timedelta(minutes=98)
NO_KEYS = Qt.KeyboardModifier.NoModifier


class WallClock:
    """Seconds of a clock that a test sets."""

    def __init__(self) -> None:
        self.at = 1_000_000.0
        self.system_idle_s = float("inf")

    def __call__(self) -> float:
        return self.at

    def told_by_system(self) -> float:
        return self.system_idle_s


async def desk(studio: Studio) -> tuple[MainWindow, WallClock, AutomaticPrivacy]:
    """The window, and what watches it by a clock of the test's own."""
    await studio.scene.ready()
    window = await studio.open()
    clock = WallClock()
    parent = window.privacy
    idle = IdleWatch(parent, clock=clock, system_idle_s=clock.told_by_system)
    return window, clock, AutomaticPrivacy(window.privacy, window, idle=idle)


def native(window: MainWindow) -> QWindow:
    handle = window.windowHandle()
    assert handle is not None
    return handle


def send(window: MainWindow, event: QEvent) -> None:
    """As the windowing system does: to the native window, not to a widget."""
    QGuiApplication.sendEvent(native(window), event)


async def test_two_minutes_without_input_hide_names_and_input_does_not_show_them(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, clock, automatic = await desk(studio)
        clock.at += 119
        automatic.look()
        assert not window.privacy.is_on
        clock.at += 1
        automatic.look()
        assert window.privacy.is_on
        place = QPointF(9, 9)
        none = Qt.MouseButton.NoButton
        send(window, QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, NO_KEYS))
        send(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, NO_KEYS))
        automatic.look()
        assert window.privacy.is_on


async def test_input_puts_it_off(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, clock, automatic = await desk(studio)
        clock.at += 100
        send(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, NO_KEYS))
        clock.at += 100
        automatic.look()
        assert not window.privacy.is_on


async def test_work_in_another_program_counts_where_the_system_tells(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, clock, automatic = await desk(studio)
        clock.at += 600
        clock.system_idle_s = 3.0
        automatic.look()
        assert not window.privacy.is_on
        clock.system_idle_s = 121.0
        automatic.look()
        assert window.privacy.is_on


async def test_who_turns_it_off_has_two_minutes_again(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, clock, automatic = await desk(studio)
        clock.at += 8 * 3600  # the PC slept
        automatic.look()
        assert window.privacy.is_on
        clock.at += 600
        window.privacy.turn_off()  # from the tray: no window had input
        automatic.look()
        assert not window.privacy.is_on
        clock.at -= 7200  # the clock is put back
        automatic.look()
        clock.at += 119
        automatic.look()
        assert not window.privacy.is_on
        clock.at += 1
        automatic.look()
        assert window.privacy.is_on


async def test_a_name_typed_while_names_are_hidden_goes_when_the_desk_is_left(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, clock, automatic = await desk(studio)
        window.privacy.turn_on()
        box = window.today.filter_bar.find_box
        QTest.keyClicks(box, "johnston")
        send(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, NO_KEYS))
        clock.system_idle_s = 0.0  # somebody works in the practice system beside it
        clock.at += 119
        automatic.look()
        assert box.text() == "johnston"
        clock.at += 1
        automatic.look()
        assert box.text() == ""
        assert not box.isUndoAvailable()
        assert window.privacy.is_on


async def test_a_lock_takes_away_what_was_typed_and_opened_while_names_were_hidden(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, _clock, automatic = await desk(studio)
        window.privacy.turn_on()
        window.privacy.peek(window.today.board.columns[0].view.cards.cards[2].id)
        QTest.keyClicks(window.today.filter_bar.find_box, "johnston")
        automatic.session.hear_lock()
        assert window.today.filter_bar.find_box.text() == ""
        assert window.privacy.peeked_id is None
        assert window.privacy.is_on


async def test_a_walk_in_begun_while_names_are_hidden_is_put_away_when_the_desk_is_left(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, clock, automatic = await desk(studio)
        window.privacy.turn_on()
        edits = window.today.edits
        window.today.header.add_wanted.emit()
        await studio.until(lambda: edits.form is not None)
        form = edits.form
        assert form is not None
        form.name_box.setText("Wilhelmina")
        clock.at += 119
        automatic.look()
        assert edits.form is form
        clock.at += 1
        automatic.look()
        assert edits.form is None
        assert not form.isVisible()
        window.privacy.turn_off()
        assert edits.form is form
        assert form.name_box.text() == "Wilhelmina"


async def test_zero_minutes_means_never(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, clock, automatic = await desk(studio)
        await studio.scene.services.preferences.write("privacy.idle_minutes", "0")
        await studio.until(lambda: window.privacy.settings.idle_minutes == 0)
        clock.at += 86_400
        automatic.look()
        assert not window.privacy.is_on


async def test_a_peek_closes_after_twenty_seconds_without_input(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, clock, automatic = await desk(studio)
        view = window.today.board.columns[0].view
        window.privacy.turn_on()
        window.today.board.select(view.cards.cards[2].id)
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert window.today.drawer.value_of("birth_date")
        clock.at += 19
        automatic.look()
        send(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, NO_KEYS))
        clock.at += 19
        automatic.look()
        assert window.privacy.peeked_id is not None
        clock.at += 1
        automatic.look()
        assert window.privacy.peeked_id is None
        assert window.privacy.is_on
        assert window.today.drawer.value_of("birth_date") == ""


async def test_a_peek_stays_when_a_person_set_it_so(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, clock, automatic = await desk(studio)
        await studio.scene.services.preferences.write("privacy.peek_seconds", "0")
        await studio.until(lambda: window.privacy.settings.peek_seconds == 0)
        window.privacy.turn_on()
        window.privacy.peek(window.today.board.columns[0].view.cards.cards[2].id)
        clock.at += 3600
        automatic.look()
        assert window.privacy.peeked_id is not None


async def test_a_starting_screen_saver_hides_names(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, _clock, _automatic = await desk(studio)
        await asyncio.sleep(0)  # the window begins to listen once it is shown
        bus = QDBusConnection.sessionBus()
        assert bus.isConnected(), "the tests run within a session bus"
        told = QDBusMessage.createSignal(
            "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged"
        )
        told.setArguments([False])
        assert bus.send(told)
        told.setArguments([True])
        assert bus.send(told)
        await studio.until(lambda: window.privacy.is_on)
        window.privacy.turn_off()
        told.setArguments([False])
        assert bus.send(told)
        assert not window.privacy.is_on


async def test_logind_locking_the_session_hides_names(qapp: Application, tmp_path: Path) -> None:
    """There is no system bus in a container: what its signal calls is called."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, _clock, automatic = await desk(studio)
        automatic.session.hear_lock()
        assert window.privacy.is_on


async def test_a_screen_that_faces_patients_hides_names(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, _clock, automatic = await desk(studio)
        screen = native(window).screen()
        automatic._look_at_screen(screen)
        assert not window.privacy.is_on
        await studio.scene.services.preferences.write("privacy.monitors", screen.name())
        await studio.until(lambda: window.privacy.is_on)  # the window lies on it
        window.privacy.turn_off()
        await studio.scene.services.preferences.write("privacy.peek_seconds", "10")
        await studio.until(lambda: window.privacy.settings.peek_seconds == 10)
        assert not window.privacy.is_on  # a person turned it off; no other setting turns it on
        native(window).screenChanged.emit(screen)
        await studio.until(lambda: window.privacy.is_on)


async def test_settings_list_the_screens(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        window, _clock, _automatic = await desk(studio)
        window.open_settings("privacy")
        page = window.page
        assert page is not None
        await studio.until(lambda: page.findChild(ScreensRow) is not None)
        row = page.findChild(ScreensRow)
        assert isinstance(row, ScreensRow)
        name = native(window).screen().name()
        await studio.until(row.boxes[name].isEnabled)
        row.boxes[name].click()
        await studio.until(lambda: window.privacy.is_on)
        saved = await studio.scene.services.preferences.read()
        assert saved["privacy.monitors"] == name
        window.privacy.turn_off()
        await studio.until(row.boxes[name].isEnabled)  # while it is kept it takes no press
        row.boxes[name].click()
        await studio.until(lambda: not window.privacy.settings.monitors)
