"""The purge: who is too old is nowhere in the file any more, and every count stays as it was."""

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, text, update

from app.domain.retention import FUTURE_DAYS, PAST_DAYS, Retention
from app.services.retention import RetentionService
from app.store.booking_tables import crm_bookings
from app.store.schema import (
    local_edits,
    pms_sync_log,
    run_sheet_appointments,
    sync_day_sums,
    sync_quarantine,
    sync_snapshots,
)
from tests.support.canaries import encoded, found_in
from tests.support.desk import DAY, NOON, Clock, front_desk
from tests.support.plain_pages import plain_bytes

ROWS = run_sheet_appointments.c
BOOKING = {
    "provider": "ghl",
    "request_digest": "d" * 64,
    "patient_first_name": "Quincey",
    "patient_last_name": "Marchbanks",
    "patient_phone": "0491 570 156",
    "service": "Check-up",
    "timezone": "Australia/Melbourne",
    "notes": "Afraid of needles",
    "sends_notes": False,
    "source": "run_sheet",
    "extra": {"price": "told by Marchbanks"},
    "created_by": "Kate",
    "created_at": NOON,
    "updated_at": NOON,
}


@asynccontextmanager
async def old_desk(tmp_path):
    """A synced day with a booking of a patient, seen from 31 days later."""
    clock = Clock()
    async with front_desk(tmp_path, clock=clock) as desk:
        await desk.sync(day=DAY)
        await add_booking(desk, "old", status="confirmed", end_at=NOON)
        clock.advance(days=31)
        yield desk


async def add_booking(desk, id_, *, status, end_at):
    values = BOOKING | {"id": id_, "reference": f"ref-{id_}", "idempotency_key": f"key-{id_}"}
    values |= {"status": status, "start_at": end_at - timedelta(minutes=15), "end_at": end_at}
    await desk.services.core.database.write(lambda sql: sql.execute(insert(crm_bookings), values))


def purge(desk):
    return desk.services.retention.purge()


async def people_of(desk):
    """Whatever names a patient in the stored rows; the staff's own names stay."""
    columns = (ROWS.patient_first_name, ROWS.patient_last_name, ROWS.patient_phone)
    columns += (ROWS.patient_email, ROWS.pms_patient_id, ROWS.pms_appointment_id)
    query = select(*columns)
    rows = await desk.services.core.database.read(lambda sql: sql.execute(query).all())
    staff = {
        word
        for person in desk.practice.practitioners()
        for word in (person.family, person.given, person.email, person.phone)
    }
    booked = {"Marchbanks", "0491 570 156", "Afraid of needles"}
    return {v for row in rows for v in row if v and len(v) > 4 and v not in staff} | booked


def everything_on_disk(desk):
    database = desk.services.core.database
    files = [database.data_file, database.data_file.with_name(f"{database.data_file.name}-wal")]
    return b"".join(plain_bytes(path, database.key) for path in files if path.exists())


@pytest.mark.proves("S9")
async def test_nobody_is_left_in_any_byte_of_the_file(tmp_path, figure):
    async with old_desk(tmp_path) as desk:
        people = await people_of(desk)
        assert len(people) > 60
        assert found_in(everything_on_disk(desk), people)
        done = await purge(desk)
        assert (done.people > 20, done.is_emptied) == (True, True)
        assert found_in(everything_on_disk(desk), people) == []
        figure(f"{len(people)} values of people in the file: 0 left")


@pytest.mark.proves("S9", control=True)
async def test_without_overwriting_somebody_would_be_left(tmp_path, figure):
    """The control of the test above."""
    async with old_desk(tmp_path) as desk:
        people = await people_of(desk)
        database = desk.services.core.database
        await database.read(lambda sql: sql.execute(text("PRAGMA secure_delete = OFF")).all())
        await purge(desk)
        left = found_in(everything_on_disk(desk), people)
        figure(f"{len(left)} values left")
        assert left


