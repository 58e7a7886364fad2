"""The floor's reading of Gentu: one chain of cursor pages of 100 per practitioner."""

import asyncio
import os
from base64 import b64encode
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from tests.benchmarks.floor_wire import AT_ONCE, Row, Wire


class Name(msgspec.Struct):
    family: str | None = None
    given: str | None = None


class Contact(msgspec.Struct):
    system: str
    value: str


class Patient(msgspec.Struct, rename="camel"):
    id: str
    name: Name
    birth_date: str | None
    contact: list[Contact]


class Participant(msgspec.Struct, rename="camel"):
    reference_type: str
    reference_id: str


class Type(msgspec.Struct):
    reference: str | None = None


class Appointment(msgspec.Struct, rename="camel"):
    id: str
    start_at: str
    end_at: str | None
    status: str | None
    participant: list[Participant]
    appointment_type: Type


class Pagination(msgspec.Struct):
    next: str | None


class Page(msgspec.Struct):
    appointments: list[Appointment]
    patients: list[Patient]
    pagination: Pagination


_decode_page = msgspec.json.Decoder(Page).decode


class GentuWire(Wire):
    """See `Wire`."""

    vendor = "gentu"

    async def sign_in(self) -> None:
        names = ("RUNSHEET_GENTU_CLIENT_ID", "RUNSHEET_GENTU_CLIENT_SECRET")
        pair = ":".join(os.environ[name] for name in names)
        async with self._client.post(
            self._address + "/oauth2/token",
            headers={"Authorization": "Basic " + b64encode(pair.encode()).decode()},
            data={"grant_type": "client_credentials"},
        ) as answer:
            token = (await answer.json())["access_token"]
        self._headers = {"Authorization": f"Bearer {token}"}
        tenants = await self._get_json("/tenants")
        self._tenant = f"/tenants/{tenants[0]['tenantId']}"
        self._day = _day_bounds((await self._get_json(self._tenant))["timezone"])
        people = await self._get_json(f"{self._tenant}/practitioners")
        self._practitioners = [one["id"] for one in people]

    async def fetch(self) -> list[Row]:
        slots = asyncio.Semaphore(AT_ONCE)
        columns = await asyncio.gather(*(self._column(one, slots) for one in self._practitioners))
        return [row for column in columns for row in column]

    async def _get_json(self, path: str) -> Any:
        return msgspec.json.decode(await self._get(path))

    async def _column(self, practitioner_id: str, slots: asyncio.Semaphore) -> list[Row]:
        first, last = self._day
        query = {
            "fromDate": first,
            "toDate": last,
            "practitionerId": practitioner_id,
            "limit": "100",
            "include": "patients,practitioners",
        }
        rows: list[Row] = []
        async with slots:
            while True:
                page = _decode_page(await self._get(f"{self._tenant}/appointments", query))
                rows += _rows_of(page, practitioner_id)
                if page.pagination.next is None:
                    return rows
                query["cursor"] = page.pagination.next


def _day_bounds(timezone: str) -> tuple[str, str]:
    """The practice's today in the words that RunSheet uses too: the server keeps pages by them."""
    zone = ZoneInfo(timezone)
    day = datetime.now(zone).date()
    first = datetime.combine(day, time(), zone)
    last = datetime.combine(day, time(23, 59, 59, 999000), zone)
    return first.isoformat(timespec="milliseconds"), last.isoformat(timespec="milliseconds")


def _rows_of(page: Page, practitioner_id: str) -> list[Row]:
    """A page's appointments with their patients, as they are stored and compared."""
    patients = {patient.id: patient for patient in page.patients}
    rows: list[Row] = []
    for one in page.appointments:
        patient_id = one.participant[0].reference_id
        patient = patients[patient_id]
        contact = {way.system: way.value for way in patient.contact}
        rows.append(
            (
                one.id, patient_id, practitioner_id, one.start_at, one.end_at, one.status,
                one.appointment_type.reference, None, patient.name.given, patient.name.family,
                contact.get("phone"), contact.get("email"), patient.birth_date,
            )
        )  # fmt: skip
    return rows
