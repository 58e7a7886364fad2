"""10,000 damaged pages: nothing crashes, every record is read or counted, nothing leaks."""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import quote

import msgspec
import pytest

from app.adapters.answer import Answer
from app.adapters.base import NOBODY, PmsAccount, PractitionerDay, PractitionerFailure
from app.adapters.memory import Memory
from app.adapters.pms.halaxy.client import HalaxyAdapter
from app.domain.errors import BadAnswer, NotFound
from tests.adapters.damage import NAME, damaged
from tests.adapters.halaxy.conftest import DAY, appointment, bundle, patient, role

PAGES = 10_000
MELBOURNE = timezone(timedelta(hours=11))
NOW = datetime(2026, 1, 15, 1, tzinfo=UTC)
NOTE = "chest pain Qwxyz"
ASKED = ("PR-1", "PR-2")
STATUSES = ("booked", "attended", "cancelled", "did not attend", None)
ODD = ("2026-13-45T99:99:99Z", "2026-01-16T09:00:00+11:00", "2026-01-14T09:00:00+11:00")
ROOTS = ("entry",) * 3


def good_page(dice):
    rows = [_row(number, dice) for number in range(dice.randint(1, 6))]
    people = [{**patient(f"p{number}", NAME), "birthDate": "1980-01-02"} for number in range(6)]
    warning = {"resourceType": "OperationOutcome", "id": "warning", "issue": []}
    return bundle(*rows, warning, *people, role(), role("PR-22", "PR-2"))


def _row(number, dice):
    start = datetime(2026, 1, 15, 9, tzinfo=MELBOURNE) + timedelta(minutes=5 * number)
    return appointment(
        number,
        role=dice.choice(("PR-21", "PR-22")),
        status=dice.choice(STATUSES),
        start=start.isoformat(),
        end=(start + timedelta(minutes=15)).isoformat(),
        minutesDuration=15,
        description=NOTE,
        comment=NOTE,
        supportingInformation=[{"reference": "HealthcareService/557057"}],
    )


class DamagedHalaxy:
    """Serves one damaged page; patients and roles asked for apart are damaged at times."""

    def __init__(self, dice):
        self.dice = dice
        self.good = good_page(dice)
        self.page = damaged(self.good, dice, roots=ROOTS, odd=ODD)
        self.body = msgspec.json.encode(self.page)
        if dice.random() < 0.02:
            self.body = self.body[: dice.randrange(len(self.body))]

    async def get(self, path, params=()):
        assert quote(path) == path
        if path == "/Patient":
            ids = dict(params)["_id"].split(",")
            whole = msgspec.json.encode(bundle(*(patient(one, NAME) for one in ids)))
            return _answer(self.dice.choice((whole, whole, b"[]", b"null")))
        if path == "/PractitionerRole":
            return _answer(msgspec.json.encode(bundle(role(), role("PR-22", "PR-2"))))
        if path.startswith("/PractitionerRole/"):
            raise NotFound(system="Halaxy")
        return _answer(self.body)

    async def follow(self, _url):
        raise BadAnswer(system="Halaxy")


def _answer(body):
    return Answer(
        system="Halaxy", status=200, content_type="application/fhir+json", retry_after=None,
        body=body,
    )  # fmt: skip


@pytest.mark.proves("R6")
async def test_ten_thousand_damaged_pages_are_read_counted_or_refused(figure):
    told = Counter()
    for seed in range(PAGES):
        halaxy = DamagedHalaxy(random.Random(seed))
        account = PmsAccount(
            base_url="https://halaxy.invalid/main", tenant_id=None, timezone=None,
            credentials={"clientId": "a", "clientSecret": "b"}, rate_limit=None, now=lambda: NOW,
            memory=Memory(lambda: NOW),
        )  # fmt: skip
        adapter = HalaxyAdapter(halaxy, account)
        cells = [one async for one in adapter.fetch_day(DAY, ASKED, {})]
        assert {one.pms_practitioner_id for one in cells} in ({*ASKED}, {*ASKED, NOBODY})
        for cell in cells:
            if isinstance(cell, PractitionerFailure):
                assert type(cell.error) is BadAnswer
                assert NAME not in repr(cell.error)
                told["refused"] += 1
            else:
                told["read"] += 1
                told["counted"] += len(cell.quarantined)
                _check_cell(cell)
        if not any(isinstance(cell, PractitionerFailure) for cell in cells):
            _check_page(cells, halaxy)
    assert told["read"] > PAGES
    assert told["refused"] > PAGES * 0.05
    assert told["counted"] > PAGES * 0.1


def _check_cell(cell: PractitionerDay) -> None:
    shown = repr([(one.reason, one.payload_sha256) for one in cell.quarantined])
    assert NAME not in shown
    assert NOTE not in shown
    assert NOTE not in repr(cell.appointments)
    assert all(DAY.holds(row.start) and row.end >= row.start for row in cell.appointments)
    assert all(row.patient is not None for row in cell.appointments)
    assert len({row.key for row in cell.appointments}) == len(cell.appointments)


def _check_page(cells, halaxy) -> None:
    """What was left alone is shown; every other appointment of the day is shown or counted."""
    shown = {row.pms_appointment_id for cell in cells for row in cell.appointments}
    counted = [one for cell in cells for one in cell.quarantined]
    seen = shown | {one.pms_appointment_id for one in counted}
    good = {one["resource"]["id"]: one["resource"] for one in halaxy.good["entry"]}
    entries = halaxy.page.get("entry", [])
    records = [one["resource"] for one in entries if _has_resource(one)]
    for record in records:
        original = good.get(record["id"]) if _has_id(record) else None
        if original is None or original["resourceType"] != "Appointment":
            continue
        assert record["id"] in (shown if record == original else seen) or _may_be_left_out(record)
    nameless = sum(not _has_resource(one) for one in entries)
    assert sum(one.pms_appointment_id is None for one in counted) >= min(nameless, 1)
    assert not (nameless and any(cell.is_complete for cell in cells))


def _may_be_left_out(record) -> bool:
    """A blocker, or a row on another day."""
    is_blocker = "Patient/" not in str(record.get("participant"))
    return is_blocker or "2026-01-15" not in str(record.get("start"))


def _has_resource(entry) -> bool:
    return isinstance(entry, dict) and isinstance(entry.get("resource"), dict)


def _has_id(record) -> bool:
    return isinstance(record.get("id"), str)
