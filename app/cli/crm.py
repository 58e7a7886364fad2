"""`runsheet crm status`: which CRMs bookings can be sent to; `runsheet report`: the counts; the
connection tests of the demo.
"""

import json
from collections.abc import Sequence
from datetime import date

from app.cli.outcome import WrongUsage, say_error
from app.cli.printing import cell, new_table, output_console, say, say_aside, working
from app.domain.crm import CrmProvider
from app.domain.errors import RunSheetError
from app.domain.report import Report
from app.domain.report_document import document_of
from app.domain.report_push import PushState
from app.services import Services
from app.services.crm.crm_json import providers_json, push_json

_HEADINGS = ("CRM", "Set up", "Address", "Missing", "Longest wait")


async def print_status(services: Services, *, as_json: bool) -> int:
    """A row per CRM; what is missing by the names of its variables."""
    providers = await services.crm.providers()
    if as_json:
        print(json.dumps(providers_json(providers), indent=2))
        return 0
    table = new_table(_HEADINGS)
    for each in providers:
        table.add_row(*(cell(text) for text in _row(each)))
    output_console().print(table)
    return 0


async def print_checks(services: Services) -> bool:
    """A line per CRM with what its connection test found; True when all of them work."""
    works = True
    for each in await services.crm.providers():
        try:
            with working(f"Testing {each.label}…"):
                check = await services.crm.test(each.id)
        except RunSheetError as error:
            works = False
            say_error(f"{each.label}: {error}")
        else:
            say(" ".join((f"{each.label}: working.", *check.findings)))
    return works


async def print_report(
    services: Services,
    *,
    span: tuple[date, date] | None,
    provider: str | None,
    as_json: bool,
) -> int:
    """The counts of a span, or of this week; sent to a CRM where one is named."""
    reports = services.reports
    report = await (reports.report(*span) if span else reports.this_week())
    if provider is not None:
        return await _push(services, report, provider, as_json=as_json)
    document = document_of(report, sent_at=services.now())
    if as_json:
        print(json.dumps(document.figures, indent=2))
    else:
        _say_all(document.lines)
    return 0


async def _push(services: Services, report: Report, provider: str, *, as_json: bool) -> int:
    known = {each.id: each for each in await services.crm.providers()}
    if provider not in known:
        raise WrongUsage(f"Reports go to one of: {', '.join(known)}.")
    preview = await services.reports.preview(provider, report)
    if not as_json:
        _say_all(preview.document.lines)
    with working(f"Sending to {known[provider].label}…"):
        push = await services.reports.push(provider, preview)
    is_refused = push.state is PushState.REFUSED
    if as_json and not is_refused:
        print(json.dumps(push_json(push), indent=2))
    if push.state is PushState.DONE:
        if not as_json:
            say(f"Sent to {push.label}{', again' if push.is_resend else ''}.")
        return 0
    say_aside(f"Not sent to {push.label}: {push.error or 'it is under way.'}")
    if not is_refused:
        say_aside("It is kept, and RunSheet tries again.")
    return 1


def _say_all(lines: Sequence[str]) -> None:
    for line in lines:
        say(line)


def _row(provider: CrmProvider) -> tuple[str, ...]:
    return (
        provider.label,
        "yes" if provider.configured else "no",
        provider.base_url or "-",
        ", ".join(provider.missing) or "-",
        f"{provider.timeout_ms / 1000:g} s",
    )
