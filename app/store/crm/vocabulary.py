"""What this practice calls its clinicians, services and branches, and whose name is a word as well:
for reading typed sentences.
"""

from collections.abc import Iterable

from sqlalchemy import Connection as Sql
from sqlalchemy import func, or_, select

from app.store.booking_tables import crm_bookings
from app.store.schema import (
    pms_appointment_types,
    pms_connections,
    run_sheet_appointments,
    run_sheet_clinicians,
)


def read_names(sql: Sql) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Clinicians in column order, services, branches; each name once."""
    clinicians, types = run_sheet_clinicians.c, pms_appointment_types.c
    columns = select(clinicians.name).order_by(clinicians.position)
    services = (
        select(types.pms_type_name)
        .join(pms_connections, pms_connections.c.id == types.connection_id)
        .where(pms_connections.c.removed_at.is_(None))
        .order_by(types.position)
    )
    branches = select(crm_bookings.c.branch).where(crm_bookings.c.branch.is_not(None)).distinct()
    doctors, kinds, places = (
        tuple(dict.fromkeys(sql.execute(query).scalars()))
        for query in (columns, services, branches)
    )
    return doctors, kinds, places


def read_patients(sql: Sql, *, holding: Iterable[str]) -> tuple[str, ...]:
    """First and last names of who was booked or is on a kept day, where one of these parts of words
    (small letters) is in them; each name once.
    """
    parts = tuple(holding)
    found: dict[str, None] = {}
    for each in (run_sheet_appointments.c, crm_bookings.c):
        name = each.patient_first_name + " " + each.patient_last_name
        fits = or_(*(func.lower(name).contains(part) for part in parts))
        found |= dict.fromkeys(sql.execute(select(name).where(fits).distinct()).scalars())
    return tuple(found)
