"""The history's words and marks, each on its own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtTest import QSignalSpy

from app.domain.appointment import AppointmentStatus
from app.domain.history import AppointmentChange, HistoryRun, RunDetail, RunMark
from app.domain.history_words import result_words, started_by_words, took_words
from app.domain.opening_hours import DEFAULT_HOURS
from app.domain.privacy import PrivacyLevel, Veil
from app.domain.reconcile import ChangeKind
from app.domain.sync_run import PractitionerOutcome, SyncStatus, SyncTrigger
from app.ui.history.detail_lines import detail_lines
from app.ui.history.detail_pane import again_words
from app.ui.history.model import HistoryModel
from app.ui.history.rows import HEADINGS, RESULT, Setting, history_row, time_words
from app.ui.history.strip_words import Strip, closed_hours, strip_words
from tests.ui.connections.test_details import RUN

ZONE = "Australia/Melbourne"
NOW = datetime(2025, 11, 18, 0, 0, tzinfo=UTC)
"""11 am in Melbourne on a Tuesday."""

SETTING = Setting(timezone=ZONE, now=NOW)


def entry(**changes: object) -> HistoryRun:
    run = replace(RUN, started_at=NOW, completed_at=NOW, **changes)  # type: ignore[arg-type]
    return HistoryRun(run=run, system="Gentu", practice="Smith", timezone=ZONE, epoch=1)


@pytest.mark.parametrize(
    ("back", "words"),
    [
        ({"minutes": 98}, "9:22 am"),
        ({"hours": 11}, "12:00 am"),
        ({"hours": 17}, "yesterday 6:00 pm"),
        ({"days": 3}, "Sat 15 Nov 11:00 am"),
        ({"days": 365}, "Mon 18 Nov 2024 11:00 am"),
    ],
)
def test_times_say_the_day_only_where_it_is_another(back: dict[str, int], words: str) -> None:
    assert time_words(NOW - timedelta(**back), SETTING) == words


@pytest.mark.parametrize(
    ("trigger", "started_by", "words"),
    [
        (SyncTrigger.SCHEDULED, None, "Timer"),
        (SyncTrigger.WAKE, None, "Woke up"),
        (SyncTrigger.NETWORK, None, "Internet came back"),
        (SyncTrigger.SETUP, "kim", "Set-up"),
        (SyncTrigger.MANUAL, "kim", "kim"),
        (SyncTrigger.RETRY, "kim", "kim"),
        (SyncTrigger.MANUAL, None, "A person"),
    ],
)
def test_who_or_what_started_a_run(
    trigger: SyncTrigger, started_by: str | None, words: str
) -> None:
    assert started_by_words(replace(RUN, trigger=trigger, started_by=started_by)) == words


@pytest.mark.parametrize(
    ("status", "cell", "spoken"),
    [
        (SyncStatus.SUCCESS, "✓ Complete", "complete"),
        (SyncStatus.PARTIAL, "◑ Partly\nDr Smith", "partly updated, Dr Smith not checked"),
        (SyncStatus.FAILED, "! Failed\nNET-04", "failed (NET-04)"),
        (SyncStatus.CANCELLED, "✕ Stopped\nby kim", "stopped by kim"),
        (SyncStatus.ABANDONED, "⊘ Interrupted", "interrupted"),
        (SyncStatus.SKIPPED, "» Skipped\nalready running", "skipped (already running)"),
        (SyncStatus.RUNNING, "↻ Checking", "checking"),
    ],
)
def test_every_result_is_seen_and_spoken(status: SyncStatus, cell: str, spoken: str) -> None:
    run = entry(status=status, error_code="NET-04", started_by="kim", trigger=SyncTrigger.MANUAL)
    row = history_row(run, SETTING)
    assert row.cells[RESULT] == cell
    assert f"Gentu, {spoken}" in row.spoken
    counted = status in (SyncStatus.SUCCESS, SyncStatus.PARTIAL)
    assert (row.cells[HEADINGS.index("New")] == "–") is not counted


def test_what_stayed_as_it_was_is_seen_and_what_was_updated_is_spoken() -> None:
    counts = replace(RUN.counts, created=0, updated=3, unchanged=54, removed=0, quarantined=0)
    phones = replace(entry(status=SyncStatus.SUCCESS, counts=counts), updated=2, came_back=1)
    row = history_row(phones, SETTING)
    assert dict(zip(HEADINGS, row.cells, strict=True))["Unchanged"] == "54"
    assert row.spoken.endswith(", 1 back, 2 updated")
    nothing = entry(status=SyncStatus.SUCCESS, counts=replace(counts, updated=0))
    assert history_row(nothing, SETTING).spoken.endswith(", nothing new")


@pytest.mark.parametrize(
    ("created", "unchanged", "words"),
    [(2, 54, "2 new\n54 unchanged, took {took}"), (0, 0, "Nothing new\ntook {took}")],
)
def test_one_cell_has_all_figures_in_words(created: int, unchanged: int, words: str) -> None:
    counts = replace(RUN.counts, created=created, unchanged=unchanged, removed=0, quarantined=0)
    run = entry(status=SyncStatus.SUCCESS, counts=counts)
    cells = dict(zip(HEADINGS, history_row(run, SETTING).cells, strict=True))
    took = took_words(run.run.duration_ms)
    assert cells["What changed"] == words.format(took=took)
    failed = history_row(entry(status=SyncStatus.FAILED), SETTING)
    assert failed.cells[HEADINGS.index("What changed")] == f"–\ntook {took}"


def test_one_cell_has_the_system_and_who_started() -> None:
    cells = dict(zip(HEADINGS, history_row(entry(), SETTING).cells, strict=True))
    assert cells["System, started by"] == f"{cells['System']}\n{cells['Started by']}"


def test_a_partly_updated_list_without_a_missing_column_gives_its_code() -> None:
    held = entry(outcomes=(), error_code="DATA-09")
    assert history_row(held, SETTING).cells[RESULT] == "◑ Partly\nDATA-09"
    assert result_words(held.run) == "Partly (DATA-09)"
    two = tuple(replace(RUN.outcomes[1], pms_practitioner_id=each) for each in "bc")
    assert result_words(replace(RUN, outcomes=(RUN.outcomes[0], *two))) == "Partly: 2 columns"


def test_lengths_read_as_a_person_says_them() -> None:
    assert [took_words(ms) for ms in (40, 1440, 59_960, 125_000)] == [
        "under 0.1 s",
        "1.4 s",
        "1 min 0 s",
        "2 min 5 s",
    ]


def mark(minutes: int, status: SyncStatus, connection_id: str = "g") -> RunMark:
    return RunMark(
        run_id=f"{connection_id}{minutes}",
        connection_id=connection_id,
        status=status,
        started_at=NOW - timedelta(minutes=minutes),
    )


def strip(*marks: RunMark) -> Strip:
    return Strip(marks=marks, lanes={"g": "Gentu", "h": "Halaxy"}, closed=(), setting=SETTING)


def test_the_strip_says_since_when_and_of_whom() -> None:
    good, bad, partly = SyncStatus.SUCCESS, SyncStatus.FAILED, SyncStatus.PARTIAL
    told = strip(
        mark(90, bad), mark(80, good), mark(60, good, "h"), mark(50, partly), mark(40, bad),
        mark(30, SyncStatus.CANCELLED), mark(20, good, "h"),
    )  # fmt: skip
    assert strip_words(told) == (
        "7 checks: 3 complete, 1 partly, 2 failed. Gentu has not been complete since 10:10 am."
    )
    assert strip_words(strip(mark(50, bad), mark(40, good))) == "2 checks: 1 complete, 1 failed."
    assert strip_words(strip()) == "No checks in the last 24 hours."


def test_closed_hours_are_the_practices_own() -> None:
    spans = closed_hours(DEFAULT_HOURS, since=NOW - timedelta(hours=24), until=NOW, timezone=ZONE)
    assert [(begin.hour, end.hour) for begin, end in spans] == [(8, 20)]  # 7 pm to 7 am, in UTC


def change(kind: ChangeKind, **facts: object) -> AppointmentChange:
    return AppointmentChange(
        **{  # type: ignore[arg-type]
            "kind": kind,
            "appointment_id": "a",
            "patient_first_name": "Lucy",
            "patient_last_name": "Ong",
            "before_start": NOW,
            "after_start": NOW,
            "before_clinician": "Dr Lee",
            "after_clinician": "Dr Lee",
            "before_status": AppointmentStatus.BOOKED,
            "after_status": AppointmentStatus.BOOKED,
            **facts,
        }
    )


def texts(*changes: AppointmentChange, veil: Veil | None = None) -> list[str]:
    run = entry(day=NOW.date(), status=SyncStatus.SUCCESS, outcomes=RUN.outcomes[:1])
    detail = RunDetail(
        entry=run, changes=changes, change_count=len(changes), not_imported=(), no_longer_known=0
    )
    lines = [f"{line.glyph} {line.text}" for line in detail_lines(detail, veil or Veil())]
    return lines[lines.index(f" Changes ({len(changes)})") + 1 :][: len(changes)]


def test_changes_read_before_and_after() -> None:
    later, next_week = NOW + timedelta(minutes=30), NOW + timedelta(days=7)
    arrived = AppointmentStatus.ARRIVED
    assert texts(
        change(ChangeKind.CREATED),
        change(ChangeKind.MOVED, after_start=later, after_clinician="Dr Nair"),
        change(ChangeKind.MOVED, after_start=next_week),
        change(ChangeKind.CANCELLED, changed_fields=("status", "cancelled_at")),
        change(ChangeKind.REMOVED),
        change(ChangeKind.RESTORED),
        change(ChangeKind.UPDATED, after_status=arrived, changed_fields=("status", "phone")),
        change(ChangeKind.CREATED, patient_first_name=None, patient_last_name=None),
    ) == [
        "+ 11:00 am Lucy Ong, new, Dr Lee",
        "↷ 11:00 am → 11:30 am Lucy Ong, moved, Dr Lee → Dr Nair",
        "↷ 11:00 am → Tue 25 Nov 2025 11:00 am Lucy Ong, moved, Dr Lee",
        "✕ 11:00 am Lucy Ong, cancelled, Dr Lee",
        "⌫ 11:00 am Lucy Ong, no longer in Gentu, Dr Lee",
        "↺ 11:00 am Lucy Ong, is back, Dr Lee",
        "✎ 11:00 am Lucy Ong, updated, Dr Lee, Booked → Arrived, phone number",
        "+ 11:00 am (nobody named), new, Dr Lee",
    ]


@pytest.mark.parametrize(
    ("level", "shown"),
    [
        (PrivacyLevel.INITIALS, "+ 11:00 am L.O., new, Dr Lee"),
        (PrivacyLevel.TIMES, "+ 11:00 am Reserved, new, Dr Lee"),
        (PrivacyLevel.OFF, " Hidden while privacy is on."),
    ],
)
def test_names_are_hidden_as_far_as_a_person_set(level: PrivacyLevel, shown: str) -> None:
    assert texts(change(ChangeKind.CREATED), veil=Veil(level=level)) == [shown]


def test_what_can_be_tried_again_is_named() -> None:
    def words(*codes: str | None) -> str:
        outcomes = tuple(
            PractitionerOutcome(
                pms_practitioner_id=str(number), name=f"Dr {number}", fetched=0, error_code=code
            )
            for number, code in enumerate(codes)
        )
        run = entry(outcomes=outcomes)
        return again_words(
            RunDetail(entry=run, changes=(), change_count=0, not_imported=(), no_longer_known=0)
        )

    assert words(None, "NET-04", "NET-04") == "Try the 2 failed again"
    assert words(None, "NET-04", None) == "Try Dr 1 again"
    assert words("NET-04", "NET-04") == "Try again"
    assert words() == "Try again"


def test_the_model_changes_in_place_and_resets_nothing() -> None:
    rows = [
        history_row(entry(id=str(number), status=SyncStatus.SUCCESS), SETTING)
        for number in range(6)
    ]
    model = HistoryModel()
    model.replace(rows[2:5])
    resets, inserts = QSignalSpy(model.modelReset), QSignalSpy(model.rowsInserted)
    removals, changes = QSignalSpy(model.rowsRemoved), QSignalSpy(model.dataChanged)
    changed = replace(rows[3], spoken="another")
    model.update_to([rows[0], rows[1], rows[2], changed, rows[5]])
    assert [row.id for row in model.rows] == ["0", "1", "2", "3", "5"]
    counts = [spy.count() for spy in (resets, inserts, removals, changes)]
    assert counts == [0, 3, 1, 1]
    model.update_to(model.rows)
    assert [spy.count() for spy in (resets, inserts, removals, changes)] == counts
