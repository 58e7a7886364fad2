"""One list of a whole practice handed out per practitioner, with and without trouble."""

import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.adapters.answer import Answer
from app.adapters.base import NOBODY, PageMark, PractitionerFailure
from app.adapters.passes import Page, PageReader, digest_of
from app.adapters.practice_wide import WholeDay, fetch_cells
from app.adapters.records import quarantined
from app.domain.appointment import Appointment, AppointmentStatus
from app.domain.errors import (
    BadAnswer,
    NoInternet,
    NotFound,
    PracticeNotConnected,
    SignInAgain,
    SlowDown,
    VendorTrouble,
)
from app.domain.practice_day import PracticeDay

DAY = PracticeDay(day=date(2026, 1, 15), timezone="Australia/Melbourne")
NINE = datetime(2026, 1, 14, 22, tzinfo=UTC)


class Practice:
    """A list in pages of `size`; how its records become rows may be changed by a test."""

    def __init__(self, *records, size=100):
        self.records, self.size = list(records), size
        self.counts = Counter()
        self.failure = None
        self.whole = WholeDay(rows=())
        self.total = None

    async def ask(self, cursor):
        self.counts["asked"] += 1
        if self.failure is not None:
            raise self.failure
        start = int(cursor or 0)
        following = start + self.size if start + self.size < len(self.records) else None
        body = {"rows": self.records[start : start + self.size], "next": following}
        return Answer(
            system="Any", status=200, content_type="application/json", retry_after=None,
            body=json.dumps(body).encode(),
        )  # fmt: skip

    def decode(self, answer):
        self.counts["decoded"] += 1
        page = answer.json_object()
        cursor = page["next"]
        return Page(
            records=page["rows"],
            next_cursor=None if cursor is None else str(cursor),
            total=self.total,
        )

    async def read_rows(self, content):
        self.counts["mapped"] += 1
        if isinstance(self.whole, Exception):
            raise self.whole
        rows = [row_of(record) for record in content.records.values()]
        return replace(self.whole, rows=(*self.whole.rows, *rows))

    async def fetch(self, *asked, known=None):
        reader = PageReader(
            ask=self.ask,
            digest=lambda one: digest_of(one.body, version=b"test"),
            decode=self.decode,
        )
        cells = fetch_cells(DAY, asked, known or {}, reader=reader, read_rows=self.read_rows)
        return {one.pms_practitioner_id: one async for one in cells}


def record(number, who="doctor", hour=0):
    return {"id": f"a{number}", "who": who, "hour": hour}


def row_of(one):
    start = NINE.replace(hour=22 + one["hour"]) if one["hour"] < 2 else NINE.replace(day=17)
    return Appointment(
        pms_appointment_id=one["id"],
        pms_practitioner_id=one["who"],
        start=start,
        end=start,
        status=AppointmentStatus.BOOKED,
    )


def ids(cell):
    return [row.pms_appointment_id for row in cell.appointments]


def marks_of(cells):
    return {one: cell.page_marks for one, cell in cells.items()}


async def test_one_list_is_split_and_everybody_asked_for_has_a_cell():
    practice = Practice(record(1), record(2, "nurse"), record(3), record(4, "stranger"))
    cells = await practice.fetch("doctor", "nurse", "idle")
    assert {one: ids(cell) for one, cell in cells.items()} == {
        "doctor": ["a1", "a3"],
        "nurse": ["a2"],
        "idle": [],
    }
    assert all(cell.is_complete and not cell.is_unchanged for cell in cells.values())
    assert practice.counts == {"asked": 1, "decoded": 1, "mapped": 1}
    assert len(set(marks_of(cells).values())) == 1


async def test_who_is_asked_for_twice_has_one_cell():
    assert list(await Practice(record(1)).fetch("doctor", "doctor")) == ["doctor"]


async def test_a_row_of_another_day_is_left_out():
    cells = await Practice(record(1), record(2, hour=9)).fetch("doctor")
    assert ids(cells["doctor"]) == ["a1"]


async def test_a_known_list_is_neither_decoded_nor_mapped():
    practice = Practice(record(1), record(2, "nurse"), size=1)
    known = marks_of(await practice.fetch("doctor", "nurse"))
    practice.counts.clear()
    cells = await practice.fetch("doctor", "nurse", known=known)
    assert all(cell.is_unchanged and cell.is_complete for cell in cells.values())
    assert all((cell.appointments, cell.quarantined) == ((), ()) for cell in cells.values())
    assert marks_of(cells) == known
    assert practice.counts == {"asked": 2}


@pytest.mark.parametrize(
    "others", [{}, {"nurse": ()}, {"nurse": (PageMark(digest="other", next_cursor=None),)}]
)
async def test_marks_that_differ_force_the_list_to_be_read(others):
    practice = Practice(record(1), record(2, "nurse"))
    known = {"doctor": (await practice.fetch("doctor"))["doctor"].page_marks}
    cells = await practice.fetch("doctor", "nurse", known=known | others)
    assert [ids(cell) for cell in cells.values()] == [["a1"], ["a2"]]
    assert not any(cell.is_unchanged for cell in cells.values())


