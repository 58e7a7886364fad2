"""What the tray and its menu say: counts only, short enough, and the fix first."""

from datetime import timedelta

import pytest

from app.domain.appointment import AppointmentStatus
from app.domain.connection import SetupStep
from app.domain.errors import DatabaseBusy
from app.domain.freshness import FreshnessState
from app.ui.tray.entries import Deed, entries_of, fix_of
from app.ui.tray.words import TOOLTIP_LIMIT, Shape, counts_words, shape_of, tooltip
from tests.ui.tray.standings import NINE_27, freshness, overview, row, standing

ROWS = (
    row(1),
    row(2, is_telehealth=True),
    row(3, status=AppointmentStatus.ARRIVED),
    row(4, status=AppointmentStatus.CANCELLED),
)


def test_the_tooltip_tells_state_age_and_count() -> None:
    assert tooltip(standing(rows=ROWS)) == "RunSheet – up to date, 9:27 am – 3 today"
    assert tooltip(standing(rows=ROWS, is_checking=True)) == "RunSheet – checking… – 3 today"
    assert tooltip(None) == "RunSheet – starting"


def test_with_the_board_off_nobody_is_told_how_many_come() -> None:
    desk = standing(rows=ROWS, is_private=True, hides_counts=True)
    assert tooltip(desk) == "RunSheet – up to date, 9:27 am"
    assert not [entry.text for entry in entries_of(desk) if "today" in entry.text]


@pytest.mark.parametrize("state", list(FreshnessState))
def test_no_tooltip_or_menu_is_too_long_or_names_anybody(state: FreshnessState) -> None:
    system = "A practice system with a name that goes on and on " * 4
    one = overview(fresh=freshness(state, at=None, paused_by="Kim"), system=system)
    desk = standing(one, rows=ROWS)
    assert len(tooltip(desk)) <= TOOLTIP_LIMIT
    assert tooltip(desk).endswith(" – 3 today")
    said = " ".join([tooltip(desk), *(entry.text for entry in entries_of(desk))])
    assert "Alice" not in said
    assert "Brown" not in said


def test_counts_leave_out_who_is_not_coming() -> None:
    assert counts_words(standing(rows=ROWS).sheet) == "3 today · 1 telehealth · 1 here"


def test_every_state_has_its_shape() -> None:
    shapes = {
        state: shape_of(standing(overview(fresh=freshness(state)))) for state in FreshnessState
    }
    plain = {FreshnessState.UP_TO_DATE, FreshnessState.AGEING, FreshnessState.CLOSED}
    assert {state for state, shape in shapes.items() if shape is Shape.DISC} == plain
    others = [shape for state, shape in shapes.items() if state not in plain]
    assert len(set(others)) == len(others)
    assert shape_of(standing(is_checking=True)) is Shape.CHECKING
    assert shape_of(None) is Shape.HOLLOW


@pytest.mark.parametrize(
    ("state", "words", "deed"),
    [
        (FreshnessState.SIGN_IN, "Sign in to Gentu again…", Deed.SIGN_IN),
        (FreshnessState.OFFLINE, "Try again now", Deed.SYNC),
        (FreshnessState.OUT_OF_DATE, "Try again now", Deed.SYNC),
        (FreshnessState.PAUSED, "Resume checking", Deed.RESUME),
    ],
)
def test_the_first_line_is_the_fix(state: FreshnessState, words: str, deed: Deed) -> None:
    first, second = entries_of(standing(overview(fresh=freshness(state))))[:2]
    assert (first.text, first.deed) == (words, deed)
    assert (second.text, second.is_bold) == ("Open RunSheet", True)


@pytest.mark.parametrize(
    ("code", "words", "fix", "deed"),
    [
        ("AUTH-02", "Gentu needs you to sign in again", "Sign in to Gentu again…", Deed.SIGN_IN),
        ("AUTH-03", "Gentu no longer lists this practice", "Connect Gentu again…", Deed.SIGN_IN),
        (
            "AUTH-07",
            "This PC has no Gentu partner keys",
            "Gentu partner keys are missing…",
            Deed.LOOK,
        ),
    ],
)
def test_a_refused_sign_in_says_what_helps(code: str, words: str, fix: str, deed: Deed) -> None:
    desk = standing(overview(fresh=freshness(FreshnessState.SIGN_IN, error_code=code)), rows=ROWS)
    assert tooltip(desk) == f"RunSheet – {words} – 3 today"
    first, *others = entries_of(desk)
    assert (first.text, first.deed) == (fix, deed)
    assert f"! {words}" in [entry.text for entry in others]


def test_a_list_that_cannot_be_read_is_never_up_to_date() -> None:
    desk = standing(rows=ROWS, error=DatabaseBusy())
    assert tooltip(desk) == "RunSheet – couldn't read the list, showing 9:27 am list – 3 today"
    assert shape_of(desk) is Shape.TRIANGLE
    first, *others = entries_of(desk)
    assert (first.text, first.deed) == ("Read the list again", Deed.READ_AGAIN)
    assert "! Couldn't read the list · showing 9:27 am list" in [entry.text for entry in others]


def test_while_all_is_well_open_comes_first() -> None:
    assert fix_of(standing()) is None
    assert entries_of(standing())[0].text == "Open RunSheet"
    assert entries_of(None)[0].deed is Deed.OPEN


def test_an_unfinished_set_up_is_finished_first() -> None:
    desk = standing(overview(setup_step=SetupStep.PEOPLE))
    assert fix_of(desk) is not None
    assert entries_of(desk)[0].text == "Finish setting up Gentu…"
    assert Deed.SYNC not in {entry.deed for entry in entries_of(desk)}


def test_two_systems_can_be_synced_one_by_one_and_two_practices_are_told_apart() -> None:
    desk = standing(overview(1), overview(2, system="Halaxy"))
    twins = standing(overview(1), overview(2))
    assert _one_by_one(desk) == ["Gentu", "Halaxy"]
    assert _one_by_one(twins) == ["Gentu (Practice 1)", "Gentu (Practice 2)"]


def _one_by_one(desk: object) -> list[str]:
    entries = entries_of(desk)  # type: ignore[arg-type]
    return [each.text for entry in entries if entry.text == "Sync one" for each in entry.entries]


def test_muted_notifications_say_until_when() -> None:
    desk = standing(muted_until=NINE_27 + timedelta(hours=1))
    mute = next(entry for entry in entries_of(desk) if entry.text == "Mute notifications")
    assert [line.text for line in mute.entries] == [
        "Muted until 10:27 am",
        "For 1 hour",
        "For today",
        "Stop muting",
    ]
