"""The support export: one zip that a person looks at first and saves where they choose.

Made from an allow-list of parts, never by copying folders; never sent anywhere by RunSheet.
"""

import asyncio
import json
import platform
from collections.abc import Callable
from pathlib import Path

from app.adapters.registry import CRM_SPECS
from app.domain.audit import Deed
from app.domain.errors import FileNotSaved, RunSheetError, SupportPartMissing
from app.domain.said import say
from app.domain.sync_run import SyncStatus
from app.services.core import Core
from app.services.crm.told import read_told
from app.services.logs import log_bug
from app.services.pc.files import write_atomically
from app.services.pc.who import current_user
from app.services.settings import FALLBACK_TIMEZONE, utc_now
from app.services.support.bundle import (
    MANIFEST,
    SupportExport,
    SupportFile,
    is_support_export,
    support_file,
)
from app.services.support.face import COMMAND_LINE, FaceFacts
from app.services.support.known import NOTHING_KNOWN, KnownValues, known_values
from app.services.support.manifest import MANIFEST_SHAPE, manifest_document
from app.services.support.marks import Kind, count_marks
from app.services.support.parts import PARTS, Maker, Part, PartText
from app.services.support.scrubber import Scrubber, looks_like
from app.services.support.shapes import fitted
from app.services.support.wish import A_MOMENT, AROUND_RUN, LENGTHS, Span, Wish
from app.services.support.writing import json_text
from app.store import support_facts
from app.store.connection.connections import list_connections
from app.store.support_values import live_values
from app.store.sync.log import get_run

Progress = Callable[[int, int, str], None]
"""How many parts are done, of how many, and the one that is made now."""

_KEYRING_WAIT_S = 5.0
_BAD_ENDS = (SyncStatus.FAILED, SyncStatus.PARTIAL, SyncStatus.ABANDONED)
_NO_NAMES = frozenset({"root", "this PC", "localhost", "runsheet", ""})
_SECRET_WORDS = ("SECRET", "TOKEN", "KEY", "CLIENT_ID", "APP_ID", "PASSWORD")


class SupportExportService:
    """Works offline, and with whatever can still be read."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def prepare(
        self,
        span: Span,
        *,
        run_id: str | None = None,
        description: str = "",
        face: FaceFacts = COMMAND_LINE,
        progress: Progress | None = None,
    ) -> SupportExport:
        """Everything that would be in the zip. A part that can't be read is named in `missing`.

        `run_id` is for `Span.RUN`. Cancel it as any coroutine. Raises ConnectionNotFound when that
        run is gone.
        """
        wish = await self._wish(span, run_id=run_id, description=description)
        known, is_compared = await self._known()
        scrubber = Scrubber(known)
        maker = Maker(self._core, wish, face, scrubber)
        files: list[SupportFile] = []
        missing: list[tuple[str, SupportPartMissing]] = []
        for number, part in enumerate(PARTS):
            if progress is not None:
                progress(number, len(PARTS), part.words)
            made = await _made(part, maker)
            if made is None:
                missing.append((part.name, SupportPartMissing(part=part.words)))
            elif made.text:
                files.append(await asyncio.to_thread(_looked_at, part.name, made, scrubber))
        files.append(_manifest(wish, files, missing=missing, is_compared=is_compared))
        return SupportExport(
            wish=wish,
            timezone=await self._timezone(),
            files=tuple(files),
            missing=tuple(error for _name, error in missing),
            problems=await self._problems(wish, files),
        )

    async def save(self, export: SupportExport, path: Path, *, replace: bool = True) -> None:
        """Write the zip, whole or not at all. Raises FileNotSaved (LOC-10).

        `replace=False`: a file that is there already is replaced only if it is such a zip too.
        """
        body = await asyncio.to_thread(export.zipped)
        if not replace:
            await asyncio.to_thread(_refuse_foreign, path)
        await self._core.audit.note_anyway(Deed.EXPORTED, "support")
        await asyncio.to_thread(write_atomically, path, body)

    async def looks_like(self, description: str) -> tuple[Kind, ...]:
        """What a text seems to hold that names somebody; it would be taken out."""
        known, _ = await self._known()
        return await asyncio.to_thread(looks_like, description, Scrubber(known))

    async def _wish(self, span: Span, *, run_id: str | None, description: str) -> Wish:
        now = self._core.now()
        clock_ahead = now - utc_now()
        if span is not Span.RUN:
            return Wish(
                span=span,
                now=now,
                since=now - LENGTHS[span],
                until=now + A_MOMENT,
                description=description,
                clock_ahead=clock_ahead,
            )
        run = await self._core.database.read(get_run, run_id or "")
        return Wish(
            span=span,
            now=now,
            since=run.started_at - AROUND_RUN,
            until=(run.completed_at or now) + AROUND_RUN,
            clock_ahead=clock_ahead,
            run_id=run.id,
            description=description,
        )

    async def _known(self) -> tuple[KnownValues, tuple[bool, bool]]:
        """What must not be in it; and whether live data and secrets could be read."""
        secrets, has_secrets = await self._secrets()
        try:
            live = await self._core.database.read(live_values)
        except RunSheetError:
            return NOTHING_KNOWN, (False, has_secrets)
        known = await asyncio.to_thread(known_values, live, secrets, _names_of_this_pc())
        return known, (True, has_secrets)

    async def _secrets(self) -> tuple[list[str], bool]:
        """Tokens in memory, the environment's keys, and what the password store gives in time."""
        core = self._core
        found = [*core.vendors.held_tokens]
        found += [
            value
            for name, value in core.settings.environment.items()
            if any(word in name for word in _SECRET_WORDS)
        ]
        try:
            async with asyncio.timeout(_KEYRING_WAIT_S):
                found += await self._kept_secrets()
        except (RunSheetError, TimeoutError):
            return found, False
        return found, True

    async def _kept_secrets(self) -> list[str]:
        core = self._core
        found = [core.database.key.hex()]
        for connection in await core.database.read(list_connections, labels={}):
            secret = await core.secrets.read(core.secret_name(connection.id))
            found += _values_of(secret) if secret else []
        for spec in CRM_SPECS.values():
            told = (await read_told(core, spec)).values
            found += [told.get(each.variable, "") for each in spec.settings if each.is_secret]
        return [each for each in found if each]

    async def _timezone(self) -> str:
        """The first practice's."""
        try:
            connections = await self._core.database.read(list_connections, labels={})
        except RunSheetError:
            return FALLBACK_TIMEZONE
        zones = [each.timezone for each in connections if each.timezone]
        return zones[0] if zones else FALLBACK_TIMEZONE

    async def _problems(self, wish: Wish, files: list[SupportFile]) -> int:
        bugs = sum(
            " ERROR " in line
            for file in files
            if file.name == "runsheet.log"
            for line in file.text.splitlines()
        )
        try:
            bad_runs = await self._core.database.read(
                support_facts.count_runs, _BAD_ENDS, since=wish.since, run_id=wish.run_id
            )
        except RunSheetError:
            return bugs + 1
        return bugs + bad_runs + any(file.name == "crash.txt" for file in files)


