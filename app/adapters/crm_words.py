"""What every CRM is told, and tells, in the same words: moments, references, reports as notes."""

import html
import re
from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain.booking import BookingOrder, Person, ReportDocument
from app.domain.errors import ContactUnknown, SeveralFound

_REFERENCE = re.compile(
    r"\bref ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b", re.ASCII | re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")


def filled(**values: str | None) -> dict[str, str]:
    """Those that hold something: an empty field is left out."""
    return {name: value for name, value in values.items() if value}


def utc_text(moment: datetime) -> str:
    """`2026-11-22T08:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def booking_title(order: BookingOrder) -> str:
    """`Cleaning - Sara Ali`."""
    return " - ".join(part for part in (order.service, order.person.full_name) if part)


def reference_of(text: str | None) -> str | None:
    """The booking's reference in a text that says `ref 8c1f…`, in small letters."""
    found = _REFERENCE.search(text or "")
    return found[1].lower() if found else None


def shown(*rows: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    """Label and value of what is sent; an empty field is not."""
    return tuple((label, value) for label, value in rows if value)


def who(person: Person, *rows: tuple[str, str | None]) -> tuple[tuple[str, str | None], ...]:
    """Those rows of a new contact, or the id alone: a contact that is there is not changed."""
    known = person.external_contact_id
    return (("Contact", known),) if known else rows


def digits_of(text: str | None) -> str:
    """A phone number's digits."""
    return "".join(char for char in text or "" if char.isascii() and char.isdigit())


def chosen_contact(contact_id: str, *, system: str, pattern: re.Pattern[str]) -> str:
    """The id of the contact that the desk chose. Raises ContactUnknown for no id of this CRM's."""
    if not pattern.fullmatch(contact_id):
        raise ContactUnknown(system=system)
    return contact_id


def the_only(ids: Sequence[str], *, system: str, what: str) -> str | None:
    """The one id, None where there is none. Raises SeveralFound: a person must choose."""
    if len(ids) > 1:
        raise SeveralFound(system=system, what=what, count=len(ids))
    return ids[0] if ids else None


def report_mark(report: ReportDocument) -> str:
    """`[ref 2026-W47]`: what the note of this period begins with, and is found by."""
    return f"[ref {report.key}]"


def report_lines(report: ReportDocument) -> tuple[str, ...]:
    """A report as a note: its mark and title, its lines, for whom and under which tags."""
    target = (f"For: {report.target}",) if report.target else ()
    tags = (f"Tags: {', '.join(report.tags)}",) if report.tags else ()
    return (f"{report_mark(report)} {report.title}", *report.lines, *target, *tags)


def plain_text(note: str | None) -> str:
    """What a note says, whatever HTML the CRM's editor made of it."""
    return " ".join(html.unescape(_TAG.sub(" ", note or "")).split())
