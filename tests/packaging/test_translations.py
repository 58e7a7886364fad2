"""Every text of the window goes through its translation, and the translations say all of them."""

import functools
from pathlib import Path

import pytest

from devtools import translations
from devtools.messages import Message, NotWrittenOut, messages_in, messages_of
from devtools.translations import LANGUAGES, Translation, placeholders, read, renewed
from devtools.untranslated import untranslated_in, untranslated_under

ROOT = Path(__file__).parents[2]

NOT_YET = (
    "app/ui/bookings/",
    "app/ui/history/",
    "app/ui/printing/",
    "app/ui/reports/",
    "app/ui/settings/",
    "app/ui/support/",
)
"""Whose texts are not through `tr` yet; the list only gets shorter."""

NO_WORDS = ("app/ui/style_sheet.py", "app/ui/language.py", "app/ui/process/event_loop.py")
"""Their texts are not for people, or are languages' own names."""


def is_left_out(path: str) -> bool:
    return path.startswith((*NOT_YET, *NO_WORDS))


def test_every_text_of_the_window_goes_through_its_translation() -> None:
    found = [each for each in all_untranslated() if not is_left_out(each)]
    assert not found, "tr(), tr_count() or translated() them: \n" + "\n".join(found)


@pytest.mark.parametrize("path", NOT_YET)
def test_what_is_excused_needs_it(path: str) -> None:
    assert any(each.startswith(path) for each in all_untranslated()), f"take {path} off NOT_YET"


@functools.cache
def all_untranslated() -> list[str]:
    return [
        each.removeprefix(f"{ROOT.as_posix()}/") for each in untranslated_under(ROOT / "app/ui")
    ]


@pytest.mark.parametrize(
    "source",
    [
        'label("Sync now")',
        'label("Telehealth")',
        'label(f"{count} not shown")',
        'label(f"Next check {at}")',
        'TITLES = {"a": "No internet"}',
        'from app.domain.words import age_words\nf"{age_words(a)}"',
        "label(str(error))",
        'f"! {error}"',
        'TITLE = tr("Today")',
        "class Page:\n    title = translated(TITLE)",
    ],
)
def test_words_that_nobody_could_translate_are_found(source: str) -> None:
    assert list(untranslated_in(source))


@pytest.mark.parametrize(
    "source",
    [
        '"""What this is for."""',
        'def f():\n    return label(tr("Sync now"), name="The button")',
        'TITLE = say("Today")',
        'def f():\n    return tr_count(count, "{n} row was read", "{n} rows were read")',
        'made.setObjectName("Main menu")',
        'Banner(topic=f"DATA-09 {key}")',
        'raise KeyError("no such row")',
        'def f() -> "list of Things": ...',
        'f"{name}_error"',
        'label("✓")',
        'from app.domain.words import city_of\nf"{city_of(a)}: {b}"',
        'def f():\n    return f"! {translated(error)}"',
    ],
)
def test_names_and_translated_words_are_let_through(source: str) -> None:
    assert not list(untranslated_in(source))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_exactly_the_texts_of_the_code(language: str) -> None:
    text = file_of(language).read_text("utf-8")
    assert renewed(text, messages_of(ROOT), language) == text, "dev.py translations"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_with_its_values(language: str) -> None:
    entries = read(file_of(language).read_text("utf-8"))
    assert not [each.message.source for each in entries if not each.is_done]
    assert not [each.message.source for each in entries if has_other_values(each)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_window_loads_is_what_was_translated(language: str, tmp_path: Path) -> None:
    compiled = tmp_path / "made.qm"
    translations.compile_to(file_of(language), compiled)
    assert file_of(language).with_suffix(".qm").read_bytes() == compiled.read_bytes()


def file_of(language: str) -> Path:
    return translations.FOLDER / f"runsheet_{language}.ts"


def has_other_values(entry: Translation) -> bool:
    wanted = placeholders(entry.message.source)
    return any(placeholders(form) != wanted for form in entry.forms)


def test_a_value_that_is_lost_is_found() -> None:
    message = Message("{n} of {all} rows")
    assert has_other_values(Translation(message=message, forms=("{n} dòng",)))
    assert not has_other_values(Translation(message=message, forms=("{n}/{all} dòng",)))


FROM = "from app.domain.said import say, say_count\n"


def test_what_was_translated_stays_and_what_nobody_says_goes() -> None:
    old, new = Message("Reset"), Message("{n} rows", one="{n} row")
    text = renewed("", {old: ["app/a.py"], new: ["app/b.py"]}, "vi")
    text = text.replace('type="unfinished" />', ">Đặt lại</translation>", 1)
    again = renewed(text, {old: ["app/c.py"]}, "vi")
    assert [each.forms for each in read(text)] == [("Đặt lại",), ("",)]
    assert [each.forms for each in read(again)] == [("Đặt lại",)]
    assert "app/c.py" in again


def test_qts_own_texts_stay_as_they_were_translated() -> None:
    theirs = (
        "<context><name>QLineEdit</name><message><source>&amp;Undo</source></message></context>"
    )
    text = renewed("", {Message("Reset"): ["app/a.py"]}, "vi").replace("</TS>", f"{theirs}</TS>")
    assert "QLineEdit" in renewed(text, {Message("Reset"): ["app/a.py"]}, "vi")


def test_texts_are_read_from_the_code() -> None:
    source = (
        FROM + 'say("Book", meaning="verb")\nsay_count(2, "{n} day", "{n} days")\nsay("{a}: {b}")'
    )
    assert list(messages_in(source, "app/ui/a.py")) == [
        Message("Book", "verb"),
        Message("{n} days", one="{n} day"),
    ]


def test_a_text_that_is_worked_out_is_refused() -> None:
    with pytest.raises(NotWrittenOut):
        list(messages_in(FROM + "say(words)", "app/ui/a.py"))


def test_a_say_of_somebody_elses_is_no_text() -> None:
    assert not list(messages_in("say(words)", "app/cli/a.py"))
