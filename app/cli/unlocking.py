"""Asking for what opens the data: on a terminal, or a line of standard input; no argument."""

import contextlib
import getpass
import signal
import sys
from collections.abc import Iterator

from app.domain.errors import InvalidRequest, PassphraseWanted
from app.services import Services, Settings, open_services
from app.services.keys.locked import LockedFolder
from app.services.keys.passphrase import VARIABLE


async def open_here(settings: Settings) -> Services:
    """The services; on a terminal a passphrase is asked for where the data want one."""
    try:
        return await open_services(settings)
    except PassphraseWanted:
        if settings.environment.get(VARIABLE):
            raise
        if not sys.stdin.isatty():
            advice = f"On a terminal it is asked for; else name a file that holds it in {VARIABLE}."
            raise PassphraseWanted(advice=advice) from None
    unlocked = await LockedFolder(settings).unlock(ask_secret("Passphrase"))
    return await open_services(settings, unlocked=unlocked)


def ask_secret(words: str) -> str:
    """What is typed, unseen; from a pipe its next line."""
    if not sys.stdin.isatty():
        return _next_line()
    with _ctrl_c_at_once():
        return getpass.getpass(f"{words}: ")


def ask_new_secret(words: str) -> str:
    """The same, typed twice. Raises InvalidRequest where the two differ."""
    first = ask_secret(words)
    if sys.stdin.isatty() and ask_secret(f"{words}, again") != first:
        raise InvalidRequest(reason="The two are not the same. Nothing was changed.")
    return first


def ask_line(words: str) -> str:
    """What is typed, seen; from a pipe its next line."""
    if not sys.stdin.isatty():
        return _next_line()
    with _ctrl_c_at_once():
        return input(f"{words}: ")


def _next_line() -> str:
    return sys.stdin.readline().rstrip("\r\n")


@contextlib.contextmanager
def _ctrl_c_at_once() -> Iterator[None]:
    """asyncio would wait for the line before it listens to Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
