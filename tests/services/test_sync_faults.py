"""Every fault of the vendor: the run ends typed and in time, and the list stays as it was."""

import asyncio
import dataclasses
from contextlib import contextmanager
from time import monotonic

import pytest

from app.adapters.http import HttpClient
from app.adapters.pacing import Patience
from app.domain.errors import CATALOGUE
from app.domain.sync_run import SyncStatus
from app.sandbox import FAULTS, FaultKind, bulk_practice
from app.store.schema import pms_connections, pms_practitioners, sync_leases
from tests.support.desk import DAY, IMPATIENT, Clock, OwnVendors, front_desk, on_request, over

DEADLINE_S = 6.0
HASTY = dataclasses.replace(IMPATIENT, attempt_s=0.15, call_s=0.4)


@contextmanager
def striking(desk, fault, chooses):
    """Every request that `chooses(call)` meets `fault`."""

    def arm(call):
        desk.sandbox.faults.clear()
        if chooses(call):
            desk.sandbox.faults.add(fault, path=call.path, times=1)

    with on_request(desk.sandbox, arm):
        yield
    desk.sandbox.faults.clear()


def _is_list(call):
    return call.path.endswith("/appointments")


PATIENT = Patience()

CALLS = {
    "token": lambda call: call.path.endswith("/oauth2/token"),
    "practitioners": lambda call: call.path.endswith("/practitioners"),
    "page 1": lambda call: _is_list(call) and "cursor" not in dict(call.query),
    "page 2": lambda call: _is_list(call) and "cursor" in dict(call.query),
    "single appointment": lambda call: "/appointments/" in call.path,
}


@pytest.mark.parametrize("kind", CALLS)
async def test_every_fault_ends_typed_in_time_with_the_list_intact(tmp_path, kind):
    clock = Clock()
    rows = 202 if kind == "page 2" else 60
    practice = bulk_practice(practitioners=2, appointments=rows, day=DAY)
    async with front_desk(tmp_path, practice=practice, clock=clock, patience=PATIENT) as desk:
        assert (await desk.sync(day=DAY)).status is SyncStatus.SUCCESS
        for number, fault in enumerate(FAULTS):
            clock.advance(days=1)  # the lists of people and types are asked for once a day
            await _meet(desk, fault, kind, number)


async def _meet(desk, fault, kind, number):
    victim = desk.book()[0 if kind == "single appointment" else number]
    if kind == "single appointment":
        desk.practice.delete(victim.id)
    else:
        desk.practice.mark_arrived(victim.id)
    before = await desk.stored()
    vendors = OwnVendors(HttpClient(patience=HASTY))
    trying = dataclasses.replace(desk, services=over(desk.services, vendors))
    began = monotonic()
    # A cursor that loops would break the contract at the page after it, so it strikes them all.
    chooses = _is_list if (fault, kind) == ("cursor_loop", "page 1") else CALLS[kind]
    with striking(desk, fault, chooses):
        run = await trying.sync(day=DAY)
    assert monotonic() - began < DEADLINE_S, (fault, kind)
    await vendors.aclose()
    await _check(desk, run, before, fault=fault, kind=kind, victim=victim)
    again = await desk.sync(day=DAY)
    assert again.status is SyncStatus.SUCCESS, (fault, kind, again.error)
    (gone,) = [r for r in await desk.stored() if r["pms_appointment_id"] == victim.id]
    assert (gone["removed_at"] is not None) == (kind == "single appointment")


async def _check(desk, run, before, *, fault, kind, victim):
    where = (fault, kind, run.error)
    assert run.completed_at is not None
    (lease,) = await desk.read(sync_leases)
    assert lease["holder"] is None
    after = await desk.stored()
    if run.status is SyncStatus.SUCCESS:
        assert run.error_code is None, where
    else:
        assert run.error_code in CATALOGUE, where
    if run.status is SyncStatus.FAILED:
        assert after == before, where
    else:
        others = [r for r in after if r["pms_appointment_id"] != victim.id]
        assert others == [r for r in before if r["pms_appointment_id"] != victim.id], where
    gone = {r["pms_appointment_id"] for r in after if r["removed_at"] is not None}
    known = {r["pms_appointment_id"] for r in before if r["removed_at"] is not None}
    if kind == "single appointment" and (
        fault == "status_404" or FAULTS[fault].kind in {FaultKind.EDIT, FaultKind.DELAY}
    ):
        known.add(victim.id)  # edits leave a 404 as it is: the vendor's own word, and the truth
    assert gone <= known, where


