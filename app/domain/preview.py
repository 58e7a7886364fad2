"""What today's list would hold with choices that are not saved yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.appointment import AppointmentStatus
from app.domain.practice import counts_as_telehealth


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One of today's appointments without the patient. `start` is aware UTC.

    `is_telehealth` is the system's own word on the appointment, None where it has none.
    """

    pms_practitioner_id: str
    pms_type_id: str | None
    start: datetime
    status: AppointmentStatus
    is_telehealth: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPreview:
    """Today as the system has it, for everybody in the appointment book, mapped or not."""

    timezone: str
    rows: tuple[PreviewRow, ...]
    failed_practitioner_ids: tuple[str, ...] = ()

    def count_for(self, pms_practitioner_id: str) -> int:
        """How many of today's appointments this practitioner has."""
        return sum(row.pms_practitioner_id == pms_practitioner_id for row in self.rows)

    def rows_of_type(self, pms_type_id: str) -> tuple[PreviewRow, ...]:
        """Today's appointments of this type."""
        return tuple(row for row in self.rows if row.pms_type_id == pms_type_id)

    def telehealth_rows(
        self, ticked: Collection[str], *, flags: Mapping[str, bool | None] | None = None
    ) -> tuple[PreviewRow, ...]:
        """Today's telehealth appointments if these types were ticked; `flags` holds the system's
        own flag per type id, where it has one.
        """
        known = flags or {}
        return tuple(row for row in self.rows if _is_telehealth(row, ticked, known))

    def shown(
        self,
        columns: Mapping[str, str | None],
        *,
        telehealth_types: Collection[str] = (),
        telehealth_only: bool = False,
        flags: Mapping[str, bool | None] | None = None,
    ) -> dict[str, int]:
        """Rows per column name for a choice of columns (practitioner id -> column name or None)."""
        counts: dict[str, int] = {name: 0 for name in columns.values() if name}
        rows = self.telehealth_rows(telehealth_types, flags=flags) if telehealth_only else self.rows
        for row in rows:
            name = columns.get(row.pms_practitioner_id)
            if name:
                counts[name] += 1
        return counts


def _is_telehealth(
    row: PreviewRow, ticked: Collection[str], flags: Mapping[str, bool | None]
) -> bool:
    flag = flags.get(row.pms_type_id) if row.pms_type_id is not None else None
    return counts_as_telehealth(row.is_telehealth, flag=flag, tick=row.pms_type_id in ticked)
