"""A Halaxy of a few lines on the loopback, for what the sandbox is too tidy to do."""

import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from app.adapters.base import PmsAccount, RateLimit
from app.adapters.memory import Memory
from app.adapters.pms.halaxy.client import HalaxyAdapter
from app.domain.practice_day import PracticeDay
from tests.adapters.conftest import reply

DAY = PracticeDay(day=date(2026, 1, 15), timezone="Australia/Melbourne")
NOON = datetime(2026, 1, 15, 1, 0, tzinfo=UTC)


def fhir(body, status=200, **headers):
    return reply(body, status, "application/fhir+json", **headers)


def outcome(code, status, **headers):
    issue = {"severity": "error", "code": code}
    return fhir({"resourceType": "OperationOutcome", "issue": [issue]}, status, **headers)


def bundle(*resources, next_url=None, total=None):
    """A searchset of resources; `total` counts the appointments where it is not given."""
    matches = sum(one["resourceType"] == "Appointment" for one in resources)
    links = [{"relation": "self", "url": "self"}]
    links += [{"relation": "next", "url": next_url}] if next_url else []
    return {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": matches if total is None else total,
        "link": links,
        "entry": [{"resource": one, "search": {"mode": "match"}} for one in resources],
    }


def appointment(number=1, *, role="PR-21", patient=None, status="booked", **changes):
    url = "https://terminology.halaxy.com/StructureDefinition/appointment-participant-status"
    patients = [f"p{number}" if patient is None else patient] if patient != "" else []
    people = [{"actor": {"reference": f"PractitionerRole/{role}"}}] if role else []
    people += [
        {
            "actor": {"reference": f"/main/Patient/{one}"},
            "modifierExtension": [{"url": url, "valueCoding": {"code": status}}],
        }
        for one in patients
    ]
    return {
        "resourceType": "Appointment",
        "id": f"a{number}",
        "start": "2026-01-15T09:00:00+11:00",
        "end": "2026-01-15T09:50:00+11:00",
        "participant": people,
        **changes,
    }


def patient(patient_id="p1", family="Ali"):
    return {"resourceType": "Patient", "id": patient_id, "name": [{"family": family}]}


def role(role_id="PR-21", practitioner_id="PR-1", **changes):
    reference = {"reference": f"https://au-api.halaxy.com/main/Practitioner/{practitioner_id}"}
    return {
        "resourceType": "PractitionerRole",
        "id": role_id,
        "practitioner": reference,
        **changes,
    }


@dataclass
class SmallHalaxy:
    """Answers by path from `bodies`: a JSON value, a raw reply, or a function of the request."""

    bodies: dict[str, object] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    tokens: list[dict] = field(default_factory=list)
    requests: list[object] = field(default_factory=list)
    vendor: object = None
    now: datetime = NOON
    memory: Memory = field(default_factory=lambda: Memory(lambda: NOON))
    opened: HalaxyAdapter | None = None

    @property
    def base_url(self):
        return f"http://127.0.0.1:{self.vendor.port}/main"

    async def act(self, request, writer):
        self.requests.append(request)
        path = request.target.removeprefix("/main")
        if path == "/oauth/token":
            self.tokens.append(json.loads(request.body))
            token = {"token_type": "Bearer", "access_token": f"t{len(self.tokens)}"}
            answer = self.bodies.get(path, reply({**token, "expires_in": 3600}))
        else:
            self.asked.append(path)
            plain = path.partition("?")[0]
            answer = self.bodies.get(path, self.bodies.get(plain, outcome("not-found", 404)))
        if callable(answer):
            answer = answer(request)
        writer.write(answer if isinstance(answer, bytes) else fhir(answer))
        await writer.drain()

    def serve_pages(self, *pages):
        """The appointments' pages, each the next one's predecessor."""
        for number, resources in enumerate(pages, 1):
            following = f"/main/page{number + 1}" if number < len(pages) else None
            total = sum(one["resourceType"] == "Appointment" for page in pages for one in page)
            content = bundle(*resources, next_url=following, total=total)
            self.bodies["/Appointment" if number == 1 else f"/page{number}"] = content

    def open(self, **changes):
        facts = {
            "base_url": self.base_url,
            "tenant_id": None,
            "timezone": None,
            "credentials": {"clientId": "id", "clientSecret": "s3cret"},
            "rate_limit": RateLimit(requests=500),
            "now": lambda: self.now,
            "memory": self.memory,
        }
        account = PmsAccount(**{**facts, **changes})
        return HalaxyAdapter.open(self.vendor.http, account)

    async def fetch(self, *practitioner_ids, known=None):
        """One sync's fetch: the cells by practitioner."""
        self.opened = self.open()
        cells = self.opened.fetch_day(DAY, practitioner_ids or ("PR-1",), known or {})
        return {cell.pms_practitioner_id: cell async for cell in cells}

    def count(self, start):
        return sum(path.startswith(start) for path in self.asked)


def query_of(path):
    return parse_qs(urlsplit(path).query)


@pytest.fixture
def small_halaxy(serving):
    """`async with small_halaxy() as halaxy`: listens, with a client on the fake clock."""

    @asynccontextmanager
    async def serve(**patience):
        halaxy = SmallHalaxy()
        async with serving(halaxy.act, **patience) as vendor:
            halaxy.vendor = vendor
            yield halaxy

    return serve
