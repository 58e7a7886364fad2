"""The only keyring: secrets live in the operating system's password store, or not at all.

There is no fall-back to a file. `MemorySecrets` is for the demo, whose data are made up and thrown
away. Every call blocks on another process, so it runs in a thread of its own with a time limit.

A secret has two slots, its name and its name with `/B`. A new value goes into the empty one, is
read back, and only then the old one is deleted: whatever ends RunSheet or refuses in between, the
old value or the new one is there, whole. While both are there, the first counts. What is
longer than an item may be lies in several (`parts`).
"""

import asyncio
import sys
import threading
from collections.abc import Callable
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Protocol, TypeVar

from app.domain.errors import (
    RunSheetError,
    SecretNotKept,
    SecretStoreLocked,
    SecretStoreMissing,
    SecretTooLong,
)
from app.secrets import parts

T = TypeVar("T")

LONGEST_SECRET = 4_000
"""No vendor's is longer; of a private key, about 3,300 characters."""

_USER = "RunSheet"
_OTHER_SLOT = "/B"
_WAIT_S = 30.0
_MAC_STORE = "keyring.backends.macOS"


class SecretStore(Protocol):
    """Named secrets. Names are ours and hold no data; a call may raise KEY-01, -02, -05, -06."""

    async def read(self, name: str) -> str | None:
        """The secret, or None when there is none of that name."""
        ...

    async def write(self, name: str, secret: str) -> None:
        """Keep a secret under a name, replacing what was there."""
        ...

    async def delete(self, name: str) -> None:
        """Forget a secret; nothing happens when there is none."""
        ...

    async def store_name(self) -> str:
        """The class of the password store, for support: `SecretService.Keyring`."""
        ...


class KeyringSecrets:
    """The platform's password store through `keyring`."""

    async def read(self, name: str) -> str | None:
        return await _in_thread(partial(_read, name))

    async def write(self, name: str, secret: str) -> None:
        if len(secret) > LONGEST_SECRET:
            raise SecretTooLong()
        await _in_thread(partial(_write, name, secret))

    async def delete(self, name: str) -> None:
        await _in_thread(partial(_delete, name))

    async def store_name(self) -> str:
        return await _in_thread(_store_name)


class MemorySecrets:
    """Secrets that end with the program: for `runsheet demo` only."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    async def read(self, name: str) -> str | None:
        return self._secrets.get(name)

    async def write(self, name: str, secret: str) -> None:
        self._secrets[name] = secret

    async def delete(self, name: str) -> None:
        self._secrets.pop(name, None)

    async def store_name(self) -> str:
        return type(self).__name__


class _Items:
    """The password store's own items."""

    def get(self, name: str) -> str | None:
        found: str | None = _keyring().get_password(name, _USER)
        return found

    def put(self, name: str, text: str) -> None:
        _keep_on_this_pc(_keyring().get_keyring())
        _keyring().set_password(name, _USER, text)

    def take_away(self, name: str) -> None:
        from keyring.errors import PasswordDeleteError

        if self.get(name) is None:
            return
        try:
            _keyring().delete_password(name, _USER)
        except PasswordDeleteError:
            # Somebody else was quicker, or the store won't let it go: only the first is as good.
            if self.get(name) is not None:
                raise SecretStoreLocked() from None


_ITEMS = _Items()


def _keyring() -> ModuleType:
    """The library, loaded when it is first wanted: it takes longer than the whole first list.

    WORKAROUND: it loads every system's store to see which there is, and macOS's looks for its
    libraries by starting other programs: a quarter of a second of a start on Linux.
    """
    if sys.platform != "darwin":
        sys.modules.setdefault(_MAC_STORE, ModuleType(_MAC_STORE))
    return import_module("keyring")


def _read(name: str) -> str | None:
    found = parts.get(_ITEMS, name)
    return parts.get(_ITEMS, name + _OTHER_SLOT) if found is None else found


def _write(name: str, secret: str) -> None:
    is_first_taken = parts.get(_ITEMS, name) is not None
    new, old = (name + _OTHER_SLOT, name) if is_first_taken else (name, name + _OTHER_SLOT)
    # Emptied first: Windows' store keeps what a new value replaces under another name.
    parts.take_away(_ITEMS, new)
    parts.put(_ITEMS, new, secret)
    if parts.get(_ITEMS, new) != secret:
        parts.take_away(_ITEMS, new)
        raise SecretNotKept()
    parts.take_away(_ITEMS, old)


def _delete(name: str) -> None:
    """The second slot goes first: a value that was replaced must not come back in its place."""
    parts.take_away(_ITEMS, name + _OTHER_SLOT)
    parts.take_away(_ITEMS, name)


def _store_name() -> str:
    kind = type(_keyring().get_keyring())
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__qualname__}"


def _keep_on_this_pc(backend: object) -> None:
    """Windows: not into the roaming profile, where a shared terminal server would see it."""
    if sys.platform == "win32" and hasattr(backend, "persist"):
        backend.persist = "local machine"


async def _in_thread(call: Callable[[], T]) -> T:
    """Run a keyring call; its errors become ours, and a hanging prompt counts as locked.

    A daemon thread of its own, because a call that hangs in another program's password window can
    never be ended and must not keep RunSheet from quitting.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]  # a call without error has its T

    def work() -> None:
        result, error = None, None
        try:
            result = _called_steadily(call)
        except BaseException as fault:  # noqa: BLE001  # carried to the waiting coroutine
            error = _translate(fault)
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=work, name="runsheet-keyring", daemon=True).start()
    try:
        async with asyncio.timeout(_WAIT_S):
            return await future
    except TimeoutError:
        raise SecretStoreLocked() from None


def _called_steadily(call: Callable[[], T]) -> T:
    """Once more where an item went between being found and being read: the Secret Service lets
    others in between, and every call of ours may be repeated.
    """
    try:
        return call()
    except Exception as fault:
        if type(fault).__name__ != "ItemNotFoundException":  # secretstorage's, on Linux alone
            raise
    return call()


def _translate(fault: BaseException) -> BaseException:
    from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError

    if isinstance(fault, NoKeyringError):
        return _missing()
    if isinstance(fault, KeyringLocked | InitError):
        return SecretStoreLocked()
    if isinstance(fault, KeyringError):
        return _missing()
    if isinstance(fault, RunSheetError):
        return fault
    return RuntimeError(f"password store error: {type(fault).__name__}")


_ADVICE = {
    "linux": "Start GNOME Keyring or KWallet, or install one (sudo apt install gnome-keyring). "
    "Or choose a passphrase (runsheet key passphrase).",
    "darwin": "Unlock or repair the login keychain in Keychain Access.",
    "win32": "Start the Credential Manager service of Windows.",
}


def _missing() -> SecretStoreMissing:
    return SecretStoreMissing(
        advice=_ADVICE.get(sys.platform, "Install one that keyring supports.")
    )
