"""Which notifications are due and when, minute by minute, without any desktop."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.domain.appointment import AppointmentStatus
from app.domain.errors import DatabaseBusy
from app.domain.freshness import FreshnessState
from app.ui.notify.rules import NotifyRules, Place, Toast, together
from app.ui.settings.groups.notifications import LEVEL
from app.ui.tray.standing import Standing
from tests.ui.tray.standings import NINE_27, freshness, later, overview, row, standing

OFFLINE = standing(overview(fresh=freshness(FreshnessState.OFFLINE)))
OUT_OF_DATE = standing(overview(fresh=freshness(FreshnessState.OUT_OF_DATE)))
SIGN_IN = standing(overview(fresh=freshness(FreshnessState.SIGN_IN)))
NIGHT = NINE_27 - timedelta(hours=7)


def told(first: Standing, *, minutes: int, rules: NotifyRules | None = None) -> list[int]:
    """The minutes after `first` at which something was told, standing unchanged."""
    asked = rules or NotifyRules()
    return [minute for minute in range(minutes) for _ in asked.toasts(later(first, minutes=minute))]


@pytest.mark.parametrize("fault", [OFFLINE, OUT_OF_DATE])
def test_a_lost_list_is_told_after_two_minutes_and_then_hourly(fault: Standing) -> None:
    assert told(fault, minutes=130) == [2, 62, 122]


def test_nobody_is_told_at_night_of_what_is_only_old() -> None:
    assert told(replace(OFFLINE, now=NIGHT), minutes=120) == []


def test_a_refused_sign_in_is_told_once_a_day_beginning_in_the_morning() -> None:
    night = replace(SIGN_IN, now=NIGHT)  # 2:27 am; people come at 7, half an hour before is told
    minutes = told(night, minutes=2 * 24 * 60)
    assert minutes == [4 * 60 + 3, 28 * 60 + 3]


def test_a_fault_that_ends_in_time_is_never_told() -> None:
    rules = NotifyRules()
    assert rules.toasts(OFFLINE) == []
    assert rules.toasts(later(standing(), minutes=1)) == []
    assert rules.toasts(later(OFFLINE, minutes=3)) == []


def test_after_sleep_the_first_check_may_run_before_anything_is_told() -> None:
    rules = NotifyRules()
    rules.toasts(OFFLINE)
    assert rules.toasts(later(OFFLINE, hours=1)) == []
    assert len(rules.toasts(later(OFFLINE, minutes=62))) == 1


def test_what_was_told_before_a_sleep_is_not_told_again_before_the_first_check() -> None:
    rules = NotifyRules()
    evening = later(OFFLINE, hours=8, minutes=23)  # 5:50 pm
    assert told(evening, minutes=6, rules=rules) == [2]
    morning = later(OFFLINE, hours=22, minutes=33)  # 8:00 am of the next day
    assert told(morning, minutes=4, rules=rules) == [2]


def test_a_practice_with_patients_is_told_whatever_its_hours_say() -> None:
    saturday = NINE_27 + timedelta(days=4, hours=6)  # 3:27 pm; the hours end at 1 pm
    lost = freshness(FreshnessState.OFFLINE)
    empty = standing(overview(fresh=lost), now=saturday)
    booked = ((saturday - timedelta(hours=6), saturday + timedelta(hours=1)),)
    busy = standing(overview(fresh=lost, busy=booked), now=saturday)
    assert told(empty, minutes=5) == []
    assert told(busy, minutes=5) == [2]
    refused = freshness(FreshnessState.SIGN_IN, error_code="AUTH-02")
    assert told(standing(overview(fresh=refused, busy=booked), now=saturday), minutes=1) == [0]


def test_a_list_that_this_pc_cannot_read_is_told_after_two_minutes() -> None:
    unread = standing(error=DatabaseBusy())
    assert told(unread, minutes=5) == [2]
    rules = NotifyRules()
    rules.toasts(unread)
    (toast,) = rules.toasts(later(unread, minutes=2))
    assert toast.text == "RunSheet couldn't read the list from this PC. It's from 9:27 am."


def test_a_partial_list_is_told_when_a_second_try_ends_in_it_and_not_again() -> None:
    rules = NotifyRules()
    partly = freshness(FreshnessState.PARTLY)
    tries = [standing(overview(fresh=partly, last_attempt_at=NINE_27))] * 3
    again = standing(overview(fresh=partly, last_attempt_at=NINE_27 + timedelta(minutes=15)))
    assert [rules.toasts(each) for each in tries] == [[], [], []]
    assert [toast.text for toast in rules.toasts(again)] == [
        "Gentu could only be read in part. Open Today."
    ]
    assert rules.toasts(later(again, hours=2)) == []


def test_muting_keeps_all_but_a_sign_in_quiet_and_loses_nothing() -> None:
    rules = NotifyRules()
    muted = replace(OFFLINE, muted_until=NINE_27 + timedelta(minutes=30))
    assert told(muted, minutes=40, rules=rules) == [30]
    quiet = replace(SIGN_IN, muted_until=NINE_27 + timedelta(days=1))
    (toast,) = NotifyRules().toasts(quiet)
    assert toast.text == "Gentu needs you to sign in again. Today's list is from 9:27 am."
    assert (toast.place, toast.target) == (Place.SIGN_IN, "c1")


def test_the_level_off_tells_nothing_at_all() -> None:
    assert told(replace(SIGN_IN, level="off"), minutes=3) == []
    assert told(replace(OFFLINE, level="off"), minutes=5) == []


def test_one_lost_network_is_told_once_for_all_systems() -> None:
    lost = freshness(FreshnessState.OFFLINE)
    both = standing(overview(1, fresh=lost), overview(2, fresh=lost, system="Halaxy"))
    rules = NotifyRules()
    rules.toasts(both)
    toasts = rules.toasts(later(both, minutes=2))
    assert [toast.text for toast in toasts] == ["No internet. Showing the list from 9:27 am."]


def several(state: FreshnessState, *codes: str | None, **facts: Any) -> Standing:
    """Gentu, Halaxy and so on, all in the same state."""
    systems = ("Gentu", "Halaxy", "MediRecords")
    return standing(
        *(
            overview(number, fresh=freshness(state, error_code=code), system=system, **facts)
            for number, (system, code) in enumerate(zip(systems, codes, strict=False), start=1)
        )
    )


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (("AUTH-02", "AUTH-02"), "Gentu and Halaxy need you to sign in again."),
        (("AUTH-03", "AUTH-03"), "Gentu and Halaxy no longer list this practice."),
        (
            ("AUTH-02", "AUTH-07", "AUTH-02"),
            "Gentu and MediRecords need you to sign in again. This PC has no Halaxy partner keys.",
        ),
    ],
)
def test_several_refused_sign_ins_are_one_notification(codes: tuple[str, ...], words: str) -> None:
    (toast,) = NotifyRules().toasts(several(FreshnessState.SIGN_IN, *codes))
    assert (toast.text, toast.place) == (words, Place.CONNECTIONS)


def test_several_old_lists_are_one_notification() -> None:
    old = several(FreshnessState.OUT_OF_DATE, None, None)
    fresh = overview(3, system="MediRecords")
    one_left = standing(*old.overviews, fresh)
    for now, words in (
        (old, "Today's list is out of date. The last good check was 9:27 am."),
        (one_left, "Gentu's and Halaxy's columns are out of date."),
    ):
        rules = NotifyRules()
        rules.toasts(now)
        assert [toast.text for toast in rules.toasts(later(now, minutes=2))] == [words]


def test_several_partial_lists_are_one_notification() -> None:
    rules = NotifyRules()
    rules.toasts(several(FreshnessState.PARTLY, None, None))
    again = NINE_27 + timedelta(minutes=15)
    toasts = rules.toasts(several(FreshnessState.PARTLY, None, None, last_attempt_at=again))
    assert [toast.text for toast in toasts] == [
        "Gentu and Halaxy could only be read in part. Open Today."
    ]


def test_systems_that_failed_one_after_the_other_are_told_of_again_together() -> None:
    rules, said = NotifyRules(), list[tuple[int, str]]()
    old, fine = freshness(FreshnessState.OUT_OF_DATE), freshness()
    for minute in range(70):
        second = overview(2, fresh=old if minute >= 5 else fine, system="Halaxy")
        now = standing(overview(fresh=old), second, overview(3, system="MediRecords"))
        said += [(minute, toast.text) for toast in rules.toasts(later(now, minutes=minute))]
    both = "Gentu's and Halaxy's columns are out of date."
    alone = "Gentu's columns are out of date. The last good check was 9:27 am."
    assert said == [(2, alone), (7, both), (67, both)]


def test_several_as_one_lead_to_their_common_place_else_to_today() -> None:
    gentu = Toast(text="Gentu.", place=Place.SIGN_IN, target="c1")
    other = Toast(text="Something else.", place=Place.SIGN_IN, target="c2")
    assert together([gentu]) == gentu
    assert together([gentu, gentu]) == replace(gentu, text="Gentu. Gentu.")
    assert together([gentu, other]) == Toast(text="Gentu. Something else.")


def test_at_the_highest_level_the_network_is_told_to_be_back() -> None:
    rules = NotifyRules()
    told(replace(OFFLINE, level="everything"), minutes=4, rules=rules)
    back = replace(later(standing(), minutes=5), level="everything")
    assert [toast.text for toast in rules.toasts(back)] == [
        "Back online. Today's list is up to date, checked 9:27 am."
    ]
    assert rules.toasts(later(back, minutes=1)) == []


def test_a_pause_that_ran_out_is_told_and_one_a_person_ended_is_not() -> None:
    paused = standing(overview(paused_until=NINE_27 + timedelta(hours=1)))
    ran_out, ended = NotifyRules(), NotifyRules()
    for rules in (ran_out, ended):
        assert rules.toasts(paused) == []
    assert [toast.text for toast in ran_out.toasts(later(paused, minutes=61))] == [
        "The pause is over. RunSheet checks Gentu again."
    ]
    assert ended.toasts(later(standing(overview()), minutes=5)) == []


def test_a_pause_until_tomorrow_is_told_to_be_over_when_the_practice_opens() -> None:
    rules = NotifyRules()
    midnight = NINE_27 + timedelta(hours=14, minutes=33)
    paused = standing(overview(paused_until=midnight))
    said = [
        minute for minute in range(23 * 60) for _ in rules.toasts(later(paused, minutes=minute))
    ]
    opening = midnight + timedelta(hours=7)
    assert [NINE_27 + timedelta(minutes=minute) for minute in said] == [opening]


def test_a_pause_that_ran_out_in_the_night_and_was_made_anew_is_not_told() -> None:
    rules = NotifyRules()
    midnight = NINE_27 + timedelta(hours=14, minutes=33)
    rules.toasts(later(standing(overview(paused_until=midnight)), hours=14))
    assert rules.toasts(later(standing(overview(paused_until=midnight)), hours=15)) == []
    anew = standing(overview(paused_until=midnight + timedelta(hours=9)))
    assert rules.toasts(later(anew, hours=15, minutes=1)) == []
    assert rules.toasts(later(standing(), hours=22)) == []


@pytest.mark.parametrize(
    ("code", "words", "place"),
    [
        ("AUTH-02", "Gentu needs you to sign in again.", Place.SIGN_IN),
        ("AUTH-03", "Gentu no longer lists this practice.", Place.SIGN_IN),
        ("AUTH-07", "This PC has no Gentu partner keys.", Place.TODAY),
    ],
)
def test_a_sign_in_is_only_asked_for_where_it_helps(code: str, words: str, place: Place) -> None:
    refused = freshness(FreshnessState.SIGN_IN, error_code=code)
    (toast,) = NotifyRules().toasts(standing(overview(fresh=refused)))
    assert (toast.text, toast.place) == (f"{words} Today's list is from 9:27 am.", place)


def test_the_settings_promise_what_the_rules_do() -> None:
    muted = replace(SIGN_IN, muted_until=NINE_27 + timedelta(hours=1))
    assert told(muted, minutes=1) == [0]
    assert told(replace(muted, level="off"), minutes=1) == []
    assert "you to sign in, you are told even while they are muted" in LEVEL.hint
    assert "always" not in LEVEL.hint
    assert "Nothing means none at all" in LEVEL.hint


def at_level(level: str, *rows: object, minutes: int) -> Standing:
    desk = standing(rows=rows, level=level)  # type: ignore[arg-type]
    return later(desk, minutes=minutes)


def test_changes_of_the_next_two_hours_are_grouped_to_one_telling_in_ten_minutes() -> None:
    rules = NotifyRules()
    soon, tonight = NINE_27 + timedelta(hours=1), NINE_27 + timedelta(hours=9)
    first, second, third = (row(number, start=soon) for number in (1, 2, 3))
    cancelled = replace(first, status=AppointmentStatus.CANCELLED)
    late = row(4, start=tonight)
    assert rules.toasts(at_level("people", first, minutes=0)) == []
    told_now = rules.toasts(at_level("people", cancelled, second, late, minutes=1))
    assert [toast.text for toast in told_now] == ["2 changes to today's list."]
    assert rules.toasts(at_level("people", cancelled, second, third, late, minutes=5)) == []
    told_then = rules.toasts(at_level("people", cancelled, second, third, late, minutes=12))
    assert [toast.text for toast in told_then] == ["1 change to today's list."]


def test_changes_are_only_told_to_who_asked_for_them() -> None:
    rules = NotifyRules()
    soon = NINE_27 + timedelta(hours=1)
    rules.toasts(at_level("faults", minutes=0))
    assert rules.toasts(at_level("faults", row(1, start=soon), minutes=1)) == []


def test_a_first_list_and_another_connections_list_are_no_news() -> None:
    rules = NotifyRules()
    soon = NINE_27 + timedelta(hours=1)
    never = standing(overview(fresh=freshness(FreshnessState.NEVER, at=None)), level="people")
    rules.toasts(never)
    assert rules.toasts(at_level("people", row(1, start=soon), minutes=1)) == []
    two = standing(overview(1), overview(2), rows=(row(1, start=soon), row(2, start=soon)))
    assert rules.toasts(later(replace(two, level="people"), minutes=2)) == []
