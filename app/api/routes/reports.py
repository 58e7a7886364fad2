"""The analytics report."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from app.api.bodies.common import Day
from app.api.bodies.crms import Report
from app.api.scopes import ServicesOf, needs
from app.domain.api_access import Scope
from app.domain.errors import InvalidRequest
from app.domain.report_document import document_of

router = APIRouter(prefix="/api/analytics", tags=["reports"])


@router.get(
    "/report",
    dependencies=[needs(Scope.READ)],
    response_model=Report,
    summary="Show the report of some days",
)
async def show_report(
    services: ServicesOf,
    first: Annotated[Day | None, Query(alias="from")] = None,
    last: Annotated[Day | None, Query(alias="to")] = None,
) -> Any:
    """This week up to today without `from` and `to`; 1 to 92 days. Counts only."""
    if first is None and last is None:
        report = await services.reports.this_week()
    elif first is not None and last is not None:
        report = await services.reports.report(first, last)
    else:
        raise InvalidRequest(
            reason="from and to come together.", field="from" if first is None else "to"
        )
    return document_of(report, sent_at=services.now()).figures
