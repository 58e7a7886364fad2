"""`runsheet audit`: who did what on this PC, whether that record is untouched, and its file."""

import json
from datetime import timedelta
from pathlib import Path

from app.cli.printing import cell, new_table, output_console, say, working
from app.domain.audit import AuditVerdict
from app.services import Services
from app.services.audit import AuditFormat, entry_facts

BROKEN = 1
"""The exit code where somebody touched the trail."""


async def print_trail(services: Services, *, days: int, as_json: bool) -> int:
    """The entries of the last `days`, the oldest first."""
    entries = await services.audit.entries(services.now() - timedelta(days=days))
    if as_json:
        print(json.dumps([entry_facts(each) for each in entries], ensure_ascii=False, indent=2))
        return 0
    table = new_table(("No.", "When", "Who", "PC", "Through", "What", "Of what"))
    for each in entries:
        at = f"{each.at.astimezone():%d %b %Y %H:%M:%S}"
        words = (str(each.number), at, each.by, each.pc, each.through, str(each.deed))
        table.add_row(*map(cell, (*words, " ".join(each.objects))))
    output_console().print(table)
    return 0


async def check_trail(services: Services) -> int:
    """Exit code 0 for a trail that nobody touched, else 1."""
    with working("Checking the audit trail…"):
        verdict = await services.audit.check()
    say(verdict_words(verdict))
    return _exit_code(verdict)


async def save_trail(services: Services, file: Path) -> int:
    """JSON where the file's name ends so, else CSV."""
    kind = AuditFormat.JSON if file.suffix.casefold() == ".json" else AuditFormat.CSV
    with working("Collecting the audit trail…"):
        saved = await services.audit.save(file, file_format=kind)
    say(f"Saved {saved.count} entries in {saved.path}. {verdict_words(saved.verdict)}")
    return _exit_code(saved.verdict)


def _exit_code(verdict: AuditVerdict) -> int:
    """What can't be checked is no good news either."""
    return 0 if verdict.is_whole and not verdict.unchecked else BROKEN


def verdict_words(verdict: AuditVerdict) -> str:
    """A sentence; a second where the password store has lost a key."""
    older = ""
    if verdict.unchecked:
        older = f" {verdict.unchecked} older ones can't be: the password store lost their key."
    if verdict.is_whole:
        return f"The audit trail is untouched: {verdict.count} entries checked.{older}"
    broken = f"entry {verdict.broken_at} is not as it was written."
    return f"The audit trail was touched: {broken}{older}"
