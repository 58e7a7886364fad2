"""The floor's reading of MediRecords: pages of 200, and a request for each patient.

Patients, types and interval codes are kept in memory: a re-sync costs the pages alone, as long as
nobody new comes. (RunSheet keeps them too, patients and types for an hour.)
"""

import asyncio
import re
from datetime import datetime, timedelta

import msgspec

from tests.benchmarks.floor_wire import Row, Wire, today

_LENGTH = re.compile(r"(?:(\d+) hrs?)? ?(?:(\d+) mins)?")


class Appointment(msgspec.Struct, rename="camel"):
    id: str
    patient_id: str
    provider_id: str
    appointment_type_id: str
    schedule_time: str
    appointment_interval_code: int
    appointment_status: int


class Page(msgspec.Struct):
    data: list[Appointment]
    last: bool


class Patient(msgspec.Struct, rename="camel"):
    id: str
    first_name: str | None
    last_name: str | None
    mobile_phone: str | None
    email: str | None
    dob: str | None


class Code(msgspec.Struct):
    code: int
    display: str


class Type(msgspec.Struct):
    id: str
    telehealth: bool | None


class TypePage(msgspec.Struct):
    data: list[Type]


_decode_page = msgspec.json.Decoder(Page).decode
_decode_patient = msgspec.json.Decoder(Patient).decode
_decode_codes = msgspec.json.Decoder(list[Code]).decode
_decode_types = msgspec.json.Decoder(TypePage).decode


class MediRecordsWire(Wire):
    """See `Wire`."""

    vendor = "medirecords"

    async def sign_in(self) -> None:
        self._headers = {"Authorization": f"Bearer {self._typed('API_TOKEN')}"}
        self._practice = f"/practices/{self._typed('PRACTICE_ID')}"
        self._patients: dict[str, Patient] = {}
        self._minutes: dict[int, timedelta] = {}
        self._telehealth: dict[str, str] = {}
        await self._get(self._practice)

    async def fetch(self) -> list[Row]:
        if self._minutes:
            found = await self._pages()
        else:
            found, _, _ = await asyncio.gather(self._pages(), self._codes(), self._types())
        unknown = {one.patient_id for one in found} - self._patients.keys()
        await self._side_by_side(unknown, self._patient)
        return [self._row(one) for one in found]

    async def _pages(self) -> list[Appointment]:
        day = today().isoformat()
        query = {
            "appointmentDateRangeStart": f"{day}T00:00",
            "appointmentDateRangeEnd": f"{day}T23:59",
            "size": "200",
        }
        found: list[Appointment] = []
        number = 0
        while True:
            body = await self._get(f"{self._practice}/appointments", query | {"page": str(number)})
            page = _decode_page(body)
            found += page.data
            if page.last:
                return found
            number += 1

    async def _codes(self) -> None:
        for one in _decode_codes(await self._get("/code-system/appointment-interval-code")):
            match = _LENGTH.fullmatch(one.display)
            assert match is not None
            hours, minutes = (int(part or 0) for part in match.groups())
            self._minutes[one.code] = timedelta(hours=hours, minutes=minutes)

    async def _types(self) -> None:
        body = await self._get(f"{self._practice}/appointment-types", {"page": "0", "size": "200"})
        for one in _decode_types(body).data:
            self._telehealth[one.id] = str(one.telehealth)

    async def _patient(self, patient_id: str) -> None:
        body = await self._get(f"/patients/{patient_id}")
        self._patients[patient_id] = _decode_patient(body)

    def _row(self, one: Appointment) -> Row:
        patient = self._patients[one.patient_id]
        end = (
            datetime.fromisoformat(one.schedule_time) + self._minutes[one.appointment_interval_code]
        )
        return (
            one.id, patient.id, one.provider_id, one.schedule_time, end.isoformat(),
            str(one.appointment_status), one.appointment_type_id,
            self._telehealth[one.appointment_type_id], patient.first_name, patient.last_name,
            patient.mobile_phone, patient.email, patient.dob,
        )  # fmt: skip
