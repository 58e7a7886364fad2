"""A receptionist at a living RunSheet: keys and clicks are counted, and nothing may leak a name.

The window lives as `runsheet` lets it live (`app.ui.run.live`), over a Gentu sandbox, with a clock
that the job sets. What a job took is noted for the summary at the end of the tests.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from app.cli.demo_practice import connect, demo_system
from app.sandbox.gentu.practice import Practice
from app.services import Services, open_services
from app.services.first_look import FirstLook, first_look
from app.services.logs import close_logging, configure_logging
from app.ui import announce as spoken
from app.ui.run import Application, live
from app.ui.today.column import Column
from app.ui.window.main_window import MainWindow
from tests.end_to_end.jobs.newtown import at, newtown, private_texts
from tests.end_to_end.jobs.surroundings import Surroundings, surroundings
from tests.support.systems import Sandbox
from tests.support.ticking import syncs_at_work
from tests.support.waiting import patience
from tests.ui.scene import Scene, scene

Part = TypeVar("Part", bound=QWidget)
NOWHERE = "https://224.0.0.1/v1"
"""A group address: every system answers a connection to it with *network is unreachable*."""
LONGEST_WAY = 40
"""So many keys nobody presses to reach a widget."""
LOOK_FOR_NETWORK = "_asked"
"""The coroutine of `lookout` that waits for an answer."""
_NO_KEYS = Qt.KeyboardModifier.NoModifier


@dataclass
class Taken:
    """What a job took, beside its budget; `seconds` is told, never judged."""

    job: str
    actions: int
    budget_actions: int
    seconds: float
    budget_s: float


TAKEN: list[Taken] = []


class Seen(QObject):
    """Everything a passer-by could read without looking at the list."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notes each title a window ever has."""
        if event.type() == QEvent.Type.WindowTitleChange and isinstance(watched, QWidget):
            self.texts.add(watched.windowTitle())
        return False

    def look(self) -> None:
        """Titles as they are now."""
        self.texts |= {widget.windowTitle() for widget in QApplication.topLevelWidgets()}


