"""MediRecords over real sockets on a clock that never sleeps: its errors, its token, its limit."""

import json
import logging
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from app.adapters.base import PractitionerFailure
from app.adapters.pms.medirecords import SPEC
from app.adapters.pms.medirecords.client import MediRecordsAdapter
from app.domain.errors import (
    Blocked,
    NotFound,
    PracticeNotConnected,
    RequestRefused,
    RunSheetError,
    SignInAgain,
    SlowDown,
    VendorTrouble,
)
from tests.adapters.conftest import reply
from tests.adapters.medirecords.conftest import DAY, PRACTICE, MediRecords, record

TOKEN = "mR0t0ken0never0shown"
OAUTH = {"error": "invalid_token", "error_description": "Invalid access token"}
DENIED = {
    "error": "access_denied",
    "error_description": "Invalid token does not contain resource id",
}
SPRING = {"status": 404, "error": "Not Found", "message": "Not found"}


@pytest.fixture
def open_at(account):
    def opened(vendor, *, limit=None):
        mine = replace(
            account,
            base_url=f"http://127.0.0.1:{vendor.port}/v1",
            credentials={"apiToken": f" {TOKEN}\n"},
            rate_limit=limit,
        )
        return MediRecordsAdapter.open(vendor.http, mine)

    return opened


def nothing_else(_path):
    return None


def serve(records, clock, *, judge=nothing_else):
    """An act that answers as MediRecords does where `judge` doesn't, and when it was asked."""
    practice, came = MediRecords(records), []

    async def act(request, writer):
        parts = urlsplit(request.target)
        path = parts.path.removeprefix("/v1")
        came.append(clock.seconds)
        answer = judge(path)
        if answer is None:
            found = await practice.get(path, dict(parse_qsl(parts.query)))
            answer = reply(json.loads(found.body))
        writer.write(answer)
        await writer.drain()

    return act, came


async def cells_of(adapter, asked=("doctor",), known=None):
    return {
        one.pms_practitioner_id: one async for one in adapter.fetch_day(DAY, asked, known or {})
    }


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (reply(OAUTH, 401), SignInAgain),
        (reply(DENIED, 403), PracticeNotConnected),
        (reply(SPRING, 404), PracticeNotConnected),
        (reply({"timestamp": "x", "status": 404, "error": "Not Found"}, 404), PracticeNotConnected),
        (reply({"code": "blocked"}, 404), Blocked),
        (reply({"code": "blocked"}, 403), Blocked),
        (reply(b"<html>404</html>", 404, content_type="text/html"), Blocked),
        (reply({**SPRING, "status": 400}, 400), RequestRefused),
        (reply({**SPRING, "status": 409}, 409), RequestRefused),
        (reply({**SPRING, "status": 429}, 429), SlowDown),
        (reply({**SPRING, "status": 500}, 500), VendorTrouble),
    ],
)
async def test_every_error_body_has_its_meaning(serving, open_at, answer, kind):
    async with serving(answer) as vendor:
        with pytest.raises(RunSheetError) as caught:
            await open_at(vendor).practice()
    assert type(caught.value) is kind


async def test_a_deleted_appointment_is_the_vendors_own_404_and_no_proxys(serving, open_at):
    async with serving(reply(SPRING, 404)) as vendor:
        with pytest.raises(NotFound):
            await open_at(vendor).appointment("a1")
    async with serving(reply(b"404 page not found", 404, content_type="text/plain")) as vendor:
        with pytest.raises(Blocked):
            await open_at(vendor).appointment("a1")


async def test_the_token_goes_with_every_call_and_a_refused_one_is_asked_with_once(
    serving, open_at
):
    async with serving(reply(OAUTH, 401)) as vendor:
        with pytest.raises(SignInAgain):
            await open_at(vendor).practice()
    (request,) = vendor.requests
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["accept"] == "application/json"
    assert request.target == f"/v1/practices/{PRACTICE}"
    assert vendor.token_requests == []


