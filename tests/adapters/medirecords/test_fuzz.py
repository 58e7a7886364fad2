"""10,000 damaged pages: nothing crashes, every record is read or counted, nothing leaks."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

import msgspec
import pytest

from app.adapters.base import NOBODY, PractitionerDay, PractitionerFailure
from app.adapters.memory import Memory
from app.adapters.pms.medirecords.client import MediRecordsAdapter
from app.domain.errors import BadAnswer
from tests.adapters.damage import NAME, damaged
from tests.adapters.medirecords.conftest import DAY, MediRecords, answer, envelope, record

PAGES = 10_000
NOTE, LINK = "chest pain Qwxyz", "https://coviu.invalid/secret-session"
ODD = ("2026-13-45T99:99", "2026-01-16T09:00", "2026-10-04T02:30", 8, "8")
RECORD_PLACES = ("data",) * 25


def good_page(dice):
    rows = [_row(number, dice) for number in range(dice.randint(1, 6))]
    return envelope(rows)


def _row(number, dice):
    start = datetime(2026, 1, 15, 9) + timedelta(minutes=5 * number)  # noqa: DTZ001 - as MediRecords tells it
    return record(
        number,
        scheduleTime=start.isoformat(timespec="minutes"),
        appointmentStatus=dice.choice((2, 3, 4, 5, 6, 7, 8)),
        appointmentIntervalCode=dice.choice((2, 4, 6, 7, 99)),
        notes=NOTE,
        telehealthLinkForPatient=dice.choice((None, LINK)),
        telehealthLinkForProvider=None,
        providerId=dice.choice(("doctor", "doctor", "doctor", None)),
    )


def page_body(dice):
    page = damaged(good_page(dice), dice, roots=RECORD_PLACES, odd=ODD)
    body = msgspec.json.encode(page)
    return (body[: dice.randrange(len(body))], None) if dice.random() < 0.02 else (body, page)


class Damaged(MediRecords):
    """Serves one damaged page as the list; whatever else is asked for may be damaged too."""

    def __init__(self, dice):
        super().__init__()
        self.dice = dice
        self.body, self.page = page_body(dice)
        self.person = {"firstName": None, "lastName": NAME, "mobilePhone": "0491570157"}

    async def get(self, path, params=()):
        if path.endswith("/appointments"):
            return answer(self.body)
        found = (await super().get(path, params)).json()
        if isinstance(found, dict) and self.dice.random() < 0.02:
            found[self.dice.choice(list(found))] = self.dice.choice(ODD)
        elif isinstance(found, list) and self.dice.random() < 0.2:
            found = self.dice.choice(ODD)
        return answer(msgspec.json.encode(found))


@pytest.mark.proves("R6")
async def test_ten_thousand_damaged_pages_are_read_counted_or_refused(account, fake_clock, figure):
    read = refused = counted = rows = 0
    for seed in range(PAGES):
        vendor = Damaged(random.Random(seed))
        fresh = replace(account, memory=Memory(fake_clock.now))
        adapter = MediRecordsAdapter(vendor, fresh)
        cells = {
            one.pms_practitioner_id: one async for one in adapter.fetch_day(DAY, ["doctor"], {})
        }
        cell, nobodys = cells["doctor"], cells.get(NOBODY)
        told = repr(cells)
        for secret in (NOTE, LINK, "secret-session"):
            assert secret not in told
        if isinstance(cell, PractitionerFailure):
            assert type(cell.error) is BadAnswer
            assert NAME not in repr(cell.error)
            refused += 1
            continue
        quarantined = (*cell.quarantined, *(nobodys.quarantined if nobodys else ()))
        counted += len(quarantined)
        rows += len(cell.appointments)
        read += 1
        _check(cell, quarantined, vendor.page)
    figure(f"medirecords: {read} read, {refused} refused, {counted} records counted")
    assert read > PAGES * 0.5
    assert refused > PAGES * 0.01
    assert counted > PAGES * 0.1
    assert rows > PAGES


def _check(cell: PractitionerDay, quarantined, page) -> None:
    """Every record of the page is a row, is counted, or is somebody else's or of another day."""
    records = page["data"]
    told = repr([(one.reason, one.payload_sha256) for one in quarantined])
    assert NAME not in told
    assert NOTE not in told
    named = {one["id"]: one for one in records if isinstance(one, dict) and _is_id(one.get("id"))}
    shown = {row.pms_appointment_id for row in cell.appointments}
    counted = {one.pms_appointment_id for one in quarantined if one.pms_appointment_id}
    left_out = named.keys() - shown - counted
    assert all(_is_other_day(named[one]) or _is_others(named[one]) for one in left_out)
    assert not shown & counted
    nameless = sum(not (isinstance(one, dict) and _is_id(one.get("id"))) for one in records)
    assert not (nameless and cell.is_complete)
    total = page.get("totalElements")
    is_told = type(total) is int and total >= 0
    assert not cell.is_complete or not is_told or total == len(named)
    assert all(DAY.holds(row.start) and row.end > row.start for row in cell.appointments)


def _is_id(value) -> bool:
    """An id by the fuzz's own rule: of all its odd texts only plain short words can be one."""
    odd = set(value) & set(" {}[]'\x00/\u202e😀") if isinstance(value, str) else True
    return not odd and 0 < len(value) <= 100


def _is_other_day(one) -> bool:
    return "2026-01-15T" not in str(one.get("scheduleTime"))


def _is_others(one) -> bool:
    return one.get("providerId") not in {"doctor", None}
