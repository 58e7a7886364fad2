"""The commands and their options; what they do is imported when they run."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from app.cli.audit_commands import audit_app
from app.cli.backup_commands import add_backup_commands
from app.cli.help import (
    EPILOG,
    complete_crm,
    keep_summaries_whole,
    leave_powershell_as_it_is,
    tell_version,
    without_typed,
)
from app.cli.key_commands import add_key_commands
from app.cli.options import AsJson, Day, parse_day, parse_port
from app.cli.outcome import WrongUsage, run_to_end

if TYPE_CHECKING:
    from app.cli.serve import OpenApi
    from app.services import Services

OpenWindow = Callable[[Callable[[], Awaitable["Services"]]], int]

# WORKAROUND: Typer carries its own Click and exports only this child of the usage error,
# https://github.com/fastapi/typer (typer/_click). Its parent is what every wrong usage is.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What every command was started with; `open_window` is None where there is no display."""

    open_window: OpenWindow | None
    open_api: "OpenApi"
    data_dir: Path | None = None


app = typer.Typer(
    name="runsheet",
    help="The day's run sheet, kept in step with the practice's software. "
    "Without a command it opens the window.",
    epilog=EPILOG,
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    rich_markup_mode=None,
)


def run(arguments: Sequence[str], *, open_window: OpenWindow | None, open_api: "OpenApi") -> int:
    """Run one command; its exit code. Raises WrongUsage and whatever the command raises."""
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)  # noqa: S101  # it has commands
    keep_summaries_whole(command)
    leave_powershell_as_it_is(command)
    try:
        code = command.main(
            args=list(arguments),
            prog_name="runsheet",
            standalone_mode=False,
            obj=Start(open_window=open_window, open_api=open_api),
        )
    except _UsageError as error:
        message = error.format_message() if isinstance(error, typer.BadParameter) else str(error)
        raise WrongUsage(without_typed(message, arguments, command)) from None
    return int(code or 0)


@app.callback()
def choose_data_dir(
    context: typer.Context,
    data_dir: Annotated[
        Path | None,
        typer.Option(
            "--data-dir",
            metavar="FOLDER",
            help="The data folder; wins over RUNSHEET_DATA_DIR. Before the command.",
        ),
    ] = None,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=tell_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    context.obj = replace(context.obj, data_dir=data_dir)


@app.command()
def demo(
    context: typer.Context,
    headless: Annotated[
        bool, typer.Option("--headless", help="Print the list; open no window.")
    ] = False,
    day: Day = None,
) -> int:
    """Try RunSheet with made-up patients."""
    from app.cli.demo import run_demo

    start: Start = context.obj
    return run_demo(open_window=start.open_window, headless=headless, day=day)


@app.command()
def today(
    context: typer.Context,
    day: Day = None,
    json: AsJson = False,
) -> int:
    """Print the run sheet as it is stored."""
    from app.cli.commands import print_today, with_services

    return run_to_end(
        with_services(context.obj.data_dir, lambda services: print_today(services, day, json=json))
    )


@app.command()
def sync(
    context: typer.Context,
    connection: Annotated[str | None, typer.Argument(metavar="CONNECTION", hidden=True)] = None,
    day: Day = None,
    json: AsJson = False,
) -> int:
    """Sync one or all connections once.

    CONNECTION is an id or a name; without it, all that are switched on. The exit code is 1
    when one failed or is being synced by another RunSheet; a partial sync is 0.
    """
    from app.cli.commands import with_services
    from app.cli.sync import sync_connections

    return run_to_end(
        with_services(
            context.obj.data_dir,
            lambda services: sync_connections(services, wanted=connection, day=day, as_json=json),
        )
    )


@app.command()
def connections(
    context: typer.Context,
    json: AsJson = False,
) -> int:
    """List the connections and their freshness."""
    from app.cli.commands import list_connections, with_services

    return run_to_end(
        with_services(context.obj.data_dir, lambda services: list_connections(services, json=json))
    )


crm_app = typer.Typer(help="The CRMs that bookings and reports go to.", no_args_is_help=True)
app.add_typer(crm_app, name="crm")
app.add_typer(audit_app, name="audit")
add_backup_commands(app)
add_key_commands(app)


@crm_app.command(name="status")
def crm_status(
    context: typer.Context,
    json: AsJson = False,
) -> int:
    """Say which CRMs are set up, and what the others lack."""
    from app.cli.commands import with_services
    from app.cli.crm import print_status

    return run_to_end(
        with_services(context.obj.data_dir, lambda services: print_status(services, as_json=json))
    )


@app.command()
def report(
    context: typer.Context,
    push: Annotated[
        str | None,
        typer.Option(
            "--push",
            metavar="CRM",
            autocompletion=complete_crm,
            help="Send it: ghl, salesforce, hubspot.",
        ),
    ] = None,
    first: Annotated[
        date | None,
        typer.Option("--from", parser=parse_day, metavar="DATE", help="First day; else Monday."),
    ] = None,
    last: Annotated[
        date | None,
        typer.Option("--to", parser=parse_day, metavar="DATE", help="Last day; else today."),
    ] = None,
    json: AsJson = False,
) -> int:
    """Print the performance report: counts only, nobody's name."""
    from app.cli.commands import with_services
    from app.cli.crm import print_report

    if (first is None) != (last is None):
        raise typer.BadParameter("--from and --to come together.")
    span = (first, last) if first is not None and last is not None else None
    return run_to_end(
        with_services(
            context.obj.data_dir,
            lambda services: print_report(services, span=span, provider=push, as_json=json),
        )
    )


@app.command(name="export-support")
def export_support(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True)],
    week: Annotated[
        bool, typer.Option("--week", help="The last 7 days instead of the last 24 hours.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Say what is in it as a list that programs read.")
    ] = False,
) -> int:
    """Save what support needs, without names and keys; nothing is sent.

    FILE is the zip, or a folder to save it in. An older support export is replaced, another file
    never.
    """
    from app.cli.commands import with_services
    from app.cli.support import export_support as save
    from app.services.support.wish import Span

    span = Span.WEEK if week else Span.DAY
    return run_to_end(
        with_services(
            context.obj.data_dir, lambda services: save(services, file, span=span, as_json=json)
        )
    )


@app.command()
def serve(
    context: typer.Context,
    port: Annotated[
        int, typer.Option("--port", parser=parse_port, metavar="PORT", help="0: any free one.")
    ] = 3000,
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="ADDRESS", help="This PC alone, unless another address is given."
        ),
    ] = "127.0.0.1",
) -> int:
    """Serve the HTTP API to other programs and sync by the clock, until Ctrl-C.

    The token that every call carries is in the file api-token in the data folder.
    """
    from app.cli.serve import run_serve

    start: Start = context.obj
    return run_serve(start.data_dir, start.open_api, host=host, port=port)


@app.command()
def sandbox(
    port: Annotated[
        int,
        typer.Option(
            "--port",
            parser=parse_port,
            metavar="PORT",
            help="The first one's; the others take the next. 0: any free ones.",
        ),
    ] = 0,
) -> int:
    """Run the made-up practice systems alone, each on a port of its own."""
    from app.cli.sandbox import run_sandbox

    return run_sandbox(port)
