"""The words of `backup`, `backups`, `restore` and `purge`; loaded at every start."""

from functools import partial
from typing import Annotated

import typer

from app.cli.options import AsJson
from app.cli.outcome import run_to_end


def add_backup_commands(app: typer.Typer) -> None:
    """Make them commands of RunSheet's own."""
    for command in (backup, backups, restore, purge):
        app.command()(command)


def backup(context: typer.Context) -> int:
    """Back the data up now, encrypted, whether or not RunSheet is open."""
    from app.cli.backups import make_one
    from app.cli.commands import with_services

    return run_to_end(with_services(context.obj.data_dir, make_one))


def backups(context: typer.Context, json: AsJson = False) -> int:
    """List the backups, also of data that don't open."""
    from app.cli.backups import list_all

    return run_to_end(list_all(context.obj.data_dir, as_json=json))


def restore(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", hidden=True)],
) -> int:
    """Put a backup in the place of the data, then sync.

    NAME is a file's that `runsheet backups` lists. The data there were are kept under another
    name. Quit RunSheet first.
    """
    from app.cli.backups import restore_one

    return run_to_end(restore_one(context.obj.data_dir, name))


def purge(
    context: typer.Context,
    put_aside: Annotated[
        bool, typer.Option("--put-aside", help="Also remove now what was put aside.")
    ] = False,
) -> int:
    """Remove now what is too old; RunSheet does it once a day by itself.

    Damaged data files, those before a backup was put back, and data that nobody could open are put
    aside for a while: it says which, and when each goes.
    """
    from app.cli.backups import purge_now
    from app.cli.commands import with_services

    work = partial(purge_now, with_put_aside=put_aside)
    return run_to_end(with_services(context.obj.data_dir, work))
