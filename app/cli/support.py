"""`runsheet export-support`: saves the support export, and says what is in it."""

from pathlib import Path

from app.cli.printing import cell, new_table, output_console, say, say_aside, working
from app.services import Services
from app.services.support.bundle import SupportExport, size_words
from app.services.support.marks import removed_words
from app.services.support.wish import Span


async def export_support(services: Services, file: Path, *, span: Span) -> int:
    """Save it to `file`, or under its own name into a folder that is there.

    Replaces an older support export, never another file. Raises FileNotSaved (LOC-10).
    """
    with working("Collecting what support needs…"):
        export = await services.support.prepare(span)
        target = file / export.file_name if file.is_dir() else file
        await services.support.save(export, target, replace=False)
    _print_export(export)
    for error in export.missing:
        say_aside(str(error))
    say(f"Saved {target}. Nothing was sent to anybody; manifest.json lists what is not included.")
    return 0


def _print_export(export: SupportExport) -> None:
    """Each file with its size and what was taken out of it."""
    table = new_table(("File", "Size", "Taken out"))
    for file in export.files:
        words = removed_words(file.removed) or "nothing"
        table.add_row(cell(file.name), cell(size_words(file.size)), cell(words))
    output_console().print(table)
    say(f"In all: {removed_words(export.removed) or 'nothing removed'}.")
