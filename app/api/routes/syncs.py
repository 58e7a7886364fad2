"""Syncs of a connection: run one, and what came of the last ones."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse

from app.api.bodies import connections as bodies
from app.api.bodies.common import Day, Given, also
from app.api.errors import status_of_code
from app.api.scopes import ServicesOf, needs
from app.domain.api_access import Scope
from app.services.connections.connection_json import sync_answer_json, syncs_json

router = APIRouter(prefix="/api/pms/connections/{id}/sync", tags=["syncs"])


class SyncWish(Given):
    """Which day to sync; the practice's today where none is named."""

    date: Day | None = None


@router.post(
    "",
    dependencies=[needs(Scope.ADMIN)],
    response_model=bodies.SyncAnswer,
    responses=also(404, 409) | {status: {"model": bodies.SyncFailed} for status in (502, 504)},
    summary="Sync a day now",
)
async def run_sync(
    id: str,  # noqa: A002
    services: ServicesOf,
    body: SyncWish | None = None,
) -> Any:
    """409: a sync of this connection is running, it is not paired, or nobody has a column."""
    run = await services.sync.run(id, day=body.date if body else None)
    told = sync_answer_json(run)
    if told["success"]:
        return told
    return JSONResponse(told, status_code=status_of_code(run.error_code))


@router.get(
    "",
    dependencies=[needs(Scope.READ)],
    response_model=bodies.SyncHistory,
    responses=also(404),
    summary="List the last syncs",
)
async def list_syncs(
    id: str,  # noqa: A002
    services: ServicesOf,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> Any:
    """Newest first."""
    runs = await services.sync.history(id, limit=limit, only_begun=True)
    next_at = await services.schedule.next_sync_at(id)
    return syncs_json(runs, next_sync_at=next_at, now=services.now())
