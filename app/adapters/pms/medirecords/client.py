"""Which calls MediRecords' API is asked, and in what order."""

from collections.abc import AsyncGenerator, Sequence
from urllib.parse import quote

from app.adapters.answer import Answer
from app.adapters.base import KnownPages, PmsAccount, PractitionerDay, PractitionerFailure
from app.adapters.dialect import Dialect
from app.adapters.http import HttpClient, HttpView
from app.adapters.passes import Content
from app.adapters.pms.medirecords import mapping, people
from app.adapters.pms.medirecords.day_fetch import DayPages, RowReader
from app.adapters.pms.medirecords.lookups import Lookups
from app.adapters.pms.medirecords.pages import Place
from app.adapters.pms.medirecords.times import day_bounds
from app.adapters.practice_wide import WholeDay, fetch_cells
from app.adapters.sign_in import StaticToken
from app.adapters.values import record_id
from app.domain.appointment import Appointment
from app.domain.errors import (
    BadAnswer,
    CredentialsRefused,
    InvalidRequest,
    NotFound,
    OtherPractice,
    PracticeNotConnected,
    SignInAgain,
)
from app.domain.practice import AppointmentType, Practice, Practitioner
from app.domain.practice_day import PracticeDay, zone
from app.domain.said import say

SYSTEM = "MediRecords"
_DIALECT = Dialect(error_keys=frozenset({"error", "error_description", "message"}))
"""Spring's error bodies, and its OAuth2's."""


class MediRecordsAdapter:
    """A practice in MediRecords; opened for one sync, over the connection's memory."""

    def __init__(self, view: HttpView, account: PmsAccount, *, page_size: int = 200) -> None:
        """Raises InvalidRequest where the account's practice id is none."""
        asked = (account.practice_id or account.tenant_id or "").strip()
        practice_id = people.tidy_id(asked)
        if practice_id is None:
            raise InvalidRequest(
                reason=say(
                    "That can't be a MediRecords practice ID: it has 36 characters, "
                    "such as 1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e0001."
                )
            )
        self._view = view
        self._account = account
        self._practice_id = practice_id
        self._practice_path = f"/practices/{quote(asked, safe='')}"
        self._lookups = Lookups(view, account, practice_id=asked)
        self._page_size = page_size

    @classmethod
    def open(
        cls, http: HttpClient, account: PmsAccount, *, page_size: int = 200
    ) -> "MediRecordsAdapter":
        """Signed in as the account says; no request is made yet.

        Raises SignInAgain without a token, CredentialsRefused for what can be none,
        InvalidRequest for a practice id that can be none.
        """
        token = account.credentials.get("apiToken", "").strip()
        if not token:
            raise SignInAgain(system=SYSTEM)
        if not token.isascii() or not token.isprintable() or " " in token:
            raise CredentialsRefused(system=SYSTEM)
        view = http.view(
            system=SYSTEM,
            base_url=account.base_url,
            sign_in=StaticToken(token=token),
            rate_limit=account.rate_limit,
            dialect=_DIALECT,
        )
        return cls(view, account, page_size=page_size)

    async def practice(self) -> Practice:
        """See PmsAdapter. Its id is the UUID in small letters, however it was typed.

        Raises PracticeNotConnected when MediRecords does not know it or this token may not open
        it, OtherPractice when another one answers.
        """
        try:
            record = (await self._view.get(self._practice_path)).json_object()
        except NotFound:
            record = None
        if record is None:
            raise PracticeNotConnected(system=SYSTEM)
        practice = people.read_practice(record, practice_id=self._practice_id)
        if practice is None:
            raise BadAnswer(system=SYSTEM)
        expected = {self._practice_id, (self._account.tenant_id or self._practice_id).casefold()}
        if expected != {practice.tenant_id}:
            raise OtherPractice(system=SYSTEM)
        return practice

    async def practitioners(self) -> tuple[Practitioner, ...]:
        """See PmsAdapter. Providers of every status; those without a readable id are left out."""
        records = await self._lookups.list_all("/providers")
        titles = await self._lookups.titles()
        found = (people.read_practitioner(record, titles) for record in records)
        return tuple(one for one in found if one is not None)

    async def appointment_types(self) -> tuple[AppointmentType, ...]:
        """See PmsAdapter. Inactive ones too; those without a readable id are left out."""
        return await self._lookups.read_types()

    def fetch_day(
        self, day: PracticeDay, practitioner_ids: Sequence[str], known: KnownPages
    ) -> AsyncGenerator[PractitionerDay | PractitionerFailure, None]:
        """See PmsAdapter. One query for the whole practice; times are read in `day.timezone`."""
        first, last = day_bounds(day.day)
        bounds = {"appointmentDateRangeStart": first, "appointmentDateRangeEnd": last}

        async def ask(place: Place) -> Answer:
            return await self._view.get(
                self._practice_path + "/appointments", bounds | place.params
            )

        async def read_rows(content: Content) -> WholeDay:
            reader = self._row_reader(day.timezone, practitioner_ids)
            return await reader.read(content.records.values())

        salt = (mapping.MAPPING_VERSION, day.timezone, self._lookups.hour)
        pages = DayPages(ask, size=self._page_size, salt=salt)
        return fetch_cells(day, practitioner_ids, known, reader=pages.reader, read_rows=read_rows)

    async def appointment(self, pms_appointment_id: str) -> tuple[Appointment, ...]:
        """See PmsAdapter; times are read in the account's zone.

        Raises BadAnswer when the record can't be read, InvalidRequest without a zone.
        """
        path = f"{self._practice_path}/appointments/{quote(pms_appointment_id, safe='')}"
        record = (await self._view.get(path)).json_object()
        if record_id(record) != pms_appointment_id:
            raise BadAnswer(system=SYSTEM)
        whole = await self._row_reader(self._account.timezone, None).read([record])
        if not whole.rows:
            raise next(iter(whole.failures.values()), BadAnswer(system=SYSTEM))
        return whole.rows

    def _row_reader(
        self, timezone: str | None, practitioner_ids: Sequence[str] | None
    ) -> RowReader:
        if timezone is None:
            raise InvalidRequest(reason=say("Choose the practice's time zone first."))
        return RowReader(
            lookups=self._lookups,
            practice_id=self._practice_id,
            zone=zone(timezone),
            asked=None if practitioner_ids is None else frozenset(practitioner_ids),
        )
