"""Which facts of a row a sync is about to change, for the change log."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import select

from app.domain.appointment import Appointment, Patient
from app.domain.reconcile import RowChange
from app.domain.timeline import ChangedFact
from app.store.bulk import batches
from app.store.schema import AnyRow, run_sheet_appointments

_NOBODY = Patient(pms_patient_id="")


def read_changed_facts(sql: Sql, changes: Sequence[RowChange]) -> dict[str, list[str]]:
    """The facts that differ by row id, of the rows that are there already.

    To be read before the rows are written. A first sync has no such rows and asks nothing.
    """
    wanted = {change.stored.id: change.appointment for change in changes if change.stored}
    found: dict[str, list[str]] = {}
    table = run_sheet_appointments
    for batch in batches(wanted):
        for row in sql.execute(select(table).where(table.c.id.in_(batch))):
            found[row.id] = [fact.value for fact in _differing(row, wanted[row.id])]
    return found


def _differing(row: AnyRow, appointment: Appointment) -> list[ChangedFact]:
    before, after = _before(row), _after(appointment)
    return [fact for fact in ChangedFact if fact in after and before[fact] != after[fact]]


def _before(row: AnyRow) -> dict[ChangedFact, Any]:
    return {
        ChangedFact.START: row.start_at,
        ChangedFact.END: row.end_at - row.start_at,
        ChangedFact.PRACTITIONER: row.pms_practitioner_id,
        ChangedFact.STATUS: (row.status, row.raw_status, row.has_unknown_status),
        ChangedFact.TYPE: row.pms_type_id,
        ChangedFact.TELEHEALTH: row.is_telehealth,
        ChangedFact.LINK: row.telehealth_url,
        ChangedFact.NAME: (row.patient_first_name, row.patient_last_name),
        ChangedFact.PHONE: row.patient_phone,
        ChangedFact.EMAIL: row.patient_email,
        ChangedFact.BIRTH_DATE: row.patient_dob,
        ChangedFact.ARRIVED_AT: row.arrived_at,
        ChangedFact.CANCELLED_AT: row.cancelled_at,
    }


def _after(appointment: Appointment) -> dict[ChangedFact, Any]:
    """What a sync writes; `end` is the length, which a mere move leaves as it is."""
    who, status = appointment.patient or _NOBODY, appointment.status
    return {
        ChangedFact.START: appointment.start,
        ChangedFact.END: appointment.end - appointment.start,
        ChangedFact.PRACTITIONER: appointment.pms_practitioner_id,
        ChangedFact.STATUS: (status.value, appointment.raw_status, appointment.has_unknown_status),
        ChangedFact.TYPE: appointment.appointment_type_id,
        ChangedFact.TELEHEALTH: appointment.is_telehealth,
        ChangedFact.LINK: appointment.telehealth_url,
        ChangedFact.NAME: (who.first_name, who.last_name),
        ChangedFact.PHONE: who.phone,
        ChangedFact.EMAIL: who.email,
        ChangedFact.BIRTH_DATE: who.birth_date,
        ChangedFact.ARRIVED_AT: appointment.arrived_at,
        ChangedFact.CANCELLED_AT: appointment.cancelled_at,
    }
