"""A small SOQL reader: one object, `=`, `LIKE`, `IN`, all AND or all OR, ORDER BY, LIMIT."""

import collections.abc as c
import dataclasses
import re
import typing as t

from app.sandbox.salesforce import answers
from app.sandbox.salesforce.fields import Field
from app.sandbox.salesforce.org import read_moment

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:\\.|[^'\\])*')"
    r"|(?P<moment>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))"
    r"|(?P<number>\d+)|(?P<word>[A-Za-z_]\w*)|(?P<sign>[=(),]))"
)
_ESCAPES: t.Final = {"n": "\n", "r": "\r", "t": "\t"}
Test = c.Callable[[c.Mapping[str, t.Any]], bool]


@dataclasses.dataclass(slots=True, kw_only=True)
class Query:
    """What a query asks for. `test` tells whether a row's fields fit."""

    names: list[str]
    kind: str
    test: Test
    order_by: str | None = None
    is_descending: bool = False
    limit: int | None = None


FieldsOf = c.Callable[[str], dict[str, Field] | None]


def read_soql(text: str, fields_of: FieldsOf) -> Query:
    """Raises `Refused` as Salesforce refuses what it can't read or doesn't have."""
    return _Reader(text, fields_of).query()


class _Reader:
    def __init__(self, text: str, fields_of: FieldsOf) -> None:
        self._tokens = _split(text)
        self._fields_of = fields_of
        self._fields: dict[str, Field] = {}
        self._kind = ""

    def query(self) -> Query:
        self._expect("SELECT")
        names = [self._word()]
        while self._took(","):
            names.append(self._word())
        self._expect("FROM")
        self._kind = self._word()
        fields = self._fields_of(self._kind)
        if fields is None:
            message = f"sObject type '{self._kind}' is not supported."
            raise answers.refused("INVALID_TYPE", message)
        self._fields = fields
        for name in names:
            self._known(name)
        query = Query(names=names, kind=self._kind, test=self._where())
        self._order(query)
        if self._took("LIMIT"):
            query.limit = int(self._next("number"))
        if self._tokens:
            raise _malformed(self._tokens[0][1])
        return query

    def _where(self) -> Test:
        if not self._took("WHERE"):
            return lambda _fields: True
        tests, joint = [self._condition()], None
        while self._tokens and self._tokens[0][1] in {"AND", "OR"}:
            word = self._tokens.pop(0)[1]
            if joint not in {None, word}:
                raise _malformed(word)  # SOQL wants brackets round a mixture
            joint = word
            tests.append(self._condition())
        chosen = any if joint == "OR" else all
        return lambda fields: chosen(test(fields) for test in tests)

    def _condition(self) -> Test:
        name = self._word()
        if not self._known(name).is_filterable:
            message = f"field '{name}' can not be filtered in a query call"
            raise answers.violation("INVALID_FIELD", message)
        if self._took("="):
            wanted = _comparable(self._value())
            return lambda fields: _comparable(fields.get(name)) == wanted
        if self._took("LIKE"):
            pattern = _like(str(self._value()))
            return lambda fields: bool(pattern.fullmatch(str(fields.get(name) or "")))
        self._expect("IN")
        self._expect("(")
        values = {_comparable(self._value())}
        while self._took(","):
            values.add(_comparable(self._value()))
        self._expect(")")
        return lambda fields: _comparable(fields.get(name)) in values

    def _order(self, query: Query) -> None:
        if self._took("ORDER"):
            self._expect("BY")
            query.order_by = self._word()
            self._known(query.order_by)
            query.is_descending = self._took("DESC")

    def _known(self, name: str) -> Field:
        if name not in self._fields:
            raise answers.no_such_column(name, self._kind, is_custom=name.endswith("__c"))
        return self._fields[name]

    def _value(self) -> t.Any:
        kind, text = self._tokens.pop(0) if self._tokens else ("", "")
        match kind:
            case "text":
                return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m[1], m[1]), text[1:-1])
            case "moment":
                return read_moment(text)
            case "number":
                return int(text)
            case "word" if text in {"true", "false"}:
                return text == "true"
        raise _malformed(text)

    def _took(self, wanted: str) -> bool:
        if self._tokens and self._tokens[0][0] != "text" and self._tokens[0][1] == wanted:
            self._tokens.pop(0)
            return True
        return False

    def _expect(self, wanted: str) -> None:
        if not self._took(wanted):
            raise _malformed(self._tokens[0][1] if self._tokens else "<EOF>")

    def _word(self) -> str:
        return self._next("word")

    def _next(self, kind: str) -> str:
        if not self._tokens or self._tokens[0][0] != kind:
            raise _malformed(self._tokens[0][1] if self._tokens else "<EOF>")
        return self._tokens.pop(0)[1]


def _split(text: str) -> list[tuple[str, str]]:
    tokens, at, text = [], 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise _malformed(text[at:])
        tokens.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return tokens


def _like(text: str) -> re.Pattern[str]:
    parts = {"%": ".*", "_": "."}
    pattern = "".join(parts.get(char, re.escape(char)) for char in text)
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def _comparable(value: t.Any) -> t.Any:
    """Text without regard to case, moments as moments."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT.*\+0000", value):
        return read_moment(value)
    return value.casefold() if isinstance(value, str) else value


def _malformed(near: str) -> Exception:
    return answers.violation("MALFORMED_QUERY", f"unexpected token: {near}")
