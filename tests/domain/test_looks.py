"""Each day's last look in one saved text."""

from datetime import date, timedelta

import pytest

from app.domain.looks import looks_of, looks_text, with_look
from tests.ui.rows import NOW

DAY = NOW.date()


def test_each_day_has_its_own_look() -> None:
    looks = with_look({}, DAY, NOW, now=NOW)
    looks = with_look(looks, DAY + timedelta(days=1), NOW + timedelta(hours=1), now=NOW)
    assert looks_of(looks_text(looks)) == {
        DAY: NOW,
        DAY + timedelta(days=1): NOW + timedelta(hours=1),
    }


def test_old_days_and_too_many_are_forgotten() -> None:
    looks = {DAY - timedelta(days=4): NOW, DAY - timedelta(days=3): NOW + timedelta(seconds=1)}
    looks = with_look(looks, DAY, NOW + timedelta(seconds=2), now=NOW)
    assert sorted(looks) == [DAY - timedelta(days=3), DAY]
    for ahead in range(1, 40):
        at = NOW + timedelta(minutes=ahead)
        looks = with_look(looks, DAY + timedelta(days=ahead), at, now=NOW)
    assert (len(looks), max(looks)) == (30, DAY + timedelta(days=39))
    assert len(looks_text(looks)) < 2000


@pytest.mark.parametrize(
    "text",
    [None, "", "[]", "x", '{"2026-03-04": 1}', '{"x": "2026-03-04T01:00:00+00:00"}',
     "2026-03-04T01:00:00+00:00", '{"2026-03-04": "2026-03-04T01:00:00"}'],
)  # fmt: skip
def test_what_nobody_can_read_is_no_look(text: str | None) -> None:
    assert looks_of(text) == dict[date, object]()
