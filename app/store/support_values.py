"""Everything stored that names a person or a practice: what a support export must not hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy import Connection as Sql

from app.store.booking_tables import crm_bookings, crm_reports
from app.store.schema import (
    pms_clinician_mappings,
    pms_connections,
    pms_practitioners,
    pms_sync_log,
    preferences,
    run_sheet_appointments,
    run_sheet_clinicians,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveValues:
    """As they are stored, each once; `clinicians` holds whoever else is named too."""

    patients: frozenset[str]
    clinicians: frozenset[str]
    practices: frozenset[str]
    vendor_ids: frozenset[str]
    phones: frozenset[str]
    emails: frozenset[str]
    birth_dates: frozenset[date]
    notes: frozenset[str]


def live_values(sql: Sql) -> LiveValues:
    """Of every day that is kept."""
    rows, people, booked = run_sheet_appointments.c, pms_practitioners.c, crm_bookings.c
    return LiveValues(
        patients=_texts(
            sql,
            rows.patient_first_name,
            rows.patient_last_name,
            booked.patient_first_name,
            booked.patient_last_name,
        ),
        clinicians=_texts(
            sql,
            run_sheet_clinicians.c.name,
            people.given_name,
            people.family_name,
            pms_clinician_mappings.c.pms_practitioner_name,
            rows.kept_moved_from,
            rows.kept_moved_to_clinician,
            rows.entered_by,
            pms_connections.c.paused_by,
            pms_sync_log.c.started_by,
            booked.doctor_name,
            booked.created_by,
            crm_reports.c.requested_by,
        )
        | _preference(sql, "pc.name"),
        practices=_texts(sql, pms_connections.c.display_name),
        vendor_ids=_texts(sql, pms_connections.c.tenant_id, pms_connections.c.practice_id),
        phones=_texts(sql, rows.patient_phone, booked.patient_phone),
        emails=_texts(sql, rows.patient_email, booked.patient_email),
        birth_dates=frozenset(_each(sql, rows.patient_dob)),
        notes=_texts(sql, rows.notes, booked.notes),
    )


def _texts(sql: Sql, *columns: ColumnElement[Any]) -> frozenset[str]:
    return frozenset(str(value) for column in columns for value in _each(sql, column) if value)


def _each(sql: Sql, column: ColumnElement[Any]) -> Iterable[Any]:
    return (value for value in sql.scalars(select(column).distinct()) if value is not None)


def _preference(sql: Sql, name: str) -> frozenset[str]:
    found = sql.scalar(select(preferences.c.value).where(preferences.c.name == name))
    return frozenset({found} if found else ())
