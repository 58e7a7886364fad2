"""What the services find to say of a day, over a real database and a vendor's server."""

import dataclasses
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from app.adapters.http import HttpClient
from app.adapters.pacing import Clock as WireClock
from app.domain.appointment import AppointmentStatus
from app.domain.errors import ConnectionNotFound, InvalidRequest
from app.store.schema import pms_connections
from tests.support.desk import DAY, IMPATIENT, Clock, OwnVendors, front_desk, over

FEW = 3
WORD = "postponed"


def _booked(desk):
    """To come, so that neither the clock nor an arrival says more than the status word."""
    return [entry for entry in desk.practice.appointments(DAY) if entry.status == "booked"]


def _repeat_day(practice, *, weeks):
    """The same list on that weekday so many weeks before."""
    for number, entry in enumerate(practice.appointments(DAY)):
        earlier = entry.start - timedelta(weeks=weeks)
        practice.put(
            dataclasses.replace(entry, id=practice._new_id(1000 * weeks + number), start=earlier)
        )


async def _leave(desk, clock, count):
    """The system has only some of the day's appointments left, and a person says so."""
    for entry in desk.practice.appointments(DAY)[count:]:
        desk.practice.delete(entry.id)
    clock.advance(minutes=5)
    await desk.sync()
    overview = await desk.services.connections.get(desk.connection_id)
    for notice in overview.notices:
        await desk.services.sync.answer_mass_vanish(notice.id, accept=True)
    await desk.sync()


async def test_a_short_list_is_told_once_four_same_weekdays_are_known(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        for weeks in (1, 2, 3, 4):
            _repeat_day(desk.practice, weeks=weeks)
        for weeks in (4, 3, 2):
            await desk.sync(day=DAY - timedelta(weeks=weeks))
        await desk.sync()
        usual = sum(not row.is_off for row in (await desk.rows()).values())
        await _leave(desk, clock, FEW)
        left = sum(not row.is_off for row in (await desk.rows()).values())
        assert (await desk.services.day_notes.look()).quiet == ()
        await desk.sync(day=DAY - timedelta(weeks=1))
        (alarm,) = (await desk.services.day_notes.look()).quiet
        assert (alarm.found, alarm.usual, alarm.day) == (left, usual, DAY)


async def test_a_busy_list_that_stands_still_is_told_and_can_be_dismissed_for_the_day(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        for _ in range(18):
            assert (await desk.services.day_notes.look()).quiet == ()
            clock.advance(minutes=10)
            await desk.sync()
        (alarm,) = (await desk.services.day_notes.look()).quiet
        assert (alarm.usual, alarm.still_since) == (None, clock() - timedelta(hours=3))
        await desk.services.day_notes.dismiss(f"quiet:{alarm.connection_id}")
        assert (await desk.services.day_notes.look()).dismissed == {f"quiet:{alarm.connection_id}"}
        clock.advance(days=1)
        assert (await desk.services.day_notes.look()).dismissed == frozenset()


async def _unknown(desk):
    """The word is asked about; the made-up practice has another one of its own."""
    found = (await desk.services.day_notes.look()).unknown_statuses
    return [each for each in found if each.word == WORD]


async def test_an_unknown_status_is_asked_about_until_somebody_matches_it(tmp_path):
    async with front_desk(tmp_path) as desk:
        first, second = _booked(desk)[:2]
        for entry in (first, second):
            desk.practice.change(entry.id, status=WORD)
        await desk.sync()
        (found,) = await _unknown(desk)
        assert (found.system, found.count) == ("Gentu", 2)
        match = desk.services.status_words.match
        await match(desk.connection_id, WORD, AppointmentStatus.CONFIRMED)
        row = await desk.row(first.id)
        assert (row.status, row.has_unknown_status) == (AppointmentStatus.CONFIRMED, False)
        assert await _unknown(desk) == []
        await match(desk.connection_id, WORD, None)
        row = await desk.row(first.id)
        assert (row.raw_status, row.has_unknown_status) == (WORD, True)
        assert await _unknown(desk) == []
        await desk.services.status_words.forget(desk.connection_id, WORD)
        assert len(await _unknown(desk)) == 1


async def test_a_matched_word_outlives_the_next_sync(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        entry = _booked(desk)[0]
        desk.practice.change(entry.id, status=WORD)
        await desk.sync()
        await desk.services.status_words.match(
            desk.connection_id, WORD, AppointmentStatus.CANCELLED
        )
        clock.advance(minutes=15)
        await desk.sync()
        assert (await desk.row(entry.id)).is_off
        assert await desk.services.status_words.matched(desk.connection_id) == {
            WORD: AppointmentStatus.CANCELLED
        }


@pytest.mark.parametrize("word", ["", "x" * 101])
async def test_what_is_no_word_is_refused(tmp_path, word):
    async with front_desk(tmp_path) as desk:
        with pytest.raises(InvalidRequest):
            await desk.services.status_words.match(desk.connection_id, word, None)
        with pytest.raises(ConnectionNotFound):
            await desk.services.status_words.match("nobody", WORD, None)


async def test_wall_clock_times_without_a_known_zone_are_told(tmp_path):
    async with front_desk(tmp_path, system="medirecords") as desk:
        await desk.sync()
        assert (await desk.services.day_notes.look()).zoneless == ()
        await desk.services.core.database.write(
            lambda sql: sql.execute(update(pms_connections).values(timezone=None))
        )
        (found,) = (await desk.services.day_notes.look()).zoneless
        assert found.timezone == "Australia/Sydney"
        assert found.count == len(await desk.rows())


@pytest.mark.parametrize(("minutes", "told"), [(7, 7), (-7, -7), (1, None), (0, None)])
async def test_a_wrong_clock_of_this_pc_is_noticed_by_the_vendors_answers(tmp_path, minutes, told):
    async with front_desk(tmp_path, people=2) as desk:
        pc = WireClock(now=lambda: datetime.now(UTC) + timedelta(minutes=minutes))
        http = HttpClient(patience=IMPATIENT, clock=pc)
        desk.services = over(desk.services, OwnVendors(http))
        assert (await desk.services.day_notes.look()).clock_skew is None
        await desk.sync()
        skew = (await desk.services.day_notes.look()).clock_skew
        assert (skew and round(skew / timedelta(minutes=1))) == told
        await http.aclose()
