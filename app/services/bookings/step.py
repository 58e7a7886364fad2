"""One step of one booking: tell the CRM, look for it there, or read it back; and keep the outcome.

What it comes to is decided in `domain/outcomes.py`.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from app.adapters.crm_base import CrmAdapter
from app.domain import outcomes
from app.domain.booking import Landed, OutboxAction, OutboxState
from app.domain.errors import BadAnswer, OutcomeUnknown, RunSheetError, SyncFenced, TooSlow
from app.domain.outbox import Message, Step
from app.services.changes import Topic
from app.services.core import Core
from app.store.crm import outbox as stored
from app.store.crm.outbox import Job

T = TypeVar("T")

AGAIN_S = 1.0
"""So long until what could not be stored (a full disk) is stored again."""


@dataclass(slots=True)
class CoolDowns:
    """When this process sent each message, by a clock that nobody sets: a PC's clock that is put
    right in a cool-down neither ends it nor draws it out.
    """

    elapsed: Callable[[], float]
    _sent_s: dict[int, float] = field(default_factory=dict)

    def begin(self, message: Message) -> None:
        """Its first byte is about to leave."""
        self._sent_s[message.id] = self.elapsed()

    def ahead(self, message: Message, *, now: datetime) -> timedelta:
        """How far the PC's clock has got ahead of that one since; negative: it was set back."""
        sent_s = self._sent_s.get(message.id)
        if sent_s is None or message.sent_at is None:
            return timedelta(0)
        passed = timedelta(seconds=self.elapsed() - sent_s)
        return now - message.sent_at - passed


@dataclass(frozen=True, slots=True)
class Work:
    """One step of one booking, from the call to what is stored of it."""

    core: Core
    adapter: CrmAdapter
    system: str
    job: Job
    cooling: CoolDowns
    note: Callable[[RunSheetError | None], None]

    async def run(self) -> None:
        """The step, and the reading back that follows a yes."""
        message = self.job.message
        if self.job.step is not Step.READ_BACK:
            message, landing = await self._tell_or_look(message)
            await self._keep(message, landing)
        else:
            landing = None
        external_id = landing.external_id if landing else self.job.external_id
        if message.state is OutboxState.LANDED and external_id is not None:
            await self._keep(await self._read_back(message, external_id), None)

    async def _tell_or_look(self, message: Message) -> tuple[Message, Landed | None]:
        if self.job.step is Step.SEND:
            return await self._send(message)
        if message.action is OutboxAction.CREATE or self.job.external_id is None:
            return await self._find(message)
        return await self._find_again(message, self.job.external_id), None

    async def _send(self, message: Message) -> tuple[Message, Landed | None]:
        """Every way out but an answer leaves the outcome unknown, a bug and a quit, too."""
        system = self.system
        unsure = outcomes.interrupted(message, system=system, now=self.core.now())
        self.cooling.begin(message)
        try:
            landing = await self._within_limit(self._call(message))
        except RunSheetError as error:
            self.note(error)
            return outcomes.failed(message, error, system=system, now=self.core.now()), None
        except BaseException:
            await self._keep(unsure, None)
            raise
        self.note(None)
        return outcomes.landed(message, landing, now=self.core.now()), landing

    async def _within_limit(self, call: Awaitable[Landed]) -> Landed:
        try:
            async with asyncio.timeout(outcomes.CALL_S):
                return await call
        except TimeoutError:
            raise OutcomeUnknown(system=self.system) from None

    async def _call(self, message: Message) -> Landed:
        order, external_id = self.job.order, self.job.external_id
        if message.action is OutboxAction.CREATE or external_id is None:
            return await self.adapter.create(order)
        if message.action is OutboxAction.MOVE:
            return await self.adapter.reschedule(external_id, order)
        return await self.adapter.cancel(external_id, order)

    async def _find(self, message: Message) -> tuple[Message, Landed | None]:
        """Is a creation there after all? Records of other bookings of ours are not meant."""
        there = await self._ask(message, self.adapter.find(self.job.order))
        if isinstance(there, Message):
            return there, None
        ids = {one.external_id for one in there}
        others = await self.core.database.read(stored.others_ids, self.job, ids)
        ours = outcomes.candidates([one for one in there if one.external_id not in others])
        now = self.core.now()
        ahead = self.cooling.ahead(message, now=now)
        after = _later(outcomes.found(message, ours, system=self.system, now=now - ahead), ahead)
        return after, outcomes.as_landed(ours[0]) if len(ours) == 1 else None

    async def _find_again(self, message: Message, external_id: str) -> Message:
        there = await self._ask(message, self.adapter.read(external_id))
        if isinstance(there, Message):
            return there
        now = self.core.now()
        ahead = self.cooling.ahead(message, now=now)
        after = outcomes.found_again(message, there, system=self.system, now=now - ahead)
        return _later(after, ahead)

    async def _read_back(self, message: Message, external_id: str) -> Message:
        there = await self._ask(message, self.adapter.read(external_id))
        if isinstance(there, Message):
            return there
        reference = self.job.order.reference
        return outcomes.read_back(
            message, there, reference=reference, system=self.system, now=self.core.now()
        )

    async def _ask(self, message: Message, reading: Awaitable[T]) -> T | Message:
        """What a call says that only reads; the message for later where it fails."""
        failure: RunSheetError
        try:
            async with asyncio.timeout(outcomes.CALL_S):
                there = await reading
        except RunSheetError as error:
            failure = error
        except TimeoutError:
            failure = TooSlow(system=self.system)
        except Exception as error:  # noqa: BLE001  # a bug must not be met again at once
            sys.excepthook(type(error), error, error.__traceback__)
            failure = BadAnswer(system=self.system)
        else:
            self.note(None)
            return there
        self.note(failure)
        return outcomes.look_failed(message, failure, system=self.system, now=self.core.now())

    async def _keep(self, message: Message, landing: Landed | None) -> None:
        """Store it, however often that must be tried: without it nobody knows what was sent."""
        while True:
            try:
                await self.core.database.write(
                    stored.settle,
                    self.job,
                    message,
                    landing=landing,
                    holder=self.core.holder,
                    now=self.core.now(),
                )
            except SyncFenced:
                raise
            except RunSheetError:  # a full disk, a busy database
                await asyncio.sleep(AGAIN_S)
                continue
            self.core.changes.publish(Topic.BOOKINGS)
            return


def _later(message: Message, ahead: timedelta) -> Message:
    """What was decided by another clock, as the PC's clock says it."""
    return replace(message, next_try_at=message.next_try_at + ahead) if ahead else message
