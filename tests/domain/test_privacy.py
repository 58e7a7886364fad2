"""What privacy mode lets through, and that everything personal of a row stays behind."""

from dataclasses import fields, replace
from datetime import date

import pytest

from app.domain.privacy import SEEN, PrivacyLevel, PrivacySettings, Veil, initials
from app.domain.run_sheet import RunSheetRow
from tests.ui.rows import row

INITIALS = Veil(level=PrivacyLevel.INITIALS)
TIMES = Veil(level=PrivacyLevel.TIMES)
PERSONAL = [each.name for each in fields(RunSheetRow) if not each.repr]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("Thomas", "Nguyen", "T.N."),
        ("thomas", "o'Brien", "T.O."),
        ("“Tom”", "Nguyen", "T.N."),
        ("Thị", "Đặng", "T.Đ."),
        (None, "Nguyen", "N."),
        ("Cher", None, "C."),
        ("小明", "王", "•.•."),
        ("123", "—", "•.•."),
        (None, None, ""),
        (" ", None, ""),
    ],
)
def test_initials(first: str | None, last: str | None, shown: str) -> None:
    assert initials(first, last) == shown


def test_a_letter_that_becomes_two_in_capitals_stays_one() -> None:
    assert initials("ßeta", "ǆ") == "S.Ǆ."


def test_everything_of_the_person_is_emptied_and_the_rest_stays() -> None:
    whole = row(notes="Brings Thomas's mother", telehealth_url="https://coviu.example/abc")
    hidden = INITIALS.row(whole)
    left = {name: getattr(hidden, name) for name in PERSONAL}
    assert left.pop("patient_first_name") == "T.N."
    assert {name: value for name, value in left.items() if value} == {}
    assert hidden.is_masked
    same = [each.name for each in fields(RunSheetRow) if each.repr and each.name != "is_masked"]
    assert [n for n in same if getattr(hidden, n) != getattr(whole, n)] == []


def test_a_type_that_was_typed_here_is_hidden_and_a_systems_stays() -> None:
    typed = row(source="manual", system=None, appointment_type_name="For Thurga")
    for veil in (INITIALS, TIMES):
        assert veil.row(typed).appointment_type_name is None
        assert veil.row(row()).appointment_type_name == "Standard Consultation"
    assert SEEN.row(typed).appointment_type_name == "For Thurga"


def test_times_only_says_reserved() -> None:
    assert TIMES.row(row()).patient_name == "Reserved"
    nobody = row(patient_first_name=None, patient_last_name=None, pms_patient_id=None)
    assert TIMES.row(nobody).patient_name == ""
    assert not TIMES.row(nobody).has_patient


def test_only_the_row_peeked_at_is_open() -> None:
    peeking = replace(INITIALS, peeked_id="row-1")
    assert peeking.row(row(1)) is not None
    assert peeking.row(row(1)).patient_name == "Thomas Nguyen"
    assert peeking.row(row(2)).patient_name == "T.N."


def test_nothing_is_hidden_while_privacy_is_off() -> None:
    whole = row(patient_birth_date=date(1984, 3, 3))
    assert SEEN.row(whole) is whole
    assert SEEN.label(whole) == "Thomas Nguyen"
    assert SEEN.name("Thomas", None) == "Thomas"


def test_away_from_the_board_the_time_tells_two_apart() -> None:
    assert INITIALS.label(row()) == "T.N. 9:15 am"
    assert TIMES.label(row()) == "Reserved 9:15 am"
    assert INITIALS.whole_name("Thomas Van Nguyen") == "T.N."
    assert INITIALS.whole_name("Cher") == "C."
    assert INITIALS.whole_name("") == ""


def test_settings_that_cannot_be_read_are_as_by_default() -> None:
    odd = {"privacy.level": "all", "privacy.idle_minutes": "-1", "privacy.peek_seconds": "x"}
    assert PrivacySettings.of(odd) == PrivacySettings()
    told = {
        "privacy.level": "times",
        "privacy.idle_minutes": "0",
        "privacy.peek_seconds": "200",
        "privacy.monitors": "DELL-2\nHDMI-1",
    }
    assert PrivacySettings.of(told) == PrivacySettings(
        level=PrivacyLevel.TIMES,
        idle_minutes=0,
        peek_seconds=200,
        monitors=frozenset({"DELL-2", "HDMI-1"}),
    )