async def _made(part: Part, maker: Maker) -> PartText | None:
    """None when it can't be read: a damaged part is just what an export is asked for."""
    try:
        return await part.make(maker)
    except (RunSheetError, OSError):
        return None
    except Exception as error:  # noqa: BLE001  # the other parts must still come
        log_bug(error)
        return None


def _looked_at(name: str, made: PartText, scrubber: Scrubber) -> SupportFile:
    """The second look at a whole file. In the log, whatever is marked was found by it."""
    text = scrubber.scrub_file(made.text)
    by_design = 0 if name in _SCRUBBED_ONLY else count_marks(made.text).total()
    found = count_marks(text).total() - by_design
    return support_file(name, text, caught=made.caught + max(0, found))


_SCRUBBED_ONLY = frozenset({"runsheet.log", "crash.txt", "what-went-wrong.txt"})
"""Files that have no mark by design: each one is a find."""


def _manifest(
    wish: Wish,
    files: list[SupportFile],
    *,
    missing: list[tuple[str, SupportPartMissing]],
    is_compared: tuple[bool, bool],
) -> SupportFile:
    there = {file.name for file in files} | {name for name, _error in missing}
    empty = [part.name for part in PARTS if part.name not in there]
    document = manifest_document(wish, files, missing=missing, empty=empty, is_compared=is_compared)
    fit = fitted(document, MANIFEST_SHAPE, scrub=str)
    return support_file(MANIFEST, json_text(fit.document), caught=len(fit.misfits))


def _refuse_foreign(path: Path) -> None:
    try:
        is_foreign = path.exists() and not is_support_export(path.read_bytes())
    except OSError:
        is_foreign = True
    if is_foreign:
        raise FileNotSaved(reason=say("another file is there already."))


def _names_of_this_pc() -> tuple[str, ...]:
    names = (current_user(), platform.node().partition(".")[0])
    return tuple(name for name in names if name not in _NO_NAMES)


def _values_of(secret: str) -> list[str]:
    """A connection's secret is a JSON object of texts."""
    try:
        found = json.loads(secret)
    except ValueError:
        return [secret]
    return [str(value) for value in found.values()] if isinstance(found, dict) else [secret]
