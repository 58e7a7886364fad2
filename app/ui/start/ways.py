"""Which ways out a failed start has, by what went wrong. No Qt."""

import contextlib
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from app.domain.backups import Backup, contents_words
from app.domain.errors import (
    DatabaseDamaged,
    DatabaseKeyMissing,
    DatabaseKeyWrong,
    InvalidRequest,
    KeyFileDamaged,
    PassphraseWanted,
    PassphraseWrong,
    RunSheetError,
    SecretStoreMissing,
)
from app.domain.said import say
from app.domain.words import short_date, wall_time
from app.ui.language import tr, translated
from app.ui.start.way import WayField, WayOut

if TYPE_CHECKING:  # loaded when a start fails
    from app.services.start import Start

_CODE = WayField(name="code", words=say("Recovery code"))
_PASSPHRASE = WayField(name="passphrase", words=say("Passphrase"), is_secret=True)
_NEW = WayField(name="passphrase", words=say("New passphrase"), is_secret=True)
_AGAIN = WayField(name="again", words=say("The same again"), is_secret=True)
_KEY_LOST = (DatabaseKeyMissing, DatabaseKeyWrong)


async def ways_out(error: RunSheetError, start: "Start") -> tuple[WayOut, ...]:
    """Besides trying again; none where only that helps. Raises what asking for them does."""
    if isinstance(error, PassphraseWanted | PassphraseWrong):
        return (_unlock(start), *_when_lost(start, has_store=False))
    if isinstance(error, SecretStoreMissing):
        if not start.locked.standing().has_data:
            return (_choose_passphrase(start),)
        return _when_lost(start, has_store=False)
    if isinstance(error, _KEY_LOST):
        return _when_lost(start, has_store=True)
    if isinstance(error, DatabaseDamaged):
        good = await _newest_good(start)
        return (*((_restore(start, good),) if good is not None else ()), _start_fresh(start))
    return (_start_fresh(start),) if isinstance(error, KeyFileDamaged) else ()


async def _newest_good(start: "Start") -> Backup | None:
    """None also where nobody can tell: beginning anew is always a way."""
    with contextlib.suppress(RunSheetError):
        return await start.backups.newest_good(unlocked=start.unlocked)
    return None


def _when_lost(start: "Start", *, has_store: bool) -> tuple[WayOut, ...]:
    """With the recovery code, where there is one; without anything of before."""
    has_code = start.locked.standing().has_recovery_code
    return (*((_recover(start, has_store=has_store),) if has_code else ()), _start_fresh(start))


def _unlock(start: "Start") -> WayOut:
    async def unlock(values: Mapping[str, str]) -> None:
        start.unlocked = await start.locked.unlock(values["passphrase"])
        start.opened_by = "passphrase"

    return WayOut(
        name="unlock",
        words=tr("Open"),
        hint=tr("The passphrase was chosen on this PC when RunSheet was set up."),
        act=unlock,
        fields=(_PASSPHRASE,),
        opens_at_once=True,
    )


def _choose_passphrase(start: "Start") -> WayOut:
    async def choose(values: Mapping[str, str]) -> None:
        _compare(values)
        start.unlocked = await start.locked.choose_passphrase(values["passphrase"])

    return WayOut(
        name="passphrase",
        words=tr("Use a passphrase"),
        hint=tr("RunSheet asks for it at every start. The data are encrypted with it."),
        warning=tr(
            "Four words or more that nobody guesses. Without it nobody can open the data, "
            "so make a recovery code afterwards (Settings, Security)."
        ),
        act=choose,
        fields=(_NEW, _AGAIN),
    )


def _recover(start: "Start", *, has_store: bool) -> WayOut:
    async def recover(values: Mapping[str, str]) -> None:
        _compare(values)
        passphrase = values.get("passphrase")
        start.unlocked = await start.locked.recover(values["code"], passphrase=passphrase)
        start.opened_by = "recovery-code"

    return WayOut(
        name="recover",
        words=tr("Enter the recovery code"),
        hint=tr("The 26 letters and digits that were printed or written down. Nothing is lost."),
        act=recover,
        fields=(_CODE,) if has_store else (_CODE, _NEW, _AGAIN),
    )


def _restore(start: "Start", backup: Backup) -> WayOut:
    from app.services.restoring import LOST_SINCE

    async def restore(_values: Mapping[str, str]) -> None:
        start.restore = backup.name

    at = backup.made_at.astimezone()
    made_at = f"{translated(short_date(at.date()))}, {translated(wall_time(at))}"
    return WayOut(
        name="restore",
        words=tr("Restore the backup of {date}", date=made_at),
        hint=" ".join(
            (
                tr("It was checked and is whole: {contents}.", contents=contents_words(backup)),
                translated(LOST_SINCE),
                tr("The damaged file is kept under another name as long as past days are."),
            )
        ),
        act=restore,
    )


def _start_fresh(start: "Start") -> WayOut:
    from app.services.keys.locked import NOT_IN_THE_PRACTICE_SYSTEM

    return WayOut(
        name="fresh",
        words=tr("Start fresh"),
        hint=tr("Begins a new sheet from the practice system. The data that don't open are kept."),
        warning=" ".join(
            (
                translated(NOT_IN_THE_PRACTICE_SYSTEM),
                tr(
                    "The data that don't open move into a folder of their own and are kept for "
                    "a year: with their key or recovery code they open from there."
                ),
            )
        ),
        act=partial(_begin_anew, start),
        is_danger=True,
    )


async def _begin_anew(start: "Start", _values: Mapping[str, str]) -> None:
    await start.locked.start_fresh()
    start.unlocked = {}


def _compare(values: Mapping[str, str]) -> None:
    if values.get("again", values.get("passphrase")) != values.get("passphrase"):
        raise InvalidRequest(reason="The two passphrases are not the same.", field="again")
