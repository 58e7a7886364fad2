"""A MediRecords of a few lines, in this process: its answers are whatever a test wants."""

import json
from datetime import date

import pytest

from app.adapters.answer import Answer
from app.adapters.base import PmsAccount
from app.adapters.memory import Memory
from app.adapters.pms.medirecords.client import MediRecordsAdapter
from app.domain.errors import NotFound
from app.domain.practice_day import PracticeDay

DAY = PracticeDay(day=date(2026, 1, 15), timezone="Australia/Melbourne")
PRACTICE = "1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e0001"
HOME = f"/practices/{PRACTICE}"


def record(number=1, **changes):
    """An appointment of the doctor at nine, with the patient of the same number."""
    whole = {
        "id": f"a{number}", "practiceId": PRACTICE, "patientId": f"p{number}",
        "appointmentTypeId": "review", "scheduleTime": "2026-01-15T09:00", "appointmentStatus": 2,
        "appointmentIntervalCode": 6, "providerId": "doctor",
    }  # fmt: skip
    return whole | changes


def envelope(records, *, page=0, size=200, total=None, last=True, **changes):
    """A page of Spring Data's."""
    whole = {
        "data": records, "first": page == 0, "last": last, "totalPages": 1,
        "totalElements": len(records) if total is None else total,
        "numberOfElements": len(records), "size": size, "page": page,
    }  # fmt: skip
    return whole | changes


class MediRecords:
    """Serves `records` in pages of at most `cap`; `failures` and `answers` by path come first."""

    system = "MediRecords"

    def __init__(self, records=()):
        self.records, self.cap = list(records), 1000
        self.types = [{"id": "review", "name": "Review", "duration": "25 mins", "telehealth": True}]
        self.providers = [{"id": "doctor", "lastName": "Okafor", "titleCode": "315890004"}]
        self.codes = {
            "appointment-interval-code": [{"code": 6, "display": "15 mins"}],
            "title-code": [{"code": 315890004, "display": "Dr"}],
        }
        self.person = {"firstName": None, "lastName": "Tran", "mobilePhone": "0491570157"}
        self.unknown, self.failures, self.answers, self.asked = set(), {}, {}, []
        self.params = []

    async def get(self, path, params=()):
        self.asked.append(path)
        self.params.append(dict(params))
        if path in self.failures:
            raise self.failures[path]
        content = self.answers.get(path)
        return answer(self._content(path, dict(params)) if content is None else content)

    async def get_json(self, path, params=()):
        return (await self.get(path, params)).json()

    def _content(self, path, params):
        kind, _, name = path.removeprefix(HOME).removeprefix("/").partition("/")
        if kind == "patients":
            if name in self.unknown:
                raise NotFound(system="MediRecords")
            return {"id": name, **self.person}
        if kind == "code-system":
            return self.codes[name]
        if kind == "appointments" and name:
            return self._one(name)
        lists = {
            "appointments": self.records, "appointment-types": self.types,
            "providers": self.providers,
        }  # fmt: skip
        return self._page(lists[kind], params) if kind else {"id": PRACTICE, "practiceName": "X"}

    def _one(self, name):
        found = [one for one in self.records if one["id"] == name]
        if not found:
            raise NotFound(system="MediRecords")
        return found[0]

    def _page(self, rows, params):
        page, size = int(params["page"]), min(int(params["size"]), self.cap)
        here = rows[page * size : (page + 1) * size]
        last = (page + 1) * size >= len(rows)
        return envelope(here, page=page, size=size, total=len(rows), last=last)

    def count(self, part):
        """How often a path with this in it was asked for."""
        return sum(part in path for path in self.asked)


def answer(content):
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Answer(
        system="MediRecords", status=200, content_type="application/json", retry_after=None,
        body=body,
    )  # fmt: skip


@pytest.fixture
def account(fake_clock):
    return PmsAccount(
        base_url="https://medirecords.invalid/v1", tenant_id=PRACTICE, practice_id=PRACTICE,
        timezone=DAY.timezone, credentials={"apiToken": "t"}, rate_limit=None, now=fake_clock.now,
        memory=Memory(fake_clock.now),
    )  # fmt: skip


@pytest.fixture
def fetch(account):
    """The cells of a day by practitioner, each time with an adapter of its own."""

    async def fetched(vendor, known=None, *, asked=("doctor",), day=DAY, page_size=200):
        adapter = MediRecordsAdapter(vendor, account, page_size=page_size)
        return {
            one.pms_practitioner_id: one async for one in adapter.fetch_day(day, asked, known or {})
        }

    return fetched


def marks_of(cells):
    return {one: cell.page_marks for one, cell in cells.items()}
