"""The floor's reading of Halaxy: one chain of Bundles of 100 with all that they include."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from yarl import URL

from tests.benchmarks.floor_halaxy_bundle import (
    Appointment,
    Patient,
    PractitionerRole,
    Reference,
    decode_bundle,
)
from tests.benchmarks.floor_wire import Row, Wire, today
from tests.benchmarks.vendors import ZONE


class HalaxyWire(Wire):
    """See `Wire`."""

    vendor = "halaxy"

    async def sign_in(self) -> None:
        key = {
            "grant_type": "client_credentials",
            "client_id": self._typed("CLIENT_ID"),
            "client_secret": self._typed("CLIENT_SECRET"),
        }
        async with self._client.post(self._address + "/oauth/token", json=key) as answer:
            token = (await answer.json())["access_token"]
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/fhir+json"}

    async def fetch(self) -> list[Row]:
        found: list[Appointment] = []
        roles: dict[str, str] = {}
        patients: dict[str, Patient] = {}
        bundle = decode_bundle(await self._get("/Appointment", _query()))
        while True:
            for entry in bundle.entry:
                match entry.resource:
                    case Appointment() as one:
                        found.append(one)
                    case PractitionerRole() as role:
                        roles[role.id] = _id(role.practitioner)
                    case Patient() as patient:
                        patients[patient.id] = patient
            following = [link.url for link in bundle.link if link.relation == "next"]
            if not following:
                return [row for one in found for row in _rows(one, roles, patients)]
            bundle = decode_bundle(await self._get(URL(following[0], encoded=True)))


def _query() -> list[tuple[str, str]]:
    first = datetime.combine(today(), time(), ZONE)
    last = datetime.combine(today() + timedelta(days=1), time(), ZONE)
    return [
        ("date", f"ge{first.isoformat()}"),
        ("date", f"lt{last.isoformat()}"),
        ("_include", "Appointment:patient"),
        ("_include", "Appointment:practitioner-role"),
        ("_include:iterate", "PractitionerRole:practitioner"),
        ("_sort", "date"),
        ("_count", "100"),
    ]


def _rows(one: Appointment, roles: dict[str, str], patients: dict[str, Patient]) -> Iterable[Row]:
    """A row for each patient."""
    practitioner_id, seen = None, []
    for participant in one.participant:
        kind, _, own_id = (participant.actor.reference or "").rpartition("/")
        if kind.endswith("PractitionerRole"):
            practitioner_id = roles[own_id]
        else:
            seen.append((patients[own_id], participant.modifier_extension))
    type_id, location = _type_and_location(one)
    for patient, statuses in seen:
        name = next(name for name in patient.name if name.use == "official")
        contact = {way.system: way.value for way in patient.telecom}
        yield (
            one.id, patient.id, practitioner_id, one.start, one.end,
            statuses[0].value_coding.code if statuses else None, type_id, location,
            " ".join(name.given), name.family, contact.get("sms") or contact.get("phone"),
            contact.get("email"), patient.birth_date,
        )  # fmt: skip


def _type_and_location(one: Appointment) -> tuple[str | None, str | None]:
    type_id = location = None
    for entry in one.supporting_information:
        if entry.type == "HealthcareService":
            type_id = _id(entry)
        elif entry.extension:
            location = entry.extension[0].value_code
    return type_id, location


def _id(reference: Reference) -> str:
    return str(reference.reference).rpartition("/")[2]
