"""What a vendor's server is asked and what it answers, free of sockets."""

import collections.abc as c
import dataclasses
import typing as t

import msgspec


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request. `segments`: the decoded path; `query` keeps doubles and order."""

    method: str
    path: str
    segments: tuple[str, ...]
    query: tuple[tuple[str, str], ...]
    headers: c.Mapping[str, str]
    body: bytes

    def without_query(self, names: tuple[str, ...]) -> "Call":
        kept = tuple(pair for pair in self.query if pair[0] not in names)
        return dataclasses.replace(self, query=kept)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One whole answer. `violation` says how the request broke the contract, if it did."""

    status: int = 200
    body: bytes = b""
    headers: c.Mapping[str, str] = dataclasses.field(default_factory=dict)
    content_type: str | None = "application/json"
    violation: str | None = None


class Refused(Exception):
    """Ends the handling of a request with `answer`."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def json_answer(value: t.Any, *, status: int = 200, **headers: str) -> Answer:
    """`value` as JSON. Header names are given with underscores."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Answer(status=status, body=msgspec.json.encode(value), headers=named)
