"""What today's list would hold with choices that are not saved yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.appointment import AppointmentStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """One of today's appointments without the patient. `start` is aware UTC."""

    pms_practitioner_id: str
    pms_type_id: str | None
    start: datetime
    status: AppointmentStatus


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

    def shown(
        self,
        columns: Mapping[str, str | None],
        *,
        telehealth_types: Collection[str] = (),
        telehealth_only: bool = False,
    ) -> dict[str, int]:
        """Rows per column name for a choice of columns (practitioner id -> column name or None)."""
        counts: dict[str, int] = {name: 0 for name in columns.values() if name}
        for row in self.rows:
            name = columns.get(row.pms_practitioner_id)
            if name and (not telehealth_only or row.pms_type_id in telehealth_types):
                counts[name] += 1
        return counts
