"""The command line, as processes of their own: each command, and what is typed wrong."""

import asyncio

from tests.proofs.canary.office import Office
from tests.proofs.canary.people import CANARIES
from tests.support.desk import DAY

WHO = CANARIES[33]


async def type_everything(office: Office) -> int:
    """How many processes that were."""
    day, out = DAY.isoformat(), str(office.out)
    looks = (
        ("today", "--date", day),
        ("sync", "--date", day),
        ("connections",),
        ("export-support", f"{out}/typed.zip"),
        ("audit", "export", f"{out}/typed-audit.csv"),
    )
    typed = (
        ("today", "--date", WHO.family),
        ("sync", f"{WHO.given} {WHO.family}"),
        (WHO.family,),
        ("restore", f"{WHO.family}.db"),
    )
    at_once = asyncio.Semaphore(2)

    async def run(words: tuple[str, ...], *, is_wrong: bool) -> None:
        async with at_once:
            code = await office.command(*words, names_somebody=is_wrong)
        assert (code != 0) == is_wrong, words

    await asyncio.gather(
        *(run(words, is_wrong=False) for words in looks),
        *(run(words, is_wrong=True) for words in typed),
    )
    return len(looks) + len(typed)


async def take_back_and_away(office: Office) -> None:
    """One after the other: a backup, its return, another key, the purge."""
    assert await office.command("backup") == 0
    newest = max(path.name for path in (office.data / "backups").glob("*.db"))
    assert await office.command("restore", newest) == 0
    assert await office.command("key", "change") == 0
    assert await office.command("purge") == 0


async def remove(office: Office) -> None:
    """The last act; the password store is as it was."""
    receipt = str(office.out / "receipt.txt")
    assert await office.command("remove-this-pc", "--yes", "--receipt", receipt) == 0
