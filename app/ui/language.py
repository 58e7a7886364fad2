"""The language on screen: English as it is written in the code, or another by Qt's translation.

`tr` and `tr_count` say what the window has to say; `translated` what was said elsewhere: the core's
words, faults, constants. Values that were said are translated within; names and data stay.
"""

from collections.abc import Mapping, Sequence
from string import Formatter

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.domain.errors import RunSheetError
from app.domain.said import Said, say, say_count
from app.ui.resources import resources_dir

CONTEXT = "RunSheet"
"""Of every text of ours in the translations' files."""

SOURCE = "en_AU"
LANGUAGES = {SOURCE: "English (Australia)", "vi": "Tiếng Việt (một phần)"}
"""A part of the window still speaks English: its choice says so."""
"""What can be chosen, each in its own words."""


class _Language:
    """What is in force: the source, until a translator is put up."""

    translator: QTranslator | None = None


_now = _Language()


class _Values(Formatter):
    """Fills a translated template: values that were said are translated, too."""

    def get_value(
        self, key: int | str, args: Sequence[object], kwargs: Mapping[str, object]
    ) -> object:
        """The value of this name."""
        value = kwargs[str(key)]
        return translated(value) if isinstance(value, Said) else value

    def format_field(self, value: object, format_spec: str) -> str:
        """Thousands as the language parts them; everything else as in English."""
        if format_spec == "," and isinstance(value, int):
            return QLocale().toString(value)
        return str(super().format_field(value, format_spec))


_values = _Values()


def tr(template: str, /, *, meaning: str = "", **values: object) -> str:
    """`tr("{count} of {all} rows", count=3, all=9)` in the language on screen.

    `template` is written out where this is called. `meaning` says which, where English has one
    word for two. Plain text: what the values hold is never markup.
    """
    if _now.translator is None and not values:  # as most are; the window opens in 0.7 s
        return template
    return translated(say(template, meaning=meaning, **values))


def tr_count(count: int, one: str, many: str, /, **values: object) -> str:
    """`tr_count(3, "{n} row was left out", "{n} rows were left out")`; `{n}` is the count."""
    return translated(say_count(count, one, many, **values))


def tr_and(parts: Sequence[str]) -> str:
    """`Gentu and Halaxy`, `A and B and C`; empty for nothing."""
    listed = parts[0] if parts else ""
    for each in parts[1:]:
        listed = tr("{most} and {last}", most=listed, last=each)
    return listed


def translated(words: str | RunSheetError) -> str:
    """What was said elsewhere, in the language on screen; text that nobody said stays as it is."""
    text = str(words)
    if _now.translator is None or not isinstance(text, Said):
        return text
    number = -1 if text.number is None else text.number
    template = QCoreApplication.translate(CONTEXT, text.template, text.meaning or None, number)
    if template == text.template and number == 1:
        return text  # not translated: the English knows its singular
    made = _values.vformat(template, (), text.values) if text.values else template
    return made[:1].upper() + made[1:] if text.is_capital else made


def isolated(digits: str) -> str:
    """A phone number as it is read among words that go from the right to the left, where its parts
    would change places.
    """
    if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        return f"\N{LEFT-TO-RIGHT ISOLATE}{digits}\N{POP DIRECTIONAL ISOLATE}"
    return digits


def put_up(app: QApplication, translator: QTranslator | None, locale: QLocale) -> None:
    """Has everything that is built from now on speak this language; None: the source's."""
    if _now.translator is not None:
        app.removeTranslator(_now.translator)
    _now.translator = translator
    if translator is not None:
        app.installTranslator(translator)
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())


def choose_language(app: QApplication, wanted: str) -> str:
    """Puts up the language that was wanted, before anything is built; returns which one it is.

    The source's own texts are in the code: nothing is loaded for them. Where the translation can't
    be read, that is what is shown.
    """
    language = language_of(wanted, QLocale.system().uiLanguages())
    if language == SOURCE:
        return SOURCE
    translator = QTranslator(app)
    if not translator.load(f"runsheet_{language}.qm", str(resources_dir() / "translations")):
        return SOURCE
    put_up(app, translator, QLocale(language))
    return language


def language_of(wanted: str, of_this_pc: Sequence[str]) -> str:
    """The language that is meant; of the PC's own ones the first that there is."""
    if wanted in LANGUAGES:
        return wanted
    for each in of_this_pc:
        spoken = each.replace("_", "-").partition("-")[0]
        for language in LANGUAGES:
            if language.partition("_")[0] == spoken:
                return language
    return SOURCE