async def test_a_token_taken_back_in_the_middle_of_a_day_ends_it(serving, open_at, fake_clock):
    people = [record(n) for n in range(50)]
    act, _ = serve(
        people, fake_clock, judge=lambda path: reply(OAUTH, 401) if "/patients/" in path else None
    )
    async with serving(act) as vendor:
        with pytest.raises(SignInAgain):
            await cells_of(open_at(vendor))


async def test_a_days_patients_keep_the_limit_in_every_minute(serving, open_at, fake_clock):
    act, came = serve([record(n) for n in range(700)], fake_clock)
    async with serving(act) as vendor:
        cells = await cells_of(open_at(vendor, limit=SPEC.rate_limit))
    most = SPEC.rate_limit.requests
    assert len(cells["doctor"].appointments) == 700
    # Four pages read twice, types, intervals, 700 patients: three windows of 300.
    assert len(came) == 710
    assert all(b - a >= 60 for a, b in zip(came, came[most:], strict=False))
    assert 120 <= came[-1] < 125


async def test_a_busy_first_sync_fits_into_its_first_minute(serving, open_at, fake_clock):
    act, came = serve([record(n) for n in range(200)], fake_clock)
    async with serving(act) as vendor:
        cells = await cells_of(open_at(vendor, limit=SPEC.rate_limit))
        assert len(came) == 203
        assert fake_clock.seconds == 0
        known = {one: cell.page_marks for one, cell in cells.items()}
        again = await cells_of(open_at(vendor, limit=SPEC.rate_limit), known=known)
    assert again["doctor"].is_unchanged
    assert len(came) == 204


async def test_a_storm_of_429_is_sat_out_and_the_day_comes_whole(serving, open_at, fake_clock):
    refused = []

    def judge(path):
        if "/patients/" in path and len(refused) < 3:
            refused.append(path)
            return reply(SPRING | {"status": 429}, 429, Retry_After="2")
        return None

    act, _ = serve([record(n) for n in range(60)], fake_clock, judge=judge)
    async with serving(act) as vendor:
        cells = await cells_of(open_at(vendor, limit=SPEC.rate_limit))
    assert len(cells["doctor"].appointments) == 60
    assert len(refused) == 3
    assert 2 <= fake_clock.seconds <= 10


async def test_a_storm_without_end_costs_few_requests_and_names_when_to_come_back(
    serving, open_at, fake_clock
):
    def judge(path):
        refusal = reply(SPRING | {"status": 429}, 429, Retry_After="600")
        return refusal if "/patients/" in path else None

    people = [record(n, providerId=f"doctor{n % 20}") for n in range(200)]
    act, came = serve(people, fake_clock, judge=judge)
    async with serving(act) as vendor:
        cells = await cells_of(open_at(vendor), asked=[f"doctor{n}" for n in range(20)])
    assert all(isinstance(cell, PractitionerFailure) for cell in cells.values())
    assert all(cell.error.retry_at is not None for cell in cells.values())
    assert len(came) <= 3 + 16


async def test_no_token_no_link_and_no_name_stands_in_an_error_or_a_log(
    serving, open_at, fake_clock, caplog
):
    caplog.set_level(logging.DEBUG)
    link = "https://example.coviu.com/session/secret"
    act, _ = serve(
        [record(telehealthLinkForPatient=link), record(2, scheduleTime="Tran's nine")],
        fake_clock,
    )
    async with serving(act) as vendor:
        adapter = open_at(vendor)
        cells = await cells_of(adapter)
        told = [repr(cells["doctor"].quarantined), repr(adapter), repr(vars(adapter)["_account"])]
    (row,) = cells["doctor"].appointments
    assert row.telehealth_url == link
    told += [record.getMessage() for record in caplog.records if record.name.startswith("app")]
    for secret in (TOKEN, "coviu", "Tran", "0491570157"):
        assert secret not in "".join(told)
    assert "coviu" not in repr(cells)
