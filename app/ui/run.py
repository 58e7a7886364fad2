"""Opens the window, keeps it alive, and closes everything while the loop still runs.

The pattern of qasync's README (close on `aboutToQuit`) ends the loop under open connections; here
Qt's wish to quit becomes an event that a coroutine awaits.
"""

import asyncio
import contextlib
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication

from app.domain.errors import RunSheetError
from app.domain.screen_lock import was_locked
from app.services.language import ENGLISH, LANGUAGE, keep_language
from app.services.start import Start
from app.ui.language import choose_language
from app.ui.process.again import BeginAgain
from app.ui.process.api_switch import OpenApi
from app.ui.process.at_work import at_work
from app.ui.process.bugs import BugHook, note_bug, told_bugs
from app.ui.process.event_loop import new_event_loop
from app.ui.process.garbage import GarbageCollector
from app.ui.process.signals import listen_for_signals
from app.ui.process.single import SingleInstance, Word
from app.ui.theme import Theme
from app.ui.window.front import bring_to_front
from app.ui.window.main_window import MainWindow

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services
    from app.services.first_look import FirstLook
    from app.ui.presence import Presence

OpenServices = Callable[[], Awaitable["Services"]]
Look = Callable[[], Awaitable["FirstLook | None"]]
# How long quitting waits for the services, to keep what was switched while they opened.
_KEEPING_S = 2.0
# How long the window waits for its remembered place and scheme before it shows itself anyway.
_PATIENCE_S = 0.25
# How long the database's thread may keep Python from the window's; Python's own 5 ms are waited for
# again at every call into Qt that paints.
_SWITCH_S = 0.0005


class Application(QApplication):
    """Tells of a wish to quit (Cmd+Q, the session's end) instead of quitting under the loop."""

    quit_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        """Takes `QEvent.Quit` for a wish."""
        if event.type() == QEvent.Type.Quit:
            self.quit_wanted.emit()
            return True
        return super().event(event)


def make_application(argv: Sequence[str]) -> Application:
    """The one QApplication of the process."""
    app = Application(list(argv) or ["runsheet"])
    app.setApplicationName("RunSheet")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("runsheet")
    app.setQuitOnLastWindowClosed(False)
    return app


def run_window(
    open_services: OpenServices,
    *,
    look: Look | None = None,
    argv: Sequence[str] = (),
    on_painted: Callable[[], None] | None = None,
    single: "tuple[str, Word] | None" = None,
    open_api: OpenApi | None = None,
    language: str = ENGLISH,
) -> int:
    """Shows the window until a person closes it; returns the exit code. `language`: what was chosen
    at the last start, or `system`.

    `look` gives today's list for the first paint; `open_services` begins only after that.

    `open_services` runs within the window's loop; a RunSheetError it raises is shown on the page
    with [Try again] and [Quit], and with every way out that a `Start` has. `on_painted` is called
    once, when today's list has been painted.
    `single`: the name under which this is the only one, and what this start was asked for; where
    another one runs, that one is told and this one ends at once.
    `open_api` serves the HTTP API while a person has it switched on.
    Bugs go to the log file and, as one sentence, to the window; never to stderr.
    """
    app = make_application(argv)
    choose_language(app, language)
    instance = SingleInstance(*single, parent=app) if single is not None else None
    if instance is not None and not instance.claim():
        return 0
    collector = GarbageCollector(app)
    sys.setswitchinterval(_SWITCH_S)
    try:
        with (
            told_bugs() as bugs,
            asyncio.Runner(loop_factory=lambda: new_event_loop(app)) as runner,
        ):
            return runner.run(
                live(
                    app,
                    open_services,
                    look=look,
                    on_painted=on_painted,
                    bugs=bugs,
                    single=instance,
                    open_api=open_api,
                )
            )
    finally:
        if instance is not None:
            instance.close()
        collector.stop()


async def live(
    app: Application,
    open_services: OpenServices,
    *,
    look: Look | None = None,
    on_painted: Callable[[], None] | None = None,
    bugs: BugHook | None = None,
    single: SingleInstance | None = None,
    open_api: OpenApi | None = None,
) -> int:
    """The window's life as a coroutine, or one window's after the other's where somebody asks to
    begin again; ends within the loop, with everything closed.
    """
    quitting = asyncio.Event()
    again = BeginAgain(quitting)
    app.quit_wanted.connect(quitting.set)
    app.lastWindowClosed.connect(quitting.set)
    listen_for_signals(quitting)
    while True:
        window = await _open_window(app, look, on_painted)
        window.quit_wanted.connect(quitting.set)
        window.again_wanted.connect(again.ask)
        window.removal_wanted.connect(again.ask_to_remove)
        if bugs is not None:
            bugs.show = window.show_error
        early = _answer_early(window, single, quitting) if single is not None else None
        services = await _open_patiently(window, open_services, quitting)
        if services is None:
            window.close()
            return 1
        try:
            await _live_with(window, services, again, on_painted, single, open_api=open_api)
        finally:
            await services.aclose()
            window.deleteLater()
        if again.removal is not None:
            await _remove(services, again)
        if not again.is_wanted:
            return 0
        if single is not None and early is not None:
            single.asked.disconnect(early)
        look = None  # what comes next is read from the data as they are then
        restore = again.take()
        if isinstance(open_services, Start):
            open_services.restore = restore


