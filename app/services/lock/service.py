"""The screen's lock: who may see RunSheet again, and how often somebody may try."""

import asyncio
import contextlib
import hashlib
import hmac
import json
import secrets as randomness
from collections.abc import Callable

from app.domain.audit import Deed
from app.domain.errors import (
    InvalidRequest,
    RunSheetError,
    ScreenLocked,
    UnlockRefused,
    UnlockTooSoon,
)
from app.domain.said import say
from app.domain.screen_lock import (
    LOCKED_PREFERENCE,
    TRIES_PREFERENCE,
    WAY_PREFERENCE,
    LockSettings,
    UnlockWay,
    WrongTries,
    pin_fault,
    was_locked,
)
from app.services.changes import Topic
from app.services.core import Core
from app.services.lock import os_account, os_password
from app.services.pc.who import current_user
from app.store import preferences

_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**14, 8, 1
_FOLLOW_S = 0.5
CheckPassword = Callable[[str], bool]


class LockService:
    """Locking hides, it ends nothing: RunSheet goes on syncing. Other programs of the practice get
    no patient's data from it while it is locked. Where nothing can be written it locks and opens
    all the same; only a restart does not know of it then.
    """

    def __init__(
        self,
        core: Core,
        *,
        check_password: CheckPassword = os_password.is_right,
        has_password: Callable[[], bool] | None = None,
    ) -> None:
        self._core = core
        self._has_password = has_password or os_account.has_password
        self._otherwise = UnlockWay.NONE
        """What opens it until somebody chooses."""
        self._check_password = check_password
        self._turn = asyncio.Lock()
        self._is_locked = False
        self._unkept: WrongTries | None = None
        """The wrong tries that could not be written: a full disk gives nobody new ones."""

    @property
    def is_locked(self) -> bool:
        """Whether nobody may see anything now."""
        return self._is_locked

    def refuse_while_locked(self) -> None:
        """For whoever is about to tell names, or what opens the data. Raises ScreenLocked."""
        if self._is_locked:
            raise ScreenLocked()

    @property
    def password_is_offered(self) -> bool:
        """Whether this system lets a program ask for the user's own password."""
        return os_password.is_offered()

    async def settings(self) -> LockSettings:
        """What was chosen; until then the user's own password opens it, where there is one."""
        return LockSettings.of(await self._saved(), otherwise=self._otherwise)

    async def asks(self) -> UnlockWay:
        """What opens it now. Where the password store has lost the PIN that is the user's own
        password, and nothing where the system offers none: nobody is locked out for good.

        Raises KEY-01, -02.
        """
        way = (await self.settings()).way
        if way is not UnlockWay.PIN or await self._core.secrets.read(self._pin_name) is not None:
            return way
        return UnlockWay.PASSWORD if self.password_is_offered else UnlockWay.NONE

    async def recover(self) -> None:
        """At the start: locked where RunSheet ended locked. Made-up data are never locked away."""
        saved = await self._saved()
        self._is_locked = was_locked(saved)
        is_made_up = self._core.settings.memory_secrets
        if WAY_PREFERENCE in saved or is_made_up or not self.password_is_offered:
            return
        if await asyncio.to_thread(self._has_password):
            self._otherwise = UnlockWay.PASSWORD

    async def lock(self) -> bool:
        """Locked from now on; False where nobody chose how it would be opened again."""
        if (await self.settings()).way is UnlockWay.NONE:
            return False
        if not self._is_locked:
            self._is_locked = True
            self._core.audit.forget_sights()
            self._core.changes.publish(Topic.LOCK)
            await self._kept(LOCKED_PREFERENCE, "yes")
            await self._core.audit.note_anyway(Deed.LOCKED)
        return True

    async def follow(self) -> None:
        """Until it is cancelled: locked and open as the window is, which another process shows."""
        seen = None
        while True:
            commits = self._core.database.commits()
            if commits is None or commits != seen:
                with contextlib.suppress(RunSheetError):  # busy: at the next look
                    self._is_locked = was_locked(await self._saved())
                    seen = commits
            await asyncio.sleep(_FOLLOW_S)

    async def unlock(self, secret: str) -> None:
        """Open again with the PIN or the password. Raises LOCK-01, LOCK-02, KEY-01, -02."""
        await self._check_allowed(secret)
        self._is_locked = False
        self._core.changes.publish(Topic.LOCK)
        await self._kept(LOCKED_PREFERENCE, "no")
        await self._core.audit.note_anyway(Deed.UNLOCKED)

    async def choose_pin(self, pin: str, *, secret: str = "") -> None:
        """From now on the PIN opens it; `secret`: what has opened it so far. Raises InvalidRequest,
        LOCK-01, LOCK-02, KEY-01 to KEY-05.
        """
        if fault := pin_fault(pin):
            raise InvalidRequest(reason=fault)
        await self._check_allowed(secret)
        await self._core.audit.note(Deed.SECRET_CHANGED, "lock")
        salt = randomness.token_bytes(16)
        digest = await asyncio.to_thread(_digest, pin, salt)
        told = json.dumps({"salt": salt.hex(), "digest": digest.hex()})
        await self._core.secrets.write(self._pin_name, told)
        await self._choose(UnlockWay.PIN)

    async def choose_password(self, password: str, *, secret: str = "") -> None:
        """From now on the user's own password opens it: it must be right now. Raises as above."""
        await self._check_allowed(secret)
        await self._try(UnlockWay.PASSWORD, password)
        await self._choose(UnlockWay.PASSWORD)

    async def turn_off(self, secret: str) -> None:
        """It never locks any more. Raises LOCK-01, LOCK-02."""
        await self._check_allowed(secret)
        await self._choose(UnlockWay.NONE)
        await self._core.secrets.delete(self._pin_name)

    @property
    def _pin_name(self) -> str:
        return f"RunSheet/{self._core.installation_id}/lock-pin"

    async def _choose(self, way: UnlockWay) -> None:
        await self._core.audit.write(
            Deed.SETTING_CHANGED,
            (WAY_PREFERENCE,),
            preferences.write_preference,
            WAY_PREFERENCE,
            way.value,
        )
        self._core.changes.publish(Topic.PREFERENCES)

    async def _check_allowed(self, secret: str) -> None:
        way = await self.asks()
        if way is not UnlockWay.NONE:
            await self._try(way, secret)

    async def _try(self, way: UnlockWay, secret: str) -> None:
        """One try at a time, each wrong one counted before it is answered."""
        async with self._turn:
            saved = WrongTries.read((await self._saved()).get(TRIES_PREFERENCE, ""))
            tries = self._unkept or saved
            if seconds := tries.wait_s(self._core.now()):
                raise UnlockTooSoon(seconds=seconds)
            if await self._is_right(way, secret):
                if tries.count:
                    await self._count(WrongTries())
                return
            await self._count(tries.one_more(self._core.now()))
        await self._core.audit.note_anyway(Deed.UNLOCK_REFUSED)
        pin = way is UnlockWay.PIN
        what = say("the PIN") if pin else say("the password of {person}", person=current_user())
        raise UnlockRefused(what=what)

    async def _is_right(self, way: UnlockWay, secret: str) -> bool:
        if way is UnlockWay.PASSWORD:
            return bool(secret) and await asyncio.to_thread(self._check_password, secret)
        kept = await self._core.secrets.read(self._pin_name)
        if kept is None:
            return False
        told = json.loads(kept)
        digest = await asyncio.to_thread(_digest, secret, bytes.fromhex(told["salt"]))
        return hmac.compare_digest(digest, bytes.fromhex(told["digest"]))

    async def _saved(self) -> dict[str, str]:
        return await self._core.database.read(preferences.read_preferences)

    async def _count(self, tries: WrongTries) -> None:
        self._unkept = None if await self._kept(TRIES_PREFERENCE, tries.text) else tries

    async def _kept(self, name: str, value: str) -> bool:
        """False where nothing can be written."""
        with contextlib.suppress(RunSheetError):
            await self._core.database.write(preferences.write_preference, name, value)
            return True
        return False


def _digest(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_SCRYPT_N, r=_SCRYPT_R, p=_SCRYPT_P)
