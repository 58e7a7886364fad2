"""When a connection is due: slots, use, hours, pauses, back-off, a clock that was put back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.connection import Connection, SetupStep
from app.domain.opening_hours import DEFAULT_HOURS, Hours, OpeningHours
from app.domain.schedule import APART, Circumstances, is_held_back, may_look_ahead, next_due

ZONE = "Australia/Sydney"
MINUTE = timedelta(minutes=1)
NEVER_OPEN = OpeningHours(week=(None,) * 7)


def at(text, day="2026-03-04"):
    """A Wednesday's local time, unless another day is named."""
    moment = datetime.fromisoformat(f"{day} {text}").replace(tzinfo=ZoneInfo(ZONE))
    return moment.astimezone(UTC)


def connection(**facts):
    """A paired connection that has just been synced at noon."""
    usual = {
        "id": "019c0000-0000-7000-8000-000000000001",
        "pms_type": "gentu",
        "system": "Gentu",
        "display_name": "Bluegum",
        "tenant_id": "t",
        "timezone": ZONE,
        "region": None,
        "practice_id": None,
        "credentials_configured": False,
        "sync_enabled": True,
        "sync_frequency_minutes": 15,
        "sync_telehealth_only": False,
        "setup_step": SetupStep.DONE,
        "last_sync_at": at("12:00"),
        "last_sync_status": "success",
        "last_attempt_at": at("12:00"),
        "last_sync_error": None,
        "last_sync_error_code": None,
        "failures_in_a_row": 0,
        "abandoned_in_a_row": 0,
        "retry_at": None,
        "paused_until": None,
        "paused_by": None,
        "created_at": at("08:00"),
        "updated_at": at("08:00"),
    }
    return Connection(**{**usual, **facts})


def around(**facts):
    return Circumstances(timezone=ZONE, **facts)


def failed(times, **facts):
    return connection(failures_in_a_row=times, last_sync_error_code="NET-05", **facts)


@pytest.mark.parametrize("minutes", [1, 5, 15, 60])
def test_the_next_slot_comes_within_the_interval(minutes):
    due = next_due(connection(sync_frequency_minutes=minutes), around(), now=at("12:00"))
    assert APART <= due - at("12:00") <= max(minutes * MINUTE, APART + minutes * MINUTE)


