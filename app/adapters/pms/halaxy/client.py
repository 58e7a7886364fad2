"""Which calls Halaxy's API is asked, and in what order."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from app.adapters.answer import Answer
from app.adapters.base import KnownPages, PmsAccount, PractitionerDay, PractitionerFailure
from app.adapters.dialect import Dialect
from app.adapters.http import HttpClient, HttpView
from app.adapters.passes import PageReader
from app.adapters.pms.halaxy import people
from app.adapters.pms.halaxy.bundles import digest, is_expired, read_page
from app.adapters.pms.halaxy.calls import MOST_A_PAGE, SYSTEM, read_one, search
from app.adapters.pms.halaxy.day_rows import DayRows
from app.adapters.pms.halaxy.mapping import read_booking, read_rows
from app.adapters.pms.halaxy.patients import read_patients
from app.adapters.pms.halaxy.roles import Roles
from app.adapters.practice_wide import fetch_cells
from app.adapters.records import Unreadable
from app.adapters.sign_in import ClientCredentials, TokenRequest
from app.domain.appointment import Appointment
from app.domain.errors import (
    BadAnswer,
    CredentialsMissing,
    OtherPractice,
    PracticeNotConnected,
    SeveralPractices,
)
from app.domain.practice import AppointmentType, Practice, Practitioner
from app.domain.practice_day import PracticeDay, local

_TOKEN_LIVES_S = 900.0  # whatever `expires_in` says (contract)
_DIALECT = Dialect(
    accept="application/fhir+json, application/json",
    user_agent="RunSheet (support@runsheet.example)",
    error_keys=frozenset({"issue"}),  # an OperationOutcome's: a proxy's "error" is nobody's word
    is_expired=is_expired,
)
_INCLUDES = (
    ("_include", "Appointment:patient"),
    ("_include", "Appointment:practitioner-role"),
    ("_include:iterate", "PractitionerRole:practitioner"),
)
_Row = TypeVar("_Row")


class HalaxyAdapter:
    """A practice group in Halaxy; opened for one sync."""

    def __init__(
        self, view: HttpView, account: PmsAccount, *, page_size: int = MOST_A_PAGE
    ) -> None:
        self._view = view
        self._account = account
        self._page_size = page_size
        self._roles = Roles(view, account.memory)

    @classmethod
    def open(
        cls, http: HttpClient, account: PmsAccount, *, page_size: int = MOST_A_PAGE
    ) -> "HalaxyAdapter":
        """Signed in as the account says; raises CredentialsMissing. No request is made yet."""
        wanted = ("clientId", "clientSecret")
        client_id, client_secret = (account.credentials.get(name, "").strip() for name in wanted)
        if not client_id or not client_secret:
            raise CredentialsMissing(system=SYSTEM)
        sign_in = ClientCredentials(
            token_url=account.base_url.rstrip("/") + "/oauth/token",
            client_id=client_id,
            client_secret=client_secret,
            request=TokenRequest.JSON,
            longest_life_s=_TOKEN_LIVES_S,
        )
        view = http.view(
            system=SYSTEM,
            base_url=account.base_url,
            sign_in=sign_in,
            rate_limit=account.rate_limit,
            dialect=_DIALECT,
        )
        return cls(view, account, page_size=page_size)

    async def practice(self) -> Practice:
        """See PmsAdapter: the practice group, or the only clinic of an account without one.

        Raises PracticeNotConnected where the key sees none, SeveralPractices where it is not told
        which of several is meant, OtherPractice where the account is not the connection's.
        """
        found = people.read_practices(await search(self._view, "Organization"))
        known_id = self._account.tenant_id
        if not found:
            raise PracticeNotConnected(system=SYSTEM)
        for practice in found:
            if practice.tenant_id == known_id:
                return practice
        if known_id is not None:
            raise OtherPractice(system=SYSTEM)
        if len(found) > 1:
            raise SeveralPractices(system=SYSTEM)
        return found[0]

    async def practitioners(self) -> tuple[Practitioner, ...]:
        """See PmsAdapter. External contacts are left out; somebody with no active role at any
        clinic (an administrator, say) is not shown.
        """
        listed, roles = await asyncio.gather(
            search(self._view, "Practitioner"), self._roles.read_list()
        )
        active = (people.read_role(one) for one in roles if one.get("active") is not False)
        at_work = {found[1] for found in active if found is not None}
        return _readable(
            people.read_practitioner(one, is_shown=one["id"] in at_work) for one in listed
        )

    async def appointment_types(self) -> tuple[AppointmentType, ...]:
        """See PmsAdapter. Archived ones too: rows still name them."""
        return _readable(map(people.read_type, await search(self._view, "HealthcareService")))

    def fetch_day(
        self, day: PracticeDay, practitioner_ids: Sequence[str], known: KnownPages
    ) -> AsyncGenerator[PractitionerDay | PractitionerFailure, None]:
        """See PmsAdapter. One list of the whole practice; its blockers are no rows."""
        rows = DayRows(
            self._view,
            self._roles,
            practitioner_ids=practitioner_ids,
            now=self._account.now(),
        )
        reader = PageReader(
            ask=partial(self._page, day), digest=digest, decode=read_page, is_timeless=False
        )
        return fetch_cells(day, practitioner_ids, known, reader=reader, read_rows=rows.read)

    async def appointment(self, pms_appointment_id: str) -> tuple[Appointment, ...]:
        """See PmsAdapter. No row where it has become a blocker; raises BadAnswer when the record
        can't be read.
        """
        record = await read_one(self._view, "Appointment", pms_appointment_id)
        now = self._account.now()
        rows = DayRows(self._view, self._roles, practitioner_ids=(), now=now)
        try:
            booking = read_booking(record)
            owner = await rows.owner_of(booking) if booking.codes else ""
            found = await read_patients(self._view, booking.codes, today=now.date())
            for error in found.failures.values():
                raise error
            return read_rows(booking, pms_practitioner_id=owner, patients=found.known, now=now)
        except Unreadable:
            failure = BadAnswer(system=SYSTEM)
        raise failure

    async def _page(self, day: PracticeDay, cursor: str | None) -> Answer:
        """A page of the practice's day; `cursor` is the address that the page before named."""
        if cursor is not None:
            return await self._view.follow(cursor)
        params = (
            ("date", "ge" + _with_offset(day.start, day)),
            ("date", "lt" + _with_offset(day.end, day)),
            *_INCLUDES,
            ("_sort", "date"),
            ("_count", str(self._page_size)),
        )
        return await self._view.get("/Appointment", params)


def _with_offset(instant: datetime, day: PracticeDay) -> str:
    """The zone of a time without an offset is not known (contract, 5)."""
    return local(instant, day.timezone).isoformat(timespec="seconds")


def _readable(rows: Iterable[_Row | None]) -> tuple[_Row, ...]:
    return tuple(row for row in rows if row is not None)
