"""A report as a note."""

import html
import re

from app.adapters.crm.hubspot.moments import utc
from app.domain.booking import ReportDocument

NOTE_TO_CONTACT = 202
"""HubSpot's number for what ties a note to a contact."""

_TAG = re.compile(r"<[^>]*>")


def report_key(report: ReportDocument) -> str:
    """What a report's note begins with and is found by."""
    return f"[ref {report.key}]"


def note_properties(report: ReportDocument) -> dict[str, str]:
    """A report as a note; a note's body is HTML."""
    lines = (f"{report_key(report)} {report.title}", *report.lines, *_labels(report))
    body = "<br>".join(html.escape(line) for line in lines)
    return {"hs_timestamp": utc(report.sent_at), "hs_note_body": body}


def _labels(report: ReportDocument) -> tuple[str, ...]:
    target = (f"For: {report.target}",) if report.target else ()
    return (*target, f"Tags: {', '.join(report.tags)}") if report.tags else target


def plain(body: str | None) -> str:
    """What a note says, whatever HTML HubSpot made of it."""
    return " ".join(html.unescape(_TAG.sub(" ", body or "")).split())
