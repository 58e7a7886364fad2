"""What a booking is checked against, as the practice told it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection as Sql
from sqlalchemy import select

from app.store.preferences import read_preferences
from app.store.schema import pms_appointment_types, pms_connections


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFacts:
    """`timezones`: the connections', the oldest first. `lengths`: minutes by the casefolded name of
    an appointment type.
    """

    preferences: Mapping[str, str]
    timezones: tuple[str, ...]
    lengths: Mapping[str, int]

    @property
    def timezone(self) -> str | None:
        """The first practice's; None where none told."""
        return next(iter(self.timezones), None)


def read_practice(sql: Sql) -> PracticeFacts:
    """The practice's settings, its zone and how long its services take."""
    connections, types = pms_connections.c, pms_appointment_types.c
    zones = (
        select(connections.timezone)
        .where(connections.removed_at.is_(None), connections.timezone.is_not(None))
        .order_by(connections.created_at)
    )
    lengths = (
        select(types.pms_type_name, types.default_duration_minutes)
        .join(pms_connections, connections.id == types.connection_id)
        .where(connections.removed_at.is_(None), types.default_duration_minutes > 0)
        .order_by(connections.created_at.desc())
    )
    return PracticeFacts(
        preferences=read_preferences(sql),
        timezones=tuple(sql.execute(zones).scalars()),
        lengths={
            " ".join(name.split()).casefold(): minutes for name, minutes in sql.execute(lengths)
        },
    )
