"""Reads the query of a search, strictly: an odd value is 422."""

import collections
import collections.abc as c
import dataclasses
import re
import typing as t
import urllib.parse

from app.sandbox.halaxy import answers

COUNT_DEFAULT, COUNT_MOST = 30, 100
_MOST_DATES = 2
REPEATABLE = frozenset({"date", "_lastUpdated", "_include", "_include:iterate"})
_EVERYWHERE = frozenset({"_id", "_lastUpdated", "_count", "page"})
_SHAPING = frozenset(
    {"_include", "_include:iterate", "_sort", "_total", "_summary", "_count", "page"}
)
_ITERATES = frozenset({"PractitionerRole:practitioner", "PractitionerRole:organization"})

PARAMETERS: t.Final[c.Mapping[str, frozenset[str]]] = {
    "Organization": _EVERYWHERE | {"name"},
    "Practitioner": _EVERYWHERE | {"active", "email"},
    "PractitionerRole": _EVERYWHERE | {"practitioner", "organization", "_include"},
    "HealthcareService": _EVERYWHERE | {"active", "name"},
    "Appointment": _EVERYWHERE
    | {"date", "created", "patient", "practitioner", "practitioner-role", "organization"}
    | {"part-status", "_include", "_include:iterate", "_sort", "_total", "_summary"},
    "Patient": _EVERYWHERE,
}
_VALUES: t.Final[c.Mapping[tuple[str, str], frozenset[str]]] = {
    ("Appointment", "_include"): frozenset(
        {"Appointment:patient", "Appointment:practitioner-role"}
    ),
    ("Appointment", "_include:iterate"): _ITERATES,
    ("Appointment", "_sort"): frozenset({"date", "-date"}),
    ("Appointment", "_total"): frozenset({"none", "accurate"}),
    ("Appointment", "_summary"): frozenset({"true", "false", "text", "data", "count"}),
    ("PractitionerRole", "_include"): _ITERATES,
    ("Practitioner", "active"): frozenset({"true", "false"}),
    ("HealthcareService", "active"): frozenset({"true", "false"}),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for (`pairs`, as given without the paging), and which page of it."""

    kind: str
    pairs: tuple[tuple[str, str], ...]
    count: int
    page: int

    @property
    def filters(self) -> tuple[tuple[str, str], ...]:
        """The parameters that choose; the others shape the answer."""
        return tuple(pair for pair in self.pairs if pair[0] not in _SHAPING)

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(value for given, value in self.pairs if given == name)

    def at_page(self, page: int) -> "Search":
        return dataclasses.replace(self, page=page)

    @property
    def query(self) -> str:
        """For a link to this very page."""
        paging = (("_count", str(self.count)), ("page", str(self.page)))
        return urllib.parse.urlencode((*self.pairs, *paging))


def read_search(kind: str, query: tuple[tuple[str, str], ...]) -> Search:
    """The search for resources of this `kind`; the names in `query` are known to be its own.

    Values of filters are read when the records are looked for.
    """
    for name, value in query:
        allowed = _VALUES.get((kind, name))
        if allowed is not None and value not in allowed:
            raise answers.unprocessable(f"{name} must be one of {', '.join(sorted(allowed))}")
    times = collections.Counter(name for name, _ in query)
    if times["date"] > _MOST_DATES:
        raise answers.unprocessable(f"date may be given {_MOST_DATES} times")
    given = dict(query)
    return Search(
        kind=kind,
        pairs=tuple(pair for pair in query if pair[0] not in {"_count", "page"}),
        count=_whole("_count", given.get("_count", str(COUNT_DEFAULT)), most=COUNT_MOST),
        page=_whole("page", given.get("page", "1")),
    )


def _whole(name: str, value: str, *, most: int | None = None) -> int:
    if re.fullmatch(r"[1-9]\d{0,8}", value, re.ASCII) and (most is None or int(value) <= most):
        return int(value)
    bounds = "from 1" if most is None else f"from 1 to {most}"
    raise answers.unprocessable(f"{name} must be a whole number {bounds}")
