"""One running RunSheet at a time sends to a CRM, and a living one is never overtaken."""

import pytest
from sqlalchemy import select

from app.domain.errors import SyncFenced
from app.services import Settings, open_services
from app.store.booking_tables import crm_leases
from app.store.crm import leases
from app.store.sync.leases import LeaseHolder
from tests.support.desk import Clock


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "holders"


class Opened:
    """The database of a start, and holders beside it."""

    def __init__(self, database):
        self._database = database

    async def claim(self, holder, provider="ghl"):
        return await self._database.write(leases.claim, provider, holder=holder)

    async def check(self, holder, epoch, provider="ghl"):
        await self._database.write(leases.check, provider, epoch=epoch, holder=holder)

    async def release(self, holder, epoch, provider="ghl"):
        await self._database.write(leases.release, provider, epoch=epoch, holder=holder)

    async def rows(self):
        return await self._database.read(lambda sql: sql.execute(select(crm_leases)).all())


@pytest.fixture
def settings(tmp_path):
    return Settings(data_dir=tmp_path / "desk", memory_secrets=True)


async def test_a_claim_raises_the_epoch_and_is_kept_until_it_is_given_back(settings, folder):
    services = await open_services(settings, now=Clock())
    table, first, second = Opened(services.core.database), LeaseHolder(folder), LeaseHolder(folder)
    assert await table.claim(first) == (1, True)
    assert await table.claim(first) == (1, False)
    assert await table.claim(second) is None
    assert await table.claim(second, "hubspot") == (1, True), "another CRM is another lease"
    await table.check(first, 1)
    await table.release(first, 1)
    first.let_go("ghl", 1)
    with pytest.raises(SyncFenced):
        await table.check(first, 1)
    assert await table.claim(second) == (2, True)
    await table.release(first, 1)  # an old one's word changes nothing
    await table.check(second, 2)
    for holder in (first, second):
        holder.close()
    await services.aclose()


async def test_only_the_end_of_its_holder_frees_a_lease_and_no_clock_does(settings, folder):
    clock = Clock()
    services = await open_services(settings, now=clock)
    table, first, second = Opened(services.core.database), LeaseHolder(folder), LeaseHolder(folder)
    await table.claim(first)
    clock.advance(days=2)
    assert await table.claim(second) is None
    first.close()  # as the operating system does for a process that ends
    assert await table.claim(second) == (2, True)
    with pytest.raises(SyncFenced):
        await table.check(first, 1)
    assert [(row.provider, row.holder, row.epoch) for row in await table.rows()] == [
        ("ghl", second.id, 2)
    ]
    second.close()
    await services.aclose()
