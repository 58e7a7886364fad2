"""Every fault of the vendor: the run ends by itself, typed, and the list stays as it was."""

import asyncio
import dataclasses
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest

from app.adapters.http import HttpClient
from app.adapters.pacing import Patience
from app.domain.errors import CATALOGUE
from app.domain.sync_run import SyncStatus
from app.sandbox import FAULTS, FaultKind
from app.store.schema import pms_connections, pms_practitioners, sync_leases, sync_snapshots
from tests.support.desk import (
    DAY,
    IMPATIENT,
    NOON,
    Clock,
    Desk,
    OwnVendors,
    front_desk,
    on_request,
    over,
)
from tests.support.systems import SYSTEMS, system_of
from tests.support.waiting import patience

HASTY = dataclasses.replace(IMPATIENT, attempt_s=0.15, call_s=0.4)
"""For answers that keep us waiting; for all others a busy machine gets its time."""

CALM = dataclasses.replace(HASTY, attempt_s=30.0)
WAITING = {FaultKind.DELAY, FaultKind.DRIP, FaultKind.STALL, FaultKind.HANG}
PATIENT = Patience()
PEOPLE, ROWS = 2, 12
"""Over pages of five: every list has a second page."""

OF_THE_PATIENT = {
    *("patient_first_name", "patient_last_name", "patient_phone", "patient_email", "patient_dob"),
    *("digest", "updated_at"),
}
UNKNOWN_PATIENTS = {
    ("medirecords", "status_403"),
    ("medirecords", "status_404"),
    ("halaxy", "empty_list"),
}
"""Where the vendor says in its own words that it has no such patient for us: a bare id is right."""


@contextmanager
def striking(desk, fault, chooses):
    """Every request that `chooses(call)` meets `fault`; the list of those that did."""

    struck = []

    def arm(call):
        desk.sandbox.faults.clear()
        if chooses(call):
            struck.append(call)
            desk.sandbox.faults.add(fault, path=call.path, times=1)

    with on_request(desk.sandbox, arm):
        yield struck
    desk.sandbox.faults.clear()


def _is_list(call):
    return call.path.endswith("/appointments")


KINDS = [(name, kind) for name, system in SYSTEMS.items() for kind in system.kinds_of_call]


@pytest.mark.parametrize(("name", "kind"), KINDS)
@pytest.mark.proves("R7")
async def test_every_fault_ends_typed_by_itself_with_the_list_intact(tmp_path, name, kind, figure):
    clock = Clock(NOON + timedelta(days=1))  # nothing is under way, so no row changes by itself
    practice = _practice(name, apart=kind == "patients")
    options = {"quota_per_minute": None} if name == "halaxy" else {}
    async with front_desk(
        tmp_path,
        system=name,
        practice=practice,
        clock=clock,
        patience=PATIENT,
        small_pages=True,
        **options,
    ) as desk:
        assert (await desk.sync(day=DAY)).status is SyncStatus.SUCCESS
        trial = Trial(desk=desk, kind=kind)
        for fault in FAULTS:
            clock.advance(days=1)  # what is remembered for a while is asked for again
            await trial.meet(fault)
        await trial.recover()
    figure(f"{len(FAULTS)} faults x {len(KINDS)} kinds of call: all typed, the list intact")


def _practice(name, *, apart=False):
    """A few rows. `apart`: Halaxy's pages leave their patients out, so they are asked for."""
    practice = SYSTEMS[name].bulk(practitioners=PEOPLE, appointments=ROWS, day=DAY)
    if apart and name == "halaxy":
        for patient in practice.patients():
            practice.put_patient(dataclasses.replace(patient, is_included=False))
    return practice


@dataclasses.dataclass
class Trial:
    """A desk that meets fault after fault in one kind of call.

    `victims`: appointments that changed at the vendor since the last sync that succeeded.
    """

    desk: Desk
    kind: str
    victims: dict[str, bool] = dataclasses.field(default_factory=dict)
    met: int = 0

    async def meet(self, fault):
        """One more row changes, and the sync that should bring it meets the fault."""
        desk = self.desk
        self._change(desk.book()[self.met % ROWS])
        self.met += 1
        before = await desk.stored(), await desk.read(sync_snapshots)
        run = await _hasty_sync(desk, fault, self.kind)
        await _check(desk, run, before[0], fault=fault, kind=self.kind, victims=self.victims)
        if run.status is SyncStatus.FAILED:
            assert await desk.read(sync_snapshots) == before[1], (fault, self.kind)
        # Of failed runs, which leave everything as it was, a few in a row are recovered from at
        # once: half a minute for the whole file.
        if run.status is not SyncStatus.FAILED or self.met % 3 == 0:
            await self.recover()

    def _change(self, victim):
        practice, is_deleted = self.desk.practice, self.kind == "single appointment"
        self.victims[victim.id] = is_deleted
        if not is_deleted:
            practice.move(victim.id, start=victim.start + timedelta(minutes=1))
            return
        practice.delete(victim.id)
        practice.add(  # so that the next fault finds as many rows
            practitioner_id=victim.practitioner_id,
            start=victim.start,
            id=str(uuid4()),
            patient_ids=victim.patient_ids,
        )

    async def recover(self):
        """The next sync brings the sheet up to the book, names and all."""
        before = await self.desk.stored()
        run = await self.desk.sync(day=DAY)
        assert run.status is SyncStatus.SUCCESS, run.error
        after = {row["pms_appointment_id"]: row for row in await self.desk.stored()}
        book = {row.id: row for row in self.desk.book()}
        for row in before:
            assert _place(after[row["pms_appointment_id"]]) == _place(row) or (
                row["pms_appointment_id"] in self.victims
            )
        for row in after.values():
            kept = book.get(row["pms_appointment_id"])
            assert (kept is None) == (row["removed_at"] is not None)
            assert kept is None or row["start_at"] == kept.start
            assert row["patient_last_name"]
        self.victims.clear()


