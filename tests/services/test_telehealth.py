"""Systems that flag telehealth: a person's tick follows the flag until the person disagrees."""

import dataclasses
from contextlib import asynccontextmanager
from datetime import timedelta

from sqlalchemy import delete

from app.adapters.base import PractitionerDay
from app.adapters.http import HttpClient
from app.adapters.pms.gentu.client import GentuAdapter
from app.domain.connection import AppointmentTypeAnswer
from app.services.connections.service import ConnectionChanges
from app.store.schema import pms_appointment_types
from tests.support.desk import DAY, IMPATIENT, OwnVendors, front_desk, over


class Flags:
    """What the system says, as a test sets it: by type id, and by appointment id."""

    def __init__(self):
        self.types = {}
        self.rows = {}

    def open_adapter(self, http, account):
        return FlaggingAdapter(GentuAdapter.open(http, account), self)


class FlaggingAdapter:
    """Gentu's adapter as if Gentu flagged telehealth; every page is new to it."""

    def __init__(self, inner, flags):
        self._inner, self._flags = inner, flags

    def __getattr__(self, name):
        return getattr(self._inner, name)

    async def appointment_types(self):
        return tuple(
            dataclasses.replace(kind, is_telehealth=self._flags.types.get(kind.pms_type_id))
            for kind in await self._inner.appointment_types()
        )

    async def fetch_day(self, day, practitioner_ids, _known):
        async for cell in self._inner.fetch_day(day, practitioner_ids, {}):
            assert isinstance(cell, PractitionerDay)
            yield dataclasses.replace(cell, appointments=self._flagged(cell.appointments))

    async def appointment(self, pms_appointment_id):
        return self._flagged(await self._inner.appointment(pms_appointment_id))

    def _flagged(self, rows):
        return tuple(
            dataclasses.replace(row, is_telehealth=self._flags.rows.get(row.pms_appointment_id))
            for row in rows
        )


@asynccontextmanager
async def flagged(tmp_path):
    """A desk over a system whose first type is flagged as telehealth and the others are not."""
    flags = Flags()
    async with front_desk(tmp_path) as desk:
        own = OwnVendors(HttpClient(patience=IMPATIENT), open_adapter=flags.open_adapter)
        desk.services = over(desk.services, own)
        listed = await choices(desk)
        flags.types = {key: place == 0 for place, key in enumerate(listed)}
        await desk.services.core.database.write(
            lambda sql: sql.execute(delete(pms_appointment_types))
        )
        await choices(desk, refresh=True)
        try:
            yield desk, flags, list(listed)
        finally:
            await own.aclose()


async def choices(desk, *, refresh=False):
    listed = await desk.services.mapping.appointment_types(desk.connection_id, refresh=refresh)
    return {choice.appointment_type.pms_type_id: choice for choice in listed}


async def tick(desk, type_id, *, is_telehealth):
    answer = AppointmentTypeAnswer(pms_type_id=type_id, is_telehealth=is_telehealth)
    return await desk.services.mapping.save_appointment_types(desk.connection_id, [answer])


async def test_a_new_type_starts_with_the_systems_flag(tmp_path):
    async with flagged(tmp_path) as (desk, _flags, (video, room, *_)):
        listed = await choices(desk)
        assert (listed[video].appointment_type.is_telehealth, listed[video].is_telehealth) == (
            True, True,
        )  # fmt: skip
        assert (listed[room].appointment_type.is_telehealth, listed[room].is_telehealth) == (
            False, False,
        )  # fmt: skip
        assert not any(choice.is_overridden for choice in listed.values())


async def test_the_tick_of_a_person_who_never_disagreed_follows_the_system(tmp_path):
    async with flagged(tmp_path) as (desk, flags, (video, room, third, *_)):
        await tick(desk, video, is_telehealth=True)
        flags.types |= {video: False, room: True}
        listed = await choices(desk, refresh=True)
        assert (listed[video].is_telehealth, listed[room].is_telehealth) == (False, True)
        flags.types[third] = True
        await desk.sync()
        assert (await choices(desk))[third].is_telehealth


async def test_an_override_stays_until_the_system_agrees_with_it(tmp_path):
    async with flagged(tmp_path) as (desk, flags, (video, _room, other, *_)):
        desk.clock.advance(minutes=1)
        await tick(desk, video, is_telehealth=False)
        (stored,) = await desk.read(
            pms_appointment_types, pms_appointment_types.c.pms_type_id == video
        )
        assert (stored["is_answered"], stored["updated_at"]) == (True, desk.clock())
        flags.types[other] = True
        listed = await choices(desk, refresh=True)
        assert (listed[video].is_telehealth, listed[video].is_overridden) == (False, True)
        assert listed[video].appointment_type.is_telehealth is True
        flags.types[video] = False
        assert not (await choices(desk, refresh=True))[video].is_overridden
        flags.types[video] = True
        assert (await choices(desk, refresh=True))[video].is_telehealth


