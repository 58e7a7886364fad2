"""The morning huddle: what the desk should know of today before the first patient comes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.run_sheet import RunSheet, RunSheetRow
from app.domain.similar_names import similar_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Free time between two appointments of one column; instants are aware UTC."""

    clinician_name: str = field(repr=False)
    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """How long, in whole minutes."""
        return round((self.end - self.start).total_seconds() / 60)


SHORTEST_GAP = timedelta(minutes=30)


def gaps_of(sheet: RunSheet) -> tuple[Gap, ...]:
    """Free times of at least half an hour between a column's appointments, by start."""
    found: list[Gap] = []
    for column in sheet.columns:
        rows = [r for r in sheet.rows if r.clinician_id == column.clinician_id and not r.is_off]
        free_from: datetime | None = None
        for row in sorted(rows, key=lambda row: row.start):
            if free_from is not None and row.start - free_from >= SHORTEST_GAP:
                found.append(Gap(clinician_name=column.name, start=free_from, end=row.start))
            free_from = max(free_from or row.end, row.end)
    return tuple(sorted(found, key=lambda gap: gap.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Huddle:
    """Today in counts and lists. `telehealth_not_ready`: rows without a link yet; `similar`: rows
    that could be taken for one another; `gaps` as `gaps_of`.
    """

    booked: int
    telehealth: int
    cancelled: int
    first_start: datetime | None
    last_end: datetime | None
    gaps: tuple[Gap, ...]
    telehealth_not_ready: tuple[RunSheetRow, ...]
    similar: tuple[RunSheetRow, ...]


def huddle_of(sheet: RunSheet) -> Huddle:
    """The huddle of one day's sheet."""
    coming = [row for row in sheet.rows if not row.is_off]
    alike = similar_names(sheet.rows)
    return Huddle(
        booked=len(coming),
        telehealth=sum(row.is_telehealth for row in coming),
        cancelled=sum(row.is_off and not row.has_moved_away for row in sheet.rows),
        first_start=min((row.start for row in coming), default=None),
        last_end=max((row.end for row in coming), default=None),
        gaps=gaps_of(sheet),
        telehealth_not_ready=tuple(
            row for row in coming if row.is_telehealth and not row.telehealth_url
        ),
        similar=tuple(row for row in coming if row.id in alike),
    )