class Reception:
    """The desk of a job. `press`, `write` and `click` are what the job's budget counts."""

    def __init__(self, app: Application, desk: Scene, folder: Path, around: Surroundings) -> None:
        self.app, self.desk, self.folder, self.around = app, desk, folder, around
        self.seen = Seen()
        self.actions = 0
        self.messages = ""
        self.spoken: list[str] = []
        self._started = perf_counter()
        self._done: tuple[int, float] | None = None
        self._life: asyncio.Task[int] | None = None
        self._addresses: dict[str, str] = {}
        self._services: Services | None = None

    # --- the window --------------------------------------------------------------------------

    @property
    def window(self) -> MainWindow:
        """The one window there is."""
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        return next(one for one in windows if one.isVisible())

    @property
    def services(self) -> Services:
        """The services of the window that is open, or was last."""
        return self._services or self.desk.services

    @property
    def practice(self) -> Practice:
        """The book at Gentu."""
        return self.desk.gentu.practice

    async def open(self) -> None:
        """Opens the window on services that run, and waits until today's list is painted."""

        async def services() -> Services:
            return self.desk.hand_over()

        await self._live(services, look=None)
        await self.settle()

    async def start(self, *, has_list: bool = True) -> None:
        """Starts RunSheet as on the next morning: first the list from disk, if `has_list`, then the
        services.
        """
        settings = self.desk.services.settings
        if not self.desk.is_handed_over:
            await self.desk.hand_over().aclose()

        async def services() -> Services:
            self._services = await open_services(
                settings, now=self.desk.clock, elapsed=self.desk.clock.elapsed
            )
            return self._services

        async def look() -> FirstLook | None:
            found = await first_look(settings, now=self.desk.clock())
            assert found is not None, "today's list was not on disk"
            return found

        await self._live(services, look=look if has_list else None)

    async def _live(
        self,
        services: Callable[[], Awaitable[Services]],
        *,
        look: Callable[[], Awaitable[FirstLook | None]] | None,
    ) -> None:
        painted = asyncio.Event()

        self._life = asyncio.create_task(
            live(self.app, services, look=look, on_painted=painted.set)
        )
        async with patience():
            await painted.wait()
        self.window.activateWindow()
        await self.until(self.window.isActiveWindow)

    async def close(self) -> None:
        """Quits as the session's end does."""
        if self._life is None:
            return
        QCoreApplication.postEvent(self.app, QEvent(QEvent.Type.Quit))
        async with patience():
            await self._life
        self._life = None

    async def settle(self) -> None:
        """Waits until nothing is on its way to the screen."""
        today = self.window.today
        await self.until(lambda: today.context.feed.is_idle and today.is_settled)

    async def until(self, is_so: Callable[[], object]) -> None:
        """Waits for a condition, as a person would."""
        try:
            async with patience():
                while not self._look(is_so):  # noqa: ASYNC110  # the screen has no event for it
                    await asyncio.sleep(0.01)
        except TimeoutError:
            window = self.window
            told = f"pill: {self.pill} | banner: {self.banner} | bar: {window.message_bar.text}"
            raise AssertionError(f"waited in vain; {told}") from None

    async def a_while(self, seconds: float) -> None:
        """Long enough for something to happen that must not."""
        await asyncio.sleep(seconds)

    async def until_shown_outside(self, words: str) -> None:
        """Waits until the tray or a notification says these words."""
        async with patience():
            shown: list[str] = []
            while not any(words in text for text in shown):
                await self.rest()
                outside = await self.around.look()
                shown = [*outside.tray, *outside.toasts]

    @contextlib.asynccontextmanager
    async def within(self) -> AsyncIterator[None]:
        """As long as a person waits."""
        async with patience():
            yield

    async def rest(self) -> None:
        """Lets everything else run."""
        await asyncio.sleep(0.02)

    def _look(self, is_so: Callable[[], object]) -> object:
        """Reads the message bar too, whose words leave by themselves."""
        if self._life is not None and not self._life.done():
            self._note_message()
        return is_so()

    def _note_message(self) -> None:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        for window in windows:
            words = window.message_bar.text
            if words and words not in self.messages:
                self.messages += f"{words}\n"

    # --- what a person does ------------------------------------------------------------------

    def begin(self) -> None:
        """The job's own work starts here: nothing before counts."""
        self.actions = 0
        self._started = perf_counter()

    def done(self) -> None:
        """The job's own work ends here: what comes after looks around, and counts no more."""
        self._done = (self.actions, perf_counter() - self._started)

    @property
    def taken(self) -> tuple[int, float]:
        """Actions and seconds of the job's own work."""
        return self._done or (self.actions, perf_counter() - self._started)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _NO_KEYS) -> None:
        """One key or chord, where the focus is."""
        self.actions += 1
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def press_until_focused(self, key: Qt.Key, name: str) -> None:
        """The same key until the visible widget of that object name has the focus."""
        for _ in range(LONGEST_WAY):
            if self.find(name).hasFocus():
                return
            self.press(key)
        raise AssertionError(f"{name} is not reached in {LONGEST_WAY} keys")

    def write(self, text: str) -> None:
        """Types a text; it counts as one action, as the jobs count."""
        self.actions += 1
        QTest.keyClicks(QApplication.focusWidget(), text)

    def click(self, name: str) -> None:
        """A click on the visible widget of that object name."""
        self.actions += 1
        QTest.mouseClick(self.find(name), Qt.MouseButton.LeftButton)

    def find(self, name: str) -> QWidget:
        """The visible widget of that object name."""
        found = self.seek(name)
        assert found is not None, f"no visible {name}"
        return found

    def seek(self, name: str) -> QWidget | None:
        """The same, None when there is none on screen."""
        for top in QApplication.topLevelWidgets():
            for each in [top, *top.findChildren(QWidget, name)]:
                if each.objectName() == name and each.isVisible():
                    return each
        return None

    async def pick(self, name: str, words: str) -> None:
        """Two clicks: on the choice of that object name, and on its line that says `words`."""
        self.click(name)
        choice = self.find(name)
        assert isinstance(choice, QComboBox)
        lines = choice.view()
        await self.until(lines.isVisible)
        place = lines.visualRect(lines.model().index(choice.findText(words), 0)).center()
        self.actions += 1
        async with self.within():
            while lines.isVisible():  # Qt takes none within a double click's time of the first
                QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
                await self.rest()
        assert choice.currentText() == words

    async def join(self, sandbox: Sandbox) -> str:
        """A second system at the same desk, connected and checked; the connection's id."""
        self._environment.update(sandbox.environment)
        made = await connect(self.desk.services, demo_system(sandbox), pairing_code="")
        await self.desk.services.sync.run(made.id)
        return made.id

    def unplug(self) -> None:
        """The internet is gone: the vendors' addresses are one that no PC has a route to."""
        environment = self._environment
        self._addresses = {name: environment[name] for name in environment if "_BASE_URL" in name}
        environment.update(dict.fromkeys(self._addresses, NOWHERE))

    def plug_in(self) -> None:
        """And back."""
        self._environment.update(self._addresses)

    @property
    def _environment(self) -> dict[str, str]:
        environment = self.desk.services.settings.environment
        assert isinstance(environment, dict)
        return environment

    def take_time(self, **time: float) -> None:
        """Lets time pass on the practice's clock."""
        self.desk.clock.pass_by(**time)

    async def awake(self, *, seconds: float) -> None:
        """So much time passes on a PC that is awake; the scheduler looks every 20 seconds."""
        end = self.desk.clock() + timedelta(seconds=seconds)
        while self.desk.clock() < end:
            self.take_time(seconds=20)
            await self._let_the_scheduler_look()

    async def _let_the_scheduler_look(self) -> None:
        """Once, and whatever it began comes to its end."""
        scheduler, looks = self.desk.services.scheduler, 0
        pause = scheduler._pause

        async def counted(seconds: float) -> None:
            nonlocal looks
            looks += 1
            await pause(seconds)

        scheduler._pause = counted
        scheduler.wake()
        await self.until(lambda: looks and not _at_work())
        scheduler._pause = pause
        await self.settle()

    async def toasts(self) -> list[str]:
        """Every notification so far, title and text."""
        return (await self.around.look()).toasts

    # --- what the desk shows -----------------------------------------------------------------

    @property
    def pill(self) -> str:
        """The words of the freshness pill."""
        return self.window.today.header.pill_text

    @property
    def banner(self) -> str:
        """The sentence of the banner; empty without one."""
        return self.window.banner.text

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the board."""
        return self.window.today.board.columns

    @property
    def row_count(self) -> int:
        """How many cards are on the board."""
        return sum(column.view.model().rowCount() for column in self.columns)

    def cards(self, column: int) -> list[str]:
        """A column's cards as a screen reader reads them."""
        view = self.columns[column].view
        model = view.model()
        return [
            str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
            for row in range(model.rowCount())
        ]

    def words_in(self, part: QWidget) -> str:
        """Everything written in a part of the window."""
        return " · ".join(each.text() for each in part.findChildren(QLabel) if each.isVisible())

    # --- what must not be seen ---------------------------------------------------------------

    async def check_nothing_leaked(self) -> None:
        """Titles, tray, toasts, log and file names hold no name, phone or birth date."""
        self.seen.look()
        outside = [*self.seen.texts, self.messages]
        if self._life is not None:
            around = await self.around.look()
            outside += [*around.tray, *around.toasts]
        outside += [str(path.relative_to(self.folder)) for path in self.folder.rglob("*")]
        for log in (self.folder / "data" / "logs").glob("*"):
            outside.append(log.read_text("utf-8"))
        found = [private for private in private_texts() for text in outside if private in text]
        assert not found, f"{len(found)} private texts outside the list"


