"""`runsheet backup`, `backups`, `restore`, `purge`."""

import json
from pathlib import Path

from app.cli.printing import cell, new_table, output_console, say, working
from app.cli.sync import sync_connections
from app.domain.backups import Backup, contents_words, size_words
from app.domain.retention import purge_words
from app.services import Services, Settings, open_services
from app.services.audit_trail import acting_through
from app.services.backups_on_disk import BackupsOnDisk
from app.services.logs import configure_logging

_NONE = "There is no backup yet. RunSheet makes one every hour while it runs."


async def make_one(services: Services) -> int:
    """Says its name, which `restore` takes."""
    with working("Backing up…"):
        made = await services.backups.back_up()
    say(f"Backed up as {made.name} ({contents_words(made)}).")
    return 0


async def list_all(data_dir: Path | None, *, as_json: bool) -> int:
    """The newest first."""
    found = await BackupsOnDisk(Settings.from_environment(data_dir=data_dir)).list()
    if as_json:
        print(json.dumps([backup_json(each) for each in found], indent=2))
    elif not found:
        say(_NONE)
    else:
        table = new_table(("Name", "Made", "Size", "Holds"))
        for each in found:
            made_at = f"{each.made_at.astimezone():%d %b %Y %H:%M}"
            words = (each.name, made_at, size_words(each.size_bytes), contents_words(each))
            table.add_row(*map(cell, words))
        output_console().print(table)
    return 0


async def restore_one(data_dir: Path | None, name: str) -> int:
    """Exit code 1 where a connection could not be synced afterwards."""
    settings = Settings.from_environment(data_dir=data_dir)
    configure_logging(settings.data_dir)
    with working("Restoring…"), acting_through("command line"):
        services = await open_services(settings, restore=name)
    try:
        say(
            f"Restored {name}. The data before are kept in {settings.data_dir} as long as past "
            "days are."
        )
        return await sync_connections(services, wanted=None, day=None)
    finally:
        await services.aclose()


async def purge_now(services: Services, *, with_put_aside: bool) -> int:
    """Says what went, and what was put aside and stays."""
    with working("Removing what is too old…"):
        done = await services.retention.purge()
        aside = await services.put_aside.list()
        for each in aside if with_put_aside else ():
            await services.put_aside.remove(each.name)
    say(purge_words(done))
    choice = await services.retention.choice()
    for each in aside:
        end = f"{each.goes_at(choice).astimezone():%d %b %Y}"
        say(f"{each.words}: {each.name}, {'removed' if with_put_aside else f'goes on {end}'}.")
    return 0


def backup_json(backup: Backup) -> dict[str, object]:
    """`madeAt`, `readUntil`: UTC; what it holds is null for one that can't be opened."""
    holds = backup.contents
    return {
        "name": backup.name,
        "madeAt": backup.made_at.isoformat(),
        "sizeBytes": backup.size_bytes,
        "appointments": holds.appointments if holds else None,
        "bookings": holds.bookings if holds else None,
        "readUntil": holds.read_until.isoformat() if holds and holds.read_until else None,
    }
