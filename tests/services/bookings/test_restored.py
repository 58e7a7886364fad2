"""After a backup was put back, what waited to be sent may be in the CRM already: it lands once."""

from app.domain.booking import BookingStatus
from app.services import open_services
from tests.support.crm_desk import crm_desk


async def restored(desk_settings, clock, name):
    services = await open_services(desk_settings, now=clock, restore=name)
    await services.aclose()


async def test_what_was_sent_after_the_backup_is_found_and_not_sent_again(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.stop()
        booking = await desk.book()
        backup = await desk.services.backups.back_up()
        settings = desk.services.settings
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.settles(booking)
    assert len(crm.records) == 1
    await restored(settings, clock, backup.name)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        assert (await desk.bookings.get(booking.id)).status is BookingStatus.CHECKING
        await desk.later(seconds=90)
        done = await desk.settles(booking)
    assert (done.status, done.external_id) == (BookingStatus.CONFIRMED, "M1")
    assert len(crm.records) == len(crm.writes) == 1


async def test_what_was_never_sent_is_sent_once_it_was_looked_for(
    tmp_path, crm, clock, monkeypatch
):
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.stop()
        booking = await desk.book()
        backup = await desk.services.backups.back_up()
        settings = desk.services.settings
    await restored(settings, clock, backup.name)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.later(seconds=90)
        assert (await desk.settles(booking)).status is BookingStatus.CONFIRMED
    assert len(crm.records) == len(crm.writes) == 1


async def test_without_that_it_would_be_sent_twice(tmp_path, crm, clock, monkeypatch):
    """The control: the same, with what a restored file means for its outbox left out."""
    monkeypatch.setattr("app.services.data_folder.settle_restored", lambda _sql, **_: None)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.stop()
        booking = await desk.book()
        backup = await desk.services.backups.back_up()
        settings = desk.services.settings
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.settles(booking)
    clock.advance(minutes=2)
    await restored(settings, clock, backup.name)
    async with crm_desk(tmp_path, crm, clock, monkeypatch=monkeypatch) as desk:
        await desk.settles(booking)
    assert len(crm.writes) == 2
