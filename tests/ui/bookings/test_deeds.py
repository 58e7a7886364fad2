"""Every state of a booking with every action: the buttons offered work, and a person is done."""

import asyncio
import contextlib
from dataclasses import replace
from datetime import timedelta
from itertools import product

from app.domain.booking import (
    ATTENTION,
    BookingStatus,
    CancelReason,
    CrmBooking,
    CrmStatus,
    OutboxAction,
    OutboxState,
)
from app.store.booking_tables import crm_bookings, crm_events, crm_outbox
from app.store.crm.bookings import add_message
from app.store.crm.events import Act
from app.store.crm.rows import booking_row, messages_of, order_of, sum_up, write_message
from app.ui.bookings.deeds import Deed, deeds_of
from tests.support.crm_desk import START, crm_desk, request, tomorrow
from tests.support.desk import Clock
from tests.support.modelled_crm import ModelledCrm

CREATE, MOVE, CANCEL = OutboxAction
ON_SCREEN = {Deed.SETTINGS, Deed.COPY, Deed.COMPARE, Deed.RING, Deed.STATUS_PAGE}
"""What changes nothing."""
CODES = {
    OutboxState.PENDING: ("NET-01", "CRM-02", "WRITE-07"),
    OutboxState.UNKNOWN: ("WRITE-03",),
    OutboxState.REFUSED: ("WRITE-01", "WRITE-02", "WRITE-04", "WRITE-05"),
    OutboxState.NEEDS_REVIEW: ("WRITE-03", "WRITE-05", "WRITE-08"),
}
"""The faults that leave a message in a state; else none does."""
THERE = {OutboxState.LANDED, OutboxState.DONE}
MAY_BE_THERE = {*THERE, OutboxState.NEEDS_REVIEW}


def situations():
    """The last message to be told, whether the CRM has named the record, and the wish after it."""
    for action, state, after in product(OutboxAction, OutboxState, (None, MOVE, CANCEL)):
        for code in CODES.get(state, (None,)):
            yield action, state, code, action is not CREATE or state in THERE, after
            if action is CREATE and state in MAY_BE_THERE - THERE:
                yield action, state, code, True, after


def arranged(sql, booking_id, now, *, action, state, code, is_there, after):
    """Makes a booking what one of these situations is."""
    act = Act(by="Erin", pc="Desk", at=now)
    (creation,) = messages_of(sql, [booking_id])[booking_id]
    order = order_of(booking_row(sql, booking_id))
    if action is not CREATE:
        write_message(sql, replace(creation, state=OutboxState.DONE, attempts=1, settled_at=now))
        add_message(sql, booking_id, action, order, act=act, due_at=now)
    last = messages_of(sql, [booking_id])[booking_id][-1]
    told = {"state": state, "attempts": 1, "sent_at": now, "error_code": code}
    told |= {"error_message": code, "next_try_at": now + timedelta(seconds=90)}
    write_message(sql, replace(last, **told))
    if after is not None:
        add_message(sql, booking_id, after, order, act=act, due_at=now + timedelta(seconds=10))
    sum_up(sql, booking_id, now=now, external_id="M1" if is_there else None)


def dump(sql, booking_id):
    """Everything that is kept of a booking."""
    tables = (
        (crm_bookings, crm_bookings.c.id),
        (crm_outbox, crm_outbox.c.booking_id),
        (crm_events, crm_events.c.booking_id),
    )
    return [
        tuple(row)
        for table, name in tables
        for row in sql.execute(table.select().where(name == booking_id))
    ]


def done(desk, deed, booking):
    """What the button asks the service for."""
    service, another = desk.bookings, tomorrow(15)
    works = {
        Deed.UNDO: lambda: service.undo_cancel(booking.id),
        Deed.CHECK: lambda: service.check_now(booking.id),
        Deed.SEND_AGAIN: lambda: service.send_again(booking.id),
        Deed.IS_THERE: lambda: service.mark_as_there(booking.id, "M9"),
        Deed.MOVE: lambda: service.change(booking.id, start=another),
        Deed.CANCEL: lambda: service.cancel(booking.id, CancelReason.PATIENT),
        Deed.SET_ASIDE: lambda: service.set_aside(booking.id),
        Deed.DISMISS: lambda: service.set_aside(booking.id),
        Deed.FIX: lambda: service.fix_and_send(booking.id, request(start=another)),
        Deed.PICK: lambda: service.fix_and_send(booking.id, request(start=another)),
    }
    return works[deed]()


