"""Practitioners with their columns, appointment types with their ticks."""

from typing import Any

from fastapi import APIRouter

from app.api.bodies import mapping as bodies
from app.api.bodies.common import also
from app.api.scopes import ServicesOf, needs
from app.domain.api_access import Scope
from app.services.connections.connection_json import people_json, types_json

router = APIRouter(prefix="/api/pms/connections/{id}", tags=["mapping"])

_READ, _ADMIN = [needs(Scope.READ)], [needs(Scope.ADMIN)]
_ASKED = also(404, 409, 502, 504)


@router.get(
    "/practitioners",
    dependencies=_READ,
    response_model=bodies.PractitionerList,
    responses=_ASKED,
    summary="List the practitioners and who has a column",
)
async def list_practitioners(id: str, services: ServicesOf) -> Any:  # noqa: A002
    """Asks the practice system. 409: not paired yet."""
    return people_json(await services.mapping.people(id, refresh=True))


@router.post(
    "/practitioners",
    dependencies=_ADMIN,
    response_model=bodies.MappingsSaved,
    responses=_ASKED,
    summary="Say who has a column",
)
async def save_practitioners(
    id: str,  # noqa: A002
    body: bodies.PractitionerMappings,
    services: ServicesOf,
) -> Any:
    """An unknown practitioner or clinician is a 400, and nothing of the request is kept."""
    result = await services.mapping.save_people(id, [each.answer() for each in body.mappings])
    return {
        "success": True,
        "mappingsCreated": result.mappings_created,
        "mappingsUpdated": result.mappings_updated,
        "cliniciansCreated": result.clinicians_created,
    }


@router.get(
    "/appointment-types",
    dependencies=_READ,
    response_model=bodies.TypeList,
    responses=_ASKED,
    summary="List the appointment types",
)
async def list_types(id: str, services: ServicesOf) -> Any:  # noqa: A002
    """Asks the practice system. 409: not paired yet."""
    types = await services.mapping.appointment_types(id, refresh=True)
    is_needed = await services.mapping.needs_telehealth_ticks(id)
    return types_json(types, requires_telehealth_config=is_needed)


@router.patch(
    "/appointment-types",
    dependencies=_ADMIN,
    response_model=bodies.TypesSaved,
    responses=_ASKED,
    summary="Say which types are telehealth, and which are synced",
)
async def save_types(
    id: str,  # noqa: A002
    body: bodies.TypesPatch,
    services: ServicesOf,
) -> Any:
    """The run sheet follows at once. An unknown type is a 400, and nothing is kept."""
    answers = [each.answer() for each in body.appointment_types]
    await services.mapping.save_appointment_types(id, answers)
    return {"success": True, "updated": len(answers)}
