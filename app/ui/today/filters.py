"""Which rows the board shows: clinicians, telehealth, cancelled, the find box. No widgets."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.finding import matcher
from app.domain.run_sheet import RunSheetRow
from app.ui.language import tr, tr_and


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A person's choice. `clinician_ids` None is everybody. Applied before any model."""

    clinician_ids: frozenset[str] | None = None
    telehealth_only: bool = False
    show_cancelled: bool = True
    find: str = ""

    @property
    def words(self) -> str:
        """The choice in words, for `Nobody matches …`."""
        parts = [f"“{self.find.strip()}”"] if self.find.strip() else []
        if self.telehealth_only:
            parts.append(tr("“Telehealth only”"))
        if self.clinician_ids is not None:
            parts.append(tr("the chosen clinicians"))
        if not self.show_cancelled and not parts:
            parts.append(tr("“Cancelled hidden”"))
        return tr_and(parts)


def matching(rows: Iterable[RunSheetRow], filters: Filters) -> list[RunSheetRow]:
    """The rows that stay, in their order."""
    found = matcher(filters.find)
    return [row for row in rows if _stays(row, filters) and (found is None or found(row))]


def _stays(row: RunSheetRow, filters: Filters) -> bool:
    if filters.clinician_ids is not None and row.clinician_id not in filters.clinician_ids:
        return False
    if filters.telehealth_only and not row.is_telehealth:
        return False
    return filters.show_cancelled or not row.is_off
