"""Syncs, good ones and every kind of bad one; records that can't be read; a mass that vanishes."""

import asyncio
import json
from dataclasses import replace
from typing import Any

from app.adapters.http import HttpClient
from app.domain.sync_run import NoticeKind, SyncRun, SyncStatus
from app.sandbox.fault_kinds import Fault, FaultKind
from tests.proofs.canary.office import Office
from tests.proofs.canary.people import CANARIES
from tests.support.desk import DAY, IMPATIENT, OwnVendors, over
from tests.support.systems import SYSTEMS

HASTY = replace(IMPATIENT, attempt_s=0.15, call_s=0.4)


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
