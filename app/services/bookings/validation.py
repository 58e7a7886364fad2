"""A booking is checked before it is kept: every field at once, and no value is repeated."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from app.domain.booking import BookingOrder, Person
from app.domain.booking_choices import USUAL_MINUTES
from app.domain.booking_request import BookingRequest
from app.domain.crm import CrmProvider
from app.domain.errors import InvalidBooking, InvalidRequest
from app.domain.opening_hours import OpeningHours
from app.domain.practice_day import zone
from app.domain.said import say
from app.services.bookings.phone import normalised

_LONGEST = timedelta(hours=12)
_FARTHEST = timedelta(days=366)
_LAST = datetime.max.replace(tzinfo=UTC)
_METADATA_BYTES = 10_000
_HIGHEST_PRICE = 1_000_000_000
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)")
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a request is checked against. `lengths`: minutes by a service's casefolded name;
    `timezone` and `region` are the practice's; `zones`: of all practices, empty where none told.
    """

    provider: CrmProvider
    hours: OpeningHours
    timezone: str
    region: str
    lengths: Mapping[str, int]
    now: datetime
    zones: frozenset[str] = frozenset()

    def clock_of(self, timezone: str) -> str:
        """A practice's own zone, by which a booking is shown and its hours are judged, whatever one
        a caller writes its times in.
        """
        return timezone if not self.zones or timezone in self.zones else self.timezone


@dataclass(slots=True)
class _Check:
    """The problems found so far, by the field's name in the HTTP API."""

    rules: Rules
    problems: dict[str, str] = field(default_factory=dict)

    def text(self, value: str | None, name: str, label: str, *, most: int) -> str | None:
        """Without needless blanks; None where nothing is left."""
        words = " ".join((value or "").split())
        if len(words) > most:
            self.problems[name] = say(
                "The {label} has more than {most:,} characters.", label=label, most=most
            )
        elif not words.isprintable():
            self.problems[name] = say(
                "The {label} has characters that nobody can read.", label=label
            )
        return words or None


def check_request(request: BookingRequest, *, reference: str, rules: Rules) -> BookingOrder:
    """The booking as it is sent. Loads the numbering plans: not on the event loop.

    Raises InvalidBooking, which names every field that is wrong.
    """
    check = _Check(rules)
    person = _person(check, request.patient)
    service = check.text(request.service, "service", say("service"), most=200)
    if service is None:
        check.problems["service"] = say("Say what is booked.")
    timezone = rules.clock_of(_timezone(check, request.timezone))
    start_at, end_at = _times(check, request, timezone)
    doctor = check.text(request.doctor_name, "doctorName", say("doctor's name"), most=200)
    branch = check.text(request.clinic_branch, "clinicBranch", say("branch"), most=200)
    if rules.provider.needs_doctor and doctor is None:
        check.problems["doctorName"] = say(
            "{label} needs the doctor's name.", label=rules.provider.label
        )
    if rules.provider.needs_branch and branch is None:
        check.problems["clinicBranch"] = say(
            "{label} needs the branch.", label=rules.provider.label
        )
    location = check.text(request.location_id, "locationId", say("location"), most=100)
    _check_rest(check, request)
    if check.problems or service is None or start_at is None or end_at is None:
        raise InvalidBooking(check.problems)
    return BookingOrder(
        reference=reference,
        person=person,
        service=service,
        start_at=start_at,
        end_at=end_at,
        timezone=timezone,
        doctor_name=doctor,
        branch=branch,
        location_id=location,
        notes=(request.notes or "").strip() or None if request.sends_notes else None,
    )


def check_times(
    start: datetime | str,
    end: datetime | str | None,
    minutes: int | None,
    *,
    rules: Rules,
    length: timedelta,
    timezone: str,
) -> tuple[datetime, datetime]:
    """New times of a kept booking; `length` where no other is asked for. Raises InvalidBooking."""
    check = _Check(rules)
    start_at, end_at = _span(check, start, end, minutes, length=length)
    if start_at is not None and end_at is not None:
        _check_span(check, start_at, end_at, timezone)
    if check.problems or start_at is None or end_at is None:
        raise InvalidBooking(check.problems)
    return start_at, end_at


def normalised_person(person: Person, *, region: str) -> Person:
    """As a look-up wants it; a number that is none is left out. Not on the event loop."""
    phone = normalised(person.phone, region=region) if person.phone else None
    email = (person.email or "").strip()
    return replace(person, phone=phone, email=email or None)


def is_email(text: str | None) -> bool:
    """True for what reads like an address; nothing is asked of a server."""
    return bool(text) and _EMAIL.fullmatch(text or "") is not None


def checked_reference(told: str) -> str:
    """A booking's reference as usually spelled. Raises InvalidRequest for no UUID of version 4."""
    try:
        name = UUID(told)
    except ValueError:
        name = None
    if name is None or name.version != 4:
        raise InvalidRequest(reason=say("A booking's reference is a UUID of version 4."))
    return str(name)


