"""Who may call the HTTP API: the main token of this start, and named tokens for other programs."""

import asyncio
import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from filelock import FileLock, Timeout

from app.domain.api_access import ALL_SCOPES, Address, ApiToken, Grant, Scope
from app.domain.audit import Deed
from app.domain.errors import DatabaseUnusable, InvalidRequest, PortUnusable, RunSheetError
from app.domain.said import say
from app.services.audit_trail import acting_through
from app.services.changes import Topic
from app.services.core import Core
from app.services.logs import Event, log_event
from app.services.pc.private_file import remove_private, write_private
from app.store import api_tokens

FIXED_TOKEN = "RUNSHEET_API_TOKEN"  # noqa: S105  # a variable's name
TOKEN_FILE, PORT_FILE, LOCK_FILE = "api-token", "api-port", "api-lock"
_MAIN = Grant(token_id=None, name="main", scopes=ALL_SCOPES)
_LONGEST_NAME, _SHORTEST_TOKEN = 100, 16
# How long a token that another process revoked may still open the door.
_FRESH_S = 2.0
# How exactly the last use is known.
_USE_NOTED_EVERY = timedelta(minutes=1)


class ApiAccessService:
    """The door's keys. Secrets are compared by their SHA-256, in constant time, and never kept."""

    def __init__(self, core: Core, *, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._core = core
        self._elapsed = elapsed
        self.address: Address | None = None
        """Where this RunSheet's API answers; None while it doesn't."""
        self.fault: RunSheetError | None = None
        """Why it doesn't, where it should."""
        self._lock = FileLock(core.settings.data_dir / LOCK_FILE)
        self._main: str | None = None
        self._files: dict[str, str] = {}
        self._valid: dict[str, ApiToken] = {}
        self._used: dict[str, datetime] = {}
        self._read_at: float | None = None

    @property
    def problem(self) -> str | None:
        """Why the token that was set for this PC will not do, a sentence; None where it will."""
        if 0 < len(self._fixed) < _SHORTEST_TOKEN:
            return f"{FIXED_TOKEN} has fewer than {_SHORTEST_TOKEN} letters: it could be guessed."
        return None

    @property
    def _fixed(self) -> str:
        return self._core.settings.environment.get(FIXED_TOKEN, "").strip()

    async def open_door(self, address: Address) -> str:
        """The main token of this start, which the API at `address` takes from now on.

        `RUNSHEET_API_TOKEN`, else a new one in `<data folder>/api-token`; the port goes into
        `api-port` beside it. One RunSheet at a time makes tokens for a data folder, or programs
        could not tell whose they read. Raises LOC-09, LOC-11, InvalidRequest (`problem`).
        """
        if self.problem is not None:
            raise InvalidRequest(reason=self.problem)
        fixed = self._fixed
        if not fixed:
            self._claim(address.port)
        token = fixed or secrets.token_urlsafe(32)
        port_text = json.dumps({"port": address.port, "pid": os.getpid()})
        files = {PORT_FILE: port_text} if fixed else {TOKEN_FILE: token, PORT_FILE: port_text}
        try:
            await asyncio.to_thread(self._write_files, files)
        except BaseException:
            self._lock.release()
            raise
        self._main, self.address, self.fault = digest_of(token), address, None
        self._changed()
        return token

    async def close_door(self) -> None:
        """The main token is worth nothing from now on, and its files are gone."""
        self._main = self.address = None
        files, self._files = self._files, {}
        folder = self._core.settings.data_dir
        for name, text in files.items():
            await asyncio.to_thread(remove_private, folder / name, text)
        self._lock.release()
        self._changed()

    def note_fault(self, fault: RunSheetError | None) -> None:
        """The API should answer and can't; None once it should not any more."""
        self.fault = fault
        self._changed()

    async def check(self, secret: str) -> Grant | None:
        """What this token may do; None for one that is not known, or not any more."""
        digest = digest_of(secret)
        if self._main is not None and hmac.compare_digest(digest, self._main):
            return _MAIN
        await self._refresh()
        token = self._valid.get(digest)
        if token is None:
            return None
        self._note_use(token)
        return Grant(token_id=token.id, name=token.name, scopes=token.scopes)

    async def create(self, name: str, scopes: Iterable[Scope]) -> tuple[ApiToken, str]:
        """A new token and its secret, which is told this once. Raises InvalidRequest."""
        wanted, called = frozenset(scopes), " ".join(name.split())
        if not called or len(called) > _LONGEST_NAME:
            raise InvalidRequest(reason=say("Give the program a name of up to 100 letters."))
        if not wanted:
            raise InvalidRequest(reason=say("Choose what the program may do."))
        secret = secrets.token_urlsafe(32)
        token = await self._core.audit.write(
            Deed.ACCESS_CHANGED,
            lambda new: (new.id, *sorted(new.scopes)),
            api_tokens.add_token,
            called,
            wanted,
            digest=digest_of(secret),
            at=self._core.now(),
        )
        log_event(Event.API_ACCESS, token=token.id, what="created")
        self._changed()
        return token, secret

    async def list(self) -> list[ApiToken]:
        """Every named token, the newest first, also the revoked."""
        return await self._core.database.read(api_tokens.read_tokens)

    async def revoke(self, token_id: str) -> None:
        """From now on it opens nothing; elsewhere within two seconds. Raises InvalidRequest."""
        at = self._core.now()
        if not await self._core.audit.write(
            Deed.ACCESS_CHANGED, (token_id, "revoked"), api_tokens.revoke_token, token_id, at=at
        ):
            raise InvalidRequest(reason=say("That program has no access any more."))
        log_event(Event.API_ACCESS, token=token_id, what="revoked")
        self._changed()

    async def note_refusals(self, count: int) -> None:
        """Into the log and the audit trail: how many calls came with a wrong token in a minute."""
        log_event(Event.API_REFUSED, count=count)
        with acting_through("program unknown"):
            await self._core.audit.note_anyway(Deed.ACCESS_REFUSED, str(count))

    def _changed(self) -> None:
        self._read_at = None  # at the next call the tokens are read anew
        self._core.changes.publish(Topic.API)

    async def _refresh(self) -> None:
        now = self._elapsed()
        if self._read_at is not None and now - self._read_at < _FRESH_S:
            return
        used, self._used = self._used, {}
        database = self._core.database
        self._valid = (
            await database.write(api_tokens.note_use, used)
            if used
            else await database.read(api_tokens.read_valid)
        )
        self._read_at = now

    def _note_use(self, token: ApiToken) -> None:
        now = self._core.now()
        if token.last_used_at is None or now - token.last_used_at >= _USE_NOTED_EVERY:
            self._used[token.id] = now

    def _claim(self, port: int) -> None:
        """Raises LOC-11 while another RunSheet serves this folder; the system knows who lives."""
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            reason = "another RunSheet serves these data to programs already."
            raise PortUnusable(port=port, reason=reason) from None
        except OSError:
            raise DatabaseUnusable(reason=say("the API's token can't be kept there.")) from None

    def _write_files(self, files: dict[str, str]) -> None:
        folder = self._core.settings.data_dir
        try:
            remove_private(folder / TOKEN_FILE)
            for name, text in files.items():
                write_private(folder / name, text)
        except OSError:
            raise DatabaseUnusable(reason=say("the API's token can't be kept there.")) from None
        self._files = files


def digest_of(secret: str) -> str:
    """SHA-256 in hex: what is kept of a token, and what two are compared by."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
