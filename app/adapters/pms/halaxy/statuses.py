"""A Halaxy patient's status at an appointment, as pms.md's table maps it."""

from dataclasses import dataclass
from typing import Any

from app.adapters.text import clean_text
from app.adapters.values import object_of, objects_of
from app.domain.appointment import AppointmentStatus

_URL_ENDS = "appointment-participant-status"

# Named here because Python 3.11 looks an enum's member up slowly, and a sync takes thousands.
_BOOKED, _CANCELLED = AppointmentStatus.BOOKED, AppointmentStatus.CANCELLED
_COMPLETED, _IN_PROGRESS = AppointmentStatus.COMPLETED, AppointmentStatus.IN_PROGRESS
_ATTENDED = "attended"
_WORDS = {
    "booked": _BOOKED,
    "check response": _BOOKED,
    "rejected": _BOOKED,  # the patient said no; staff decide
    "confirmed": AppointmentStatus.CONFIRMED,
    "arrived": AppointmentStatus.ARRIVED,
    _ATTENDED: _COMPLETED,
    "cancelled": _CANCELLED,
    "cancelled (no charge)": _CANCELLED,
    "did not attend": AppointmentStatus.NO_SHOW,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStatus:
    """The unified status, Halaxy's own word, and whether that word is unknown."""

    status: AppointmentStatus
    raw: str | None
    is_unknown: bool


def read_code(modifier_extensions: Any) -> Any:
    """The status code as sent; None where there is none."""
    for extension in objects_of(modifier_extensions):
        url = extension.get("url")
        if isinstance(url, str) and url.endswith(_URL_ENDS):
            return object_of(extension.get("valueCoding")).get("code")
    return None


def read_status(code: Any, *, is_cancelled: bool, is_over: bool) -> ToldStatus:
    """Cancellation wins; no code is booked.

    Halaxy itself sets Booked to Attended when an appointment begins, so until it `is_over` the
    word means no more than that it is under way.
    """
    raw = clean_text(code)
    word = raw.casefold() if raw else None
    status = _WORDS.get(word) if word else None
    is_unknown = status is None and (raw is not None or not isinstance(code, str | None))
    if word == _ATTENDED and not is_over:
        status = _IN_PROGRESS
    return ToldStatus(
        status=_CANCELLED if is_cancelled else status or _BOOKED, raw=raw, is_unknown=is_unknown
    )
