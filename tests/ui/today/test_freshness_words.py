"""The pill says how far the list can be trusted, in the words of the design."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.freshness import FreshnessState as State
from app.domain.freshness import worst
from app.ui.sheet_feed import Snapshot
from app.ui.today.freshness_words import (
    checking_pill,
    column_warning,
    pill_of,
    sign_in_mark,
    unread_pill,
)
from app.ui.today.sync_head import freshness_pill
from tests.ui.rows import NOW, ZONE, fresh, sheet
from tests.ui.tray.standings import freshness, overview


@pytest.mark.parametrize(
    ("state", "minutes", "text"),
    [
        (State.UP_TO_DATE, 0, "✓  Up to date · checked 9:27 am"),
        (State.AGEING, 34, "◷  Checked 34 min ago"),
        (State.OUT_OF_DATE, 35, "!  Out of date · last good check 8:52 am"),
        (State.OFFLINE, 35, "⌁  No internet · showing 8:52 am list"),
        (State.SIGN_IN, 35, "⚿  Gentu needs you to sign in again"),
    ],
)
def test_every_state_has_its_words(state: State, minutes: int, text: str) -> None:
    freshness = fresh(state, last_success_at=NOW - timedelta(minutes=minutes))
    assert pill_of(freshness, system="Gentu", timezone=ZONE, now=NOW).text == text


@pytest.mark.parametrize(
    ("code", "pill", "mark"),
    [
        ("AUTH-02", "⚿  Gentu needs you to sign in again", "! sign in"),
        ("AUTH-03", "⚿  Gentu no longer lists this practice", "! connect again"),
        ("AUTH-07", "⚿  This PC has no Gentu partner keys", "! keys missing"),
    ],
)
def test_a_sign_in_is_only_asked_for_where_it_helps(code: str, pill: str, mark: str) -> None:
    refused = fresh(State.SIGN_IN, error_code=code)
    assert pill_of(refused, system="Gentu", timezone=ZONE, now=NOW).text == pill
    assert sign_in_mark(code)[0] == mark


def test_of_two_refused_sign_ins_the_pill_tells_one_whole() -> None:
    """Gentu waits for a sign-in, Halaxy has no keys: neither's words under the other's name."""
    gentu = freshness(State.SIGN_IN, error_code="AUTH-02")
    halaxy = freshness(State.SIGN_IN, error_code="AUTH-07")
    for first, second, words in (
        (("Gentu", gentu), ("Halaxy", halaxy), "Gentu needs you to sign in again"),
        (("Halaxy", halaxy), ("Gentu", gentu), "This PC has no Halaxy partner keys"),
    ):
        overviews = tuple(
            overview(number, system=system, fresh=fresh)
            for number, (system, fresh) in enumerate((first, second), start=1)
        )
        for lead in (gentu, halaxy):  # which code the whole list shows is chance
            snapshot = Snapshot(
                sheet=replace(sheet(), freshness=lead), overviews=overviews, now=NOW
            )
            assert freshness_pill(snapshot).words == words


def test_before_the_first_check() -> None:
    never = fresh(State.NEVER, last_success_at=None)
    assert pill_of(never, system="Gentu", timezone=ZONE, now=NOW).text == "○  Not checked yet"


def test_yesterdays_list_names_its_day() -> None:
    old = fresh(State.OFFLINE, last_success_at=NOW - timedelta(hours=16))
    words = pill_of(old, system="Gentu", timezone=ZONE, now=NOW).words
    assert words == "No internet · showing yesterday 5:27 pm list"


def test_it_is_spoken_as_specified() -> None:
    pill = pill_of(fresh(), system="Gentu", timezone=ZONE, now=NOW)
    assert pill.spoken == "Freshness: up to date, checked at 9:27 am"


def test_checking_counts_clinicians() -> None:
    assert checking_pill(2, 5).text == "↻  Checking… 2 of 5 clinicians"
    assert checking_pill(0, 0).text == "↻  Checking…"


def test_one_failed_column_makes_the_sheet_partly_updated() -> None:
    good = sheet().columns[0]
    bad = replace(good, clinician_id="lee", freshness=fresh(error_code="NET-02"))
    freshness = worst(column.freshness for column in (good, bad))
    pill = pill_of(freshness, system="Gentu", timezone=ZONE, now=NOW)
    assert pill.text == "◑  1 of 2 columns up to date"
    warning = column_warning(bad.freshness, timezone=ZONE, now=NOW)
    assert warning == "! couldn't check since 9:27 am"


def test_a_fault_of_the_whole_connection_is_partly_updated_without_columns() -> None:
    freshness = fresh(State.PARTLY, error_code="DATA-09", fresh_columns=3, all_columns=3)
    pill = pill_of(freshness, system="Gentu", timezone=ZONE, now=NOW)
    assert pill.text == "◑  Partly updated"


def test_a_list_that_could_not_be_read_says_so() -> None:
    pill = unread_pill(fresh(), timezone=ZONE, now=NOW + timedelta(minutes=2))
    assert pill.text == "!  Couldn't read the list · showing 9:27 am list"
    assert pill.tone == "err"


def test_a_pause_names_its_end_and_who_made_it() -> None:
    paused = fresh(State.PAUSED, paused_until=NOW + timedelta(minutes=213), paused_by="Kim")
    pill = pill_of(paused, system="Gentu", timezone=ZONE, now=NOW)
    assert (pill.text, pill.tone) == ("❚❚  Paused until 1:00 pm by Kim", "neutral")
    assert pill.spoken == "Freshness: paused until 1:00 pm by Kim"
    assert column_warning(paused, timezone=ZONE, now=NOW) == ""


def test_a_closed_practice_names_its_next_check() -> None:
    evening = NOW + timedelta(hours=12)
    closed = fresh(State.CLOSED, next_check_at=NOW + timedelta(hours=22, minutes=3))
    pill = pill_of(closed, system="Gentu", timezone=ZONE, now=evening)
    assert (pill.text, pill.tone) == ("☾  Practice closed · next check Wed 7:30 am", "neutral")
    soon = fresh(State.CLOSED, next_check_at=None)
    assert pill_of(soon, system="Gentu", timezone=ZONE, now=evening).words == "Practice closed"
