"""The CRMs themselves: which are set up, reading their settings again, reports to them."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from app.api.bodies import crms as bodies
from app.api.bodies.common import also
from app.api.errors import answer, status_of_code
from app.api.providers import Crm
from app.api.scopes import ServicesOf, needs
from app.domain.api_access import Scope
from app.domain.report_push import PushState
from app.services.bookings.helpers import push_performance_report
from app.services.crm.crm_json import providers_json, push_json

router = APIRouter(prefix="/api/integrations/pms", tags=["CRMs"])

_PENDING: dict[int | str, dict[str, Any]] = {
    202: {"model": bodies.Push, "description": "Kept here; it is sent later."}
}


@router.get(
    "/providers",
    dependencies=[needs(Scope.READ)],
    response_model=bodies.ProviderList,
    summary="List the CRMs and what they lack",
)
async def list_providers(services: ServicesOf) -> Any:
    """Never a secret."""
    return providers_json(await services.crm.providers())


@router.post(
    "/reload",
    dependencies=[needs(Scope.ADMIN)],
    response_model=bodies.ProviderList,
    summary="Read the CRMs' settings again",
)
async def reload_settings(services: ServicesOf) -> Any:
    """Without a restart: what was saved, and the `.env` files."""
    await services.crm.reload()
    return providers_json(await services.crm.providers())


@router.post(
    "/{provider}/performance",
    dependencies=[needs(Scope.ADMIN)],
    response_model=bodies.Push,
    responses=also(404, 409, 501, 502, 504) | _PENDING,
    summary="Send a performance report",
)
async def push_report(
    provider: Crm, services: ServicesOf, body: bodies.NewPush | None = None
) -> JSONResponse:
    """This week's report where none is given; counts only, never a person's data."""
    wanted = body or bodies.NewPush()
    push = await push_performance_report(
        services.reports,
        provider,
        wanted.report,
        sent_at=wanted.sent_at,
        tags=wanted.tags or (),
        target=wanted.target,
    )
    if push.state is PushState.REFUSED:
        details = {"code": push.error_code, "reportId": push.id}
        return answer(status_of_code(push.error_code), push.error or "It was refused.", details)
    is_sent = push.state is PushState.DONE
    return JSONResponse(push_json(push), status_code=200 if is_sent else 202)