async def _hasty_sync(desk, fault, kind):
    system = system_of(desk.sandbox)
    chooses = system.kinds_of_call[kind]
    if (fault, kind) == ("cursor_loop", "page 1"):
        # A cursor that loops would break the contract at the page after it: it strikes them all.
        def chooses(call):
            return system.is_page(call.path)

    keeps_waiting = FAULTS[fault].kind in WAITING
    client = HttpClient(patience=HASTY if keeps_waiting else CALM)
    vendors = OwnVendors(client, open_adapter=system.open_small_pages)
    trying = dataclasses.replace(desk, services=over(desk.services, vendors))
    with striking(desk, fault, chooses) as struck:
        async with patience():
            run = await trying.sync(day=DAY)
    await vendors.aclose()
    assert struck or keeps_waiting, (fault, kind)
    return run


async def _check(desk, run, before, *, fault, kind, victims):
    """Whatever the vendor is: a failed run changes nothing, any other only what truly changed."""
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
        are_unknown = kind == "patients" and (desk.sandbox.vendor, fault) in UNKNOWN_PATIENTS
        assert _others(after, before, victims, are_bare=are_unknown) == _others(
            before, before, victims, are_bare=are_unknown
        ), where
    gone = {r["pms_appointment_id"] for r in after if r["removed_at"] is not None}
    known = {r["pms_appointment_id"] for r in before if r["removed_at"] is not None}
    if fault == "status_404" or FAULTS[fault].kind in {FaultKind.EDIT, FaultKind.DELAY}:
        # Edits leave a 404 as it is: the vendor's own word, and the truth.
        known |= {victim for victim, is_deleted in victims.items() if is_deleted}
    assert gone <= known, where


def _others(rows, before, victims, *, are_bare):
    """The rows that were there before and nobody changed at the vendor."""
    were = {row["id"] for row in before}
    kept = [row for row in rows if row["pms_appointment_id"] not in victims and row["id"] in were]
    return [_place(row) for row in kept] if are_bare else kept


def _place(row):
    """The row without what a vendor says of its patient."""
    return {name: value for name, value in row.items() if name not in OF_THE_PATIENT}


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
@pytest.mark.parametrize("name", SYSTEMS)
async def test_a_failing_second_page_takes_no_row_off(tmp_path, name, fault):
    """With Gentu it is one practitioner's list that fails, with the others everybody's."""
    is_second, is_for_all = SYSTEMS[name].kinds_of_call["page 2"], name != "gentu"
    async with front_desk(
        tmp_path, system=name, practice=_practice(name), small_pages=True
    ) as desk:
        await desk.sync(day=DAY)
        victim, before = desk.book()[0].practitioner_id, await desk.stored()

        def its_second_page(call):
            return is_second(call) and dict(call.query).get("practitionerId", victim) == victim

        desk.practice.move(desk.book()[0].id, start=desk.book()[0].start + timedelta(minutes=1))
        with striking(desk, fault, its_second_page):
            run = await desk.sync(day=DAY)
        stored = await desk.stored()
    assert run.status is (SyncStatus.FAILED if is_for_all else SyncStatus.PARTIAL)
    failed = {one.pms_practitioner_id for one in run.outcomes if one.error_code}
    assert len(failed) == (PEOPLE if is_for_all else 1)
    assert victim in failed
    assert len({one.error_code for one in run.outcomes if one.error_code}) == 1
    assert run.counts.removed == run.counts.held == 0
    assert [row for row in stored if row["removed_at"] is not None] == []
    assert len(stored) == ROWS
    assert stored == before


@pytest.mark.parametrize("name", ["medirecords", "halaxy"])
async def test_a_patient_who_cannot_be_read_fails_only_the_columns_that_expect_them(tmp_path, name):
    clock = Clock(NOON + timedelta(days=1))
    practice, are_patients = _practice(name), SYSTEMS[name].kinds_of_call["patients"]
    async with front_desk(tmp_path, system=name, practice=practice, clock=clock) as desk:
        assert (await desk.sync(day=DAY)).status is SyncStatus.SUCCESS
        hit = desk.book()[0]
        if name == "halaxy":  # only theirs is left out, and so asked for
            patient = practice.patient(hit.patient_ids[0])
            practice.put_patient(dataclasses.replace(patient, is_included=False))
        for row in desk.book():
            practice.move(row.id, start=row.start + timedelta(minutes=5))
        clock.advance(hours=2)  # MediRecords' patients are kept for an hour
        before = {row["pms_appointment_id"]: row for row in await desk.stored()}

        def is_theirs(call):
            named = (*call.segments, *dict(call.query).get("_id", "").split(","))
            return are_patients(call) and hit.patient_ids[0] in named

        with striking(desk, "status_503", is_theirs) as struck:
            run = await desk.sync(day=DAY)
        after = {row["pms_appointment_id"]: row for row in await desk.stored()}
    assert struck
    assert (run.status, run.error_code) == (SyncStatus.PARTIAL, "NET-05")
    failed = [one.pms_practitioner_id for one in run.outcomes if one.error_code]
    assert failed == [hit.practitioner_id]
    for id_, row in after.items():
        is_behind = row["pms_practitioner_id"] == hit.practitioner_id
        assert (row == before[id_]) == is_behind
        assert row["patient_last_name"]


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
