"""What `--help` says besides each command's own words, `--version`, and completion by Tab."""

import re
import sys
from collections.abc import Iterator, Sequence

import typer
from typer.core import TyperGroup

from app import __version__
from app.cli.outcome import WrongUsage

EPILOG = """
\b
Exit codes:
  0    done; serve and sandbox also when they are stopped
  1    failed; one line on standard error says why
  2    wrong usage
  130  stopped by Ctrl-C
  143  stopped by SIGTERM

\b
Examples:
  runsheet demo --headless            made-up practices, synced and printed
  runsheet sync                       every connection that is switched on
  runsheet today --date 2025-11-18    that day as it is stored
  runsheet serve --port 0             the HTTP API on any free port

Read on: runsheet COMMAND --help; README.md for the settings; docs/integrators.md for the HTTP API.
"""

_BY_HAND = (
    "On Windows, add what runsheet --show-completion prints to your PowerShell profile yourself."
)


def tell_version(is_asked: bool) -> None:
    """Print it and end."""
    if is_asked:
        typer.echo(f"runsheet {__version__}")
        raise typer.Exit


def complete_crm() -> list[tuple[str, str]]:
    """The CRMs by their names in commands, each with what people call it."""
    from app.services.crm.service import CRM_LABELS

    return list(CRM_LABELS.items())


def keep_summaries_whole(group: TyperGroup) -> None:
    """Typer cuts a summary unless it is told apart from the command's help."""
    for command in group.commands.values():
        command.short_help = (command.help or "").partition("\n")[0]
        if isinstance(command, TyperGroup):
            keep_summaries_whole(command)


def leave_powershell_as_it_is(group: TyperGroup, *, platform: str = sys.platform) -> None:
    """Typer's installation would let every script run in PowerShell from then on."""
    if platform != "win32":
        return
    for parameter in group.params:
        if parameter.name == "install_completion":
            parameter.callback = _refuse_to_install


def without_typed(message: str, typed: Sequence[str], group: TyperGroup) -> str:
    """The words of a wrong usage without what was typed, unless it is a name of ours: somebody's
    name may be in it, and standard error may end in a journal.
    """
    ours = set(_names(group))
    for word in {part for each in typed for part in (each, *each.split("=", 1)) if part} - ours:
        message = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "…", message)
    return message


def _names(group: TyperGroup) -> Iterator[str]:
    """Every command and option."""
    yield from group.commands
    for command in (group, *group.commands.values()):
        for parameter in command.params:
            yield from (*parameter.opts, *parameter.secondary_opts)
        if isinstance(command, TyperGroup) and command is not group:
            yield from _names(command)


def _refuse_to_install(_context: object, _parameter: object, is_asked: object) -> object:
    if is_asked:
        raise WrongUsage(_BY_HAND)
    return is_asked
