"""Connections to practice systems: list, create, show, change, remove, pair, test."""

from typing import Any

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from app.api.bodies import connections as bodies
from app.api.bodies.common import Done, also
from app.api.errors import ErrorBody, status_of
from app.api.scopes import ServicesOf, needs
from app.domain.api_access import Scope
from app.domain.errors import ConnectionNotFound, RunSheetError
from app.services.connections.connection_json import (
    connection_json,
    health_json,
    sync_json,
)

router = APIRouter(prefix="/api/pms/connections", tags=["connections"])

RECENT_SYNCS = 10
_READ, _ADMIN = [needs(Scope.READ)], [needs(Scope.ADMIN)]
_NOT_PAIRED = {"model": bodies.NotPaired | ErrorBody, "description": "Not paired; see `error`."}


@router.get(
    "",
    dependencies=_READ,
    response_model=bodies.ConnectionList,
    summary="List the connections",
)
async def list_connections(services: ServicesOf) -> Response:
    """Every connection, the newest first."""
    return Response(await services.connections.list_bytes(), media_type="application/json")


@router.post(
    "",
    dependencies=_ADMIN,
    status_code=201,
    response_model=bodies.Connection,
    summary="Make a connection",
)
async def create_connection(body: bodies.NewConnection, services: ServicesOf) -> Any:
    """It syncs once it is paired, or its credentials have passed the test."""
    created = await services.connections.create(
        body.pms_type,
        display_name=body.display_name,
        timezone=body.timezone,
        region=body.region,
        practice_id=body.practice_id,
        credentials=body.credentials,
    )
    return connection_json(created)


@router.get(
    "/{id}",
    dependencies=_READ,
    response_model=bodies.ConnectionDetails,
    responses=also(404),
    summary="Show a connection with its last syncs",
)
async def show_connection(id: str, services: ServicesOf) -> Any:  # noqa: A002  # the seed's name
    """The last ten syncs, newest first."""
    overview = await services.connections.get(id)
    runs = await services.sync.history(id, limit=RECENT_SYNCS, only_begun=True)
    return {
        "connection": connection_json(overview.connection),
        "recentSyncs": [sync_json(run) for run in runs],
    }


@router.patch(
    "/{id}",
    dependencies=_ADMIN,
    response_model=bodies.Connection,
    responses=also(404, 409, 502, 504),
    summary="Change a connection",
)
async def change_connection(
    id: str,  # noqa: A002
    body: bodies.ConnectionPatch,
    services: ServicesOf,
) -> Any:
    """All of it or nothing. Switching `syncEnabled` on needs a paired connection (409)."""
    return connection_json(await services.connections.change(id, body.changes(), keys=body.keys()))


@router.delete(
    "/{id}",
    dependencies=_ADMIN,
    response_model=Done,
    responses=also(404),
    summary="Remove a connection",
)
async def delete_connection(id: str, services: ServicesOf) -> Any:  # noqa: A002
    """With its mappings, its history and its secrets; its days stay on the run sheet, marked."""
    await services.connections.delete(id)
    return {"success": True, "message": "Connection deleted"}


@router.post(
    "/{id}/pair",
    dependencies=_ADMIN,
    response_model=bodies.Paired,
    responses=also(404) | dict.fromkeys((400, 409, 502, 504), _NOT_PAIRED),
    summary="Pair a connection with a code",
)
async def pair_connection(
    id: str,  # noqa: A002
    body: bodies.PairingCode,
    services: ServicesOf,
) -> Any:
    """400: a wrong code; 409: one that was used before; 502: the system can't be reached."""
    try:
        practice = await services.sign_in.pair(id, body.pairing_code, starts_syncing=True)
    except ConnectionNotFound:
        raise
    except RunSheetError as error:
        told = {"success": False, "error": error.sentence, "details": {"code": error.code}}
        return JSONResponse(told, status_code=status_of(error))
    return {
        "success": True,
        "tenantId": practice.tenant_id,
        "tenantName": practice.name,
        "timezone": practice.timezone,
    }


@router.post(
    "/{id}/test",
    dependencies=_ADMIN,
    response_model=bodies.Healthy | bodies.Unhealthy,
    responses=also(404),
    summary="Test a connection",
)
async def test_connection(id: str, services: ServicesOf) -> Any:  # noqa: A002
    """Signs in and reads the practice, its people and its types, now."""
    return health_json(await services.connections.test(id))
