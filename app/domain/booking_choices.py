"""What the booking form offers: the practice's services, clinicians, branches and hours."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.opening_hours import OpeningHours

USUAL_MINUTES = 30
"""Where neither a person nor the service's own type says how long it takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingChoices:
    """Names as the practice writes them. `lengths`: minutes by a service's casefolded name;
    `timezone` is the practice's.
    """

    services: tuple[str, ...]
    clinicians: tuple[str, ...]
    branches: tuple[str, ...]
    lengths: Mapping[str, int]
    hours: OpeningHours
    timezone: str

    def minutes_of(self, service: str) -> int:
        """How long a service takes."""
        return self.lengths.get(" ".join(service.split()).casefold(), USUAL_MINUTES)