def test_connections_spread_over_the_interval():
    dues = {
        next_due(connection(id=f"one of many {number}"), around(), now=at("12:00"))
        for number in range(200)
    }
    assert len(dues) > 150
    thirds = [sum((due - at("12:00")) // (5 * MINUTE) == third for due in dues) for third in (0, 1)]
    assert min(thirds) > 30


def test_slots_keep_their_places_however_long_a_sync_took():
    first = next_due(connection(), around(), now=at("12:00"))
    late = connection(last_attempt_at=first + timedelta(seconds=40))
    assert next_due(late, around(), now=first + MINUTE) == first + 15 * MINUTE


def test_while_the_window_is_used_it_is_every_five_minutes():
    due = next_due(connection(), around(in_use_until=at("12:10")), now=at("12:00"))
    assert due - at("12:00") <= 5 * MINUTE
    seldom = connection(sync_frequency_minutes=60)
    due = next_due(seldom, around(in_use_until=at("12:10")), now=at("12:00"))
    assert due - at("12:00") <= 5 * MINUTE


def test_a_frequency_below_five_minutes_stays_what_it_is_while_the_window_is_used():
    often = connection(sync_frequency_minutes=2)
    used = next_due(often, around(in_use_until=at("12:10")), now=at("12:00"))
    assert used == next_due(often, around(), now=at("12:00"))


def test_touching_the_window_after_a_while_makes_an_old_list_due_at_once():
    one = connection(sync_frequency_minutes=60)
    now = at("12:20")
    assert next_due(one, around(in_use_until=now + 10 * MINUTE), now=now) <= now


def test_at_night_the_next_check_is_in_the_warm_up_of_the_next_working_day():
    evening = connection(last_attempt_at=at("18:55"))
    due = next_due(evening, around(), now=at("22:00"))
    assert timedelta() <= due - at("06:30", "2026-03-05") < 5 * MINUTE
    assert next_due(evening, around(), now=at("06:31", "2026-03-05")) == due


def test_after_saturdays_closing_the_next_check_is_on_monday():
    due = next_due(
        connection(last_attempt_at=at("12:58", "2026-03-07")),
        around(),
        now=at("14:00", "2026-03-07"),
    )
    assert timedelta() <= due - at("06:30", "2026-03-09") < 5 * MINUTE


def test_somebody_at_the_window_at_night_has_it_checked_at_the_usual_interval():
    one = connection(last_attempt_at=at("20:00"))
    due = next_due(one, around(in_use_until=at("20:20")), now=at("20:10"))
    assert timedelta() < due - at("20:00") <= 15 * MINUTE


def test_use_that_ends_within_the_minute_after_a_check_promises_no_other_one():
    now = at("19:52:58")
    one = connection(sync_frequency_minutes=1, last_attempt_at=now - timedelta(microseconds=1))
    told = next_due(one, around(in_use_until=now), now=now)
    assert next_due(one, around(in_use_until=now), now=told + timedelta(seconds=5)) == told
    assert told >= at("06:30", "2026-03-05")


def test_an_open_practice_on_an_odd_day_is_kept_true():
    sunday, span = "2026-03-08", (at("09:00", "2026-03-08"), at("12:00", "2026-03-08"))
    one = connection(last_attempt_at=at("08:40", sunday))
    due = next_due(one, around(busy=(span,)), now=at("08:45", sunday))
    assert due - at("08:40", sunday) <= 15 * MINUTE
    asleep = connection(last_attempt_at=at("20:00", "2026-03-07"))
    due = next_due(asleep, around(busy=(span,)), now=at("21:00", "2026-03-07"))
    assert timedelta() <= due - at("08:30", sunday) < 5 * MINUTE
    after = connection(last_attempt_at=at("12:29", sunday))
    due = next_due(after, around(busy=(span,)), now=at("12:31", sunday))
    assert due >= at("06:30", "2026-03-09")


def test_a_practice_that_never_opens_is_checked_once_a_day():
    due = next_due(connection(), around(hours=NEVER_OPEN), now=at("12:00"))
    assert timedelta(days=1) <= due - at("12:00") <= timedelta(days=1, minutes=15)


def test_a_practice_open_round_the_clock_never_wakes_and_is_checked_all_the_same():
    always = OpeningHours(week=(Hours(opens=time(0), closes=time(23, 59)),) * 7)
    of = around(hours=always)
    assert of.next_waking(at("12:00")) is None
    due = next_due(connection(), of, now=at("12:20"))
    assert timedelta() < due - at("12:00") <= 15 * MINUTE


def test_back_off_doubles_up_to_the_longer_of_fifteen_minutes_and_the_interval():
    waits = [next_due(failed(n), around(), now=at("12:00")) - at("12:00") for n in range(1, 8)]
    for wait, least in zip(waits, (1, 2, 4, 8, 15, 15, 15), strict=True):
        assert least * MINUTE <= wait <= min(least * 1.25, 15) * MINUTE
    slow = next_due(failed(9, sync_frequency_minutes=60), around(), now=at("12:00"))
    assert slow - at("12:00") == 60 * MINUTE


def test_two_connections_do_not_back_off_in_step():
    waits = {next_due(failed(4, id=str(n)), around(), now=at("12:00")) for n in range(50)}
    assert len(waits) > 30


def test_a_system_that_asks_to_slow_down_is_asked_again_when_it_says():
    one = failed(1, retry_at=at("12:07"))
    assert next_due(one, around(), now=at("12:01")) == at("12:07")


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=10_000)))
def test_no_system_makes_us_wait_longer_than_a_quarter_of_an_hour(wait):
    one = failed(1, retry_at=at("12:00") + wait)
    assert next_due(one, around(), now=at("12:00")) <= at("12:15")


@pytest.mark.parametrize("code", ["AUTH-02", "AUTH-03", "AUTH-07", "AUTH-08"])
def test_after_a_refused_sign_in_nothing_is_due(code):
    assert next_due(connection(last_sync_error_code=code), around(), now=at("12:00")) is None


