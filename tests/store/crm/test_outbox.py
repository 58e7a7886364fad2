"""The outbox in the database: what is taken, in which order, and what a dead sender left."""

from dataclasses import replace
from uuid import uuid4

from app.domain.booking import OutboxState
from app.services import Settings, open_services
from app.services.bookings.validation import digest_of
from app.store.booking_tables import crm_bookings, crm_events, crm_outbox
from app.store.crm import outbox
from app.store.crm.bookings import NewBooking, add_booking
from app.store.crm.events import Act
from app.store.sync.leases import LeaseHolder
from tests.support.crm_desk import PROVIDER, request, tomorrow
from tests.support.desk import Clock


async def kept(services, clock, **changes):
    """A booking that is kept, and that nobody sends."""
    wanted = request(**changes)
    order = replace(await services.bookings.check(wanted), reference=str(uuid4()))
    new = NewBooking(request=wanted, order=order, digest=digest_of(wanted))
    act = Act(by="kim", pc="desk", at=clock())
    booking, _ = await services.core.database.write(add_booking, new, act=act)
    return booking


async def take(services, clock, holder, **options):
    wish = {"system": "HubSpot", "holder": holder, "busy": (), "count": 9, "now": clock()}
    return await services.core.database.write(outbox.take, PROVIDER, **{**wish, **options})


async def rows(services, table):
    read = services.core.database.read
    return await read(lambda sql: [dict(row._mapping) for row in sql.execute(table.select())])


async def test_the_longest_due_is_taken_first_and_no_more_than_asked_for(tmp_path):
    clock, settings = Clock(), Settings(data_dir=tmp_path / "desk", memory_secrets=True)
    services = await open_services(settings, now=clock)
    made = []
    for hour in (15, 9, 11):
        made.append(await kept(services, clock, start=tomorrow(hour)))
        clock.advance(seconds=1)
    holder = services.core.holder
    first = await take(services, clock, holder, count=2)
    assert [job.booking_id for job in first.jobs] == [one.id for one in made[:2]]
    assert (await take(services, clock, holder, busy={made[2].id})).jobs == ()
    assert [job.booking_id for job in (await take(services, clock, holder)).jobs] == [made[2].id]
    assert {row["state"] for row in await rows(services, crm_outbox)} == {OutboxState.SENDING}
    await services.aclose()


async def test_what_a_dead_sender_left_is_unknown_to_the_next_and_never_simply_sent_again(
    tmp_path,
):
    clock, settings = Clock(), Settings(data_dir=tmp_path / "desk", memory_secrets=True)
    services = await open_services(settings, now=clock)
    await kept(services, clock)
    dead = LeaseHolder(settings.data_dir / "holders")
    assert len((await take(services, clock, dead)).jobs) == 1
    assert (await take(services, clock, services.core.holder)).epoch is None
    assert await services.sender.recover() == 0, "it lives"
    dead.close()
    assert await services.sender.recover() == 1
    (message,) = await rows(services, crm_outbox)
    assert (message["state"], message["error_code"]) == (OutboxState.UNKNOWN, "WRITE-03")
    assert (message["next_try_at"] - message["sent_at"]).total_seconds() == 90
    assert (await take(services, clock, services.core.holder)).jobs == ()
    await services.aclose()


async def test_a_booking_that_is_deleted_takes_its_messages_and_events_along(tmp_path):
    clock, settings = Clock(), Settings(data_dir=tmp_path / "desk", memory_secrets=True)
    services = await open_services(settings, now=clock)
    await kept(services, clock)
    await services.core.database.write(lambda sql: sql.execute(crm_bookings.delete()))
    assert await rows(services, crm_outbox) == await rows(services, crm_events) == []
    await services.aclose()
