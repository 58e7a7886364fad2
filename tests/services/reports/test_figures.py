"""The report and the huddle of a synced desk: what its services count."""

from datetime import date, timedelta

import pytest

from app.domain.appointment import AppointmentStatus
from app.domain.errors import InvalidRequest
from tests.services.reports.conftest import sending
from tests.support.desk import DAY, NOON, Clock, front_desk


async def test_a_week_counts_what_its_sheets_show_and_how_the_checks_went(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        desk.sandbox.faults.add("status_500")
        run = await desk.sync(day=DAY + timedelta(days=1))
        assert run.error
        desk.sandbox.faults.clear()
        await desk.sync(day=DAY + timedelta(days=1))
        reports = desk.services.reports
        report = await reports.report(DAY, DAY + timedelta(days=6))
        sheets = [await desk.services.run_sheet.sheet(DAY + timedelta(days=n)) for n in range(2)]
        rows = [row for sheet in sheets for row in sheet.rows]
        off = [row for row in rows if row.status is AppointmentStatus.CANCELLED]
        assert report.total.booked == len(rows) - len(off)
        assert report.total.cancelled == len(off)
        assert report.total.telehealth == sum(row.is_telehealth for row in rows if row not in off)
        assert [day for day, _ in report.by_day] == [DAY + timedelta(days=n) for n in range(7)]
        assert report.by_day[0][1].booked + report.by_day[1][1].booked == report.total.booked
        assert sum(each.counts.booked for each in report.by_clinician) == report.total.booked
        assert (report.sync.worked, report.sync.failed, report.sync.total) == (2, 1, 3)
        assert report.data_until == NOON
        assert (report.timezone, report.bookings.made) == ("Australia/Melbourne", 0)


async def test_a_cancellation_that_is_seen_on_the_day_is_a_late_one(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        before = await desk.services.reports.report(DAY, DAY)
        row = next(
            row
            for row in (await desk.services.run_sheet.sheet()).rows
            if row.status is AppointmentStatus.BOOKED and row.start > NOON
        )
        desk.practice.cancel(row.pms_appointment_id)
        desk.clock.advance(minutes=15)
        await desk.sync()
        after = await desk.services.reports.report(DAY, DAY)
        assert after.total.booked == before.total.booked - 1
        assert after.total.late_cancels == before.total.late_cancels + 1


async def test_the_huddle_is_todays(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.sync()
        huddle = await desk.services.reports.huddle()
        coming = [r for r in (await desk.services.run_sheet.sheet()).rows if not r.is_off]
        assert huddle.booked == len(coming)
        assert huddle.first_start == min(row.start for row in coming)
        assert huddle.last_end == max(row.end for row in coming)


async def test_nobodys_practice_has_a_report_of_nothing(tmp_path):
    async with sending(tmp_path, {}, Clock()) as desk:
        report = await desk.reports.this_week()
        assert report.is_empty
        assert (report.from_day, report.to_day) == (date(2026, 3, 2), DAY)
        assert (await desk.reports.huddle()).booked == 0


@pytest.mark.parametrize("days", [-1, 92, 400])
async def test_a_span_of_none_or_too_many_days_is_an_impossible_request(tmp_path, days):
    async with sending(tmp_path, {}, Clock()) as desk:
        assert (await desk.reports.report(DAY, DAY + timedelta(days=91))).is_empty
        with pytest.raises(InvalidRequest):
            await desk.reports.report(DAY, DAY + timedelta(days=days))
