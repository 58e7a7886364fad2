"""Prints one line per property from the notes of a run: its figure, and how its control did."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.proofs.properties import PROPERTIES, Property

Note = dict[str, Any]


def main(arguments: Sequence[str]) -> int:
    """`NOTES [id …]`; 0 where every property (or those named) is shown, its control too."""
    file, *ids = arguments
    path = Path(file)
    notes = (
        [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
    )
    table = Table(box=None, pad_edge=False)
    for heading in ("", "property", "figure", "control", "s"):
        table.add_column(heading, overflow="fold", header_style="bold")
    wanted = [each for each in PROPERTIES if not ids or each.id in ids]
    failed = [each.id for each in wanted if not _add(table, each, notes)]
    Console(width=None if sys.stdout.isatty() else 160, highlight=False).print(table)
    print(f"Not shown: {', '.join(failed)}." if failed else "Every property is shown.")
    return 1 if failed else 0


def _add(table: Table, each: Property, notes: Sequence[Note]) -> bool:
    """Adds its line; whether all of it is shown."""
    own = [note for note in notes if each.id in note["ids"]]
    proofs = [note for note in own if not note["control"]]
    controls = [note for note in own if note["control"]]
    is_shown, figure = _shown(proofs)
    has_failed, control = _shown(controls) if each.control else (True, "")
    words = "; ".join(filter(None, (figure, each.elsewhere and f"not here: {each.elsewhere}")))
    told = f"{each.control}: {control}" if each.control else "–"
    table.add_row(each.id, each.words, words, told, f"{sum(n['seconds'] for n in own):.0f}")
    return is_shown and has_failed


def _shown(notes: Sequence[Note]) -> tuple[bool, str]:
    if not notes:
        return False, "NO TEST"
    failed = [note["test"] for note in notes if not note["passed"]]
    if failed:
        return False, f"FAILED: {', '.join(failed)}"
    figures = [words for note in notes for words in note["figures"]]
    return True, "; ".join(dict.fromkeys(figures)) or f"{len(notes)} tests"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
