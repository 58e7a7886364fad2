"""English words that still know their sentence and its values, so that a screen can translate it.

Everywhere else (logs, exports, the HTTP API, the database) they are the English they look like.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Self

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})


class Said(str):
    """A text with its `template` (the translation's key), the `values` that fill it, and, for a
    template in the plural, the `number` that chooses the form. `meaning` tells alike words apart,
    `is_capital` has the text begin a sentence.
    """

    __slots__ = ("is_capital", "meaning", "number", "template", "values")

    template: str
    values: Mapping[str, object]
    number: int | None
    meaning: str
    is_capital: bool

    def __new__(
        cls,
        english: str,
        template: str = "",
        values: Mapping[str, object] = _NOTHING,
        number: int | None = None,
        meaning: str = "",
        *,
        is_capital: bool = False,
    ) -> Self:
        """`english`: the finished text."""
        made = super().__new__(cls, english)
        made.template = template or english
        made.values = values
        made.number = number
        made.meaning = meaning
        made.is_capital = is_capital
        return made

    def format(self, *_places: object, **values: object) -> "Said":
        """Its template with these values: a constant is said first and filled where it is used."""
        return Said(self.template.format_map(values), self.template, values, None, self.meaning)

    def __str__(self) -> str:
        """Itself, so that `str(error)` is not the English alone."""
        return self


def say(template: str, /, *, meaning: str = "", **values: object) -> Said:
    """`say("Moved to {time}", time="9:30 am")`; a template without values stays as it is written.

    `template` is written out where this is called: that is how translators come by it. `meaning`
    says which of two meanings a word has, where English has one word for both.
    """
    english = template.format_map(values) if values else template
    return Said(english, template, values, None, meaning)


def say_count(count: int, one: str, many: str, /, **values: object) -> Said:
    """`say_count(3, "{n} row was left out", "{n} rows were left out")`; `{n}` is the count.

    Other languages have one form or six of them: `many` is their key.
    """
    values["n"] = count
    return Said((one if count == 1 else many).format_map(values), many, values, count)


def say_in_a_row(between: str, parts: Iterable[str]) -> Said:
    """What `between.join(parts)` makes, each part still translatable by itself."""
    values = {f"part{number}": part for number, part in enumerate(parts)}
    template = between.join(f"{{{name}}}" for name in values)
    return Said(between.join(values.values()), template, values)


def capital(said: Said) -> Said:
    """The same with a capital in front, in whichever language."""
    english = said[:1].upper() + said[1:]
    return Said(english, said.template, said.values, said.number, said.meaning, is_capital=True)