async def _remove(services: "Services", again: BeginAgain) -> None:
    from app.ui.start.receipt import remove_and_tell  # few windows end so

    await remove_and_tell(services.settings, again.removal, again.quitting)


def _answer_early(
    window: MainWindow, single: SingleInstance, quitting: asyncio.Event
) -> Callable[[Word], None]:
    """Answers other starts while the services open or can't: the window comes forward, and what is
    to be done is kept for when it can be (see `Presence`).
    """

    def answer(word: Word) -> None:
        if word is Word.OPEN:
            bring_to_front(window)
        elif word is Word.QUIT:
            quitting.set()
        else:
            single.word = word

    single.asked.connect(answer)
    return answer


async def _open_window(
    app: Application, look: Look | None, on_painted: Callable[[], None] | None
) -> MainWindow:
    """The window; with today's list painted where there is one to be had at once."""
    looking = asyncio.ensure_future(look()) if look else None
    await asyncio.sleep(0)  # the look begins in its own thread while the window is built
    window = MainWindow(Theme(app))
    found = await looking if looking else None
    if found is not None and found.sheet.rows and not was_locked(found.preferences):
        window.apply_preferences(found.preferences)
        window.show_first_look(found)
        painted = asyncio.Event()
        window.today.tell_when_painted(painted.set)
        window.show()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE_S):
                await painted.wait()
        if on_painted is not None:
            on_painted()
    return window


async def _live_with(
    window: MainWindow,
    services: "Services",
    again: BeginAgain,
    on_painted: Callable[[], None] | None,
    single: SingleInstance | None,
    *,
    open_api: OpenApi | None,
) -> None:
    preferences = await _preferences(window, services)
    if services.read_only is None:  # a backup that was put back may know another one
        keep_language(services.settings.data_dir, preferences.get(LANGUAGE, ENGLISH))
    was_shown = window.shows_first_look
    if not window.isVisible():
        window.apply_preferences(preferences)
    window.attach(services, preferences)
    window.show()
    if on_painted is not None and not was_shown:
        window.today.tell_when_painted(on_painted)
    working = [asyncio.ensure_future(each) for each in at_work(services, open_api)]
    presence = _presence(window, again.quitting, single)
    try:
        await again.quitting.wait()
    finally:
        if single is not None and not again.is_wanted:
            single.close()  # who starts RunSheet again now gets a window, not one that is ending
        presence.close()
        window.hide()
        for each in working:
            each.cancel()
        await asyncio.gather(*working, return_exceptions=True)
        await window.privacy.keep()
        await window.aclose()


async def _preferences(window: MainWindow, services: "Services") -> dict[str, str]:
    """What was saved; without it the window opens as it would the first time, and says so."""
    try:
        return await services.preferences.read()
    except RunSheetError as error:
        window.show_error(error)
        return {}


def _presence(
    window: MainWindow, quitting: asyncio.Event, single: SingleInstance | None
) -> "Presence":
    from app.ui.presence import Presence  # after the first paint

    return Presence(window, leave=quitting.set, single=single)


async def _open_patiently(
    window: MainWindow, open_services: OpenServices, quitting: asyncio.Event
) -> "Services | None":
    """Opens the services, trying again as often as a person asks; None when they quit instead."""
    start = open_services if isinstance(open_services, Start) else None
    while not quitting.is_set():
        opening = asyncio.ensure_future(open_services())
        leaving = asyncio.ensure_future(quitting.wait())
        try:
            await asyncio.wait({opening, leaving}, timeout=_PATIENCE_S)
            if not opening.done():
                window.show()
            await asyncio.wait({opening, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if window.privacy.is_unsaved:  # hidden names must be hidden at the next start, too
                await asyncio.wait({opening}, timeout=_KEEPING_S)
            if not opening.done():
                opening.cancel()
            return await opening
        except RunSheetError as error:
            await _ask_to_try_again(window, error, quitting, start)
        except asyncio.CancelledError:
            if not quitting.is_set():
                raise
        except Exception as error:  # noqa: BLE001  # a window must not close without a word
            note_bug(error)
            await _ask_to_try_again(window, RunSheetError(), quitting, start)
        finally:
            leaving.cancel()
    return None


async def _ask_to_try_again(
    window: MainWindow, error: RunSheetError, quitting: asyncio.Event, start: Start | None
) -> None:
    again = asyncio.Event()
    window.show()
    window.show_failure(error, again=again.set, leave=quitting.set, start=start)
    waits = {asyncio.ensure_future(again.wait()), asyncio.ensure_future(quitting.wait())}
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    window.show_starting()
