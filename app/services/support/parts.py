"""The parts of the support export: this list is all that can be in it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from app.adapters.registry import PMS_SPECS
from app.domain.said import say
from app.services.core import Core
from app.services.logs import logs_folder
from app.services.support import about, connections_file, history_file, settings_file, waiting_file
from app.services.support.crash_file import read_crashes
from app.services.support.face import FaceFacts
from app.services.support.log_file import read_log
from app.services.support.pseudonyms import Pseudonyms
from app.services.support.scrubber import Scrubber
from app.services.support.shapes import Shape, fitted
from app.services.support.wish import Wish
from app.services.support.writing import json_text
from app.store import preferences, support_facts
from app.store.connection.connections import list_connections
from app.store.file.open import data_file_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartText:
    """A part's text; `caught`: fields that its allow-list did not allow."""

    text: str
    caught: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """`name` is its file; `words` are what a person reads where it is missing."""

    name: str
    words: str
    make: Callable[["Maker"], Awaitable[PartText]]


class Maker:
    """Makes the parts of one export; each asks for what it needs and can fail alone."""

    def __init__(self, core: Core, wish: Wish, face: FaceFacts, scrubber: Scrubber) -> None:
        self._core, self._wish, self._face = core, wish, face
        self._scrubber, self._names = scrubber, Pseudonyms()
        self._found: tuple[support_facts.RunFacts, ...] | None = None

    async def description(self) -> PartText:
        """What the person wrote, looked at as any text from outside."""
        text = self._wish.description.strip()
        scrubbed = await asyncio.to_thread(self._scrubber.scrub, text)
        return PartText(text=f"{scrubbed}\n" if text else "")

    async def about(self) -> PartText:
        """The PC and the program."""
        zones: list[str] = []
        connections = await self._core.database.read(list_connections, labels={})
        zones += [each.timezone for each in connections if each.timezone]
        store = await self._core.secrets.store_name()
        folder = self._core.settings.data_dir
        return await self._json(
            lambda: about.about_document(
                self._wish, self._face, zones=zones, data_dir=folder, password_store=store
            ),
            about.ABOUT,
        )

    async def database(self) -> PartText:
        """Versions, sizes, counts of rows."""
        facts = await self._core.database.read(support_facts.database_facts, self._data_file)
        return await self._json(lambda: about.database_document(facts), about.DATABASE)

    async def settings(self) -> PartText:
        """Preferences that are on the list."""
        saved = await self._core.database.read(preferences.read_preferences)
        return await self._json(
            lambda: settings_file.settings_document(saved), settings_file.SETTINGS
        )

    async def connections(self) -> PartText:
        """How each connection stands."""
        found = await self._core.database.read(support_facts.connection_facts)
        return await self._json(
            lambda: connections_file.connections_document(found, self._names),
            connections_file.CONNECTIONS,
        )

    async def history(self) -> PartText:
        """Every run with its steps."""
        runs = await self._runs()
        return await self._json(
            lambda: history_file.history_document(runs, self._names), history_file.HISTORY
        )

    async def history_csv(self) -> PartText:
        """The same for a spreadsheet."""
        runs = await self._runs()
        return await self._json(
            lambda: history_file.history_document(runs, self._names),
            history_file.HISTORY,
            write=history_file.history_csv,
        )

    async def timings(self) -> PartText:
        """How long runs took."""
        runs = await self._runs()
        return await self._json(
            lambda: history_file.timings_document(runs, self._names), history_file.TIMINGS
        )

    async def quarantine(self) -> PartText:
        """What could not be read."""
        rows = await self._core.database.read(
            support_facts.quarantine_facts, since=self._wish.since
        )
        return await self._json(
            lambda: waiting_file.quarantine_document(rows, self._names), waiting_file.QUARANTINE
        )

    async def waiting(self) -> PartText:
        """What waits for a person."""
        read = self._core.database.read
        notices = await read(support_facts.notice_facts, since=self._wish.since)
        edits = await read(support_facts.edit_counts)
        return await self._json(
            lambda: waiting_file.waiting_document(notices, edits, self._names),
            waiting_file.WAITING,
        )

    async def log(self) -> PartText:
        """Our own log, line by line."""
        text = await asyncio.to_thread(
            read_log,
            self._logs,
            self._wish,
            self._names,
            self._scrubber.scrub,
            PMS_SPECS.__contains__,
        )
        return PartText(text=text)

    async def crashes(self) -> PartText:
        """What Python wrote when it crashed."""
        return PartText(text=await asyncio.to_thread(read_crashes, self._logs, self._names))

    async def _json(
        self,
        make: Callable[[], Any],
        shape: Shape,
        *,
        write: Callable[[Any], str] = json_text,
    ) -> PartText:
        """Made, compared with its allow-list and written in a thread: a week is 2,000 runs."""

        def work() -> PartText:
            document = make()
            if document == []:
                return PartText(text="")
            fit = fitted(document, shape, scrub=self._scrubber.scrub)
            return PartText(text=write(fit.document), caught=len(fit.misfits))

        return await asyncio.to_thread(work)

    async def _runs(self) -> tuple[support_facts.RunFacts, ...]:
        """Read once for all its files."""
        if self._found is None:
            self._found = await self._core.database.read(
                support_facts.run_facts, since=self._wish.since, run_id=self._wish.run_id
            )
        return self._found

    @property
    def _logs(self) -> Path:
        return logs_folder(self._core.settings.data_dir)

    @property
    def _data_file(self) -> Path:
        settings = self._core.settings
        return data_file_of(settings.database_url, data_dir=settings.data_dir)


def _part(name: str, words: str, make: Callable[[Maker], Awaitable[PartText]]) -> Part:
    return Part(name=name, words=words, make=make)


PARTS = (
    _part("what-went-wrong.txt", say("your description"), Maker.description),
    _part("about.json", say("the facts about this PC"), Maker.about),
    _part("database.json", say("the data file's facts"), Maker.database),
    _part("settings.json", say("the settings"), Maker.settings),
    _part("connections.json", say("the connections"), Maker.connections),
    _part("sync-history.json", say("the sync history"), Maker.history),
    _part("sync-history.csv", say("the sync history as a table"), Maker.history_csv),
    _part("timings.json", say("the timings"), Maker.timings),
    _part("quarantine.json", say("what was not imported"), Maker.quarantine),
    _part("waiting.json", say("the open questions"), Maker.waiting),
    _part("runsheet.log", say("the log"), Maker.log),
    _part("crash.txt", say("the crash log"), Maker.crashes),
)
