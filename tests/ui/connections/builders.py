"""Made-up practitioners, types and days for the tests of the connection flow's own logic."""

from datetime import UTC, datetime, timedelta

from app.domain.appointment import AppointmentStatus
from app.domain.connection import (
    AppointmentTypeChoice,
    Clinician,
    Mapping,
    PeopleList,
    PractitionerChoice,
    Suggestion,
    SuggestionKind,
)
from app.domain.practice import AppointmentType, Practitioner
from app.domain.preview import DayPreview, PreviewRow

MORNING = datetime(2025, 11, 17, 22, 0, tzinfo=UTC)  # Tue 18 Nov 2025, 9:00 am in Melbourne


def person(
    key: str,
    given: str,
    family: str,
    kind: SuggestionKind = SuggestionKind.NEW,
    *,
    column: str | None = None,
    mapping: Mapping | None = None,
    is_new: bool = False,
) -> PractitionerChoice:
    """One practitioner with a suggestion (and an answer, when `mapping` is given)."""
    return PractitionerChoice(
        practitioner=Practitioner(
            pms_practitioner_id=key, given_name=given, family_name=family, prefix="Dr"
        ),
        mapping=mapping,
        suggestion=Suggestion(kind=kind, reason="no match found", clinician_id=column),
        is_new=is_new,
    )


def mapped(key: str, column: str | None) -> Mapping:
    """A remembered answer."""
    return Mapping(
        id=f"m-{key}",
        pms_practitioner_id=key,
        clinician_id=column,
        clinician_name=column,
        sync_enabled=column is not None,
    )


def people(*choices: PractitionerChoice, columns: tuple[str, ...] = ()) -> PeopleList:
    """A list whose columns have ids `c1`, `c2` … in the order of their names."""
    clinicians = tuple(Clinician(id=f"c{n}", name=name) for n, name in enumerate(columns, 1))
    return PeopleList(choices=choices, clinicians=clinicians, fetched_at=MORNING)


def day(*rows: tuple[str, str | None]) -> DayPreview:
    """Today with one appointment per (practitioner, type), half an hour apart from 9:00 am."""
    return DayPreview(
        timezone="Australia/Melbourne",
        rows=tuple(
            PreviewRow(
                pms_practitioner_id=practitioner,
                pms_type_id=kind,
                start=MORNING + timedelta(minutes=30 * number),
                status=AppointmentStatus.BOOKED,
            )
            for number, (practitioner, kind) in enumerate(rows)
        ),
    )


def kind_row(
    key: str, name: str, *, ticked: bool = False, suggested: bool = False, minutes: int = 30
) -> AppointmentTypeChoice:
    """One appointment type of the checklist."""
    return AppointmentTypeChoice(
        id=key,
        appointment_type=AppointmentType(
            pms_type_id=key, name=name, duration_minutes=minutes, colour="#2e9e5b"
        ),
        is_telehealth=ticked,
        sync_enabled=True,
        is_suggested=suggested,
    )
