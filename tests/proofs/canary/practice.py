"""What a desk does with the practice systems, right and wrong: keys, codes, people, syncs, rows."""

import asyncio
import json
from collections.abc import Awaitable
from dataclasses import replace
from typing import Any

from app.adapters.http import HttpClient
from app.domain.appointment import AppointmentStatus
from app.domain.errors import RunSheetError
from app.domain.sync_run import NoticeKind, SyncRun, SyncStatus
from app.sandbox.fault_kinds import Fault, FaultKind
from app.services.connections.new_keys import NewKeys
from app.services.connections.service import ConnectionChanges
from app.services.sheet.desk import EditChanges, ManualRow
from tests.proofs.canary.office import CODE, GENTU_KEYS, Office
from tests.proofs.canary.people import CANARIES
from tests.support.desk import DAY, IMPATIENT, NOON, Desk, OwnVendors, over
from tests.support.systems import SYSTEMS

HASTY = replace(IMPATIENT, attempt_s=0.15, call_s=0.4)


async def refused(office: Office, act: Awaitable[Any]) -> None:
    """It must be; what the person is told is kept to be searched."""
    try:
        await act
    except RunSheetError as error:
        office.watch.keep_texts("error sentences", [str(error), repr(error), str(vars(error))])
    else:
        raise AssertionError("that should have been refused")


async def connect_all(office: Office) -> None:
    """Each with wrong keys first, everybody mapped."""
    for name in office.practices:
        await _connect(office, name)


async def _connect(office: Office, name: str) -> None:
    sandbox, services = office.practices[name], office.services
    connection = await services.connections.create(name)
    if name == "gentu":
        await _pair(office, connection.id)
    else:
        secret = "apiToken" if name == "medirecords" else "clientSecret"
        wrong = sandbox.sign_in | {secret: f"wr0ng-{sandbox.sign_in[secret]}"}
        office.secrets.add(wrong[secret])
        await refused(office, services.sign_in.check(connection.id, wrong))
        checked = await services.sign_in.check(connection.id, sandbox.sign_in)
        zone = sandbox.practice.tzinfo.key
        await services.sign_in.accept(connection.id, checked, timezone=zone)
    desk = Desk(services, sandbox, office.clock, connection.id)
    office.desks[name] = desk
    people = await services.mapping.people(connection.id, refresh=True)
    await desk.map_people({each.practitioner.pms_practitioner_id for each in people.choices})
    await services.mapping.appointment_types(connection.id, refresh=True)
    changes = ConnectionChanges(sync_enabled=True, sync_telehealth_only=False)
    await services.connections.change(connection.id, changes)
    await services.connections.test(connection.id)


async def _pair(office: Office, connection_id: str) -> None:
    services = office.services
    wrong = GENTU_KEYS | {"clientSecret": "n0t-the-pr4ctices-own"}
    office.secrets.add(wrong["clientSecret"])
    for keys, code in ((wrong, CODE), (GENTU_KEYS, CODE[:4]), (GENTU_KEYS, None)):
        await services.connections.change(
            connection_id, ConnectionChanges(), keys=NewKeys(credentials=keys)
        )
        if code is not None:
            await refused(office, services.sign_in.pair(connection_id, code))
    office.practices["gentu"].practice.pair()
    await services.sign_in.pair(connection_id, CODE)


async def sync_all(office: Office) -> list[SyncRun]:
    """Each practice's day."""
    runs = await asyncio.gather(*(desk.sync(day=DAY) for desk in office.desks.values()))
    office.watch.keep_texts("error sentences", [repr(run) for run in runs])
    office.clock.advance(minutes=15)
    return list(runs)


async def meet_every_fault(office: Office) -> int:
    """Every kind once in every practice's list, then in every call; how many syncs were not good.

    Nobody waits long for a vendor that says nothing.
    """
    usual, hasty = dict(office.desks), OwnVendors(HttpClient(patience=HASTY))
    services = over(office.services, hasty)
    office.desks |= {name: replace(desk, services=services) for name, desk in usual.items()}
    names = next(iter(office.practices.values())).faults.names
    runs = [run for name in names for run in await _with(office, name)]
    runs += await _with(office, "status_500", everywhere=True)
    office.desks |= usual
    office.secrets |= set(hasty.held_tokens)
    await hasty.aclose()
    return sum(run.status is not SyncStatus.SUCCESS for run in runs)


async def spoil_and_lose(office: Office) -> None:
    """Records with a name where a time should be; a mass that vanishes, answered both ways."""
    spoilt = Fault(name="spoilt", kind=FaultKind.EDIT, edit=_spoil)
    runs = await _with(office, spoilt)
    assert sum(run.counts.quarantined for run in runs) > 0
    for desk, accept in zip(office.desks.values(), (True, False, True), strict=True):
        for row in desk.book()[::2]:
            desk.practice.delete(row.id)
        await desk.sync(day=DAY)
        found = await desk.services.connections.get(desk.connection_id)
        for notice in found.notices:
            if notice.kind is NoticeKind.MASS_VANISH:
                await desk.services.sync.answer_mass_vanish(notice.id, accept=accept)


async def edit_rows(office: Office) -> None:
    """Rows by hand, local edits, notes, a join; and each of them wrong."""
    desk, services = office.services.desk, office.services
    sheet = await services.run_sheet.sheet(DAY)
    row, other = [each for each in sheet.rows if not each.is_off][:2]
    await desk.set_note(row.id, CANARIES[1].note)
    phone = EditChanges(phone=CANARIES[2].phone, status=AppointmentStatus.ARRIVED)
    await desk.change(row.id, phone, seen_updated_at=(await desk.row(row.id)).updated_at)
    await refused(office, desk.change(row.id, EditChanges(phone=CANARIES[2].family)))
    await refused(office, desk.set_note(row.id, CANARIES[3].note * 200))
    await refused(office, desk.set_note(CANARIES[4].family, CANARIES[4].note))
    await refused(office, desk.add_row(_walk_in(other.clinician_id, minutes=9_000)))
    first = await desk.add_row(_walk_in(other.clinician_id))
    second = await desk.add_row(_walk_in(other.clinician_id))
    await desk.change(first, EditChanges(name=(CANARIES[6].given, CANARIES[6].family)))
    await desk.keep_both(first, other.id)
    await desk.join(second, other.id)
    await desk.restore_row(await desk.delete_manual_row(first))
    await services.day_notes.look(DAY)


def _walk_in(clinician_id: str, minutes: int = 15) -> ManualRow:
    who = CANARIES[5]
    return ManualRow(
        start=NOON, minutes=minutes, clinician_id=clinician_id, first_name=who.given,
        last_name=who.family, phone=who.phone, notes=who.note,
    )  # fmt: skip


async def _with(office: Office, fault: Fault | str, *, everywhere: bool = False) -> list[SyncRun]:
    for name, sandbox in office.practices.items():
        path, times = ("", None) if everywhere else (SYSTEMS[name].page_path, 2)
        sandbox.faults.add(fault, path=path, times=times)
    try:
        return await sync_all(office)
    finally:
        for sandbox in office.practices.values():
            sandbox.faults.clear()


def _spoil(body: bytes) -> bytes:
    """A name in the place of the first five starts."""
    left = iter(CANARIES[:5])

    def spoilt(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: spoilt(each, name) for name, each in value.items()}
        if isinstance(value, list):
            return [spoilt(each) for each in value]
        is_start = key.startswith(("start", "scheduleTime")) and isinstance(value, str)
        who = next(left, None) if is_start else None
        return value if who is None else f"{who.given} {who.family}, {who.phone}"

    return json.dumps(spoilt(json.loads(body))).encode()
