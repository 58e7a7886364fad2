"""What the support export page says."""

from app.services.support.bundle import SupportExport, SupportFile, size_words
from app.services.support.marks import Counts, Kind, removed_words

WRITTEN = "what-went-wrong.txt"
"""The only file with a person's own words."""
GROUPS = (
    ("What you wrote", (WRITTEN,)),
    ("This PC", ("about.json", "database.json", "settings.json")),
    (
        "Syncs",
        (
            "connections.json",
            "sync-history.json",
            "sync-history.csv",
            "timings.json",
            "quarantine.json",
            "waiting.json",
        ),
    ),
    ("Logs", ("runsheet.log", "crash.txt")),
    ("List of contents", ("manifest.json",)),
)
"""The tree's headings, and which files stand under each."""

INTRODUCTION = (
    "One file for whoever helps you. RunSheet sends it to nobody: you look at it, save it, "
    "and send it yourself."
)
CALM = "Nothing has gone wrong in this period. Export anyway?"
_ARTICLES = {
    Kind.NAME: "a name",
    Kind.PHONE: "a phone number",
    Kind.EMAIL: "an e-mail address",
    Kind.BIRTH_DATE: "a date of birth",
    Kind.MEDICARE: "a Medicare number",
    Kind.SECRET: "a key",
    Kind.PRACTICE: "a practice's name",
    Kind.LINK: "a link",
}


def total_words(export: SupportExport) -> str:
    """`11 files, 14 KB. 31 names, 3 practice names removed.`"""
    size = size_words(sum(file.size for file in export.files))
    removed = removed_words(export.removed) or "nothing had to be removed"
    return f"{len(export.files)} files, {size}. {removed[0].upper()}{removed[1:]}."


def file_words(file: SupportFile) -> tuple[str, str, str]:
    """Name, size, what was taken out of it: `31 names`."""
    return file.name, size_words(file.size), removed_words(file.removed).removesuffix(" removed")


def spoken(file: SupportFile) -> str:
    """`sync-history.json, 42 KB, 31 names removed`."""
    parts = (file.name, size_words(file.size), removed_words(file.removed))
    return ", ".join(part for part in parts if part)


def warning_of(written: Counts) -> str:
    """What a person's own words seem to hold; empty when they hold nothing of the kind."""
    kinds = [_ARTICLES.get(kind, "something private") for kind in Kind if written[kind]]
    if not kinds:
        return ""
    some = kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} and {kinds[-1]}"
    return f"This looks like {some}. It is taken out of the file."


def progress_words(done: int, total: int, part: str) -> str:
    """`Reading the log, 10 of 12`."""
    return f"Reading {part}, {done + 1} of {total}"


def saved_words(name: str, folder: str) -> str:
    """`Saved RunSheet-support-….zip in Downloads. It was sent to nobody.`"""
    where = f" in {folder}" if folder else ""
    return f"Saved {name}{where}. It was sent to nobody."
