"""What goes on paper, how many pages it takes, and what a page says of its age."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSizeF

from app.domain.appointment import AppointmentStatus
from app.domain.freshness import FreshnessState
from app.domain.privacy import PrivacyLevel, Veil
from app.domain.run_sheet import RunSheet, RunSheetRow
from app.ui.printing.day_list import Choice, PrintedDay, printed_lists, stamp_words
from app.ui.printing.pages import pages_of
from app.ui.printing.paper import printable_size
from app.ui.printing.pdf import pdf_of
from app.ui.printing.text import broken, text_of
from app.ui.run import Application
from app.ui.sheet_feed import Snapshot
from app.ui.today.shelf import CardShelf
from tests.ui.rows import NOW, ZONE, fresh, row, sheet

LONG = "Konstantinos-Alexandros Papadopoulos-Chrysanthopoulos"
INITIALS = Veil(level=PrivacyLevel.INITIALS)


def rows(count: int, **changes: object) -> list[RunSheetRow]:
    return [
        row(number, start=NOW + timedelta(minutes=15 * number), **changes)
        for number in range(count)
    ]


def two_columns(some: Sequence[RunSheetRow], state: FreshnessState) -> RunSheet:
    """Dr Nair and Dr Okafor, of whom only the first has rows."""
    whole = sheet(*some, freshness=fresh(state))
    mine = replace(whole.columns[0], freshness=fresh(state))
    other = replace(mine, clinician_id="okafor", name="Dr Sam Okafor", freshness=fresh())
    return replace(whole, columns=(mine, other))


def printed(
    whole: RunSheet, choice: Choice = Choice.THIS_COLUMN, *, veil: Veil | None = None
) -> PrintedDay:
    snapshot = Snapshot(sheet=whole, overviews=(), now=NOW)
    cards = CardShelf(lambda: veil or Veil()).fill_now(snapshot)
    return PrintedDay(
        practice="Harbour Medical",
        stamp=stamp_words(now=NOW + timedelta(minutes=4), timezone=ZONE, by="Kim"),
        lists=printed_lists(whole, cards, choice=choice, now=NOW, clinician_id="nair"),
    )


def words_of(day: PrintedDay) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in _reader(day).pages]


def _reader(day: PrintedDay) -> PdfReader:
    return PdfReader(io.BytesIO(pdf_of(day)))


@pytest.mark.parametrize("state", [FreshnessState.UP_TO_DATE, FreshnessState.OUT_OF_DATE])
def test_twenty_two_rows_fit_on_one_a4_page_at_twelve_points(
    qapp: Application, state: FreshnessState
) -> None:
    some = rows(22, appointment_type_name="Telehealth Consultation", is_telehealth=True)
    some = [replace(each, status=AppointmentStatus.NO_SHOW) for each in some]
    day = printed(two_columns(some, state))
    pages = pages_of(day, printable_size())
    assert [(page.number, page.count, page.table.text_pt) for page in pages] == [(1, 1, 12)]
    box = _reader(day).pages[0].mediabox
    assert (round(float(box.width)), round(float(box.height))) == (595, 842)


def test_longer_lists_take_more_pages_in_the_same_size(qapp: Application) -> None:
    pages = pages_of(printed(sheet(*rows(60))), printable_size())
    assert len(pages) > 1
    assert sum(len(page.rows) for page in pages) == 60
    assert {page.table.text_pt for page in pages} == {12}


def test_a_list_that_almost_fits_shrinks_to_ten_points_and_no_further(qapp: Application) -> None:
    """Where that does not save the second page either, it stays easy to read."""

    def sizes(count: int, height: float) -> list[int]:
        size = QSizeF(printable_size().width(), height)
        some = rows(count, patient_first_name="Anastasia", patient_last_name="Papadopoulos")
        return [page.table.text_pt for page in pages_of(printed(sheet(*some)), size)]

    by_height = {height: sizes(22, height) for height in range(500, 800, 5)}
    assert {tuple(each) for each in by_height.values()} == {(12,), (11,), (10,), (12, 12)}
    assert sizes(23, 700) == [12, 12]


def test_a_page_says_who_when_and_how_old(qapp: Application) -> None:
    page = words_of(printed(sheet(*rows(2))))[0]
    for words in (
        "Dr Priya Nair",
        "Harbour Medical",
        "Tue 18 Nov 2025 · 2 appointments",
        "Thomas Nguyen",
        "3 Mar 1984",
        "0412 345 678",
        "Standard Consultation",
        "Booked",
        "Arrived",
        "Printed 9:31 am by Kim · list checked 9:27 am · page 1 of 1 · shred after use",
    ):
        assert words in page
    assert "OUT OF DATE" not in page


@pytest.mark.parametrize(
    "state", [FreshnessState.OUT_OF_DATE, FreshnessState.OFFLINE, FreshnessState.SIGN_IN]
)
def test_an_old_list_says_so_in_its_header(qapp: Application, state: FreshnessState) -> None:
    pages = words_of(printed(two_columns(rows(2), state), Choice.EACH_CLINICIAN))
    assert "OUT OF DATE: last good check 9:27 am" in pages[0]
    assert "OUT OF DATE" not in pages[1]


def test_a_list_that_was_never_checked_says_so(qapp: Application) -> None:
    never = fresh(FreshnessState.NEVER, last_success_at=None, last_attempt_at=None)
    whole = sheet(*rows(1))
    whole = replace(whole, columns=(replace(whole.columns[0], freshness=never),))
    page = words_of(printed(whole))[0]
    assert "NOT CHECKED YET" in page
    assert "list not checked yet" in page


def test_each_clinician_begins_a_page_and_one_list_names_them(qapp: Application) -> None:
    whole = two_columns(rows(3), FreshnessState.UP_TO_DATE)
    each = words_of(printed(whole, Choice.EACH_CLINICIAN))
    assert len(each) == 2
    assert "Dr Sam Okafor" in each[1]
    assert "No appointments." in each[1]
    assert "page 2 of 2" in each[1]
    one = words_of(printed(whole, Choice.BY_TIME))
    assert len(one) == 1
    assert one[0].count("Dr Priya Nair") == 3


def test_who_is_not_coming_stays_and_says_why(qapp: Application) -> None:
    gone = row(1, status=AppointmentStatus.CANCELLED, cancelled_at=NOW)
    day = printed(sheet(gone))
    assert day.lists[0].rows[0].is_struck
    assert "Cancelled in Gentu" in words_of(day)[0]
    assert "0 appointments" in words_of(day)[0]


def test_similar_names_are_marked(qapp: Application) -> None:
    twins = [
        row(1, patient_first_name="Mary", patient_last_name="Johnson"),
        row(2, patient_first_name="Mary", patient_last_name="Johnston", pms_patient_id="2"),
    ]
    assert words_of(printed(sheet(*twins)))[0].count("≈") == 2
    hidden = words_of(printed(sheet(*twins), veil=INITIALS))[0]
    assert hidden.count("≈") == 2
    assert hidden.count("M.J.") == 2


def test_initials_print_nobody(qapp: Application) -> None:
    page = words_of(printed(sheet(*rows(3)), veil=INITIALS))[0]
    assert "T.N." in page
    assert not [word for word in ("Nguyen", "Thomas", "0412", "1984") if word in page]
    columns = ("Date of birth", "Phone")
    assert not [words for words in columns if words in page]
    assert all(words in words_of(printed(sheet(*rows(3))))[0] for words in columns)


def test_a_long_name_is_never_cut_short(qapp: Application) -> None:
    first, last = LONG.split()
    some = rows(22, patient_first_name=first, patient_last_name=last)
    page = words_of(printed(sheet(*some)))[0]
    assert page.replace(" ", "").count(LONG.replace(" ", "")) == len(
        pages_of(printed(sheet(*some)), printable_size())[0].rows
    )


def clinicians_day() -> RunSheet:
    """What was cut on paper: long names of clinicians and types, and when a visit was cancelled."""
    doctors = ("Dr Siobhán O'Callaghan-Fitzgerald", "Dr Mary-Anne van der Westhuizen")
    some = rows(22, appointment_type_name="Skin Check and Cryotherapy of Lesions")
    some = [replace(one, clinician_name=doctors[n % 2]) for n, one in enumerate(some)]
    gone = {"status": AppointmentStatus.CANCELLED, "seen_cancelled_at": NOW - timedelta(hours=16)}
    return sheet(*[replace(one, **gone) if n % 5 == 0 else one for n, one in enumerate(some)])


@pytest.mark.parametrize("choice", [Choice.BY_TIME, Choice.THIS_COLUMN])
def test_nothing_is_cut_short_on_paper(qapp: Application, choice: Choice) -> None:
    day = printed(clinicians_day(), choice)
    assert "…" not in " ".join(words_of(day))
    pages = pages_of(day, printable_size(is_wide=day.is_wide))
    for page in pages:
        for each in page.rows:
            lines = page.table.lines(each)
            told = "".join(line.words for line in lines).replace(" ", "")
            for words in (each.name, each.type_name, each.clinician, each.status):
                assert words.replace(" ", "") in told
            assert max(line.top + line.text.height for line in lines) <= page.table.height_of(each)
            assert min(line.text.size for line in lines) >= 10
    assert sum(len(page.rows) for page in pages) == 22


def test_the_list_by_time_lies_on_its_side_and_names_clinicians_in_a_column(
    qapp: Application,
) -> None:
    by_time, one = printed(clinicians_day(), Choice.BY_TIME), printed(clinicians_day())
    boxes = [_reader(day).pages[0].mediabox for day in (by_time, one)]
    assert [box.width > box.height for box in boxes] == [True, False]
    assert "Type Clinician Status Arrived" in words_of(by_time)[0]
    assert "Clinician Status" not in words_of(one)[0]


def test_words_of_the_table_stay_within_their_columns(qapp: Application) -> None:
    for choice in (Choice.BY_TIME, Choice.THIS_COLUMN):
        day = printed(clinicians_day(), choice)
        size = printable_size(is_wide=day.is_wide)
        page = pages_of(day, size)[0]
        lefts = [*sorted({line.left for line in page.table.headings()}), size.width()]
        for line in (line for each in page.rows for line in page.table.lines(each)):
            right = min(left for left in lefts if left > line.left)
            assert line.left + line.text.width(line.words) <= right


def test_words_break_at_spaces_and_end_in_dots(qapp: Application) -> None:
    text = text_of("", 12)
    room = text.width("Telehealth ")
    assert broken(text, "Telehealth Consultation", room * 1.2, lines=2)[0] == "Telehealth"
    assert broken(text, "word " * 50, room, lines=2)[1].endswith("…")
    assert "".join(broken(text, "x" * 60, room, lines=20)) == "x" * 60
    assert broken(text, "", room, lines=2) == []
