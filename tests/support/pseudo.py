"""Languages that nobody speaks, made from the English at run time: what they show was translated.

`LONG` is 40 % longer and accented, in brackets; `RTL` is written from the right in Arabic letters.
"""

import contextlib
import re
from collections.abc import Callable, Iterator
from enum import StrEnum

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.ui.language import put_up

# What a translator must keep: values, Qt's own places, a menu's key after its tab.
_KEPT = re.compile(r"\{[^{}]*\}|%n|%L?\d|\t.*|&(?=\w)", re.DOTALL)
_ACCENTED = str.maketrans("AEIOUaceinouyT", "ÅÉÎÖÛåçéîñöûýŤ")
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz",
    "ابثدةفگحيجكلمنوپقرستىڤوخيز",
)
_LONGER = 0.4
_FILLING = "låŋgér wörds "


class Pseudo(StrEnum):
    """What is put up."""

    LONG = "long"
    RTL = "rtl"


class _Translator(QTranslator):
    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def translate(
        self, _context: str, source: str, _disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Every text of every context, Qt's own ones too."""
        text = source.replace("%n", str(n)) if n >= 0 else source
        has_words = any(letter.isalpha() for letter in _KEPT.sub("", text))
        return self._change(text) if has_words else text

    def isEmpty(self) -> bool:  # noqa: N802  # Qt's own name
        """Never: nothing is loaded, it is all made."""
        return False


def lengthened(text: str) -> str:
    """`[Ťöđåý låŋ]`: at least 40 % longer, never shorter than what any real language needs."""
    words, key = _without_key(text)
    more = max(1, round(len(_KEPT.sub("", words)) * _LONGER))
    filling = (_FILLING * (more // len(_FILLING) + 1))[:more].rstrip()
    return f"[{_translated(words, lambda part: part.translate(_ACCENTED))} {filling}]{key}"


def turned_round(text: str) -> str:
    """The same in Arabic letters."""
    return _translated(text, lambda part: part.lower().translate(_ARABIC))


@contextlib.contextmanager
def speaking(app: QApplication, pseudo: Pseudo) -> Iterator[None]:
    """What is built within speaks this language; afterwards English again."""
    if pseudo is Pseudo.LONG:
        put_up(app, _Translator(lengthened), QLocale())
    else:
        put_up(app, _Translator(turned_round), QLocale("ar_MA"))  # with our own digits
    try:
        yield
    finally:
        put_up(app, None, QLocale.system())


def _without_key(text: str) -> tuple[str, str]:
    words, tab, key = text.partition("\t")
    return words, tab + key


def _translated(text: str, change: Callable[[str], str]) -> str:
    parts, end = [], 0
    for kept in _KEPT.finditer(text):
        parts += [change(text[end : kept.start()]), kept.group()]
        end = kept.end()
    return "".join([*parts, change(text[end:])])
