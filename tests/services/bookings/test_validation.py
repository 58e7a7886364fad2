"""A booking is checked before it is kept: every field at once, no value repeated, nothing sent."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.booking import Person
from app.domain.crm import CrmProvider
from app.domain.errors import InvalidBooking, InvalidRequest
from app.domain.opening_hours import DEFAULT_HOURS, HOURS_PREFERENCE
from app.services.bookings.checking import RequestChecker
from app.services.bookings.phone import PHONE_REGION_PREFERENCE, normalised, region_of
from app.services.bookings.validation import Rules, check_request, digest_of, normalised_person
from app.services.connections.service import ConnectionChanges
from app.store.schema import pms_appointment_types
from tests.support.crm_desk import ALEX, START, crm_desk, request, tomorrow
from tests.support.desk import NOON, Clock, front_desk

SYDNEY = "Australia/Sydney"
HUBSPOT = CrmProvider(
    id="hubspot",
    label="HubSpot",
    base_url="",
    configured=True,
    missing=(),
    timeout_ms=15_000,
    needs_doctor=False,
    needs_branch=False,
    keeps_slots=False,
    cancelled_note="",
    status_page="https://status.hubspot.com/",
)
RULES = Rules(
    provider=HUBSPOT,
    hours=DEFAULT_HOURS,
    timezone=SYDNEY,
    region="AU",
    lengths={"deep clean": 50},
    now=NOON,
)


def checked(rules=RULES, **changes):
    return check_request(request(**changes), reference="ref", rules=rules)


def problems(rules=RULES, **changes):
    with pytest.raises(InvalidBooking) as told:
        checked(rules, **changes)
    return told.value.fields


def test_a_good_request_becomes_the_order_that_is_sent():
    order = checked(
        patient=replace(ALEX, first_name="  Alex ", email="alex@example.com"),
        service=" Check-up ",
        doctor_name="Dr Lee",
        clinic_branch="Newtown",
        notes="window seat",
        sends_notes=True,
    )
    assert order.person == Person(
        first_name="Alex", last_name="Brown", email="alex@example.com", phone="+61412345678"
    )
    assert (order.service, order.doctor_name, order.branch) == ("Check-up", "Dr Lee", "Newtown")
    assert (order.start_at, order.start_at.tzinfo) == (START, UTC)
    assert (order.timezone, order.notes) == (SYDNEY, "window seat")


def test_notes_are_not_sent_unless_somebody_says_so():
    assert checked(notes="allergic to latex").notes is None


@pytest.mark.parametrize(
    ("changes", "minutes"),
    [
        ({}, 30),
        ({"service": "Deep  CLEAN"}, 50),
        ({"service": "Deep clean", "duration_minutes": 20}, 20),
        ({"end": tomorrow(11)}, 60),
        ({"end": "2026-03-05T10:15:00+11:00"}, 15),
    ],
)
def test_the_length_is_as_told_else_the_services_own_else_half_an_hour(changes, minutes):
    assert checked(**changes).length == timedelta(minutes=minutes)


def test_every_wrong_field_is_named_at_once_and_no_value_is_repeated():
    rules = replace(RULES, provider=replace(HUBSPOT, needs_doctor=True, needs_branch=True))
    values = {
        "patient": Person(first_name="1234", last_name=None, email="alexandra@", phone="99999"),
        "service": " ",
        "start": "next Tuesday",
        "timezone": "Mars/Olympus",
        "price": -17.5,
        "currency": "dollars",
        "notes": "n" * 2001,
        "metadata": {"key": "m" * 20_000},
        "source": "s" * 51,
    }
    with pytest.raises(InvalidBooking) as told:
        checked(rules, **values)
    assert set(told.value.fields) == {
        "patient.firstName",
        "patient.email",
        "patient.phone",
        "service",
        "startTime",
        "timezone",
        "doctorName",
        "clinicBranch",
        "price",
        "currency",
        "notes",
        "metadata",
        "source",
    }
    for value in ("1234", "alexandra", "99999", "next Tuesday", "Mars", "17.5", "dollars"):
        assert value not in str(told.value)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"start": "2026-03-05T10:00:00"}, "startTime"),  # no zone
        ({"start": "20260305T100000Z"}, "startTime"),
        ({"start": "2026-02-30T10:00:00Z"}, "startTime"),
        ({"start": datetime(2026, 3, 5, 10)}, "startTime"),  # noqa: DTZ001  # what is refused
        ({"start": START + timedelta(seconds=7)}, "startTime"),
        ({"start": NOON}, "startTime"),  # now is too late
        ({"start": START + timedelta(days=400)}, "startTime"),
        ({"end": START}, "endTime"),
        ({"end": START - timedelta(minutes=5)}, "endTime"),
        ({"end": "later"}, "endTime"),
        ({"duration_minutes": 0}, "durationMinutes"),
        ({"duration_minutes": -30}, "durationMinutes"),
        ({"duration_minutes": 13 * 60}, "durationMinutes"),
        ({"patient": Person(phone="0412 345 678")}, "patient.firstName"),
        ({"patient": Person(first_name="Alex")}, "patient.phone"),
        ({"patient": replace(ALEX, first_name="A" * 201)}, "patient.firstName"),
        ({"patient": replace(ALEX, last_name="Br\x00own")}, "patient.lastName"),
        ({"clash_reason": "r" * 41}, "clashReason"),
        ({"metadata": {"when": NOON}}, "metadata"),
        ({"price": float("nan")}, "price"),
        ({"price": 10**400}, "price"),
        ({"start": "0001-01-01T00:00:00+14:00"}, "startTime"),
        ({"start": "9999-12-31T23:59:00-10:00"}, "startTime"),
        ({"start": "9999-12-31T23:59:00Z", "duration_minutes": 100_000}, "startTime"),
        ({"notes": "line one\nhalf a sign: \ud800", "sends_notes": True}, "notes"),
        ({"run_sheet_appointment_id": "r" * 37}, "runSheetAppointmentId"),
    ],
)
def test_a_field_that_is_wrong_is_named(changes, field):
    assert set(problems(**changes)) == {field}


@pytest.mark.parametrize("email", ["alex@", "@example.com", "a b@example.com", "alex@example"])
def test_what_is_no_email_address_is_refused(email):
    assert set(problems(patient=replace(ALEX, email=email))) == {"patient.email"}


def test_a_contact_of_the_crm_needs_no_phone():
    order = checked(patient=Person(first_name="Alex", external_contact_id="101"))
    assert order.person.external_contact_id == "101"


@pytest.mark.parametrize(
    ("number", "region", "told"),
    [
        ("0412 345 678", "AU", "+61412345678"),
        ("(02) 9876 5432", "AU", "+61298765432"),
        ("+61 412 345 678", "EG", "+61412345678"),
        ("0100 123 4567", "EG", "+201001234567"),
        ("021 123 4567", "NZ", "+64211234567"),
        ("000", "AU", None),
        ("1300 975 707", "AU", None),  # shared cost: nobody's own
        ("0412 345", "AU", None),
        ("call me", "AU", None),
        ("02 9876 5432 ext 5", "AU", None),
    ],
)
def test_mobiles_and_landlines_are_normalised_by_the_practices_country(number, region, told):
    assert normalised(number, region=region) == told


def test_the_country_is_as_saved_else_the_one_of_the_zone():
    assert region_of("Africa/Cairo", saved=None) == "EG"
    assert region_of("Pacific/Auckland", saved="") == "NZ"
    assert region_of("Africa/Cairo", saved="au") == "AU"
    assert region_of("Africa/Cairo", saved="Egypt") == "EG"
    assert region_of("Etc/UTC", saved=None) == "AU"


def test_a_look_up_leaves_out_a_number_that_is_none():
    found = normalised_person(replace(ALEX, phone="12", email=" a@b.example "), region="AU")
    assert (found.phone, found.email) == (None, "a@b.example")


@pytest.mark.parametrize(
    ("start", "is_open"),
    [
        (tomorrow(7), True),
        (tomorrow(6, 45), False),
        (tomorrow(18, 30), True),
        (tomorrow(18, 45), False),  # it would end after closing
        (tomorrow(10) + timedelta(days=3), False),  # a Sunday
        (tomorrow(10) + timedelta(days=4), False),  # the holiday
    ],
)
def test_the_practices_own_hours_and_holidays_are_kept_to(start, is_open):
    hours = replace(DEFAULT_HOURS, holidays=frozenset({date(2026, 3, 9)}))
    rules = replace(RULES, hours=hours)
    if is_open:
        assert checked(rules, start=start).start_at == start
    else:
        assert set(problems(rules, start=start)) == {"startTime"}


def test_a_key_is_no_part_of_what_was_asked_for():
    one = digest_of(request(idempotency_key="a"))
    assert one == digest_of(request(idempotency_key="b"))
    assert one != digest_of(request(service="Other"))
    assert one == digest_of(request(start=START.astimezone(UTC)))


async def test_the_rules_are_what_the_practice_told(tmp_path):
    async with front_desk(tmp_path, system="medirecords", clock=Clock()) as desk:
        preferences = desk.services.preferences
        perth = ConnectionChanges(timezone="Australia/Perth")
        await desk.services.connections.change(desk.connection_id, perth)
        await preferences.write(HOURS_PREFERENCE, "10:00-11:00,-,-,-,-,-,-;2026-12-25")
        checker = RequestChecker(desk.services.core)
        rules = await checker.rules(HUBSPOT)
        types = await desk.read(pms_appointment_types)
        assert rules.timezone == "Australia/Perth"
        assert rules.region == "AU"
        assert rules.hours.of(date(2026, 3, 4)) is None
        known = {
            " ".join(row["pms_type_name"].split()).casefold(): row["default_duration_minutes"]
            for row in types
            if row["default_duration_minutes"]
        }
        assert rules.lengths == known
        assert known
        await preferences.write(PHONE_REGION_PREFERENCE, "NZ")
        assert (await checker.rules(HUBSPOT)).region == "NZ"
        found = await checker.normalised(Person(first_name="A", phone="021 123 4567"))
        assert found.phone == "+64211234567"


async def test_nothing_of_a_wrong_booking_is_kept(tmp_path, crm, clock, monkeypatch):
    from app.domain.stored_booking import BookingView

    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch, needs_doctor=True) as desk:
        with pytest.raises(InvalidBooking, match="Modelled needs the doctor"):
            await desk.book()
        with pytest.raises(InvalidRequest, match="version 4"):
            await desk.book(reference="018f2f3e-0000-7000-8000-000000000000")
        with pytest.raises(InvalidRequest, match="not known"):
            await desk.book(provider="pipedrive")
        assert await desk.bookings.list(BookingView.ALL) == ()
    assert crm.writes == []


@pytest.mark.parametrize(
    ("start", "is_open"),
    [("2026-03-04T23:00:00+00:00", True), ("2026-03-05T09:00:00+00:00", False)],
)
def test_a_booking_goes_by_the_practices_own_clock_whatever_zone_a_caller_writes(start, is_open):
    rules = replace(RULES, zones=frozenset({SYDNEY, "Australia/Perth"}))
    asked = {"start": start, "timezone": "Europe/London"}
    if is_open:
        assert checked(rules, **asked).timezone == SYDNEY
    else:
        assert list(problems(rules, **asked)) == ["startTime"]
    early = {"start": "2026-03-05T07:30:00+11:00"}
    checked(rules, **early, timezone=SYDNEY)
    assert list(problems(rules, **early, timezone="Australia/Perth")) == ["startTime"]