async def test_marks_of_somebody_who_is_not_asked_for_do_not_matter():
    practice = Practice(record(1))
    known = marks_of(await practice.fetch("doctor"))
    stranger = {"stranger": (PageMark(digest="other", next_cursor=None),)}
    assert (await practice.fetch("doctor", known=known | stranger))["doctor"].is_unchanged


async def test_what_names_nobody_has_a_cell_of_its_own_that_stays_while_nothing_changes():
    practice = Practice(record(1))
    lost = quarantined({"id": "a9"}, "practitioner_missing")
    practice.whole = WholeDay(rows=(), unreadable=[(NOBODY, lost), ("stranger", lost)])
    cells = await practice.fetch("doctor")
    assert cells[NOBODY].quarantined == (lost,)
    assert cells[NOBODY].is_complete
    assert cells["doctor"].quarantined == ()
    assert "stranger" not in cells
    again = await practice.fetch("doctor", known=marks_of(cells))
    assert {one: cell.is_unchanged for one, cell in again.items()} == {"doctor": True, NOBODY: True}


async def test_nobodys_cell_is_told_as_empty_once_it_has_nothing_left():
    practice = Practice(record(1))
    known = {NOBODY: (PageMark(digest="old", next_cursor=None),)}
    cells = await practice.fetch("doctor", known=known)
    assert (cells[NOBODY].quarantined, cells[NOBODY].is_complete) == ((), True)
    assert NOBODY not in await practice.fetch("doctor")


async def test_what_cannot_be_read_is_counted_with_its_practitioner():
    practice = Practice(record(1))
    bad = quarantined({"id": "a9"}, "start_missing")
    practice.whole = WholeDay(rows=(), unreadable=[("doctor", bad)])
    cells = await practice.fetch("doctor", "nurse")
    assert cells["doctor"].quarantined == (bad,)
    assert cells["nurse"].quarantined == ()
    assert NOBODY not in cells


async def test_a_practitioner_whose_rows_lack_something_fails_alone_and_nobody_gets_marks():
    practice = Practice(record(1), record(2, "nurse"))
    error = VendorTrouble(system="Any")
    practice.whole = WholeDay(rows=(), failures={"doctor": error})
    cells = await practice.fetch("doctor", "nurse")
    assert cells["doctor"] == PractitionerFailure(pms_practitioner_id="doctor", error=error)
    assert ids(cells["nurse"]) == ["a2"]
    assert (cells["nurse"].is_complete, cells["nurse"].page_marks) == (True, ())


async def test_rows_that_may_change_under_the_same_pages_get_no_marks():
    practice = Practice(record(1))
    practice.whole = WholeDay(rows=(), is_lasting=False)
    cells = await practice.fetch("doctor")
    assert (cells["doctor"].is_complete, cells["doctor"].page_marks) == (True, ())


@pytest.mark.parametrize("error", [VendorTrouble, SlowDown, BadAnswer, NotFound])
async def test_a_list_that_fails_fails_everybody_asked_for(error):
    practice = Practice(record(1))
    practice.failure = error(system="Any")
    cells = await practice.fetch("doctor", "nurse")
    assert {one: cell.error for one, cell in cells.items()} == {
        "doctor": practice.failure,
        "nurse": practice.failure,
    }


async def test_rows_that_cannot_be_mapped_fail_everybody_too():
    practice = Practice(record(1))
    practice.whole = VendorTrouble(system="Any")
    cells = await practice.fetch("doctor", "nurse")
    assert all(isinstance(cell, PractitionerFailure) for cell in cells.values())


@pytest.mark.parametrize("error", [SignInAgain, PracticeNotConnected, NoInternet])
@pytest.mark.parametrize("while_mapping", [False, True])
async def test_what_concerns_the_whole_sync_is_raised(error, while_mapping):
    practice = Practice(record(1))
    failure = error() if error is NoInternet else error(system="Any")
    if while_mapping:
        practice.whole = failure
    else:
        practice.failure = failure
    with pytest.raises(error):
        await practice.fetch("doctor")


async def test_a_list_with_a_record_without_an_id_is_whole_for_nobody():
    practice = Practice(record(1), {"who": "doctor"})
    cells = await practice.fetch("doctor", "nurse")
    assert not any(cell.is_complete for cell in cells.values())
    assert [one.reason for one in cells[NOBODY].quarantined] == ["id_missing"]
    assert all(cell.page_marks == () for cell in cells.values())


async def test_a_list_whose_count_is_never_right_is_whole_for_nobody():
    practice = Practice(record(1))
    practice.total = 2
    cells = await practice.fetch("doctor")
    assert practice.counts["asked"] == 3
    assert (cells["doctor"].is_complete, cells["doctor"].page_marks) == (False, ())
    assert ids(cells["doctor"]) == ["a1"]


async def test_a_list_that_moves_for_ever_is_the_union_and_not_whole():
    practice = Practice(*(record(n) for n in range(4)), size=2)
    ask = practice.ask

    async def moving(cursor):
        practice.records.append(record(100 + practice.counts["asked"]))
        return await ask(cursor)

    practice.ask = moving
    cells = await practice.fetch("doctor")
    assert not cells["doctor"].is_complete
    assert {"a0", "a1", "a2", "a3", "a100"} <= set(ids(cells["doctor"]))
