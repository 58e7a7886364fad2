"""The file manifest.json: everything that is in the export, and what is not."""

from collections.abc import Sequence
from typing import Any

from app.domain.errors import SupportPartMissing
from app.domain.said import say
from app.services.support import shapes as of
from app.services.support.bundle import KIND, SupportFile
from app.services.support.marks import Counts, total_of
from app.services.support.wish import Wish
from app.services.support.writing import utc

NOT_INCLUDED = (
    say("the database and its backups"),
    say("the run sheet: patients, appointments, notes, links"),
    say("keys, tokens, pairing codes, the database's key"),
    say("names of patients, clinicians, practices and users"),
    say("phone numbers, e-mail addresses, dates of birth"),
    say("the practice systems' own ids and answers"),
    say("settings that are not on RunSheet's list"),
    say("environment variables, other programs' files, screenshots"),
)

_REMOVED = [{"kind": of.OTHERS_WORDS, "count": of.COUNT}]

MANIFEST_SHAPE: of.Shape = {
    "what": of.one_of(KIND),
    "madeAt": of.INSTANT,
    "files": [
        {
            "name": of.NAME_OF_OURS,
            "bytes": of.COUNT,
            "removed": _REMOVED,
            "foundBySecondLook": of.COUNT,
        }
    ],
    "removed": _REMOVED,
    "foundBySecondLook": of.COUNT,
    "comparedWithLiveData": of.FLAG,
    "comparedWithSecrets": of.FLAG,
    "couldNotBeRead": [{"part": of.NAME_OF_OURS, "code": of.CODE}],
    "empty": [of.NAME_OF_OURS],
    "notIncluded": [of.one_of(*NOT_INCLUDED)],
}


def manifest_document(
    wish: Wish,
    files: Sequence[SupportFile],
    *,
    missing: Sequence[tuple[str, SupportPartMissing]],
    empty: Sequence[str],
    is_compared: tuple[bool, bool],
) -> dict[str, Any]:
    """`empty`: files there is nothing to write in. `is_compared`: with live data, with secrets."""
    return {
        "what": KIND,
        "madeAt": utc(wish.now),
        "files": [
            {
                "name": file.name,
                "bytes": file.size,
                "removed": _counts(file.removed),
                "foundBySecondLook": file.caught,
            }
            for file in files
        ],
        "removed": _counts(total_of(file.removed for file in files)),
        "foundBySecondLook": sum(file.caught for file in files),
        "comparedWithLiveData": is_compared[0],
        "comparedWithSecrets": is_compared[1],
        "couldNotBeRead": [{"part": name, "code": error.code} for name, error in missing],
        "empty": list(empty),
        "notIncluded": list(NOT_INCLUDED),
    }


def _counts(counts: Counts) -> list[dict[str, Any]]:
    return [{"kind": kind.value, "count": count} for kind, count in sorted(counts.items())]
