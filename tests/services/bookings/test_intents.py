"""A detected intent does what the form does, asks back for what is missing, and books once."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from app.domain.booking import BookingStatus, CancelReason, Person
from app.domain.errors import BookingNotFound, InvalidBooking
from app.domain.intent import Intent, IntentKind, IntentOutcome, When
from app.domain.stored_booking import BookingView
from app.services import Settings, open_services
from app.services.bookings.intents import IntentService, instant_of
from app.services.sheet.desk import ManualRow
from tests.support.crm_desk import crm_desk
from tests.support.crms import CRMS
from tests.support.desk import front_desk
from tests.support.waiting import PATIENCE_S

THURSDAY = When(day=date(2026, 3, 5), at=time(10))
BOOK = Intent(
    kind=IntentKind.BOOK,
    name="Alice Brown",
    phone="0412 345 678",
    service="Check-up",
    when=THURSDAY,
)
MOVE = Intent(kind=IntentKind.RESCHEDULE, name="Alice Brown", when=When(at=time(15)))
CANCEL = Intent(kind=IntentKind.CANCEL, name="Alice Brown", reason=CancelReason.PATIENT)
SYDNEY = "Australia/Sydney"


@asynccontextmanager
async def sending(folder, clock, *sandboxes):
    """The services of one start, told of these sandboxes, with their sender."""
    environment = {k: v for sandbox in sandboxes for k, v in sandbox.environment.items()}
    settings = Settings(data_dir=folder / "desk", environment=environment)
    services = await open_services(settings, now=clock)
    task = asyncio.create_task(services.sender.run())
    try:
        yield services
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await services.aclose()


@asynccontextmanager
async def modelled(folder, crm, clock, monkeypatch, **spec):
    """A desk with a modelled CRM, and its intents."""
    async with crm_desk(folder, crm, clock, monkeypatch=monkeypatch, **spec) as desk:
        core, crms = desk.services.core, desk.services.crm
        yield desk, IntentService(core, desk.bookings, crms)


def new() -> str:
    return str(uuid4())


@pytest.mark.parametrize("name", CRMS)
async def test_an_intent_books_moves_and_cancels_in_each_crm(tmp_path, clock, name):
    crm = CRMS[name]
    with crm.running() as sandbox:
        async with sending(tmp_path, clock, sandbox) as services:
            intents, bookings = services.intents, services.bookings

            async def done(intent, reference=""):
                reply = await intents.carry_out(intent, reference=reference)
                assert (reply.outcome, reply.question) == (IntentOutcome.DONE, "")
                assert reply.provider == crm.provider
                return await bookings.settled(reply.booking.id, within_s=PATIENCE_S)

            booked = await done(BOOK, new())
            assert (booked.status, booked.error_message) == (BookingStatus.CONFIRMED, None)
            assert booked.start_at == datetime(2026, 3, 4, 23, tzinfo=UTC)
            assert booked.person.full_name == "Alice Brown"
            moved = await done(MOVE)
            assert (moved.id, moved.status) == (booked.id, BookingStatus.CONFIRMED)
            assert moved.start_at == datetime(2026, 3, 5, 4, tzinfo=UTC), "the same day at three"
            assert len(crm.starts(sandbox)) == 1
            reply = await intents.carry_out(CANCEL, reference="")
            assert reply.outcome is IntentOutcome.DONE
            clock.advance(seconds=11)
            services.sender.wake()
            gone = await bookings.settled(booked.id, within_s=PATIENCE_S)
            assert (gone.status, gone.cancel_reason) == (
                BookingStatus.CANCELLED,
                CancelReason.PATIENT,
            )
        assert crm.starts(sandbox) == []
        assert sandbox.violations == []


@pytest.mark.parametrize("name", CRMS)
async def test_the_same_reference_books_once_however_often_it_is_said(tmp_path, clock, name):
    crm, reference = CRMS[name], new()
    with crm.running() as sandbox:
        async with sending(tmp_path, clock, sandbox) as services:
            replies = [await services.intents.carry_out(BOOK, reference=reference)]
            replies += await asyncio.gather(
                *(services.intents.carry_out(BOOK, reference=reference) for _ in range(3))
            )
            assert len({reply.booking.id for reply in replies}) == 1
            await services.bookings.settled(replies[0].booking.id, within_s=PATIENCE_S)
            await services.intents.carry_out(BOOK, reference=reference)
        assert len(crm.starts(sandbox)) == 1


@pytest.mark.parametrize(
    ("without", "missing", "question"),
    [
        ({"name": None}, ("name",), "Who is it for?"),
        ({"phone": None}, ("phone",), "What is their phone number or e-mail?"),
        ({"service": None}, ("service",), "What is it for?"),
        ({"when": When(at=time(10))}, ("date",), "On which day?"),
        ({"when": When(day=date(2026, 3, 5))}, ("time",), "At what time?"),
        ({"doctor": None}, ("doctor",), "With whom?"),
        ({"branch": None}, ("branch",), "At which branch?"),
        ({"provider": "pipedrive"}, ("provider",), "Which system should it be booked in?"),
        ({"name": None, "when": When()}, ("name", "date", "time"), "Who is it for?"),
    ],
)
async def test_what_is_missing_of_a_booking_is_asked_for(
    tmp_path, crm, clock, monkeypatch, without, missing, question
):
    needs = {"needs_doctor": True, "needs_branch": True}
    whole = replace(BOOK, doctor="Dr Nair", branch="Newtown")
    async with modelled(tmp_path, crm, clock, monkeypatch, **needs) as (desk, intents):
        assert (await intents.understand(whole)).outcome is IntentOutcome.READY
        reply = await intents.carry_out(replace(whole, **without), reference=new())
        assert (reply.outcome, reply.missing) == (IntentOutcome.ASK, missing)
        assert reply.question == question
        assert await desk.bookings.list(BookingView.ALL) == ()


async def test_an_e_mail_does_in_place_of_a_phone_number(tmp_path, crm, clock, monkeypatch):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (_desk, intents):
        by_mail = replace(BOOK, phone=None, email="alice@example.com")
        assert (await intents.understand(by_mail)).outcome is IntentOutcome.READY


async def test_two_crms_that_are_set_up_are_asked_about_and_one_that_is_named_is_taken(
    tmp_path, clock
):
    with CRMS["hubspot"].running() as hubspot, CRMS["salesforce"].running() as salesforce:
        async with sending(tmp_path, clock, hubspot, salesforce) as services:
            reply = await services.intents.understand(BOOK)
            assert reply.missing == ("provider",)
            named = await services.intents.understand(replace(BOOK, provider="salesforce"))
            assert (named.outcome, named.provider) == (IntentOutcome.READY, "salesforce")
            not_set_up = await services.intents.understand(replace(BOOK, provider="ghl"))
            assert not_set_up.missing == ("provider",)


async def test_understanding_does_nothing(tmp_path, crm, clock, monkeypatch):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        reply = await intents.understand(BOOK)
        assert reply.outcome is IntentOutcome.READY
        assert reply.start_at == datetime(2026, 3, 4, 23, tzinfo=UTC)
        await desk.quiet()
        assert await desk.bookings.list(BookingView.ALL) == ()
    assert crm.writes == []


@pytest.mark.parametrize(
    ("intent", "missing"),
    [
        (Intent(kind=IntentKind.RESCHEDULE, when=THURSDAY), ("name",)),
        (replace(MOVE, name="Nobody Here"), ("booking",)),
        (replace(MOVE, when=When()), ("date", "time")),
        (replace(MOVE, when=When(day=date(2026, 3, 6))), ("time",)),
        (replace(MOVE, provider="ghl"), ("booking",)),
        (replace(CANCEL, reason=None), ("reason",)),
        (replace(CANCEL, reason="raining"), ("reason",)),
        (replace(CANCEL, name=None), ("name",)),
    ],
)
async def test_what_is_missing_of_a_move_or_a_cancellation_is_asked_for(
    tmp_path, crm, clock, monkeypatch, intent, missing
):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        booked = await intents.carry_out(BOOK, reference=new())
        before = await desk.settles(booked.booking)
        reply = await intents.carry_out(intent, reference="")
        assert (reply.outcome, reply.missing) == (IntentOutcome.ASK, missing)
        assert reply.question
        assert await desk.bookings.get(before.id) == before


async def test_of_several_bookings_a_person_chooses(tmp_path, crm, clock, monkeypatch):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        first = await intents.carry_out(BOOK, reference=new())
        later = replace(BOOK, when=replace(THURSDAY, at=time(11)), phone="0412 345 679")
        second = await intents.carry_out(later, reference=new())
        for one in (first, second):
            await desk.settles(one.booking)
        reply = await intents.carry_out(MOVE, reference="")
        assert reply.outcome is IntentOutcome.CHOOSE
        assert reply.question == "Which of these 2 bookings is meant?"
        assert {one.id for one in reply.candidates} == {first.booking.id, second.booking.id}
        chosen = replace(MOVE, booking_id=second.booking.id)
        done = await intents.carry_out(chosen, reference="")
        assert (done.outcome, done.booking.id) == (IntentOutcome.DONE, second.booking.id)
        by_phone = await intents.understand(replace(MOVE, name=None, phone="+61 412 345 678"))
        assert by_phone.booking.id == first.booking.id
        with pytest.raises(BookingNotFound):
            await intents.understand(replace(MOVE, booking_id="nothing"))


@pytest.mark.parametrize(
    ("when", "meant"),
    [
        (When(day=date(2026, 3, 6)), [1]),
        (When(at=time(10)), [0, 1]),
        (When(day=date(2026, 3, 5), at=time(10)), [0]),
        (When(day=date(2026, 3, 5), at=time(11)), []),
        (When(day=date(2026, 3, 7)), []),
        (When(), [0, 1]),
    ],
)
async def test_a_cancellation_means_the_booking_of_the_day_and_time_that_are_said(
    tmp_path, crm, clock, monkeypatch, when, meant
):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        friday = replace(BOOK, when=When(day=date(2026, 3, 6), at=time(10)))
        both = [(await intents.carry_out(each, reference=new())).booking for each in (BOOK, friday)]
        for one in both:
            await desk.settles(one)
        reply = await intents.understand(replace(CANCEL, when=when))
        found = reply.candidates or tuple(filter(None, [reply.booking]))
        assert {one.id for one in found} == {both[at].id for at in meant}
        if not meant:
            assert (reply.outcome, reply.missing) == (IntentOutcome.ASK, ("booking",))
            assert reply.question.endswith("none for that person at that time.")


@pytest.mark.parametrize(
    ("booked", "said", "is_found"),
    [
        ("Zoë Müller", "zoe muller", True),
        ("Zoë Müller", "ZOË", True),
        ("Søren Đặng", "soren dang", True),
        ("Siobhán O’Sullivan", "siobhan osullivan", True),
        ("Ana Smith-Jones", "ana smith jones", True),
        ("Ana Smith-Jones", "jones", True),
        ("王 小明", "小明", True),
        ("Zoë Müller", "zo", False),
        ("Zoë Müller", "zoe miller", False),
        ("Zoë Müller", "-", False),
    ],
)
async def test_a_name_is_found_whatever_its_accents(
    tmp_path, crm, clock, monkeypatch, booked, said, is_found
):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        made = await intents.carry_out(replace(BOOK, name=booked), reference=new())
        await desk.settles(made.booking)
        reply = await intents.understand(replace(MOVE, name=said))
        assert (reply.outcome is IntentOutcome.READY) == is_found
        assert (reply.booking is not None) == is_found


async def test_a_whole_name_wins_over_one_that_holds_it(tmp_path, crm, clock, monkeypatch):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        exact = await intents.carry_out(BOOK, reference=new())
        other = replace(BOOK, name="Alice Mary Brown", phone="0412 345 679")
        await intents.carry_out(other, reference=new())
        await desk.quiet()
        assert (await intents.understand(MOVE)).booking.id == exact.booking.id


async def test_a_time_that_the_clocks_skip_is_asked_about(tmp_path, crm, clock, monkeypatch):
    gap = replace(BOOK, when=When(day=date(2026, 10, 4), at=time(2, 30)))
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        reply = await intents.carry_out(gap, reference=new())
        assert (reply.outcome, reply.missing) == (IntentOutcome.ASK, ("time",))
        assert "clocks change" in reply.question
        booked = await intents.carry_out(BOOK, reference=new())
        await desk.settles(booked.booking)
        moved = await intents.carry_out(replace(MOVE, when=gap.when), reference="")
        assert (moved.outcome, "clocks change" in moved.question) == (IntentOutcome.ASK, True)


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    assert instant_of(date(2026, 4, 5), time(2, 30), SYDNEY) == datetime(
        2026, 4, 4, 15, 30, tzinfo=UTC
    )
    assert instant_of(date(2026, 10, 4), time(2, 30), SYDNEY) is None
    assert instant_of(date(2026, 10, 4), time(3, 0), SYDNEY) is not None


async def test_what_the_form_would_refuse_is_refused(tmp_path, crm, clock, monkeypatch):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        at_night = replace(BOOK, when=replace(THURSDAY, at=time(3)))
        with pytest.raises(InvalidBooking):
            await intents.carry_out(at_night, reference=new())
        with pytest.raises(InvalidBooking) as caught:
            await intents.carry_out(replace(BOOK, phone="12"), reference=new())
        assert "patient.phone" in caught.value.fields
        assert await desk.bookings.list(BookingView.ALL) == ()


async def test_a_sentence_is_read_with_the_practices_own_words(tmp_path):
    async with front_desk(tmp_path) as desk:
        services = desk.services
        doctor = next(
            name for name in await _columns(desk) if len(name.split()) > 2 and "'" not in name
        )
        short = f"{doctor.split()[0]} {doctor.split()[-1]}"
        said = f"book Alice Brown 0412 345 678 long consultation with {short} thursday 3 pm"
        intent = await services.intents.read(f"{said} 45 min in HubSpot")
        assert intent == Intent(
            kind=IntentKind.BOOK,
            provider="hubspot",
            name="Alice Brown",
            phone="0412 345 678",
            when=When(day=date(2026, 3, 5), at=time(15)),
            service="Long Consultation",
            doctor=intent.doctor,
            length_minutes=45,
        )
        assert intent.doctor in {doctor, short}
        assert await services.intents.read("Alice Brown thursday") is None


async def test_somebody_who_was_booked_is_not_taken_for_a_day(tmp_path, crm, clock, monkeypatch):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (desk, intents):
        said = "move Wednesday Addams to 3 pm"
        assert (await intents.read(said)).name is None
        made = await intents.carry_out(replace(BOOK, name="Wednesday Addams"), reference=new())
        await desk.settles(made.booking)
        intent = await intents.read(said)
        assert (intent.name, intent.when) == ("Wednesday Addams", When(at=time(15)))
        assert (await intents.understand(intent)).booking.id == made.booking.id


async def test_somebody_on_the_sheet_is_not_taken_for_a_day(tmp_path):
    async with front_desk(tmp_path) as desk:
        services = desk.services
        column = (await services.run_sheet.sheet()).columns[0]
        walk_in = ManualRow(
            start=desk.clock(),
            minutes=15,
            clinician_id=column.clinician_id,
            first_name="Ruby",
            last_name="Tuesday",
        )
        said = "move Ruby Tuesday to 3 pm"
        assert (await services.intents.read(said)).name == "Ruby"
        await services.desk.add_row(walk_in)
        intent = await services.intents.read(said)
        assert (intent.name, intent.when) == ("Ruby Tuesday", When(at=time(15)))


async def _columns(desk) -> tuple[str, ...]:
    return (await desk.services.bookings.choices()).clinicians


async def test_an_intent_that_is_printed_shows_no_person(tmp_path, crm, clock, monkeypatch):
    async with modelled(tmp_path, crm, clock, monkeypatch) as (_desk, intents):
        reply = await intents.carry_out(BOOK, reference=new())
        for told in (reply, reply.intent, reply.booking, Person(first_name="Alice")):
            assert "Alice" not in repr(told)
            assert "0412" not in repr(told)
            assert "Check-up" not in repr(told)
