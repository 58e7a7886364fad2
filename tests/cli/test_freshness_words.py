"""Every state of freshness as a sentence in the terminal."""

from datetime import timedelta

import pytest

from app.cli.freshness_words import freshness_sentence
from app.domain.freshness import FreshnessState as State
from tests.ui.rows import NOW, ZONE, fresh

LATER = NOW + timedelta(hours=12)  # 9:27 pm


@pytest.mark.parametrize(
    ("state", "facts", "now", "words"),
    [
        (State.NEVER, {"last_success_at": None}, NOW, "Not checked yet."),
        (State.UP_TO_DATE, {}, NOW, "Up to date, checked 9:27 am."),
        (State.AGEING, {}, NOW + timedelta(minutes=34), "Checked 34 min ago."),
        (
            State.PARTLY,
            {"fresh_columns": 4, "all_columns": 5, "error": "It failed.", "error_code": "NET-05"},
            NOW,
            "4 of 5 columns up to date. It failed. (NET-05)",
        ),
        (State.OUT_OF_DATE, {}, LATER, "Out of date, last good check 9:27 am."),
        (State.OFFLINE, {}, LATER, "Offline, last good check 9:27 am."),
        (
            State.PAUSED,
            {"paused_until": NOW + timedelta(minutes=213), "paused_by": "Kim"},
            NOW,
            "Paused until 1:00 pm by Kim. Last good check 9:27 am.",
        ),
        (
            State.CLOSED,
            {"next_check_at": NOW + timedelta(hours=22, minutes=3)},
            LATER,
            "Practice closed, next check Wed 7:30 am. Last good check 9:27 am.",
        ),
    ],
)
def test_every_state_is_a_sentence(state, facts, now, words):
    assert freshness_sentence(fresh(state, **facts), timezone=ZONE, now=now) == words