def test_the_search_finds_every_encoding():
    name = "Marchbanks"
    for form in encoded(name).values():
        assert found_in(b"..." + form + b"...", [name])


async def test_the_reports_counts_stay_what_they_were(tmp_path):
    async with old_desk(tmp_path) as desk:
        reports = desk.services.reports
        before = await reports.report(DAY, DAY)
        assert before.total.booked > 20
        await purge(desk)
        assert await desk.services.core.database.read(
            lambda sql: sql.execute(select(sync_day_sums.c.runs)).scalars().all()
        ) == [1]
        assert not await desk.read(pms_sync_log)
        assert await reports.report(DAY, DAY) == before


def shown_of(sheet):
    return [(row.start, row.clinician_name, row.status, row.has_patient) for row in sheet.rows]


async def test_a_purged_day_shows_its_times_and_no_one(tmp_path):
    async with old_desk(tmp_path) as desk:
        before = await desk.services.run_sheet.sheet(DAY)
        await purge(desk)
        after = await desk.services.run_sheet.sheet(DAY)
        shown = [
            (row.start, row.clinician_name, row.status, row.has_patient) for row in before.rows
        ]
        assert [(r.start, r.clinician_name, r.status, r.has_patient) for r in after.rows] == shown
        assert not any(row.patient_name or row.notes or row.patient_phone for row in after.rows)
        assert {row.name_words for row in after.rows} <= {"Name no longer kept", "No patient named"}


async def test_a_day_that_is_young_enough_keeps_its_people(tmp_path):
    async with old_desk(tmp_path) as desk:
        desk.clock.advance(days=-1)
        people = await people_of(desk)
        done = await purge(desk)
        assert done.people == 0
        assert await people_of(desk) == people


async def test_a_person_chooses_how_long(tmp_path):
    async with old_desk(tmp_path) as desk:
        desk.clock.advance(days=-23)
        await desk.services.preferences.write(PAST_DAYS, "7")
        assert (await purge(desk)).people > 20
        rows = await desk.read(run_sheet_appointments)
        assert not any(row["patient_last_name"] or row["patient_phone"] for row in rows)


def test_a_choice_beyond_the_limits_is_none():
    for odd in ("6", "91", "-7", "7.5", "", "soon", "٧"):
        assert Retention.chosen({PAST_DAYS: odd}).past_days == 30
    assert Retention.chosen({PAST_DAYS: "7", FUTURE_DAYS: "180"}) == Retention(
        past_days=7, future_days=180
    )


async def test_a_purged_day_that_is_read_again_is_the_systems_again_and_counted_once(tmp_path):
    async with old_desk(tmp_path) as desk:
        before = await desk.rows(DAY)
        await purge(desk)
        await desk.sync(day=DAY)
        assert (await desk.rows(DAY)).keys() == before.keys()
        stored = await desk.read(run_sheet_appointments)
        assert len(stored) == len(before)


async def test_what_vanished_long_ago_is_nobodys_either(tmp_path):
    async with old_desk(tmp_path) as desk:
        await desk.services.core.database.write(
            lambda sql: sql.execute(
                update(run_sheet_appointments).values(
                    local_day=desk.clock().date() + timedelta(days=1), removed_at=NOON
                )
            )
        )
        assert (await purge(desk)).people > 20


async def test_a_booking_that_somebody_must_finish_keeps_its_patient(tmp_path):
    async with old_desk(tmp_path) as desk:
        for status in ("waiting", "sending", "checking", "needs_review"):
            await add_booking(desk, status, status=status, end_at=NOON)
        await add_booking(desk, "young", status="confirmed", end_at=desk.clock())
        await purge(desk)
        left = {row["id"]: row["patient_last_name"] for row in await desk.read(crm_bookings)}
        assert left.pop("old") is None
        assert len(left) == 5
        assert set(left.values()) == {"Marchbanks"}


