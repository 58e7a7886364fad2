"""What the practice systems themselves declare, by a connection's type."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded after the first paint
    from app.services import Services
    from app.services.connections.service import SystemChoice


def system_of(services: "Services", pms_type: str) -> "SystemChoice | None":
    """The system of this type; None for one that this version does not know."""
    systems = services.connections.systems()
    return next((each for each in systems if each.pms_type == pms_type), None)


def finds_telehealth(services: "Services", pms_type: str) -> bool:
    """True where the system flags telehealth itself: nobody need tick types."""
    system = system_of(services, pms_type)
    return system is not None and system.flags_telehealth
