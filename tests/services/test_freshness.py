"""Opening hours and pauses as the sheet and the connection tell of them, from what is stored."""

from datetime import timedelta

from app.domain.opening_hours import HOURS_PREFERENCE
from app.services.pc.who import current_user
from tests.support.desk import NOON, Clock, front_desk

MORNINGS = "08:00-12:30,08:00-12:30,08:00-12:30,08:00-12:30,08:00-12:30,-,-;"


async def states(desk):
    sheet = await desk.services.run_sheet.sheet()
    overview = await desk.services.connections.get(desk.connection_id)
    assert overview.freshness.state == sheet.freshness.state
    return sheet.freshness


async def test_a_list_is_not_old_once_the_practice_is_closed(tmp_path):
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync()
        clock.advance(minutes=70)
        assert (await states(desk)).state == "out_of_date"
        await desk.services.preferences.write(HOURS_PREFERENCE, MORNINGS)
        closed = await states(desk)
        assert closed.state == "closed"
        assert closed.next_check_at == NOON + timedelta(hours=19, minutes=30)


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