async def test_days_too_far_ahead_go_but_what_somebody_edited(tmp_path):
    async with old_desk(tmp_path) as desk:
        (first, *_), far = await desk.read(run_sheet_appointments), desk.clock().date()
        far += timedelta(days=61)

        def put_far(sql):
            sql.execute(update(run_sheet_appointments).values(local_day=far))
            sql.execute(update(sync_snapshots).values(local_day=far))
            edit = {"id": "e", "appointment_id": first["id"], "field": "status", "value": "arrived"}
            edit |= {"state": "active", "edited_by": "Kate", "edited_at": desk.clock()}
            sql.execute(insert(local_edits), edit)

        await desk.services.core.database.write(put_far)
        await purge(desk)
        assert [row["id"] for row in await desk.read(run_sheet_appointments)] == [first["id"]]
        assert not await desk.read(sync_snapshots)


async def test_unreadable_records_lose_their_id_in_a_week_and_go_after_ninety_days(tmp_path):
    async with old_desk(tmp_path) as desk:
        now = desk.clock()

        def quarantine(sql):
            for days in (6, 8, 91):
                seen = now - timedelta(days=days)
                facts = {
                    "connection_id": desk.connection_id,
                    "pms_practitioner_id": "",
                    "reason": "x",
                }
                facts |= {"local_day": seen.date(), "payload_sha256": str(days), "seen_count": 1}
                facts |= {"pms_appointment_id": f"id-{days}", "first_seen_at": seen}
                sql.execute(insert(sync_quarantine), facts | {"last_seen_at": seen})

        await desk.services.core.database.write(quarantine)
        await purge(desk)
        found = {
            row["payload_sha256"]: row["pms_appointment_id"]
            for row in await desk.read(sync_quarantine)
        }
        assert found == {"6": "id-6", "8": None}


async def test_after_a_year_the_counts_go_too(tmp_path):
    async with old_desk(tmp_path) as desk:
        await purge(desk)
        desk.clock.advance(days=366)
        assert (await purge(desk)).rows > 20
        for table in (run_sheet_appointments, crm_bookings, sync_day_sums, sync_snapshots):
            assert not await desk.read(table)


async def test_old_backups_go_with_a_purge(tmp_path):
    async with old_desk(tmp_path) as desk:
        folder = desk.services.settings.data_dir / "backups"
        folder.mkdir(exist_ok=True)
        for name in ("runsheet-20260101T000000Z.db", "runsheet-20260403T000000Z.db"):
            (folder / name).touch()
        assert (await purge(desk)).backups == 1
        assert [path.name for path in folder.iterdir()] == ["runsheet-20260403T000000Z.db"]


async def test_the_purge_runs_by_itself_once_a_day(tmp_path):
    asked, go = asyncio.Queue(), asyncio.Queue()

    async def pause(_seconds):
        asked.put_nowait(None)
        await go.get()

    async with old_desk(tmp_path) as desk:
        service = RetentionService(desk.services.core, pause=pause)
        assert await service.is_due()
        working = asyncio.create_task(service.run())
        await asked.get()
        go.put_nowait(None)
        await asked.get()
        assert not await service.is_due()
        working.cancel()
        desk.clock.advance(hours=23)
        assert not await service.is_due()
        desk.clock.advance(hours=1)
        assert await service.is_due()
        desk.clock.advance(days=-3)
        assert await service.is_due()


async def test_somebody_who_reads_meanwhile_makes_it_try_again_later(tmp_path):
    """What was purged stays in the file's log as long as a reader needs it."""
    async with old_desk(tmp_path) as desk:
        from app.store.file.cipher import open_encrypted

        database = desk.services.core.database
        reader = open_encrypted(database.data_file, database.key)
        reader.execute("PRAGMA busy_timeout = 0")
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM run_sheet_appointments").fetchall()
        done = await purge(desk)
        assert (done.is_emptied, await desk.services.retention.is_due()) == (False, True)
        reader.close()
        assert (await purge(desk)).is_emptied
        assert not await desk.services.retention.is_due()
