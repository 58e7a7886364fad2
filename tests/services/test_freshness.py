"""Opening hours and pauses as the sheet and the connection tell of them, from what is stored."""

import itertools
from datetime import timedelta

import pytest

from app.domain.errors import InvalidRequest
from app.domain.opening_hours import HOURS_PREFERENCE
from app.domain.quiet import BUSY_DAY
from app.services.changes import Topic
from app.services.pc.who import current_user
from tests.support.desk import NOON, Clock, front_desk
from tests.support.ticking import ticking

CLOSED = "-,-,-,-,-,-,-;"
MORNINGS = "08:00-12:30,08:00-12:30,08:00-12:30,08:00-12:30,08:00-12:30,-,-;"


async def states(desk):
    sheet = await desk.services.run_sheet.sheet()
    overview = await desk.services.connections.get(desk.connection_id)
    assert overview.freshness.state == sheet.freshness.state
    return sheet.freshness


async def test_a_list_is_not_old_once_the_last_patient_is_gone_whatever_the_hours_say(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        last = max(row.end for row in (await desk.rows()).values() if not row.is_off)
        assert last - NOON > timedelta(hours=2)
        clock.moment = last - timedelta(minutes=1)
        assert (await states(desk)).state == "out_of_date"
        await desk.services.preferences.write(HOURS_PREFERENCE, MORNINGS)
        assert (await states(desk)).state == "out_of_date"
        clock.advance(minutes=2)
        assert (await states(desk)).state == "closed"


async def test_a_quiet_list_is_told_as_long_as_patients_are_booked(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.services.preferences.write(HOURS_PREFERENCE, CLOSED)
        await desk.sync()
        found = sum(not row.is_off for row in (await desk.rows()).values())
        assert found >= BUSY_DAY
        assert (await desk.services.day_notes.look()).quiet == ()
        clock.advance(hours=3, minutes=1)
        await desk.sync()
        (alarm,) = (await desk.services.day_notes.look()).quiet
        assert alarm.still_since == NOON


async def test_partner_keys_that_are_there_again_are_used_without_anybodys_help(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        environment = desk.services.core.settings.environment
        name = "RUNSHEET_GENTU_CLIENT_SECRET"
        secret = environment.pop(name)
        assert (await desk.sync()).error_code == "AUTH-07"
        next_sync_at = desk.services.schedule.next_sync_at
        assert await next_sync_at(desk.connection_id) is None
        environment[name] = secret
        assert await next_sync_at(desk.connection_id) <= NOON + timedelta(minutes=2)


async def test_a_clock_that_is_set_back_makes_no_pause_endless(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        schedule = desk.services.schedule
        await schedule.pause(until=schedule.in_an_hour())
        clock.advance(days=-3)
        assert await schedule.next_sync_at(desk.connection_id) < clock() + timedelta(days=1)
        overview = await desk.services.connections.get(desk.connection_id)
        assert overview.connection.paused_until is None


async def test_a_pause_of_more_than_a_day_is_refused(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        schedule = desk.services.schedule
        with pytest.raises(InvalidRequest):
            await schedule.pause(until=clock() + timedelta(days=2))
        await schedule.pause(until=await schedule.until_tomorrow())


@pytest.mark.parametrize("slept", [timedelta(hours=6), timedelta(0)])
async def test_whoever_shows_an_age_hears_that_the_pc_slept_or_its_clock_was_set(tmp_path, slept):
    clock, heard = Clock(), []
    elapsed = itertools.count(1000.0, 1.0)
    asleep = [0.0]

    def running():
        return next(elapsed) + asleep[0]

    async with (
        front_desk(tmp_path, clock=clock) as desk,
        ticking(desk, elapsed=running) as look,
    ):
        await look(2)
        desk.services.core.changes.subscribe(lambda change: heard.append(change.topic))
        await look()
        assert Topic.CLOCK not in heard
        asleep[0] = slept.total_seconds()
        clock.advance(hours=6)
        await look()
        assert heard.count(Topic.CLOCK) == 1
        await look()
        assert heard.count(Topic.CLOCK) == 1


async def test_a_new_day_before_its_first_check_is_closed_not_never_checked(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        assert (await states(desk)).state == "never"
        await desk.sync()
        clock.advance(hours=13)  # 1 am of the next day
        assert (await states(desk)).state == "closed"


async def test_a_pause_is_told_with_who_made_it_until_it_is_over(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        schedule = desk.services.schedule
        await schedule.pause(desk.connection_id, until=clock() + timedelta(minutes=90))
        clock.advance(minutes=70)
        paused = await states(desk)
        assert (paused.state, paused.paused_by) == ("paused", current_user())
        clock.advance(minutes=20)
        assert (await states(desk)).state == "out_of_date"