@pytest.mark.parametrize("facts", [{"sync_enabled": False}, {"tenant_id": None}])
def test_what_is_off_or_not_paired_is_not_due(facts):
    assert next_due(connection(**facts), around(), now=at("12:00")) is None


def test_a_fault_that_a_person_cured_elsewhere_is_due_again():
    keyless = connection(last_sync_error_code="AUTH-07", failures_in_a_row=1)
    assert next_due(keyless, around(), now=at("12:00")) is None
    assert next_due(keyless, around(is_cured=True), now=at("12:00")) <= at("12:02")


def test_a_pause_ends_with_the_first_slot_after_it():
    paused = connection(paused_until=at("13:00"))
    due = next_due(paused, around(), now=at("12:05"))
    assert at("13:00") <= due <= at("13:15")
    assert next_due(paused, around(), now=at("13:00")) == due
    by_hand = replace(paused, last_attempt_at=at("12:30"))
    assert next_due(by_hand, around(), now=at("12:31")) == due


def test_a_pause_that_is_over_is_forgotten():
    once = connection(paused_until=at("11:00"))
    assert next_due(once, around(), now=at("12:00")) == next_due(
        connection(), around(), now=at("12:00")
    )


def test_three_crashes_make_an_hours_wait_and_two_do_not():
    thrice = connection(abandoned_in_a_row=3)
    due = next_due(thrice, around(started_at=at("12:10")), now=at("12:11"))
    assert due == at("13:10")
    twice = connection(abandoned_in_a_row=2)
    assert next_due(twice, around(started_at=at("12:10")), now=at("12:11")) < at("12:30")


def test_a_new_connection_is_due_at_once_at_any_hour():
    new = connection(last_attempt_at=None, last_sync_at=None, created_at=at("23:00"))
    assert next_due(new, around(), now=at("23:00")) <= at("23:00")


def test_a_clock_that_was_put_back_makes_it_due_now():
    ahead = connection(last_attempt_at=at("15:00"), last_sync_at=at("15:00"))
    assert next_due(ahead, around(started_at=at("15:00")), now=at("12:00")) <= at("12:00")


def test_no_sync_is_due_within_a_minute_of_another_runs_start():
    now = at("12:14")
    due = next_due(connection(sync_frequency_minutes=1), around(started_at=now), now=now)
    assert due - now >= APART


def test_what_holds_a_connection_back_from_hurrying():
    now = at("12:00")
    assert not is_held_back(connection(), now=now)
    assert is_held_back(connection(paused_until=at("12:01")), now=now)
    assert not is_held_back(connection(paused_until=at("12:01", "2026-03-06")), now=now)
    assert is_held_back(connection(retry_at=at("12:05")), now=now)
    assert is_held_back(connection(abandoned_in_a_row=3), now=now)
    assert not is_held_back(connection(retry_at=at("15:00")), now=now)


def test_another_day_is_read_only_when_today_is_well_and_not_near():
    now = at("12:05")
    due = at("12:15")
    assert may_look_ahead(connection(), around(), due=due, now=now)
    assert not may_look_ahead(connection(), around(), due=at("12:05:59"), now=now)
    assert not may_look_ahead(connection(), around(), due=None, now=now)
    assert not may_look_ahead(failed(1), around(), due=due, now=now)
    assert not may_look_ahead(connection(), around(started_at=at("12:04:30")), due=due, now=now)
    assert not may_look_ahead(connection(), around(), due=due, now=at("22:00"))
    assert not may_look_ahead(connection(paused_until=at("13:00")), around(), due=due, now=now)


SINCE = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 730 * 86_400).map(lambda seconds: SINCE + timedelta(seconds=seconds))
SPANS = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=4))


@st.composite
def booked(draw, now):
    """A day's first start and last end, somewhere around now."""
    first = now + draw(SPANS) - timedelta(days=2)
    return first, first + draw(st.timedeltas(timedelta(minutes=10), timedelta(hours=12)))


