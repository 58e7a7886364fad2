"""Everything that Halaxy's calendar may hold and a tidy one would not have."""

import datetime as dt
import typing as t

from app.sandbox.halaxy.people import GONE_PATIENT_ID
from app.sandbox.halaxy.practice import Practice
from app.sandbox.halaxy.records import Appointment, LocationForm

_GROUP_TYPE_ID, _ARCHIVED_TYPE_ID = "557106", "557108"
_UNKNOWN_STATUS = "awaiting funding"


def add_oddities(practice: Practice, today: dt.date) -> None:
    """Changes rows of the full day `today`; 60 rows stay 60."""
    rows = practice.appointments(today)
    for place, changes in (*_STATUSES.items(), *_SHAPES.items()):
        practice.change(rows[place].id, **changes)
    left_out = next(patient for patient in practice.patients() if not patient.is_included)
    practice.change(rows[44].id, patient_ids=(left_out.id,))
    _make_group(practice, rows[38])
    for place, reason in ((27, "Lunch"), (37, "Supervision"), (57, "NDIS reports")):
        practice.put(_blocker(rows[place], reason))


# By the place of the row in the day: four rows to each start, from 8:00 in steps of 40 minutes.
_STATUSES: t.Final[dict[int, dict[str, t.Any]]] = {
    2: {"status": "did not attend"},
    5: {"status": "cancelled"},
    # Halaxy sets `attended` by itself when an appointment begins, or early by a slip.
    17: {"status": "attended"},
    41: {"status": "attended"},
    22: {"status": "cancelled"},
    25: {"status": "cancelled (no charge)"},
    29: {"status": "booked", "cancellation_reason": "Unwell"},
    31: {"status": "check response"},
    33: {"status": "rejected"},
    36: {"status": None},
    56: {"status": "did not attend"},
}
_SHAPES: t.Final[dict[int, dict[str, t.Any]]] = {
    12: {"description": "Alemitu's sister interprets; call Dr Buchanan afterwards"},
    18: {"type_id": _ARCHIVED_TYPE_ID},
    42: {"type_id": None, "location": "telehealth"},
    43: {"type_id": None, "location": None},
    46: {"patient_ids": (GONE_PATIENT_ID,)},
    48: {"location": "phone", "location_form": LocationForm.NAMED},
    49: {"location": "online", "location_form": LocationForm.CODING},
    50: {"location": "organization", "location_form": LocationForm.STRING},
    51: {"location": "telehealth", "location_form": LocationForm.CODE},
    52: {"minutes": None},
    53: {"location": "clinic", "location_form": LocationForm.NAMED},
}


def add_unknown_status(practice: Practice, today: dt.date) -> None:
    """A word that is in no list of Halaxy's: somebody has to say what it means."""
    practice.change(practice.appointments(today)[35].id, status=_UNKNOWN_STATUS)


def _make_group(practice: Practice, row: Appointment) -> None:
    """One session, four patients, each with a status of their own; one has none."""
    patients = practice.patients()[2:6]
    statuses = ("confirmed", "cancelled", None, "arrived")
    practice.change(
        row.id,
        type_id=_GROUP_TYPE_ID,
        location="clinic",
        patient_ids=tuple(patient.id for patient in patients),
        statuses=tuple(zip((patient.id for patient in patients), statuses, strict=True)),
    )


def _blocker(row: Appointment, reason: str) -> Appointment:
    return Appointment(
        id=row.id,
        practitioner_id=row.practitioner_id,
        role_id=row.role_id,
        start=row.start,
        end=row.end,
        minutes=row.minutes,
        is_in_utc=row.is_in_utc,
        references=row.references,
        description=reason,
    )
