"""The second look at every text of the support export: a hit is masked and counted.

The first line of defence is that nothing but typed facts is written. Here live values are compared
and shapes are looked for; with normal content nothing is found, and a test says so.
"""

import itertools
import re
from collections.abc import Callable, Iterator

from app.services.support.dates import DATE, days_meant
from app.services.support.folding import WORD, fold
from app.services.support.known import KnownValues, plain_number
from app.services.support.marks import MARK, Kind, mark
from app.services.support.patterns import NUMBER, PATTERNS

_FARTHEST_APART, _PORTION = 3, 16_000
Span = tuple[int, int, Kind]


class Scrubber:
    """Compares with `known`; one per export."""

    def __init__(self, known: KnownValues) -> None:
        self._known = known

    def scrub(self, text: str) -> str:
        """Free text: whatever looks like a person's data or a secret is masked, lone names too."""
        return _outside_marks(text, lambda part: self._mask(part, self._all_spans))

    def scrub_file(self, text: str) -> str:
        """A whole file, whose words are ours: a single word that is somebody's name is left, since
        it is in an allow-listed place already. In portions, since one search through megabytes
        would keep every other thread from working.
        """
        return "".join(
            _outside_marks(portion, lambda part: self._mask(part, self._sure_spans))
            for portion in _portions(text)
        )

    def _mask(self, text: str, find: Callable[[str], Iterator[Span]]) -> str:
        out, end = [], 0
        for start, stop, kind in sorted(find(text), key=lambda span: (span[0], -span[1])):
            if start >= end:
                out += [text[end:start], mark(kind)]
                end = stop
            elif stop > end:
                end = stop
        return "".join([*out, text[end:]])

    def _all_spans(self, text: str) -> Iterator[Span]:
        yield from self._sure_spans(text)
        yield from self._dates(text)
        for found in WORD.finditer(text):
            if fold(found[0]) in self._known.names:
                yield *found.span(), Kind.NAME

    def _sure_spans(self, text: str) -> Iterator[Span]:
        yield from self._secrets(text)
        for pattern in PATTERNS:
            for found in pattern.expression.finditer(text):
                if pattern.holds(found[0]):
                    yield *found.span(), pattern.kind
        for found in NUMBER.finditer(text):
            if plain_number(found[0]) in self._known.numbers:
                yield *found.span(), Kind.PHONE
        yield from self._phrases(text)

    def _secrets(self, text: str) -> Iterator[Span]:
        for secret in self._known.secrets:
            for found in re.finditer(re.escape(secret), text, re.IGNORECASE):
                yield *found.span(), Kind.SECRET

    def _dates(self, text: str) -> Iterator[Span]:
        for found in DATE.finditer(text):
            if any(day in self._known.birth_dates for day in days_meant(found)):
                yield *found.span(), Kind.BIRTH_DATE

    def _phrases(self, text: str) -> Iterator[Span]:
        """Practice names and the like, and two names beside each other."""
        words = list(WORD.finditer(text))
        folded = [fold(found[0]) for found in words]
        for here, word in enumerate(folded):
            for phrase, kind in self._known.phrases.get(word, ()):
                last = here + len(phrase) - 1
                if tuple(folded[here : last + 1]) == phrase and _is_one(words[here : last + 1]):
                    yield words[here].start(), words[last].end(), kind
            if word in self._known.names and folded[here + 1 : here + 2]:
                pair = words[here : here + 2]
                if folded[here + 1] in self._known.names and _is_full_name(*pair):
                    yield pair[0].start(), pair[1].end(), Kind.NAME


def _is_full_name(one: re.Match[str], other: re.Match[str]) -> bool:
    between = one.string[one.end() : other.start()]
    return between in {" ", ", ", ","} and one[0][0].isupper() and other[0][0].isupper()


def _portions(text: str) -> Iterator[str]:
    """Some kilobytes each, cut at the ends of lines."""
    portion: list[str] = []
    size = 0
    for line in text.splitlines(keepends=True):
        portion.append(line)
        size += len(line)
        if size > _PORTION:
            yield "".join(portion)
            portion, size = [], 0
    yield "".join(portion)


def _is_one(words: list[re.Match[str]]) -> bool:
    return all(
        after.start() - before.end() <= _FARTHEST_APART
        for before, after in itertools.pairwise(words)
    )


def _outside_marks(text: str, scrub: Callable[[str], str]) -> str:
    """What was taken out already is left alone."""
    out, end = [], 0
    for found in MARK.finditer(text):
        out += [scrub(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*out, scrub(text[end:])])


def looks_like(text: str, scrubber: Scrubber) -> tuple[Kind, ...]:
    """The kinds of a person's data that a text seems to hold, each once."""
    return tuple(dict.fromkeys(Kind(found) for found in MARK.findall(scrubber.scrub(text))))
