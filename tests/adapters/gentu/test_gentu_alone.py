"""What Gentu alone does: pairing, a fetch per practitioner, a health of its own."""

import uuid

import pytest

from app.adapters.base import PractitionerFailure
from app.domain.errors import (
    CredentialsMissing,
    NotPairedYet,
    PairingCodeRefused,
    PairingCodeUsed,
    SlowDown,
    VendorTrouble,
)
from tests.adapters.under_test import under_test


@pytest.fixture
def vendor():
    with under_test("gentu") as vendor:
        yield vendor
        assert not vendor.sandbox.violations


async def test_pairing_names_the_practice(vendor):
    adapter = vendor.open(tenant_id=None)
    with pytest.raises(NotPairedYet):
        await adapter.practitioners()
    practice = await adapter.pair(" 7kq2-m9xd ")
    assert practice == await adapter.practice()
    assert practice.tenant_id == vendor.sandbox.account_id
    assert practice.name == vendor.sandbox.practice.name
    assert practice.timezone == vendor.sandbox.practice.zone
    assert await adapter.practitioners()
    await vendor.http.aclose()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("USED0000", PairingCodeUsed),
        ("EXPIRED0", PairingCodeRefused),
        ("UNKNOWN0", PairingCodeRefused),
        ("short", PairingCodeRefused),
        ("ÄÖÜ45678", PairingCodeRefused),
        ("../../ab", PairingCodeRefused),
    ],
)
async def test_a_code_that_does_not_pair_says_why(vendor, code, kind):
    with pytest.raises(kind):
        await vendor.open(tenant_id=None).pair(code)
    await vendor.http.aclose()


async def test_one_practitioners_failure_leaves_the_others(vendor):
    vendor.sandbox.faults.add("proxy_404_html", path="/appointments", times=1)
    cells = await vendor.fetch()
    await vendor.http.aclose()
    failed = [cell for cell in cells.values() if isinstance(cell, PractitionerFailure)]
    assert len(failed) == 1
    assert len(cells) == len(vendor.practitioner_ids)


async def test_a_time_to_come_back_spares_the_rest_of_the_day(vendor):
    vendor.sandbox.faults.add("status_429_retry_after_absurd", path="/appointments")
    adapter = vendor.open()
    ids = [*vendor.practitioner_ids, *(str(uuid.uuid4()) for _ in range(60))]
    cells = [cell async for cell in adapter.fetch_day(vendor.day, ids, {})]
    await vendor.http.aclose()
    assert all(isinstance(cell.error, SlowDown) for cell in cells)
    assert len([one for one in vendor.sandbox.requests if "appointments" in one.path]) <= 16


async def test_without_credentials_it_is_not_opened(vendor):
    with pytest.raises(CredentialsMissing):
        vendor.open(credentials={})


async def test_a_connection_test_asks_for_the_vendors_own_health(vendor):
    adapter = vendor.open()
    await adapter.practice()
    assert any(request.path.endswith("/status") for request in vendor.sandbox.requests)
    vendor.sandbox.faults.add("status_204", path="/status", times=1)
    await adapter.practice()
    vendor.sandbox.faults.add("status_503", path="/status")
    with pytest.raises(VendorTrouble):
        await adapter.practice()
    await vendor.http.aclose()