@st.composite
def situations(draw):
    """A connection with a past, what is around it, and now."""
    now = draw(MOMENTS)
    one = connection(
        id=str(draw(st.uuids())),
        sync_frequency_minutes=draw(st.sampled_from([1, 3, 5, 10, 15, 60, 1440])),
        last_attempt_at=now - draw(SPANS),
        created_at=now - timedelta(days=9),
        failures_in_a_row=draw(st.integers(0, 6)),
        retry_at=draw(st.none() | st.just(now + timedelta(minutes=9))),
        paused_until=draw(st.none() | SPANS.map(lambda span: now + span - timedelta(days=2))),
    )
    use = draw(st.none() | st.timedeltas(-timedelta(hours=1), timedelta(minutes=10)))
    circumstances = around(
        hours=draw(st.sampled_from([DEFAULT_HOURS, NEVER_OPEN])),
        in_use_until=None if use is None else now + use,
        started_at=draw(st.none() | SPANS.map(lambda span: now - span)),
        busy=tuple(draw(st.lists(booked(now), max_size=3))),
    )
    return one, circumstances, now


@given(situations(), st.floats(0, 1))
def test_while_nothing_happens_the_time_told_stays_the_same(situation, part):
    one, circumstances, now = situation
    told = next_due(one, circumstances, now=now)
    if told > now:
        later = now + (told - now) * part
        assert next_due(one, circumstances, now=later) == told
        assert next_due(one, circumstances, now=told + timedelta(seconds=5)) == told


@given(situations(), st.floats(0, 1), st.floats(0, 1))
def test_reading_another_day_meanwhile_moves_no_time_told(situation, read_part, look_part):
    one, circumstances, now = situation
    told = next_due(one, circumstances, now=now)
    read_at = now + (told - APART - now) * read_part
    if told - APART > now:
        looked_ahead = replace(circumstances, started_at=read_at)
        for at_once_or_later in (read_at, read_at + (told - read_at) * look_part, told):
            assert next_due(one, looked_ahead, now=at_once_or_later) == told


@pytest.mark.parametrize("name", ["one", "another", "a third"])
def test_reading_another_day_in_the_warm_up_brings_no_first_check_forward(name):
    night = connection(id=name, last_attempt_at=at("18:55"))
    told = next_due(night, around(), now=at("22:00"))
    read_at = at("06:30:02", "2026-03-05")
    assert told - read_at > APART
    assert next_due(night, around(started_at=read_at), now=read_at + 5 * APART / 60) == told


@given(situations())
def test_no_time_told_is_closer_than_a_minute_to_the_last_run(situation):
    one, circumstances, now = situation
    due = next_due(one, circumstances, now=now)
    assert due - one.last_attempt_at >= APART
    if circumstances.started_at:
        assert due - circumstances.started_at >= APART


@given(situations())
def test_an_awake_practices_list_is_due_within_its_interval(situation):
    one, circumstances, now = situation
    well = replace(one, failures_in_a_row=0, retry_at=None, paused_until=None)
    if circumstances.is_awake(now) and circumstances.is_awake(one.last_attempt_at):
        due = next_due(well, replace(circumstances, started_at=None), now=now)
        every = timedelta(minutes=one.sync_frequency_minutes)
        latest = max(one.last_attempt_at + every, one.last_attempt_at + APART)
        waking = circumstances.next_waking(one.last_attempt_at)
        has_slept = waking is not None and waking <= max(latest, now)
        spread = timedelta(minutes=5) if has_slept else timedelta()
        assert due <= max(latest, now) + spread or not circumstances.is_awake(latest)


def test_hours_on_a_days_of_clock_change_are_the_walls():
    hours = OpeningHours(week=(*DEFAULT_HOURS.week[:6], Hours(opens=time(9), closes=time(17))))
    sunday = "2026-10-04"  # Sydney springs forward at 2 am
    one = connection(last_attempt_at=at("23:00", "2026-10-03"))
    due = next_due(one, around(hours=hours), now=at("23:30", "2026-10-03"))
    assert timedelta() <= due - at("08:30", sunday) < 5 * MINUTE
    assert hours.of(date(2026, 10, 4)) == Hours(opens=time(9), closes=time(17))
