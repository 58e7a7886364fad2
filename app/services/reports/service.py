"""Reports: what the desk did over some days, today's huddle, and the way of a report to a CRM."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial

from app.adapters.reach import Reach
from app.domain.booking import ReportDocument
from app.domain.errors import (
    BookingRefused,
    CrmSignInAgain,
    InvalidRequest,
    OutcomeUnknown,
    ReportRefused,
    RunSheetError,
    SecretStoreLocked,
    SecretStoreMissing,
    SignInAgain,
    SlowDown,
    TryLater,
)
from app.domain.huddle import Huddle, huddle_of
from app.domain.practice_day import PracticeDay, today
from app.domain.report import Report, report_of, week_of
from app.domain.report_document import document_of
from app.domain.report_push import PushState, ReportPush
from app.domain.said import say
from app.services.changes import Topic
from app.services.core import LABELS, Core
from app.services.crm.service import CRM_LABELS, CrmService
from app.services.pc.who import current_user
from app.services.reports.given import document_of_given, plain_marks, words_of_names
from app.services.reports.hurry import Hurry
from app.services.settings import FALLBACK_TIMEZONE
from app.store import reports as stored
from app.store.reports import DuePush, NewPush
from app.store.sheet.queries import read_sheets
from app.store.support_values import live_values

LONGEST_SPAN = timedelta(days=92)
LOOK_EVERY_S = 5.0
_UNKNOWN_WAIT = timedelta(seconds=90)
_LOCKED_WAIT = timedelta(seconds=60)  # a locked store may ask for its password each time
_LONGEST_WAIT = timedelta(minutes=15)
_SHORTEST_WAITS: Mapping[type[RunSheetError], timedelta] = {
    OutcomeUnknown: _UNKNOWN_WAIT,
    SecretStoreLocked: _LOCKED_WAIT,
    SecretStoreMissing: _LOCKED_WAIT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPreview:
    """What a push would send: `payload` byte for byte, `lines` for reading it."""

    document: ReportDocument
    payload: str = field(repr=False)


class ReportService:
    """Counts are made when they are asked for, from what is stored; nothing is asked of anybody."""

    def __init__(
        self,
        core: Core,
        crm: CrmService,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        is_there: Callable[[str], Awaitable[bool]] | None = None,
    ) -> None:
        """`is_there`: is there a way to a URL?"""
        self._core, self._crm, self._pause = core, crm, pause
        self._hurry = Hurry(core, crm, is_there or Reach().is_there)
        self._turn = asyncio.Lock()

    async def report(self, from_day: date, to_day: date) -> Report:
        """The counts of these practice days, both included; at most 92 of them.

        Raises InvalidRequest for a span that ends before it begins, or is longer.
        """
        if not timedelta(0) <= to_day - from_day < LONGEST_SPAN:
            raise InvalidRequest(
                reason=say("A report covers 1 to 92 days, from the first to the last."), field="to"
            )
        days = [from_day + timedelta(days=n) for n in range((to_day - from_day).days + 1)]
        now = self._core.now()
        sheets = await self._core.database.read(
            read_sheets, days=days, labels=LABELS, now=now, fallback_timezone=FALLBACK_TIMEZONE
        )
        zone = sheets[-1].timezone
        start = PracticeDay(day=from_day, timezone=zone).start
        end = PracticeDay(day=to_day, timezone=zone).end
        read = self._core.database.read
        sync = await read(stored.count_syncs, start=start, end=end, days=(from_day, to_day))
        bookings = await read(stored.count_bookings, start=start, end=end)
        until = await read(stored.last_good_sync)
        return await asyncio.to_thread(
            report_of, sheets, sync=sync, bookings=bookings, data_until=until
        )

    async def this_week(self) -> Report:
        """The current week up to today: what is sent when nobody says otherwise."""
        day = await self._today()
        monday, _ = week_of(day)
        return await self.report(monday, day)

    async def huddle(self) -> Huddle:
        """Today, for the morning huddle."""
        (sheet,) = await self._core.database.read(
            read_sheets,
            days=[await self._today()],
            labels=LABELS,
            now=self._core.now(),
            fallback_timezone=FALLBACK_TIMEZONE,
        )
        return await asyncio.to_thread(huddle_of, sheet)

    async def preview(
        self,
        provider: str,
        report: Report,
        *,
        sent_at: datetime | None = None,
        tags: Iterable[str] = (),
        target: str | None = None,
    ) -> ReportPreview:
        """What `push` of this preview's document would send, byte for byte. Raises CrmNotSetUp."""
        told = tuple(tags)
        people = await self._people() if told or target else ()
        names = await asyncio.to_thread(words_of_names, people)
        marks = plain_marks([target or ""], names=names)
        document = document_of(
            report,
            sent_at=sent_at or self._core.now(),
            tags=plain_marks(told, names=names),
            target=marks[0] if marks else None,
        )
        return await self._preview(provider, document)

    async def preview_given(
        self,
        provider: str,
        given: Mapping[str, object],
        *,
        sent_at: datetime | None = None,
        tags: Iterable[str] = (),
        target: str | None = None,
    ) -> ReportPreview:
        """The same of a report that another program hands over: counts and dates of it only."""
        at = sent_at or self._core.now()
        people = await self._people()
        document = await asyncio.to_thread(
            partial(document_of_given, given, sent_at=at, people=people, tags=tags, target=target)
        )
        return await self._preview(provider, document)

    async def _people(self) -> frozenset[str]:
        """Every name that is stored: none of them leaves with a report."""
        live = await self._core.database.read(live_values)
        return live.patients | live.clinicians

    async def push(self, provider: str, preview: ReportPreview) -> ReportPush:
        """Store the report as it was previewed, then send it.

        The push is `PENDING` where the CRM can't be reached now: `send_due` sends it later.
        """
        who = await asyncio.to_thread(current_user)
        new = NewPush(
            provider=provider,
            document=preview.document,
            payload=preview.payload,
            requested_by=who,
            now=self._core.now(),
        )
        push_id = await self._core.database.write(stored.add_push, new)
        self._core.changes.publish(Topic.REPORTS)
        await self._send_one(push_id)
        return await self.get(push_id)

    async def send_again(self, push_id: str) -> ReportPush:
        """Send a report once more, the same figures; it is marked as a resend."""
        before = await self.get(push_id)
        document = await self._core.database.read(stored.document_of_push, push_id)
        return await self.push(before.provider, await self._preview(before.provider, document))

    async def get(self, push_id: str) -> ReportPush:
        """One push; raises InvalidRequest for one that is not known."""
        found = await self._core.database.read(stored.get_push, push_id, CRM_LABELS)
        if found is None:
            raise InvalidRequest(reason=say("That report was not sent from here."))
        return found

    async def history(self) -> tuple[ReportPush, ...]:
        """What was sent, or waits to be, the newest first."""
        return await self._core.database.read(stored.list_pushes, CRM_LABELS)

    async def recover(self) -> None:
        """At the start: what was under way when RunSheet ended waits, and is looked for first."""
        await self._core.database.write(
            stored.recover, next_try_at=self._core.now() + _UNKNOWN_WAIT
        )

    async def run(self) -> None:
        """Send what waits when its turn has come, until it is cancelled; what waits for the network
        or for a key as soon as these are there.
        """
        try:
            while True:
                with contextlib.suppress(RunSheetError):  # a busy database: at the next look
                    await self._hurry.look()
                    await self.send_due()
                await self._pause(LOOK_EVERY_S)
        finally:
            self._hurry.stop()

    async def send_due(self) -> None:
        """Send every report whose turn has come."""
        while await self._is_due():
            await self._send_one(None)

    async def _is_due(self) -> bool:
        """Most looks find nothing and write nothing."""
        due_at = await self._core.database.read(stored.next_due)
        return due_at is not None and due_at <= self._core.now()

    async def _send_one(self, push_id: str | None) -> None:
        """One at a time: a report is looked for before it is made, and two of the same would both
        find nothing. Every way out but an answer leaves the outcome unknown, a bug and a quit, too.
        """
        async with self._turn:
            due = await self._core.database.write(
                stored.take_due, now=self._core.now(), one=push_id
            )
            if due is None:
                return
            try:
                values = await self._outcome(due)
            except BaseException:
                unsure = OutcomeUnknown(system=_label(due))
                await self._settle(due, self._waiting(unsure, due))
                raise
            await self._settle(due, values)

    async def _settle(self, due: DuePush, values: Mapping[str, object]) -> None:
        await self._core.database.write(stored.settle, due.id, values)
        self._core.changes.publish(Topic.REPORTS)

    async def _outcome(self, due: DuePush) -> dict[str, object]:
        try:
            adapter = await self._crm.adapter(due.provider)
            landed = await adapter.push_report(due.document)
        except SignInAgain:
            return self._waiting(CrmSignInAgain(system=_label(due)), due)
        except (TryLater, OutcomeUnknown, SecretStoreLocked, SecretStoreMissing) as error:
            return self._waiting(error, due)
        except RunSheetError as error:
            return {**_told(error), "state": PushState.REFUSED, "settled_at": self._core.now()}
        return {
            "state": PushState.DONE,
            "payload": adapter.report_payload(due.document).decode("utf-8"),
            "external_id": landed.external_id,
            "correlation_id": landed.correlation_id,
            "settled_at": self._core.now(),
            "error_code": None,
            "error_message": None,
        }

    def _waiting(self, error: RunSheetError, due: DuePush) -> dict[str, object]:
        """Tried again later; after a lost answer not before the CRM's own index has caught up."""
        now = self._core.now()
        wait = min(timedelta(seconds=15 * 2 ** min(due.attempts, 6)), _LONGEST_WAIT)
        at = now + max(wait, _SHORTEST_WAITS.get(type(error), wait))
        if isinstance(error, SlowDown) and error.retry_at is not None:
            at = max(error.retry_at, at)
        return {**_told(error), "state": PushState.PENDING, "next_try_at": at}

    async def _preview(self, provider: str, document: ReportDocument) -> ReportPreview:
        adapter = await self._crm.adapter(provider)
        with contextlib.suppress(RunSheetError):  # without a network it is previewed all the same
            await adapter.find_report_place()
        payload = adapter.report_payload(document).decode("utf-8")
        return ReportPreview(document=document, payload=payload)

    async def _today(self) -> date:
        sheets = await self._core.database.read(
            read_sheets,
            days=[self._core.now().date()],
            labels=LABELS,
            now=self._core.now(),
            fallback_timezone=FALLBACK_TIMEZONE,
        )
        return today(self._core.now(), sheets[0].timezone).day


def _label(due: DuePush) -> str:
    return CRM_LABELS.get(due.provider, due.provider)


def _told(error: RunSheetError) -> dict[str, object]:
    told = ReportRefused(**error.facts) if isinstance(error, BookingRefused) else error
    return {"error_code": told.code, "error_message": told.sentence}