async def test_one_practitioner_failing_makes_the_run_partial_and_updates_the_others(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        first, second = (row for row in _a_row_each(desk)[:2])
        clock.advance(minutes=15)
        for row in (first, second):
            desk.practice.mark_arrived(row.id, at=row.start)
        desk.practice.delete(_a_row_each(desk, place=5)[0].id)

        def of_first(call):
            return dict(call.query).get("practitionerId") == first.practitioner_id

        with striking(desk, "status_503", of_first):
            run = await desk.sync()
        facts = {one["pms_practitioner_id"]: one for one in await desk.read(pms_practitioners)}
        rows = await desk.rows()
    assert (run.status, run.error_code) == (SyncStatus.PARTIAL, "NET-05")
    failed = {one.pms_practitioner_id: one.error_code for one in run.outcomes}
    assert failed.pop(first.practitioner_id) == "NET-05"
    assert set(failed.values()) == {None}
    assert run.counts.updated == 1
    assert run.counts.removed == 0, "the failed practitioner's deleted row was taken for gone"
    assert rows[first.id, first.patient_ids[0]].arrived_at != first.start
    assert rows[second.id, second.patient_ids[0]].arrived_at == second.start
    bad, good = facts[first.practitioner_id], facts[second.practitioner_id]
    assert (bad["last_error_code"], bad["failures_in_a_row"]) == ("NET-05", 1)
    assert bad["last_attempt_at"] == clock() != bad["last_success_at"]
    assert (good["last_error_code"], good["failures_in_a_row"]) == (None, 0)
    assert good["last_success_at"] == clock()


def _a_row_each(desk, place=3):
    """One plain row of every practitioner with a column, in their order."""
    found = {}
    for row in desk.book():
        if len(row.patient_ids) == 1 and row.cancelled_at is None and row.status != "cancelled":
            found.setdefault(row.practitioner_id, []).append(row)
    return [rows[place] for rows in found.values()]


@pytest.mark.parametrize("fault", ["status_503", "json_truncated", "proxy_404_html", "drop"])
async def test_a_failing_second_page_takes_no_row_off(tmp_path, fault):
    practice = bulk_practice(practitioners=2, appointments=220, day=DAY)
    async with front_desk(tmp_path, practice=practice) as desk:
        await desk.sync(day=DAY)
        victim = desk.book()[0].practitioner_id

        def its_second_page(call):
            query = dict(call.query)
            return query.get("practitionerId") == victim and "cursor" in query

        desk.practice.mark_arrived(desk.book()[0].id)
        with striking(desk, fault, its_second_page):
            run = await desk.sync(day=DAY)
        stored = await desk.stored()
    assert run.status is SyncStatus.PARTIAL
    assert run.counts.removed == run.counts.held == 0
    assert [row for row in stored if row["removed_at"] is not None] == []
    assert len(stored) == 220


async def test_all_practitioners_failing_is_a_failed_run_that_keeps_the_last_success(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        success = clock()
        clock.advance(minutes=15)
        with striking(desk, "status_503", _is_list):
            run = await desk.sync()
        connection = (await desk.services.connections.get(desk.connection_id)).connection
    assert (run.status, run.error_code) == (SyncStatus.FAILED, "NET-05")
    assert connection.last_sync_at == success
    assert connection.last_attempt_at == clock()
    assert (connection.last_sync_status, connection.failures_in_a_row) == ("failed", 1)


async def test_a_cancelled_caller_ends_its_run_as_stopped_and_frees_the_lease(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        before = await desk.stored(), await desk.read(pms_connections)
        clock.advance(minutes=15)
        reached = asyncio.Event()
        loop = asyncio.get_running_loop()
        desk.practice.mark_arrived(desk.book()[0].id)
        with (
            striking(desk, "hang", _is_list),
            on_request(desk.sandbox, lambda _call: loop.call_soon_threadsafe(reached.set)),
        ):
            running = asyncio.create_task(desk.sync())
            await reached.wait()
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
        newest = (await desk.services.sync.history(desk.connection_id))[0]
        assert newest.status is SyncStatus.CANCELLED
        assert (await desk.stored(), await desk.read(pms_connections)) == before
        assert (await desk.sync()).status is SyncStatus.SUCCESS
