"""The words of `runsheet audit`; what they do is loaded when one is typed."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import parse_days
from app.cli.outcome import run_to_end

audit_app = typer.Typer(help="Who did what here, and whether that record is untouched.")


@audit_app.command(name="list")
def list_entries(
    context: typer.Context,
    days: Annotated[
        int, typer.Option("--days", parser=parse_days, metavar="DAYS", help="How far back.")
    ] = 7,
    json: Annotated[bool, typer.Option("--json", help="As a list that programs read.")] = False,
) -> int:
    """Print what people did: ids and times, nobody's name."""
    from app.cli.audit import print_trail
    from app.cli.commands import with_services

    return run_to_end(
        with_services(
            context.obj.data_dir,
            lambda services: print_trail(services, days=days, as_json=json),
        )
    )


@audit_app.command()
def check(context: typer.Context) -> int:
    """Check that nobody changed, moved or took out an entry."""
    from app.cli.audit import check_trail
    from app.cli.commands import with_services

    return run_to_end(with_services(context.obj.data_dir, check_trail))


@audit_app.command()
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True)],
) -> int:
    """Save the whole trail in FILE, as JSON where its name ends so, else as CSV."""
    from app.cli.audit import save_trail
    from app.cli.commands import with_services

    return run_to_end(
        with_services(context.obj.data_dir, lambda services: save_trail(services, file))
    )