@contextlib.asynccontextmanager
async def quiet_desk(folder, monkeypatch):
    """A desk that sends nothing: what a button does is seen alone."""
    clock = Clock()
    crm = ModelledCrm(now=clock)
    end_at = START + timedelta(minutes=30)
    crm.records["M9"] = CrmBooking(
        external_id="M9", start_at=START, end_at=end_at, status=CrmStatus.BOOKED
    )
    async with crm_desk(folder, crm, clock, monkeypatch=monkeypatch) as desk:
        desk.sending.cancel()
        await asyncio.gather(desk.sending, return_exceptions=True)
        yield desk


async def begun(desk, **situation):
    """A booking in a situation."""
    booking = await desk.book(clash_reason="two_visits")
    write = desk.services.core.database.write
    await write(arranged, booking.id, desk.clock(), **situation)
    return await desk.bookings.get(booking.id)


NAMES = ("action", "state", "code", "is_there", "after")


async def test_every_button_works_and_changes_something(tmp_path, monkeypatch):
    tried, wrong = 0, []
    async with quiet_desk(tmp_path, monkeypatch) as desk:
        read = desk.services.core.database.read
        for told in situations():
            situation = dict(zip(NAMES, told, strict=True))
            booking = await begun(desk, **situation)
            for deed in set(deeds_of(booking)) - ON_SCREEN:
                fresh = await begun(desk, **situation)
                before = await read(dump, fresh.id)
                try:
                    await done(desk, deed, fresh)
                except Exception as error:  # noqa: BLE001  # all of them at once
                    wrong.append((told, booking.status, deed, str(error)))
                else:
                    if await read(dump, fresh.id) == before:
                        wrong.append((told, booking.status, deed, "nothing came of it"))
                    await desk.bookings.get(fresh.id)
                await desk.services.core.database.write(forgotten, fresh.id)
                tried += 1
    assert not wrong, "\n".join(map(str, wrong))
    assert tried > 100


def forgotten(sql, booking_id):
    sql.execute(crm_bookings.delete().where(crm_bookings.c.id == booking_id))


async def test_nothing_that_needs_a_person_hides_and_each_can_be_finished(tmp_path, monkeypatch):
    """What nobody but a person can bring on stands in *Needs attention*, and ends there."""
    wrong = []
    async with quiet_desk(tmp_path, monkeypatch) as desk:
        for told in situations():
            situation = dict(zip(NAMES, told, strict=True))
            booking = await begun(desk, **situation)
            is_stuck = situation["state"] is OutboxState.NEEDS_REVIEW and not situation["is_there"]
            if is_stuck and booking.status is not BookingStatus.NEEDS_REVIEW:
                wrong.append((told, booking.status, "hides"))
            if booking.status in ATTENTION:
                last = {Deed.SET_ASIDE, Deed.DISMISS} & set(deeds_of(booking))
                await done(desk, last.pop(), booking)
                if (await desk.bookings.get(booking.id)).status in ATTENTION:
                    wrong.append((told, booking.status, "stays"))
    assert not wrong, "\n".join(map(str, wrong))


async def test_who_has_no_number_is_not_rung_and_what_is_nowhere_is_not_compared(
    tmp_path, monkeypatch
):
    """WRITE-04 and WRITE-05 without what their buttons need."""
    async with quiet_desk(tmp_path, monkeypatch) as desk:
        late = {"action": CREATE, "state": OutboxState.REFUSED, "code": "WRITE-04"}
        booking = await begun(desk, **late, is_there=False, after=None)
        assert deeds_of(booking) == (Deed.RING, Deed.DISMISS)
        nameless = replace(booking.order, person=replace(booking.person, phone=None))
        assert deeds_of(replace(booking, order=nameless)) == (Deed.DISMISS,)
        odd = {"action": CREATE, "state": OutboxState.NEEDS_REVIEW, "code": "WRITE-05"}
        assert Deed.COMPARE in deeds_of(await begun(desk, **odd, is_there=True, after=None))
        assert Deed.COMPARE not in deeds_of(await begun(desk, **odd, is_there=False, after=None))
