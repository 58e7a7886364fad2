"""Where the command line prints: tables for a person, wide plain columns for a pipe, no markup."""

import contextlib
import sys
from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

_PIPE_WIDTH = 1_000
"""Wide enough that nothing of a row is cut or wrapped for the program that reads it."""


def output_console() -> Console:
    """Standard output; colour only on a terminal, and never with NO_COLOR."""
    is_terminal = sys.stdout.isatty()
    return Console(
        file=sys.stdout,
        width=None if is_terminal else _PIPE_WIDTH,
        force_terminal=None if is_terminal else False,
        highlight=False,
        markup=False,
        emoji=False,
    )


def say(line: str) -> None:
    """One line of words on standard output."""
    print(plain(line))


def say_aside(line: str) -> None:
    """One line beside the result, on standard error, so that a pipe gets only the result."""
    print(plain(line), file=sys.stderr, flush=True)


@contextlib.contextmanager
def working(words: str) -> Iterator[None]:
    """Say on a terminal's standard error that this takes a while; gone at the end."""
    if not sys.stderr.isatty():
        yield
        return
    with Console(file=sys.stderr).status(cell(words)):
        yield


def new_table(headings: Sequence[str]) -> Table:
    """Headings and columns; rules only on a terminal."""
    is_terminal = sys.stdout.isatty()
    table = Table(box=box.SIMPLE_HEAD if is_terminal else None, pad_edge=is_terminal)
    for heading in headings:
        table.add_column(heading, overflow="fold", header_style="bold")
    return table


def cell(text: str, style: str = "") -> Text:
    """A vendor's or a person's words as they are: no markup, no control characters."""
    return Text(plain(text), style=style)


def plain(text: str) -> str:
    """Without what could steer a terminal: control and format characters become spaces."""
    return "".join(char if char.isprintable() else " " for char in text)
