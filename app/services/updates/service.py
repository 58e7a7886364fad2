"""Looks once a day whether there is a newer RunSheet, and tells; it fetches and changes nothing.

What leaves this PC is one request for one file, the same from every PC: no version, no name, no id.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from urllib.parse import urljoin, urlsplit

from app.domain.errors import RunSheetError
from app.domain.update import Refusal, Release, UpdateStanding, UpdateState, is_newer
from app.services.changes import Topic
from app.services.core import Core
from app.services.logs import Event, log_event
from app.services.pc.build import Build, this_build
from app.services.updates.notice import NoticeRefused, read_notice
from app.services.updates.policy import is_off_by_it
from app.store.preferences import read_preferences, write_preference

CHECK = "updates.check"
"""The preference that switches it off on this PC: yes or no."""

KEPT = "updates.kept"
"""What was last believed, when, and what a person has seen of it, as JSON."""

LOOK_EVERY_S = 600.0
EVERY = timedelta(days=1)
_SYSTEM = "The update page"
Fetch = Callable[[str], Awaitable[bytes]]


class UpdateService:
    """`fetch` gets the bytes at an address, raising RunSheetErrors."""

    def __init__(
        self,
        core: Core,
        *,
        build: Build | None = None,
        fetch: Fetch | None = None,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._core, self._pause = core, pause
        self._build = build or this_build()
        self._fetch = fetch or self._fetched
        self._refusal: Refusal | None = None

    async def run(self) -> None:
        """Until it is cancelled: once a day, and again in ten minutes where nobody answered."""
        while True:
            await self._pause(LOOK_EVERY_S)
            with contextlib.suppress(RunSheetError):
                if await self._is_due():
                    await self.look()

    async def standing(self) -> UpdateStanding:
        """What is known, without asking anybody."""
        saved = await self._core.database.read(read_preferences)
        kept = _read_kept(saved)
        state = await self._state(saved, kept.release)
        is_ready = state is UpdateState.READY
        return UpdateStanding(
            state=state,
            release=kept.release if is_ready else None,
            is_seen=is_ready and kept.seen == (kept.release.version if kept.release else ""),
            asked_at=kept.asked_at,
            refusal=self._refusal,
        )

    async def look(self) -> UpdateStanding:
        """Asks now, unless it may not. Raises NET-01 to NET-05 where nobody answers."""
        before = await self.standing()
        if before.state in {UpdateState.NO_ADDRESS, UpdateState.OFF_BY_IT, UpdateState.OFF}:
            return before
        body = await self._fetch(self._build.update_address)
        kept = _read_kept(await self._core.database.read(read_preferences))
        read = partial(
            read_notice,
            body,
            keys=self._build.update_keys,
            now=self._core.now(),
            newest_number=kept.number,
        )
        try:
            release = await asyncio.to_thread(read)
        except NoticeRefused as refused:
            self._refusal = refused.refusal
            log_event(Event.UPDATE_REFUSED, reason=refused.refusal)
        else:
            self._refusal = None
            await self._keep(_Kept(release=release, asked_at=self._core.now(), seen=kept.seen))
        return await self.standing()

    async def dismiss(self) -> None:
        """A person has seen what is told of the newer version; it stays in Settings."""
        kept = _read_kept(await self._core.database.read(read_preferences))
        if kept.release is not None:
            seen = kept.release.version
            await self._keep(_Kept(release=kept.release, asked_at=kept.asked_at, seen=seen))

    async def _state(self, saved: Mapping[str, str], release: Release | None) -> UpdateState:
        if not self._build.update_address:
            return UpdateState.NO_ADDRESS
        if await asyncio.to_thread(is_off_by_it):
            return UpdateState.OFF_BY_IT
        if saved.get(CHECK, "yes") == "no":
            return UpdateState.OFF
        if release is None:
            return UpdateState.UNKNOWN
        is_later = is_newer(release.version, self._build.version)
        return UpdateState.READY if is_later else UpdateState.LATEST

    async def _is_due(self) -> bool:
        kept = _read_kept(await self._core.database.read(read_preferences))
        if kept.asked_at is None:
            return True
        return not timedelta() <= self._core.now() - kept.asked_at < EVERY

    async def _keep(self, kept: "_Kept") -> None:
        await self._core.database.write(write_preference, KEPT, kept.to_text())
        self._core.changes.publish(Topic.PREFERENCES)

    async def _fetched(self, address: str) -> bytes:
        client = await self._core.vendors.client()
        parts = urlsplit(address)
        view = client.view(
            system=_SYSTEM, base_url=urljoin(address, "/"), sign_in=None, rate_limit=None
        )
        return (await view.get(parts.path)).body


class _Kept:
    """What was last believed. `seen`: the version that a person has seen the notice of."""

    def __init__(
        self,
        *,
        release: Release | None = None,
        asked_at: datetime | None = None,
        seen: str = "",
    ) -> None:
        self.release, self.asked_at, self.seen = release, asked_at, seen

    @property
    def number(self) -> int:
        """The highest that was believed: a notice is believed only with the same or a higher."""
        return self.release.number if self.release else 0

    def to_text(self) -> str:
        release = self.release
        told = release and {
            "version": release.version,
            "number": release.number,
            "page": release.page,
            "is_security": release.is_security,
            "expires_at": release.expires_at.isoformat(),
        }
        asked_at = self.asked_at.isoformat() if self.asked_at else None
        return json.dumps({"release": told, "asked_at": asked_at, "seen": self.seen})


def _read_kept(saved: Mapping[str, str]) -> _Kept:
    """Nothing where nothing was kept, or by another version."""
    try:
        told = json.loads(saved[KEPT])
        release = dict(told["release"])
        expires_at = datetime.fromisoformat(release.pop("expires_at")).astimezone(UTC)
        return _Kept(
            release=Release(expires_at=expires_at, **release),
            asked_at=datetime.fromisoformat(told["asked_at"]).astimezone(UTC),
            seen=str(told["seen"]),
        )
    except (KeyError, ValueError, TypeError):
        return _Kept()
