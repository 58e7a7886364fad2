"""What the Reports page reads: the report of a span, today's huddle, what was sent."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.crm import CrmProvider
from app.domain.huddle import Huddle
from app.domain.report import Report
from app.domain.report_push import ReportPush
from app.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsSeen:
    """Everything on the page, read at `now` (aware UTC)."""

    now: datetime
    report: Report
    huddle: Huddle
    pushes: tuple[ReportPush, ...]
    providers: tuple[CrmProvider, ...]

    @property
    def ready(self) -> tuple[CrmProvider, ...]:
        """The CRMs that a report can go to."""
        return tuple(each for each in self.providers if each.configured)


async def read_reports(services: Services, span: tuple[date, date]) -> ReportsSeen:
    """The page of a span, both days included."""
    return ReportsSeen(
        now=services.now(),
        report=await services.reports.report(*span),
        huddle=await services.reports.huddle(),
        pushes=await services.reports.history(),
        providers=await services.crm.providers(),
    )
