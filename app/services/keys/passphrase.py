"""A person's passphrase, where a PC has no password store: typed, or in a file that is named."""

import asyncio
import os
import stat
from pathlib import Path

from app.domain.errors import InvalidRequest, PassphraseWanted, PassphraseWrong
from app.domain.said import say
from app.services.settings import Settings
from app.store.file.key_file import KeyFile
from app.store.file.key_wrap import SHORTEST_PASSPHRASE, unwrap

VARIABLE = "RUNSHEET_PASSPHRASE_FILE"


def read_passphrase_file(settings: Settings) -> str | None:
    """The first line of the file that the environment names; None where it names none.

    Raises PassphraseWanted for a file that can't be read, or that others may read, too.
    """
    named = settings.environment.get(VARIABLE, "").strip()
    if not named:
        return None
    path = Path(named)
    try:
        if os.name != "nt" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise PassphraseWanted(
                advice=say(
                    "Others may read the file {variable} names: chmod 600.", variable=VARIABLE
                )
            )
        line = path.read_text("utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError):
        raise PassphraseWanted(
            advice=say("The file {variable} names can't be read.", variable=VARIABLE)
        ) from None
    return line or None


async def unlocked_by(told: KeyFile, words: str) -> dict[str, bytes]:
    """The keys that a passphrase opens, by their ids. Raises PassphraseWrong where it is none."""
    found = {}
    for record in told.records:
        if record.passphrase is not None:
            key = await asyncio.to_thread(unwrap, record.passphrase, words, owner=told.installation)
            if key is not None:
                found[record.id] = key
    if not found:
        raise PassphraseWrong()
    return found


def refuse_short(words: str) -> None:
    """Raises InvalidRequest for a passphrase that could be guessed."""
    if len(words) < SHORTEST_PASSPHRASE:
        reason = f"A passphrase has {SHORTEST_PASSPHRASE} characters or more: four words will do."
        raise InvalidRequest(reason=reason, field="new")
