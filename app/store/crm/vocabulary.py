"""What this practice calls its clinicians, services and branches: for reading typed sentences."""

from sqlalchemy import Connection as Sql
from sqlalchemy import select

from app.store.booking_tables import crm_bookings
from app.store.schema import pms_appointment_types, pms_connections, run_sheet_clinicians


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
