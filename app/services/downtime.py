"""The downtime pack: the lists of today and the next working day as an encrypted PDF on this PC.

What the pages look like is the face's business; here they are encrypted before anything is written,
found again, and removed in time. The password is in the PC's password store.
"""

import asyncio
import contextlib
import io
import secrets as random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.domain.errors import FileNotSaved, PackNotOpened, RunSheetError
from app.domain.opening_hours import OpeningHours
from app.domain.said import say
from app.services.core import Core
from app.services.logs import Event, log_event
from app.services.pc.files import write_atomically
from app.services.pc.memory import give_back
from app.store.sheet.queries import read_opening_hours

KEPT = timedelta(days=2)
"""How long after the midnight that begins its last day a pack stays."""

_FOLDER, _LEFT_BEHIND = "downtime", ".runsheet-*"
_CONSONANTS, _VOWELS, _DIGITS = "bdfghjkmnprstvz", "aeiou", "23456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class DowntimePack:
    """A pack on disk: its first day, and when it was made (aware UTC)."""

    path: Path
    day: date
    made_at: datetime


class DowntimeService:
    """Keeps one pack a day; a later one of the day takes the earlier one's place."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._folder = core.settings.data_dir / _FOLDER

    async def next_day(self, after: date) -> date:
        """The practice's next working day."""
        return (await self._hours()).next_working_day(after)

    async def save(self, day: date, pages: bytes) -> Path:
        """Encrypts a PDF and puts it in place of the day's earlier one; old packs go.

        Raises FileNotSaved (LOC-10), KEY-01, KEY-02.
        """
        password = await self.password()
        path = self._folder / f"{day.isoformat()}.pdf"
        try:
            await asyncio.to_thread(_encrypt_into, path, pages, password)
        except RunSheetError as error:
            log_event(Event.DOWNTIME_PACK, code=error.code)
            raise
        await self.clean_up(day)
        await asyncio.to_thread(give_back)
        return path

    async def clean_up(self, today: date) -> None:
        """Removes packs whose days are over, and what an interrupted save left behind."""
        hours = await self._hours()
        await asyncio.to_thread(self._remove_old, hours, today)

    async def latest(self) -> DowntimePack:
        """The newest pack. Raises PackNotOpened (LOC-04) where there is none."""
        packs = await asyncio.to_thread(self._packs)
        if not packs:
            reason = say("there is none yet. It is made after the next good check.")
            raise PackNotOpened(reason=reason)
        return max(packs, key=lambda pack: pack.day)

    async def password(self) -> str:
        """What opens every pack of this PC; made at the first need. Raises KEY-01, KEY-02."""
        name = f"RunSheet/{self._core.installation_id}/downtime"
        known = await self._core.secrets.read(name)
        if known is None:
            known = new_password()
            await self._core.secrets.write(name, known)
        return known

    async def _hours(self) -> OpeningHours:
        return await self._core.database.read(read_opening_hours)

    def _packs(self) -> list[DowntimePack]:
        found = []
        for path in self._folder.glob("*.pdf"):
            with contextlib.suppress(ValueError, OSError):
                made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                found.append(
                    DowntimePack(path=path, day=date.fromisoformat(path.stem), made_at=made_at)
                )
        return found

    def _remove_old(self, hours: OpeningHours, today: date) -> None:
        """A pack is kept while its last day, which may lie behind a weekend, can be needed."""
        for pack in self._packs():
            if today >= hours.next_working_day(pack.day) + KEPT:
                _remove(pack.path)
        for path in self._folder.glob(_LEFT_BEHIND):
            _remove(path)


def new_password() -> str:
    """`kopa-midu-tere-sobi-nula-472`: about 70 bits that can be read aloud and typed."""
    groups = [_syllable() + _syllable() for _ in range(5)]
    return "-".join([*groups, "".join(random.choice(_DIGITS) for _ in range(3))])


def _syllable() -> str:
    return random.choice(_CONSONANTS) + random.choice(_VOWELS)


def _encrypt_into(path: Path, pages: bytes, password: str) -> None:
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        raise FileNotSaved(reason=say("RunSheet's folder can't be written to.")) from None
    write_atomically(path, _encrypted(pages, password))


def _encrypted(pages: bytes, password: str) -> bytes:
    """The same PDF in AES-256, in memory."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pages)))
    writer.encrypt(password, algorithm="AES-256")
    body = io.BytesIO()
    writer.write(body)
    return body.getvalue()


def _remove(path: Path) -> None:
    """One that is open in a viewer on Windows goes another time."""
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
