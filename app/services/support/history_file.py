"""The files sync-history.json, sync-history.csv and timings.json: runs, steps, codes, durations."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from app.domain.sync_run import SyncTrigger
from app.services.support import shapes as of
from app.services.support.connections_file import STATUS
from app.services.support.marks import Kind, mark
from app.services.support.pseudonyms import Pseudonyms
from app.services.support.shapes import maybe
from app.services.support.writing import utc, utc_or_none
from app.store.schema import AnyRow
from app.store.support_facts import RunFacts

COUNTS = (
    "fetched", "created", "updated", "skipped", "unchanged", "removed", "held",
)  # fmt: skip
TRIGGER = of.one_of(*(trigger.value for trigger in SyncTrigger))

_RUN: Mapping[str, of.Shape] = {
    "run": of.ID,
    "connection": of.ID,
    "trigger": TRIGGER,
    "startedBy": maybe(of.TAKEN_OUT),
    "status": STATUS,
    "day": of.DAY,
    "startedAt": of.INSTANT,
    "completedAt": maybe(of.INSTANT),
    "ms": maybe(of.COUNT),
    "errorCode": maybe(of.CODE),
    **dict.fromkeys(COUNTS, of.COUNT),
    "notImported": of.COUNT,
    "changes": [{"kind": of.WORD, "count": of.COUNT}],
    "steps": [
        {
            "practitioner": of.ID,
            "name": maybe(of.TAKEN_OUT),
            "fetched": of.COUNT,
            "notImported": of.COUNT,
            "errorCode": maybe(of.CODE),
        }
    ],
}
HISTORY: of.Shape = [_RUN]

TIMINGS: of.Shape = [
    {
        "connection": of.ID,
        "status": STATUS,
        "runs": of.COUNT,
        "longestMs": of.COUNT,
        "histogram": [{"upToMs": maybe(of.COUNT), "runs": of.COUNT}],
    }
]

_BOUNDS_MS = (250, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000)


def history_document(found: Sequence[RunFacts], names: Pseudonyms) -> list[dict[str, Any]]:
    """Newest first."""
    return [_run(facts, names) for facts in found]


def history_csv(document: Sequence[dict[str, Any]]) -> str:
    """A line a run: what the JSON file has, without the steps."""
    columns = [name for name in _RUN if name not in {"changes", "steps"}]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(document)
    return out.getvalue()


def timings_document(found: Sequence[RunFacts], names: Pseudonyms) -> list[dict[str, Any]]:
    """How long runs took, by connection and how they ended."""
    groups: dict[tuple[str, str], list[int]] = {}
    for facts in found:
        took = _ms(facts.row)
        if took is not None:
            key = (names.of(facts.row.connection_id), facts.row.status)
            groups.setdefault(key, []).append(took)
    return [
        {
            "connection": connection,
            "status": status,
            "runs": len(times),
            "longestMs": max(times),
            "histogram": _histogram(times),
        }
        for (connection, status), times in sorted(groups.items())
    ]


def _run(facts: RunFacts, names: Pseudonyms) -> dict[str, Any]:
    row = facts.row
    return {
        "run": names.of(row.id),
        "connection": names.of(row.connection_id),
        "trigger": row.sync_type,
        "startedBy": mark(Kind.NAME) if row.started_by else None,
        "status": row.status,
        "day": row.sync_day.isoformat(),
        "startedAt": utc(row.started_at),
        "completedAt": utc_or_none(row.completed_at),
        "ms": _ms(row),
        "errorCode": row.error_code,
        **{name: getattr(row, f"appointments_{name}") for name in COUNTS},
        "notImported": row.quarantined,
        "changes": [{"kind": kind, "count": n} for kind, n in sorted(facts.changes.items())],
        "steps": [_step(step, row.connection_id, names) for step in row.details],
    }


def _step(step: dict[str, Any], connection_id: str, names: Pseudonyms) -> dict[str, Any]:
    return {
        "practitioner": names.of(connection_id, step.get("practitionerId") or ""),
        "name": mark(Kind.NAME) if step.get("name") else None,
        "fetched": step.get("fetched"),
        "notImported": step.get("quarantined", 0),
        "errorCode": step.get("errorCode"),
    }


def _ms(row: AnyRow) -> int | None:
    if row.completed_at is None:
        return None
    took: timedelta = row.completed_at - row.started_at
    return max(0, round(took / timedelta(milliseconds=1)))


def _histogram(times: Sequence[int]) -> list[dict[str, int | None]]:
    found = Counter(next((bound for bound in _BOUNDS_MS if ms <= bound), None) for ms in times)
    return [{"upToMs": bound, "runs": found[bound]} for bound in (*_BOUNDS_MS, None)]
