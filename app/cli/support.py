"""`runsheet export-support`: saves the support export, and says what is in it."""

import json
from pathlib import Path

from app.cli.printing import cell, new_table, output_console, say, say_aside, working
from app.services import Services
from app.services.support.bundle import SupportExport, size_words
from app.services.support.marks import removed_words
from app.services.support.wish import Span


async def export_support(
    services: Services, file: Path, *, span: Span, as_json: bool = False
) -> int:
    """Save it to `file`, or under its own name into a folder that is there.

    Replaces an older support export, never another file. Raises FileNotSaved (LOC-10).
    """
    with working("Collecting what support needs…"):
        export = await services.support.prepare(span)
        target = file / export.file_name if file.is_dir() else file
        await services.support.save(export, target, replace=False)
    for error in export.missing:
        say_aside(str(error))
    if as_json:
        print(json.dumps(_export_json(export, target), ensure_ascii=False, indent=2))
        return 0
    _print_export(export)
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


def _export_json(export: SupportExport, target: Path) -> dict[str, object]:
    """What the table says, for programs; `removed` counts by kind."""
    files = [
        {"name": file.name, "bytes": file.size, "removed": dict(file.removed)}
        for file in export.files
    ]
    return {"file": str(target), "files": files, "missing": [str(each) for each in export.missing]}
