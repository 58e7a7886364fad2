"""The PC's own zone never decides which day it is. POSIX: a running Windows has but one zone."""

import time
from datetime import UTC, date, datetime

import pytest

from app.sandbox import made_up_practice
from tests.support.desk import Clock, front_desk


@pytest.mark.parametrize("pc_zone", ["UTC", "Australia/Perth", "America/New_York"])
@pytest.mark.parametrize(
    ("now", "today"),
    [
        ("2026-03-03T12:59:59+00:00", date(2026, 3, 3)),  # 23:59:59 in Melbourne
        ("2026-03-03T13:00:00+00:00", date(2026, 3, 4)),  # midnight
        ("2026-03-03T22:00:00+00:00", date(2026, 3, 4)),  # nine in the morning
        ("2026-04-04T13:30:00+00:00", date(2026, 4, 5)),  # half past midnight, clocks go back
        ("2026-10-03T14:30:00+00:00", date(2026, 10, 4)),  # half past midnight, clocks go on
    ],
)
async def test_today_is_the_practices_whatever_the_pcs_zone(
    tmp_path, monkeypatch, pc_zone, now, today
):
    monkeypatch.setenv("TZ", pc_zone)
    time.tzset()
    try:
        clock = Clock(datetime.fromisoformat(now).astimezone(UTC))
        async with front_desk(tmp_path, practice=made_up_practice(today), clock=clock) as desk:
            run = await desk.sync()
            sheet = await desk.services.run_sheet.sheet()
            book = desk.book(today)
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    assert (run.day, sheet.day) == (today, today)
    assert {row.pms_appointment_id for row in sheet.rows} == {row.id for row in book}
    assert len(book) == 60
    starts = {row.id: row.start for row in book}
    assert all(row.start == starts[row.pms_appointment_id] for row in sheet.rows)