def _at_work() -> bool:
    """A timed sync runs, or a look for the network."""
    tasks = asyncio.all_tasks()
    return bool(syncs_at_work()) or any(
        task.get_coro().__name__ == LOOK_FOR_NETWORK for task in tasks
    )


@contextlib.contextmanager
def _listening(heard: list[str]) -> Iterator[None]:
    """Notes what is spoken, which Python can't hear from Qt, and lets it be spoken all the same."""
    speak = spoken.announce

    def note(widget: QWidget, text: str, *, assertive: bool = False) -> None:
        heard.append(text)
        speak(widget, text, assertive=assertive)

    spoken.announce = note
    try:
        yield
    finally:
        spoken.announce = speak


@contextlib.asynccontextmanager
async def reception(
    app: Application,
    folder: Path,
    *,
    job: str,
    budget_actions: int,
    budget_s: float,
    now: datetime | None = None,
    practice: Practice | None = None,
    is_ready: bool = True,
    has_keyring: bool = False,
    environment: Mapping[str, str] | None = None,
) -> AsyncIterator[Reception]:
    """A desk for a job; at its end the budget of actions is checked, and that nothing leaked.
    `environment` is a CRM's.
    """
    async with (
        scene(
            folder,
            now=now or at("09:27"),
            practice=practice or newtown(),
            has_keyring=has_keyring,
            environment=environment,
        ) as desk,
        surroundings() as around,
    ):
        if is_ready:
            await desk.ready()
        configure_logging(folder / "data")
        person = Reception(app, desk, folder, around)
        app.installEventFilter(person.seen)
        try:
            with _listening(person.spoken):
                yield person
            taken = person.taken
            await person.check_nothing_leaked()
        finally:
            await person.close()
            app.removeEventFilter(person.seen)
            close_logging()
    actions, seconds = taken
    TAKEN.append(
        Taken(
            job=job,
            actions=actions,
            budget_actions=budget_actions,
            seconds=seconds,
            budget_s=budget_s,
        )
    )
    assert actions <= budget_actions, f"{job} took {actions} actions"
