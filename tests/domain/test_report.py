"""Reports: every visit counted once, and nobody in what leaves the practice."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.appointment import AppointmentStatus
from app.domain.booking import ReportDocument
from app.domain.errors import InvalidRequest
from app.domain.huddle import huddle_of
from app.domain.report import BookingCounts, Report, SyncHealth, VisitCounts, report_of, week_of
from app.domain.report_document import HELD_BACK, document_of, hidden_count
from app.services.reports.given import document_of_given
from tests.ui.rows import NOW, fresh, row, sheet

LONG_AGO = NOW - timedelta(days=9)
CANCELLED, NO_SHOW = AppointmentStatus.CANCELLED, AppointmentStatus.NO_SHOW


def report(*rows) -> Report:
    return report_of([sheet(*rows)], sync=SyncHealth(), bookings=BookingCounts(), data_until=None)


def test_every_visit_counts_once_for_what_it_came_to() -> None:
    start = row().start
    a_day_before = start - timedelta(hours=23)
    found = report(
        row(1),
        row(2, is_telehealth=True),
        row(3, status=NO_SHOW, is_telehealth=True),
        row(4, status=CANCELLED, seen_cancelled_at=a_day_before, first_seen_at=LONG_AGO),
        row(5, status=CANCELLED, cancelled_at=start - timedelta(hours=25)),
        row(6, removed_at=NOW),
        row(7, moved_to_start=NOW, removed_at=NOW),
        row(8, source="manual", same_as="row-1"),
    )
    assert found.total == VisitCounts(
        booked=3, telehealth=2, did_not_attend=1, cancelled=2, late_cancels=1
    )
    assert found.by_clinician[0].counts == found.total
    assert sum((counts for _, counts in found.by_day), VisitCounts()) == found.total


@pytest.mark.parametrize(("hours", "late"), [(24, 1), (24.01, 0), (-1, 1)])
def test_a_cancellation_within_a_day_of_the_start_is_late(hours: float, late: int) -> None:
    at = row().start - timedelta(hours=hours)
    found = report(row(status=CANCELLED, seen_cancelled_at=at, first_seen_at=LONG_AGO))
    assert found.total.late_cancels == late


def test_a_row_that_came_cancelled_was_not_late_as_far_as_anybody_knows() -> None:
    at = row().start - timedelta(hours=1)
    came_cancelled = row(status=CANCELLED, seen_cancelled_at=at, first_seen_at=at)
    assert report(came_cancelled).total == VisitCounts(cancelled=1)


def test_a_whole_week_has_the_weeks_key_and_another_span_its_days() -> None:
    monday, sunday = week_of(date(2026, 11, 21))
    assert (monday, sunday) == (date(2026, 11, 16), date(2026, 11, 22))
    days = [monday + timedelta(days=n) for n in range(7)]
    week = report_of(
        [sheet(day=day) for day in days],
        sync=SyncHealth(),
        bookings=BookingCounts(),
        data_until=None,
    )
    assert week.key == "2026-W47"
    assert report().key == "2025-11-18..2025-11-18"
    assert report().is_empty


def test_a_day_that_nobody_read_is_not_a_day_with_nobody() -> None:
    never = replace(fresh(), last_success_at=None)
    found = report_of(
        [sheet(day=date(2025, 11, 17), freshness=never), sheet(row())],
        sync=SyncHealth(),
        bookings=BookingCounts(),
        data_until=None,
    )
    assert found.unread_days == {date(2025, 11, 17)}
    assert sent(found).figures["period"]["daysWithoutData"] == 1


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, "<5"), (4, "<5"), (5, 5), (212, 212)])
def test_groups_under_five_are_hidden(count: int, shown: object) -> None:
    assert hidden_count(count) == shown


def many(first: int, count: int, **changes):
    return [row(number, **changes) for number in range(first, first + count)]


def test_a_single_hidden_count_can_not_be_worked_out_from_the_total() -> None:
    rows = [
        *many(1, 20),
        *many(100, 9, clinician_id="lee", clinician_name="Dr Lee"),
        *many(200, 3, clinician_id="kaur", clinician_name="Dr Kaur"),
    ]
    figures = sent(report(*rows)).figures
    assert [each["booked"] for each in figures["clinicians"]] == [20, HELD_BACK, "<5"]
    assert figures["appointments"]["booked"] == 32


@pytest.mark.parametrize(
    ("counts", "shown", "total"),
    [
        ([20, 1, 1], [HELD_BACK, "<5", "<5"], 22),  # 22 without 20 is one and one
        ([20, 9, 4, 4], [20, HELD_BACK, "<5", "<5"], 37),  # eight is four and four
        ([20, 2, 1], [20, "<5", "<5"], 23),
        ([20, 5, 1], [HELD_BACK, HELD_BACK, "<5"], 26),  # six is one and five
        ([5, 1], [HELD_BACK, "<5"], HELD_BACK),
        ([4, 4], ["<5", "<5"], HELD_BACK),
        ([3, 0], ["<5", 0], "<5"),
        ([3], ["<5"], "<5"),
        ([20, 9], [20, 9], 29),
    ],
)
def test_several_hidden_counts_can_not_be_worked_out_either(
    counts: list[int], shown: list[object], total: object
) -> None:
    rows = [
        each
        for number, count in enumerate(counts)
        for each in many(
            100 * number,
            max(count, 1),
            clinician_id=f"c{number}",
            clinician_name=f"Dr {number}",
            is_telehealth=count > 0,
        )
    ]
    figures = sent(report(*rows)).figures
    assert [each["telehealth"] for each in figures["clinicians"]] == shown
    assert figures["appointments"]["telehealth"] == total
    assert (figures["appointments"]["telehealthPercent"] is None) == isinstance(total, str)


def test_no_share_gives_a_hidden_count_away() -> None:
    figures = sent(report(*many(1, 20), *many(30, 3, is_telehealth=True))).figures
    assert figures["appointments"]["telehealth"] == "<5"
    assert figures["appointments"]["telehealthPercent"] is None
    open_ones = sent(report(*many(1, 20), *many(30, 5, is_telehealth=True))).figures
    assert open_ones["appointments"]["telehealthPercent"] == 20


def test_nobody_is_in_what_leaves() -> None:
    planted = {
        "patient_first_name": "Quentinella",
        "patient_last_name": "Vandersnoot",
        "patient_phone": "0491570156",
        "patient_email": "quentinella@vandersnoot.example",
        "notes": "Afraid of zebrafish",
        "clinician_name": "Dr Oddfellow",
        "appointment_type_name": "Sexual health",
    }
    rows = [row(number, **planted) for number in range(8)]
    column = sheet().columns[0]
    named = sheet(
        *rows,
        columns=(
            type(column)(
                clinician_id="nair",
                name="Dr Oddfellow",
                systems=("Gentu",),
                freshness=column.freshness,
            ),
        ),
    )
    document = document_of(
        report_of([named], sync=SyncHealth(), bookings=BookingCounts(), data_until=None),
        sent_at=NOW,
    )
    text = everything(document)
    assert '"booked": 8' in text
    for value in planted.values():
        assert value.casefold() not in text.casefold()


def test_of_another_programs_report_only_counts_and_dates_are_taken() -> None:
    document = document_of_given(
        {
            "period": "2026-W47",
            "from": "2026-11-16",
            "bookings": {"made": 12, "patient": "Alice Brown", "Alice Brown": 3},
            "transcripts": [{"text": "I am Alice Brown, 0412 345 678", "turns": 9}],
            "note": "Call Alice",
            "share": 0.25,
        },
        sent_at=NOW,
        tags=("weekly", "Alice Brown"),
        target="alice@example.com",
    )
    text = everything(document)
    assert document.figures == {
        "period": "2026-W47",
        "from": "2026-11-16",
        "bookings": {"made": 12},
        "transcripts": [{"turns": 9}],
        "share": 0.25,
    }
    assert document.tags == ("weekly",)
    assert document.target is None
    for part in ("alice", "brown", "0412", "call"):
        assert part not in text.casefold()


def test_what_is_called_like_somebody_stays_here() -> None:
    document = document_of_given(
        {
            "byPatient": {"brown": 1, "aliceCount": 2, "obrien": 4},
            "bookings": {"made": 12},
            "seen": [{"brown": 3, "late": 1}],
        },
        sent_at=NOW,
        people=("Alice", "Brown", "Dr Priya Nair", "Li"),
        tags=("weekly", "kim.brown", "list"),
        target="nair",
    )
    assert document.figures == {
        "byPatient": {"obrien": 4},
        "bookings": {"made": 12},
        "seen": [{"late": 1}],
    }
    assert (document.tags, document.target) == (("weekly", "list"), None)
    assert "brown" not in everything(document)


@pytest.mark.parametrize("given", [{}, {"name": "Alice"}, {"a": {"b": [None, "x"]}}])
def test_a_report_without_counts_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(InvalidRequest):
        document_of_given(given, sent_at=NOW)


def test_the_huddle_tells_gaps_of_half_an_hour_links_that_miss_and_names_alike() -> None:
    start = NOW
    found = huddle_of(
        sheet(
            row(1, start=start, end=start + timedelta(minutes=15)),
            row(2, start=start + timedelta(minutes=44), end=start + timedelta(minutes=60)),
            row(
                3,
                start=start + timedelta(minutes=90),
                end=start + timedelta(minutes=100),
                is_telehealth=True,
                patient_first_name="Tomas",
                pms_patient_id="other",
            ),
            row(4, start=start + timedelta(minutes=20), status=CANCELLED),
        )
    )
    assert (found.booked, found.telehealth, found.cancelled) == (3, 1, 1)
    assert [gap.minutes for gap in found.gaps] == [30]
    assert [each.id for each in found.telehealth_not_ready] == ["row-3"]
    assert {each.id for each in found.similar} >= {"row-3"}


def sent(found: Report) -> ReportDocument:
    return document_of(found, sent_at=NOW)


def everything(document: ReportDocument) -> str:
    return json.dumps(document.figures) + "\n".join((document.title, document.key, *document.lines))
