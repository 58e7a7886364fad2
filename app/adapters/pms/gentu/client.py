"""Which calls Gentu's API is asked, and in what order."""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import quote

from app.adapters import values
from app.adapters.answer import Answer
from app.adapters.base import KnownPages, PmsAccount, PractitionerDay, PractitionerFailure
from app.adapters.http import HttpClient, HttpView
from app.adapters.pms.gentu import mapping, people
from app.adapters.pms.gentu.day_fetch import SYSTEM, DayFetch, Outcome
from app.adapters.records import Unreadable
from app.adapters.sign_in import ClientCredentials
from app.domain.appointment import Appointment, Patient
from app.domain.errors import (
    BadAnswer,
    CredentialsMissing,
    NotFound,
    NotPairedYet,
    OtherPractice,
    PairingCodeRefused,
    PairingCodeUsed,
    PracticeNotConnected,
    RequestRefused,
    RunSheetError,
)
from app.domain.practice import AppointmentType, Practice, Practitioner
from app.domain.practice_day import PracticeDay, local

_CODE_LENGTH = 8
_DETAILS_S = 15.0
_PATIENTS_A_TURN = 100
_Row = TypeVar("_Row")


class GentuAdapter:
    """A practice in Gentu; opened for one sync: types and single patients read once are kept."""

    def __init__(
        self,
        view: HttpView,
        account: PmsAccount,
        *,
        page_size: int = 100,
    ) -> None:
        self._view = view
        self._account = account
        self._tenant_id = account.tenant_id
        self._page_size = page_size
        self._type_minutes: Mapping[str, float] | None = None
        self._single_patients: dict[str, Patient | None] = {}
        self._type_turn = asyncio.Lock()
        self._patient_turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    @classmethod
    def open(cls, http: HttpClient, account: PmsAccount, *, page_size: int = 100) -> "GentuAdapter":
        """Signed in as the account says; raises CredentialsMissing. No request is made yet."""
        wanted = ("clientId", "clientSecret")
        client_id, client_secret = (account.credentials.get(name, "").strip() for name in wanted)
        if not client_id or not client_secret:
            raise CredentialsMissing(system=SYSTEM)
        sign_in = ClientCredentials(
            token_url=account.base_url.rstrip("/") + "/oauth2/token",
            client_id=client_id,
            client_secret=client_secret,
        )
        view = http.view(
            system=SYSTEM,
            base_url=account.base_url,
            sign_in=sign_in,
            rate_limit=account.rate_limit,
        )
        return cls(view, account, page_size=page_size)

    async def pair(self, code: str) -> Practice:
        """See PmsAdapter. Spaces and dashes of the typed code are dropped, letters made capital."""
        app_id = self._account.credentials.get("appId", "").strip()
        if not app_id:
            raise CredentialsMissing(system=SYSTEM)
        tidy = "".join(code.split()).replace("-", "").upper()
        if len(tidy) != _CODE_LENGTH or not (tidy.isascii() and tidy.isalnum()):
            raise PairingCodeRefused(system=SYSTEM)
        self._tenant_id = await self._consume(f"/apps/{quote(app_id, safe='')}/pairing/{tidy}")
        return await self._read_details(self._tenant_id)

    async def practice(self) -> Practice:
        """See PmsAdapter. Raises PracticeNotConnected when Gentu lists the tenant as disabled or
        not at all, OtherPractice when the tenant answers as another one.
        """
        practice = await self._read_tenant()
        with contextlib.suppress(BadAnswer):  # any 2xx is healthy, whatever its body
            await self._view.get(self._path("status"))
        listed = (await self._view.get("/tenants")).json_list()
        if not any(_is_open(one, practice.tenant_id) for one in listed):
            raise PracticeNotConnected(system=SYSTEM)
        return practice

    async def practitioners(self) -> tuple[Practitioner, ...]:
        """See PmsAdapter. People without a readable id are left out."""
        answer = await self._view.get(self._path("practitioners"))
        return _readable(map(people.read_practitioner, answer.json_list()))

    async def appointment_types(self) -> tuple[AppointmentType, ...]:
        """See PmsAdapter. Types without a readable id are left out."""
        answer = await self._view.get(self._path("appointment-types"))
        types = _readable(map(people.read_type, answer.json_list()))
        self._type_minutes = {
            one.pms_type_id: one.duration_minutes for one in types if one.duration_minutes
        }
        return types

    async def fetch_day(
        self, day: PracticeDay, practitioner_ids: Sequence[str], known: KnownPages
    ) -> AsyncGenerator[PractitionerDay | PractitionerFailure, None]:
        """See PmsAdapter. Closing the iterator cancels what is under way."""
        self._require_tenant()
        asked = dict.fromkeys(practitioner_ids)
        fetch = DayFetch(self, day, asked)
        outcomes: asyncio.Queue[Outcome] = asyncio.Queue()
        tasks = [
            asyncio.create_task(fetch.deliver(one, known.get(one, ()), outcomes)) for one in asked
        ]
        try:
            for _ in tasks:
                outcome = await outcomes.get()
                if isinstance(outcome, Exception):
                    raise outcome
                yield outcome
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def appointment(self, pms_appointment_id: str) -> tuple[Appointment, ...]:
        """See PmsAdapter. Raises BadAnswer when the record can't be read."""
        answer = await self._view.get(self._path("appointments", pms_appointment_id))
        record = answer.json_object()
        if values.record_id(record) != pms_appointment_id:
            raise BadAnswer(system=SYSTEM)
        patients, _ = await self.find_patients([record], {})
        minutes = await self.type_minutes([record])
        context = mapping.Context(pms_practitioner_id=None, type_minutes=minutes, patients=patients)
        try:
            return mapping.read_appointment(record, context)
        except Unreadable:
            failure = BadAnswer(system=SYSTEM)
        raise failure

    async def page(self, day: PracticeDay, practitioner_id: str, cursor: str | None) -> Answer:
        """One page of a practitioner's day; its bounds carry the practice's own offset."""
        from_date, to_date = _bounds(day)
        params = {
            "fromDate": from_date,
            "toDate": to_date,
            "practitionerId": practitioner_id,
            "limit": str(self._page_size),
            "include": "patients,practitioners",
        }
        if cursor is not None:
            params["cursor"] = cursor
        return await self._view.get(self._path("appointments"), params)

    async def type_minutes(self, records: Iterable[Any]) -> Mapping[str, float]:
        """Minutes per type id; asked of Gentu once, and only when a record's end depends on it."""
        if not any(map(mapping.needs_type_minutes, records)):
            return {}
        async with self._type_turn:
            if self._type_minutes is None:
                await self.appointment_types()
        return self._type_minutes or {}

    async def find_patients(
        self, records: Iterable[Any], included: Mapping[str, Any]
    ) -> tuple[dict[str, Patient], bool]:
        """The records' patients by id, and whether Gentu knows them all.

        Those the answer does not include are read singly, each once in a sync, as fast as the
        rate limit lets them. There is no cap: a row with a bare id would overwrite a name that is
        stored. For the same reason one that cannot be read fails the whole practitioner's day;
        only one that Gentu does not know (404) is a bare id, and is asked for again next time.
        """
        today = self._account.now().date()
        wanted = mapping.patient_ids_of(records)
        patients: dict[str, Patient] = {}
        for number, patient_id in enumerate(wanted & included.keys(), 1):
            patient = people.read_patient(included[patient_id], today=today)
            if patient is not None:
                patients[patient_id] = patient
            if number % _PATIENTS_A_TURN == 0:
                await asyncio.sleep(0)  # the window's loop has other work too
        are_known = True
        for patient_id in sorted(wanted - patients.keys()):
            found = await self._single_patient(patient_id)
            patients[patient_id] = found or Patient(pms_patient_id=patient_id)
            are_known = are_known and found is not None
        return patients, are_known

    async def _single_patient(self, patient_id: str) -> Patient | None:
        async with self._patient_turns[patient_id]:
            if patient_id not in self._single_patients:
                self._single_patients[patient_id] = await self._read_single_patient(patient_id)
            return self._single_patients[patient_id]

    async def _read_single_patient(self, patient_id: str) -> Patient | None:
        try:
            record = await self._view.get_json(self._path("patients", patient_id))
        except NotFound:
            return None
        patient = people.read_patient(record, today=self._account.now().date())
        if patient is None or patient.pms_patient_id != patient_id:
            raise BadAnswer(system=SYSTEM)
        return patient

    async def _consume(self, path: str) -> str:
        failure: RunSheetError
        try:
            reply = await self._view.put_json(path)
        except NotFound:
            failure = PairingCodeRefused(system=SYSTEM)
        except RequestRefused as refusal:
            failure = _pairing_failure(refusal)
        else:
            tenant_id = values.read_id(reply.get("tenantId")) if isinstance(reply, dict) else None
            if tenant_id is not None:
                return tenant_id
            failure = BadAnswer(system=SYSTEM)
        raise failure

    async def _read_details(self, tenant_id: str) -> Practice:
        """The practice just paired. Its code is used up, so nothing may lose the tenant id now."""
        try:
            async with asyncio.timeout(_DETAILS_S):
                return await self._read_tenant()
        except (RunSheetError, TimeoutError):
            return Practice(tenant_id=tenant_id, name=None, timezone=None)

    async def _read_tenant(self) -> Practice:
        try:
            record = await self._view.get_json(self._path())
        except NotFound:
            record = None
        if record is None:
            raise PracticeNotConnected(system=SYSTEM)
        practice = people.read_practice(record)
        if practice is None:
            raise BadAnswer(system=SYSTEM)
        if practice.tenant_id != self._tenant_id:
            raise OtherPractice(system=SYSTEM)
        return practice

    def _path(self, *parts: str) -> str:
        steps = ("tenants", self._require_tenant(), *parts)
        return "".join("/" + quote(step, safe="") for step in steps)

    def _require_tenant(self) -> str:
        if self._tenant_id is None:
            raise NotPairedYet(system=SYSTEM)
        return self._tenant_id


@lru_cache(maxsize=8)
def _bounds(day: PracticeDay) -> tuple[str, str]:
    last = day.end - timedelta(milliseconds=1)  # both bounds may be inclusive (contract, 8)
    from_date, to_date = (local(one, day.timezone) for one in (day.start, last))
    return from_date.isoformat(timespec="milliseconds"), to_date.isoformat(timespec="milliseconds")


def _pairing_failure(refusal: RequestRefused) -> RunSheetError:
    match refusal.facts.get("status"):
        case 400:
            return PairingCodeRefused(system=SYSTEM)
        case 409:
            return PairingCodeUsed(system=SYSTEM)
        case _:
            return refusal


def _is_open(listed: object, tenant_id: str) -> bool:
    if not isinstance(listed, dict) or listed.get("tenantId") != tenant_id:
        return False
    return listed.get("status") != "disabled"


def _readable(rows: Iterable[_Row | None]) -> tuple[_Row, ...]:
    return tuple(row for row in rows if row is not None)