def digest_of(request: BookingRequest) -> str:
    """What was asked for, as one value: the same request has the same one."""
    told = asdict(request)
    told.pop("idempotency_key")
    text = json.dumps(told, sort_keys=True, default=_plain, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def _person(check: _Check, told: Person) -> Person:
    first = check.text(told.first_name, "patient.firstName", say("first name"), most=200)
    last = check.text(told.last_name, "patient.lastName", say("last name"), most=200)
    if not any(char.isalpha() for char in f"{first or ''}{last or ''}"):
        check.problems.setdefault(
            "patient.firstName", say("Say who is booked: a first or last name.")
        )
    email = check.text(told.email, "patient.email", say("e-mail address"), most=254)
    if email is not None and not is_email(email):
        check.problems["patient.email"] = say("That is no e-mail address.")
    phone = check.text(told.phone, "patient.phone", say("phone number"), most=50)
    if phone is not None:
        phone = normalised(phone, region=check.rules.region)
        if phone is None:
            check.problems["patient.phone"] = say("That is no mobile or landline number.")
    contact = check.text(
        told.external_contact_id, "patient.externalContactId", say("contact's id"), most=100
    )
    if not (told.phone or "").strip() and email is None and contact is None:
        check.problems["patient.phone"] = say("A phone number or an e-mail address is needed.")
    return Person(
        first_name=first, last_name=last, email=email, phone=phone, external_contact_id=contact
    )


def _timezone(check: _Check, told: str | None) -> str:
    if told is None or not told.strip():
        return check.rules.timezone
    try:
        zone(told)
    except InvalidRequest:
        check.problems["timezone"] = say("That time zone is not known.")
        return check.rules.timezone
    return told


def _times(
    check: _Check, request: BookingRequest, timezone: str
) -> tuple[datetime | None, datetime | None]:
    minutes = check.rules.lengths.get(" ".join(request.service.split()).casefold())
    length = timedelta(minutes=minutes or USUAL_MINUTES)
    start_at, end_at = _span(
        check, request.start, request.end, request.duration_minutes, length=length
    )
    if start_at is not None and end_at is not None and "timezone" not in check.problems:
        _check_span(check, start_at, end_at, timezone)
    return start_at, end_at


def _span(
    check: _Check,
    start: datetime | str,
    end: datetime | str | None,
    minutes: int | None,
    *,
    length: timedelta,
) -> tuple[datetime | None, datetime | None]:
    start_at = _instant(check, start, "startTime", say("start"))
    if end is not None:
        end_at = _instant(check, end, "endTime", say("end"))
        if start_at is not None and end_at is not None and end_at <= start_at:
            check.problems["endTime"] = say("The end must be later than the start.")
        return start_at, end_at
    if minutes is not None:
        if minutes < 1:
            check.problems["durationMinutes"] = say("A booking takes at least a minute.")
            return start_at, None
        length = timedelta(minutes=min(minutes, 100_000))
    if start_at is None or start_at > _LAST - length:
        return start_at, start_at  # and so much too late
    return start_at, start_at + length


def _instant(check: _Check, told: datetime | str, name: str, label: str) -> datetime | None:
    if isinstance(told, str):
        if not _INSTANT.fullmatch(told):
            check.problems[name] = say(
                "The {label} is a date and time with its zone, like 2026-03-04T09:30:00+11:00.",
                label=label,
            )
            return None
        try:
            told = datetime.fromisoformat(told)
        except ValueError:
            check.problems[name] = say(
                "The {label} is no date and time that there is.", label=label
            )
            return None
    if told.tzinfo is None:
        check.problems[name] = say("The {label} needs its time zone.", label=label)
        return None
    if told.second or told.microsecond:
        check.problems[name] = say("The {label} is on a whole minute.", label=label)
        return None
    try:
        return told.astimezone(UTC)
    except OverflowError:
        check.problems[name] = say("The {label} is no date and time that there is.", label=label)
        return None


def _check_span(check: _Check, start_at: datetime, end_at: datetime, timezone: str) -> None:
    """Soon enough, not over, not too long, and while the practice is open."""
    rules = check.rules
    if start_at <= rules.now:
        check.problems["startTime"] = say("That time has passed.")
    elif start_at - rules.now > _FARTHEST:
        check.problems["startTime"] = say("A booking is at most a year away.")
    elif end_at - start_at > _LONGEST:
        check.problems["durationMinutes"] = say("A booking takes 12 hours at most.")
    elif end_at > start_at and not _is_open(
        rules.hours, start_at, end_at, rules.clock_of(timezone)
    ):
        check.problems["startTime"] = say(
            "The practice is closed then. Its opening hours are in Settings."
        )


def _is_open(hours: OpeningHours, start_at: datetime, end_at: datetime, timezone: str) -> bool:
    """From its start to its end, by the practice's own clock."""
    begins, ends = start_at.astimezone(zone(timezone)), end_at.astimezone(zone(timezone))
    open_then = hours.of(begins.date())
    if open_then is None or ends.date() != begins.date():
        return False
    return open_then.opens <= begins.time() and ends.time() <= open_then.closes


def _check_rest(check: _Check, request: BookingRequest) -> None:
    """What no CRM is sent, or only when a person says so."""
    if len(request.notes or "") > 2_000:
        check.problems["notes"] = say("The notes have more than 2,000 characters.")
    elif not all(char.isprintable() or char in "\n\r\t" for char in request.notes or ""):
        check.problems["notes"] = say("The notes have characters that nobody can read.")
    check.text(request.source, "source", say("source"), most=50)
    check.text(request.clash_reason, "clashReason", say("reason"), most=40)
    row = request.run_sheet_appointment_id
    check.text(row, "runSheetAppointmentId", say("run sheet's row"), most=36)
    check.text(request.idempotency_key, "Idempotency-Key", say("key"), most=255)
    price = request.price
    if price is not None and not 0 <= price <= _HIGHEST_PRICE:
        check.problems["price"] = say("A price is a number from zero to a billion.")
    if request.currency is not None and not _CURRENCY.fullmatch(request.currency):
        check.problems["currency"] = say("A currency is three capital letters.")
    try:
        size = len(json.dumps(dict(request.metadata), allow_nan=False))
    except (TypeError, ValueError):
        check.problems["metadata"] = say("The metadata can't be kept.")
        return
    if size > _METADATA_BYTES:
        check.problems["metadata"] = say("The metadata are too long to be kept.")
