"""A receptionist at a living RunSheet: keys and clicks are counted, and nothing may leak a name.

The window lives as `runsheet` lets it live (`app.ui.run.live`), over a Gentu sandbox, with a clock
that the job sets. What a job took is noted for the summary at the end of the tests.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from app.cli.demo_practice import connect, demo_system
from app.sandbox.gentu.practice import Practice
from app.services import Services, open_services
from app.services.first_look import FirstLook, first_look
from app.services.logs import close_logging, configure_logging
from app.ui import announce as spoken
from app.ui.run import Application, live
from tests.end_to_end.jobs.hands import Hands
from tests.end_to_end.jobs.newtown import at, newtown, private_texts
from tests.end_to_end.jobs.surroundings import Surroundings, surroundings
from tests.support.systems import Sandbox
from tests.support.ticking import syncs_at_work
from tests.support.waiting import patience
from tests.ui.scene import Scene, scene

NOWHERE = "https://224.0.0.1/v1"
"""A group address: every system answers a connection to it with *network is unreachable*."""
LOOK_FOR_NETWORK = "_asked"
"""The coroutine of `lookout` that waits for an answer."""


@dataclass
class Taken:
    """What a job took, beside its budget; `seconds` is told, never judged."""

    job: str
    actions: int
    budget_actions: int
    seconds: float
    budget_s: float


TAKEN: list[Taken] = []


class Reception(Hands):
    """The desk of a job: its window's life, its clock, its network, and what it took."""

    def __init__(self, app: Application, desk: Scene, folder: Path, around: Surroundings) -> None:
        super().__init__()
        self.app, self.desk, self.folder, self.around = app, desk, folder, around
        self.sandboxes: list[Any] = [desk.gentu]
        self.spoken: list[str] = []
        self._started = perf_counter()
        self._done: tuple[int, float] | None = None
        self._life: asyncio.Task[int] | None = None
        self._addresses: dict[str, str] = {}
        self._services: Services | None = None

    # --- the window --------------------------------------------------------------------------

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

    # --- what a job takes ------------------------------------------------------------------

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

    async def join(self, sandbox: Sandbox) -> str:
        """A second system at the same desk, connected and checked; the connection's id."""
        self.sandboxes.append(sandbox)
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

    # --- what must not be --------------------------------------------------------------------

    def check_contracts(self) -> None:
        """Every request that any vendor was sent keeps to the vendor's contract."""
        asked = [each for sandbox in self.sandboxes for each in sandbox.violations]
        assert [f"{each.method} {each.path}: {each.violation}" for each in asked] == []

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
    crm: Any = None,
) -> AsyncIterator[Reception]:
    """A desk for a job; at its end the budget of actions is checked, that nothing leaked, and that
    every vendor was asked as its contract says. `crm`: the running sandbox of one.
    """
    async with (
        scene(
            folder,
            now=now or at("09:27"),
            practice=practice or newtown(),
            has_keyring=has_keyring,
            environment=crm.environment if crm is not None else None,
        ) as desk,
        surroundings() as around,
    ):
        if is_ready:
            await desk.ready()
        configure_logging(folder / "data")
        person = Reception(app, desk, folder, around)
        person.sandboxes += [crm] if crm is not None else []
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
        person.check_contracts()
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
