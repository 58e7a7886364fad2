"""The window's language: chosen at the start, English wherever else the words go."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLineEdit

from app.domain.errors import BookingRefused, SignInAgain
from app.domain.errors.recalled import recalled
from app.domain.said import capital, say, say_count, say_in_a_row
from app.domain.words import age_words, short_date
from app.services.language import keep_language, kept_language
from app.ui.language import (
    choose_language,
    isolated,
    language_of,
    put_up,
    tr,
    tr_and,
    tr_count,
    translated,
)
from app.ui.run import Application
from tests.support.pseudo import Pseudo, lengthened, speaking, turned_round

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.fixture
def vietnamese(qapp: Application) -> Iterator[None]:
    assert choose_language(qapp, "vi") == "vi"
    yield
    put_up(qapp, None, QLocale.system())


def test_english_is_what_stands_in_the_code(qapp: Application) -> None:
    assert choose_language(qapp, "en_AU") == "en_AU"
    assert tr("Sync now") == "Sync now"
    assert tr("Moved to {place}", place="9:30 am") == "Moved to 9:30 am"
    assert tr_count(1, "{n} change", "{n} changes") == "1 change"
    assert tr_count(2, "{n} change", "{n} changes") == "2 changes"
    assert tr_and(["Gentu", "Halaxy", "MediRecords"]) == "Gentu and Halaxy and MediRecords"


@pytest.mark.usefixtures("vietnamese")
def test_a_text_is_said_in_the_language_that_was_chosen() -> None:
    assert tr("Sync now") == "Đồng bộ ngay"
    assert tr_count(1, "{n} change", "{n} changes") == "1 thay đổi"
    assert tr_count(2, "{n} change", "{n} changes") == "2 thay đổi"
    assert QLocale().name() == "vi_VN"


@pytest.mark.usefixtures("vietnamese")
def test_what_was_said_within_a_text_is_said_in_that_language_too() -> None:
    day = datetime(2025, 11, 18, tzinfo=UTC).date()
    assert tr("Today — {date}", date=short_date(day)) == "Hôm nay — T3 18 thg 11 2025"
    ago = age_words(NOW, now=NOW, timezone="Australia/Sydney")
    assert tr("Checked {age}", age=ago) == "Đã kiểm tra vừa xong"
    assert translated(say_in_a_row(", ", [say("Save"), "Kim"])) == "Lưu, Kim"


@pytest.mark.usefixtures("vietnamese")
def test_a_fault_is_told_in_that_language_and_is_english_everywhere_else() -> None:
    fault = SignInAgain(system="Gentu")
    english = "Gentu needs you to sign in again. Today's list stays as it was. (AUTH-02)"
    assert translated(fault) == "Gentu cần đăng nhập lại. Danh sách hôm nay giữ nguyên. (AUTH-02)"
    assert translated(str(fault)) == translated(fault)
    assert f"{fault}" == english
    assert json.loads(json.dumps({"error": str(fault)})) == {"error": english}


@pytest.mark.usefixtures("vietnamese")
def test_a_fault_that_was_kept_as_text_is_known_by_its_code() -> None:
    kept = "".join(str(SignInAgain(system="Gentu")))
    assert translated(recalled("AUTH-02", kept)) == translated(SignInAgain(system="Gentu"))
    sentence = "".join(SignInAgain(system="Gentu").sentence)
    assert translated(recalled("AUTH-02", sentence)).startswith("Gentu cần đăng nhập lại.")
    assert recalled("AUTH-02", "Another sentence.") == "Another sentence."
    assert recalled(None, "Another sentence.") == "Another sentence."


@pytest.mark.usefixtures("vietnamese")
def test_the_reason_within_a_kept_fault_is_a_sentence_too() -> None:
    fault = BookingRefused(system="HubSpot", reason=say("it is read-only."))
    assert translated(recalled("WRITE-01", "".join(fault.sentence))) == translated(fault.sentence)


@pytest.mark.usefixtures("vietnamese")
def test_thousands_are_parted_as_the_language_does() -> None:
    words = tr("The {label} has more than {most:,} characters.", label=say("service"), most=2000)
    assert words == "Mục dịch vụ dài hơn 2.000 ký tự."


def test_names_are_data_in_every_language(qapp: Application) -> None:
    with speaking(qapp, Pseudo.LONG):
        assert translated("Today") == "Today"
        assert tr("Moved to {place}", place="{Braces} & Today").count("{Braces} & Today") == 1


def test_the_first_letter_of_a_sentence_is_a_capital_in_every_language(qapp: Application) -> None:
    said = capital(say("{facts} changed", facts=say("phone number")))
    assert said == "Phone number changed"
    assert choose_language(qapp, "vi") == "vi"
    assert translated(said) == "Đã đổi số điện thoại"
    put_up(qapp, None, QLocale.system())


@pytest.mark.parametrize(
    ("wanted", "of_this_pc", "language"),
    [
        ("vi", ["en-AU"], "vi"),
        ("en_AU", ["vi-VN"], "en_AU"),
        ("system", ["vi-VN", "en-AU"], "vi"),
        ("system", ["vi_VN"], "vi"),
        ("system", ["de-DE", "vi"], "vi"),
        ("system", ["en-US", "vi"], "en_AU"),
        ("system", [], "en_AU"),
        ("xx", ["C"], "en_AU"),
    ],
)
def test_the_language_is_the_one_chosen_or_else_the_pcs(
    wanted: str, of_this_pc: list[str], language: str
) -> None:
    assert language_of(wanted, of_this_pc) == language


def test_the_choice_is_there_before_the_data_are_open(tmp_path: Path) -> None:
    assert kept_language(tmp_path) == "en_AU"
    keep_language(tmp_path, "vi")
    assert kept_language(tmp_path) == "vi"
    assert [each.name for each in tmp_path.iterdir()] == ["language"]
    keep_language(tmp_path / "not there", "vi")
    assert kept_language(tmp_path / "not there") == "en_AU"


def test_an_unreadable_choice_is_none(tmp_path: Path) -> None:
    (tmp_path / "language").write_bytes(b"\xff\xfe\x00")
    assert kept_language(tmp_path) == "en_AU"


def test_a_longer_language_is_longer_and_keeps_what_a_translator_must() -> None:
    text = lengthened("&Save {count} rows\tCtrl+S")
    assert text.startswith("[&Såvé {count} röws")
    assert text.endswith("]\tCtrl+S")
    assert len(lengthened("The last check went well")) >= 1.4 * len("The last check went well")


def test_from_the_right_to_the_left_goes_the_whole_window(qapp: Application) -> None:
    with speaking(qapp, Pseudo.RTL):
        assert QLineEdit().layoutDirection() is Qt.LayoutDirection.RightToLeft
        assert tr("Save") == turned_round("Save") != "Save"
        assert isolated("0412 345 678")[1:-1] == "0412 345 678"
    assert QLineEdit().layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert isolated("0412 345 678") == "0412 345 678"


def test_a_constant_is_said_first_and_filled_where_it_is_used() -> None:
    said = say("Confirmed in {label}").format(label="HubSpot")
    assert (said, said.template) == ("Confirmed in HubSpot", "Confirmed in {label}")


def test_one_is_one_and_nothing_is_many() -> None:
    assert [str(say_count(n, "{n} row", "{n} rows")) for n in (0, 1, 2)] == [
        "0 rows",
        "1 row",
        "2 rows",
    ]
