"""What leaves the practice with a report: a week of a synced practice, and nobody of it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from app.domain.booking import Person
from app.domain.booking_request import BookingRequest
from app.domain.report_push import PushState
from app.sandbox import made_up_practice, running_gentu
from app.sandbox.exchange import Call
from app.services import Settings, open_services
from app.services.bookings.helpers import push_performance_report
from app.store.desk.manual_rows import ManualRow
from tests.services.reports.conftest import SHELVES, recorded
from tests.support.canaries import found_in, values_of
from tests.support.desk import DAY, Clock, Desk

MONDAY, SUNDAY = DAY - timedelta(days=2), DAY + timedelta(days=4)
WEEK = [DAY + timedelta(days=n) for n in range(-1, 5)]
"""The days of that week that the made-up practice has."""
NOTE = "Zzyzx canary: ring her sister Wilhelmina"
TYPED = (
    "Quentin", "Zebedee", "0491578888", "0491 578 888", "Wilhelmina", "Zzyzx",
    "Ottoline", "Vanbrugh", "491577644", "ottoline@example.com", "Root canal Zq",
)  # fmt: skip

PLANTED = ("Quentin Zebedee", "quentin", "desk-vanbrugh", "0491577644", "ottoline@example.com",
    "1984-03-04")  # fmt: skip


@asynccontextmanager
async def busy_week(folder, crm: Any, provider: str) -> AsyncIterator[tuple[Desk, list[str]]]:
    """A desk with a week read day by day, rows and notes by hand, a booking; and every value that
    may not leave.
    """
    clock = Clock()
    with running_gentu(made_up_practice(DAY)) as gentu:
        settings = Settings(
            data_dir=folder / "desk",
            environment={**gentu.environment, **crm.environment},
            memory_secrets=True,
            has_rate_limit=False,
        )
        services = await open_services(settings, now=clock)
        desk = Desk(services=services, sandbox=gentu, clock=clock)
        try:
            await desk.connect()
            for day in WEEK:
                await desk.sync(day=day)
            await _typed_by_hand(desk, provider)
            secrets = {value for value in crm.secrets if len(value) > 5}
            yield desk, sorted({*values_of(gentu), *secrets, *TYPED})
        finally:
            await services.aclose()


async def _typed_by_hand(desk: Desk, provider: str) -> None:
    (first, *_) = (await desk.services.run_sheet.sheet()).rows
    await desk.services.desk.set_note(first.id, NOTE)
    await desk.services.desk.add_row(
        ManualRow(
            clinician_id=first.clinician_id,
            start=first.start,
            minutes=15,
            first_name="Quentin",
            last_name="Zebedee",
            phone="0491 578 888",
            notes=NOTE,
        )
    )
    await desk.services.bookings.book(
        BookingRequest(
            provider=provider,
            patient=Person(
                first_name="Ottoline",
                last_name="Vanbrugh",
                phone="+61491577644",
                email="ottoline@example.com",
            ),
            service="Root canal Zq",
            start="2026-03-05T10:00:00+11:00",
            doctor_name=first.clinician_name,
            notes=NOTE,
            sends_notes=True,
        ),
        reference=str(uuid4()),
    )


def _sent(calls: list[Call]) -> bytes:
    """Everything that left but what says who asks."""
    parts = [f"{one.method} {one.path} {one.query}".encode() + one.body for one in calls]
    return b"\n".join(parts)


@pytest.mark.parametrize("name", SHELVES)
async def test_nobody_is_in_what_leaves(tmp_path, name):
    shelf = SHELVES[name]
    with shelf.running() as sandbox:
        async with busy_week(tmp_path, sandbox, shelf.provider) as (desk, values):
            reports = desk.services.reports
            report = await reports.report(MONDAY, SUNDAY)
            assert report.key == "2026-W10"
            assert report.total.booked > 150
            assert len(report.by_clinician) >= 4
            assert report.bookings.made == 1
            values += [each.name for each in report.by_clinician]
            preview = await reports.preview(
                shelf.provider,
                report,
                tags=["weekly", "2026-w10", *PLANTED, NOTE],
                target="ottoline",
            )
            with recorded(sandbox) as calls:
                push = await reports.push(shelf.provider, preview)
                own = await push_performance_report(
                    reports, shelf.provider, _of_a_careless_program(desk)
                )
            assert (push.state, own.state) == (PushState.DONE, PushState.DONE)
            assert len(values) > 150
            for body in (_sent(calls), preview.payload.encode(), *_kept(shelf, sandbox)):
                assert found_in(body, values) == []
            assert preview.document.tags == ("weekly", "2026-w10")
            assert preview.document.target is None
        assert len(shelf.kept(sandbox)) == 2


def _kept(shelf, sandbox) -> list[bytes]:
    return [text.encode() for text in shelf.kept(sandbox)]


def _of_a_careless_program(desk: Desk) -> dict[str, object]:
    """A report with people in every place where there may be one."""
    patient = next(one for one in desk.practice.patients() if one.birth_date is not None)
    phone = int("0491577644")
    return {
        "calls": 41,
        "date": DAY.isoformat(),
        "patient": f"{patient.given} {patient.family}",
        "birthDate": patient.birth_date.isoformat(),
        "phone": phone,
        "phones": [phone, 61491577644],
        "notes": [{"text": NOTE, "turns": 3}],
        f"{patient.family} {patient.given}": 4,
        "byPatient": {"ottoline@example.com": 1},
        "p0491577644": 2,
    }


async def test_a_planted_name_would_be_found(tmp_path):
    with SHELVES["ghl-v2"].running() as sandbox:
        async with busy_week(tmp_path, sandbox, "ghl") as (desk, values):
            preview = await desk.services.reports.preview(
                "ghl", await desk.services.reports.report(MONDAY, SUNDAY)
            )
            names = [each.name for each in (await _report(desk)).by_clinician]
            for planted in (*TYPED, *names):
                body = preview.payload.encode() + planted.encode()
                assert found_in(body, [*values, *names]), planted


async def _report(desk: Desk):
    return await desk.services.reports.report(MONDAY, SUNDAY)