async def test_a_tick_stays_when_the_system_stops_saying_and_then_says_otherwise(tmp_path):
    async with flagged(tmp_path) as (desk, flags, (video, *_)):
        await tick(desk, video, is_telehealth=True)
        flags.types[video] = None
        silent = (await choices(desk, refresh=True))[video]
        assert (silent.is_telehealth, silent.is_overridden) == (True, False)
        flags.types[video] = False
        spoken = (await choices(desk, refresh=True))[video]
        assert (spoken.is_telehealth, spoken.is_overridden) == (True, True)


async def test_a_type_nobody_answered_follows_a_system_that_begins_to_flag(tmp_path):
    async with flagged(tmp_path) as (desk, flags, (_, room, *_)):
        flags.types[room] = None
        await choices(desk, refresh=True)
        flags.types[room] = True
        assert (await choices(desk, refresh=True))[room].is_telehealth


async def test_the_sheet_and_the_counts_follow_the_same_rule(tmp_path):
    """Own flag against type flag against tick, on the sheet, in its hidden rows and the run."""
    async with flagged(tmp_path) as (desk, flags, (video, room, *_)):
        rows = [row for row in desk.book() if len(row.patient_ids) == 1]
        of_video = [row for row in rows if row.type_id == video]
        of_room = [row for row in rows if row.type_id == room]
        assert len(of_video) >= 2 <= len(of_room)
        flags.rows = {
            of_video[0].id: False,
            of_video[1].id: True,
            of_room[0].id: True,
            of_room[1].id: False,
        }
        await desk.services.connections.change(
            desk.connection_id, ConnectionChanges(sync_telehealth_only=True)
        )
        first = await desk.sync()
        sheet = await desk.services.run_sheet.sheet()
        shown = {row.pms_appointment_id for row in sheet.rows}
        by_type = {row.id for row in desk.book() if row.type_id == video}
        assert shown == by_type - {of_video[0].id} | {of_room[0].id}
        assert first.counts.created == len(sheet.rows)
        assert sheet.hidden_count == first.counts.skipped

        # Ticking a type that the system does not flag, and unticking the one it does.
        await tick(desk, video, is_telehealth=False)
        await tick(desk, room, is_telehealth=True)
        sheet = await desk.services.run_sheet.sheet()
        assert {row.pms_appointment_id for row in sheet.rows} == {
            row.id for row in desk.book() if row.type_id == room
        }
        assert all(row.is_telehealth for row in sheet.rows)
        desk.practice.move(of_video[1].id, start=of_video[1].start + timedelta(minutes=5))
        desk.practice.move(of_room[1].id, start=of_room[1].start + timedelta(minutes=5))
        second = await desk.sync()
        assert (second.counts.updated, second.counts.created) == (1, 0)


async def test_a_moved_away_row_and_the_next_day_follow_the_override(tmp_path):
    async with flagged(tmp_path) as (desk, flags, (video, *_)):
        moved = next(r for r in desk.book() if r.type_id == video and len(r.patient_ids) == 1)
        flags.rows[moved.id] = True
        await desk.services.connections.change(
            desk.connection_id, ConnectionChanges(sync_telehealth_only=True)
        )
        await desk.sync()
        desk.practice.move(moved.id, start=moved.start + timedelta(days=1))
        await desk.sync()
        tomorrow = DAY + timedelta(days=1)
        assert (await desk.row(moved.id)).has_moved_away
        assert await desk.services.run_sheet.next_day(DAY) == tomorrow
        await tick(desk, video, is_telehealth=False)
        assert moved.id not in {key[0] for key in await desk.rows()}
        assert await desk.services.run_sheet.next_day(DAY) is None


async def test_the_preview_carries_each_rows_own_flag(tmp_path):
    async with flagged(tmp_path) as (desk, flags, _):
        first, second = desk.book()[:2]
        flags.rows = {first.id: True, second.id: False}
        preview = await desk.services.mapping.preview(desk.connection_id)
        told = [row.is_telehealth for row in preview.rows]
        assert {True, False, None} == set(told)
        assert told.count(True) == len(first.patient_ids or ("",))


async def test_types_are_written_once_and_not_again_while_they_stay_the_same(tmp_path):
    async with flagged(tmp_path) as (desk, _flags, _):
        before = await desk.read(pms_appointment_types)
        desk.clock.advance(minutes=15)
        await desk.sync()
        assert await desk.read(pms_appointment_types) == before
