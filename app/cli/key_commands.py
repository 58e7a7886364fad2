"""The words of `runsheet key`, `start-fresh` and `remove-this-pc`; loaded at every start."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.outcome import run_to_end

if TYPE_CHECKING:
    from app.services import Settings

key_app = typer.Typer(
    help="The key of RunSheet's data: where it is, its recovery code, its change.",
    no_args_is_help=True,
)
_Sure = Annotated[bool, typer.Option("--yes", help="Don't ask.")]


def add_key_commands(app: typer.Typer) -> None:
    """Make them commands of RunSheet's own."""
    app.add_typer(key_app, name="key")
    app.command(name="start-fresh")(start_fresh)
    app.command(name="remove-this-pc")(remove_this_pc)


@key_app.command()
def status(context: typer.Context) -> int:
    """Say where the key is, and whether there is a recovery code."""
    from app.cli.commands import with_services
    from app.cli.keys import tell_standing

    return run_to_end(with_services(context.obj.data_dir, tell_standing))


@key_app.command(name="recovery-code")
def recovery_code(context: typer.Context) -> int:
    """Make a recovery code and print it, this once.

    It opens the data when the password store or the passphrase is lost. The one before it opens
    nothing from then on.
    """
    from app.cli.commands import with_services
    from app.cli.keys import print_recovery_code

    return run_to_end(with_services(context.obj.data_dir, print_recovery_code))


@key_app.command()
def change(context: typer.Context) -> int:
    """Encrypt the data and their backups under a new key."""
    from app.cli.commands import with_services
    from app.cli.keys import change_key

    return run_to_end(with_services(context.obj.data_dir, change_key))


@key_app.command()
def passphrase(context: typer.Context) -> int:
    """Choose a passphrase where there is no password store, or change it.

    It is asked for, or read line by line from standard input.
    """
    from app.cli.keys import change_passphrase

    return run_to_end(change_passphrase(_settings(context)))


@key_app.command()
def recover(
    context: typer.Context,
    under_passphrase: Annotated[
        bool, typer.Option("--passphrase", help="There is no password store: ask for one, too.")
    ] = False,
) -> int:
    """Bring a lost key back with the recovery code, which is asked for."""
    from app.cli.keys import recover as bring_back

    return run_to_end(bring_back(_settings(context), under_passphrase=under_passphrase))


def start_fresh(context: typer.Context, yes: _Sure = False) -> int:
    """Set data that nobody can open aside, and begin a new sheet.

    Nothing is deleted.
    """
    from app.cli.keys import start_fresh as begin_anew

    return run_to_end(begin_anew(_settings(context), is_sure=yes))


def remove_this_pc(
    context: typer.Context,
    yes: _Sure = False,
    receipt: Annotated[
        Path | None, typer.Option("--receipt", metavar="FILE", help="Save the receipt there, too.")
    ] = None,
) -> int:
    """Remove the data, backups, logs and keys from this PC, and print a receipt."""
    from app.cli.keys import remove

    return run_to_end(remove(_settings(context), is_sure=yes, receipt=receipt))


def _settings(context: typer.Context) -> "Settings":
    from app.services import Settings

    return Settings.from_environment(data_dir=context.obj.data_dir)
