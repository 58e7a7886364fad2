"""10,000 damaged pages: nothing crashes, every record is read or counted, nothing leaks."""

import random
from datetime import date, datetime, timedelta, timezone

import msgspec
import pytest

from app.adapters.answer import Answer
from app.adapters.base import PmsAccount, PractitionerDay, PractitionerFailure
from app.adapters.memory import Memory
from app.adapters.pms.gentu.client import GentuAdapter
from app.domain.errors import BadAnswer
from app.domain.practice_day import PracticeDay
from tests.adapters.damage import NAME, damaged

PAGES = 10_000
MELBOURNE = timezone(timedelta(hours=11))
DAY = PracticeDay(day=date(2026, 1, 15), timezone="Australia/Melbourne")
NOTE = "chest pain Qwxyz"
ODD = ("2026-13-45T99:99:99Z", "2026-01-16T09:00:00Z")
ROOTS = ("appointments",) * 3


def good_page(dice):
    rows = [_row(number, dice) for number in range(dice.randint(1, 6))]
    patients = [
        {
            "id": f"p{number}",
            "name": {"family": NAME, "given": "Given", "prefix": None},
            "birthDate": "1980-01-02",
            "contact": [{"system": "phone", "use": "mobile", "rank": 1, "value": "0491570006"}],
        }
        for number in range(6)
    ]
    return {
        "appointments": rows,
        "pagination": {"next": None, "limit": 100},
        "patients": patients,
        "practitioners": [],
    }


def _row(number, dice):
    start = datetime(2026, 1, 15, 9, tzinfo=MELBOURNE) + timedelta(minutes=5 * number)
    return {
        "id": f"a{number}",
        "startAt": start.isoformat(),
        "endAt": (start + timedelta(minutes=15)).isoformat(),
        "status": dice.choice((None, "confirmed", "cancelled")),
        "minutesDuration": 15,
        "comment": NOTE,
        "description": NOTE,
        "participant": [
            {"referenceType": "patient", "referenceId": f"p{number}"},
            {"referenceType": "provider", "referenceId": "doctor"},
        ],
        "appointmentType": {"reference": "t1"},
        "extension": [],
    }


def page_body(dice):
    page = damaged(good_page(dice), dice, roots=ROOTS, odd=ODD, depth=0.85)
    body = msgspec.json.encode(page)
    if dice.random() < 0.02:
        return body[: dice.randrange(len(body))], None
    return body, page


class DamagedView:
    """Serves one damaged page as the list; patients asked for alone are damaged too."""

    def __init__(self, dice):
        self.dice = dice
        self.body, self.page = page_body(dice)

    async def get(self, path, _params=None):
        if "/patients/" in path or path.endswith("appointment-types"):
            content = self.dice.choice((b"[]", b"{}", b"null", b'[{"id":"t1","duration":1e9}]'))
        else:
            content = self.body
        return Answer(
            system="Gentu", status=200, content_type="application/json", retry_after=None,
            body=content,
        )  # fmt: skip

    async def get_json(self, path):
        return (await self.get(path)).json()


@pytest.mark.proves("R6")
async def test_ten_thousand_damaged_pages_are_read_counted_or_refused(fake_clock, figure):
    read = refused = counted = 0
    account = PmsAccount(
        base_url="https://gentu.invalid/v1", tenant_id="tenant", timezone=None,
        credentials={"clientId": "a", "clientSecret": "b"}, rate_limit=None, now=fake_clock.now,
        memory=Memory(fake_clock.now),
    )  # fmt: skip
    for seed in range(PAGES):
        view = DamagedView(random.Random(seed))
        adapter = GentuAdapter(view, account)
        (cell,) = [one async for one in adapter.fetch_day(DAY, ["doctor"], {})]
        if isinstance(cell, PractitionerFailure):
            assert type(cell.error) is BadAnswer
            assert NAME not in repr(cell.error)
            refused += 1
            continue
        counted += len(cell.quarantined)
        read += 1
        _check(cell, view.page)
    figure(f"gentu: {read} read, {refused} refused, {counted} records counted")
    assert read > PAGES * 0.5
    assert refused > PAGES * 0.01
    assert counted > PAGES * 0.1


def _check(cell: PractitionerDay, page) -> None:
    records = page["appointments"]
    told = repr([(one.reason, one.payload_sha256) for one in cell.quarantined])
    assert NAME not in told
    assert NOTE not in told
    ids = {one["id"] for one in records if isinstance(one, dict) and _is_id(one.get("id"))}
    bad = [one for one in cell.quarantined if one.pms_appointment_id]
    shown = {row.pms_appointment_id for row in cell.appointments}
    elsewhere = ids - shown - {one.pms_appointment_id for one in bad}
    named = [one for one in records if isinstance(one, dict) and _is_id(one.get("id"))]
    # Of two records of one id the last counts, and the day is not whole.
    assert elsewhere <= {one["id"] for one in named if _is_other_day(one)}
    assert not (cell.is_complete and len(named) > len({one["id"] for one in named}))
    nameless = len(records) - len(named)
    assert len(cell.quarantined) - len(bad) in range(min(nameless, 1), nameless + 1)
    assert not (nameless and cell.is_complete)
    assert all(DAY.holds(row.start) and row.end >= row.start for row in cell.appointments)


def _is_id(value) -> bool:
    """An id by the fuzz's own rule: of all its odd texts only plain short words can be one."""
    odd = set(value) & set(" {}[]'\x00/\u202e😀") if isinstance(value, str) else True
    return not odd and 0 < len(value) <= 100


def _is_other_day(record) -> bool:
    return "2026-01-15T" not in str(record.get("startAt"))
