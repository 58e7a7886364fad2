"""What was put aside instead of being deleted: why, and how long it is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.domain.retention import COUNTS, Retention
from app.domain.said import say


class SetAside(StrEnum):
    """Why something was renamed; a word of its new name."""

    DAMAGED = "damaged"
    REPLACED = "replaced"
    LOCKED = "locked"


_WHAT = {
    SetAside.DAMAGED: say("A damaged data file"),
    SetAside.REPLACED: say("The data before a backup was put back"),
    SetAside.LOCKED: say("Data that nobody could open"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAside:
    """A file, or for LOCKED a folder, beside the data. `at`: when it was put there (aware UTC)."""

    name: str
    why: SetAside
    at: datetime
    size_bytes: int

    @property
    def words(self) -> str:
        """What it is, as a person knows it."""
        return _WHAT[self.why]

    def goes_at(self, choice: Retention) -> datetime:
        """When the purge removes it: after as many days as past days are kept. What nobody can
        open stays a year, as does the audit trail that is in it: its key may turn up.
        """
        kept = COUNTS if self.why is SetAside.LOCKED else timedelta(days=choice.past_days)
        return self.at + kept
