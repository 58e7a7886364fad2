"""How a connection begins on screen: with the whole day, not with telehealth alone."""

from typing import TYPE_CHECKING

from app.domain.connection import Connection

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services


async def begin_connection(services: "Services", pms_type: str) -> Connection:
    """A new connection; a desk needs all appointments unless a person chooses otherwise."""
    from app.services.connections.service import ConnectionChanges

    connection = await services.connections.create(pms_type)
    changes = ConnectionChanges(sync_telehealth_only=False)
    return await services.connections.change(connection.id, changes)
