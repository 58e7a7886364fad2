"""Bundles of search results: entries, includes, links; encoded resources are kept."""

import datetime as dt
import enum
import typing as t
import uuid

import msgspec

from app.sandbox.directory import Record
from app.sandbox.halaxy import answers
from app.sandbox.halaxy.practice import Practice
from app.sandbox.halaxy.queries import Search
from app.sandbox.halaxy.records import (
    Appointment,
    AppointmentType,
    Organization,
    Patient,
    Practitioner,
    PractitionerRole,
)
from app.sandbox.halaxy.searches import KINDS, found, included, shelf
from app.sandbox.halaxy.wire import Wire

# Stands for the origin until an answer is sent: what is kept does not depend on the port.
_ORIGIN = "http://origin.invalid"
_MOST_KEPT = 64  # searches; a benchmark asks for one, churn for a few


class LinkStyle(enum.StrEnum):
    """How `next` links look; a client must follow them wherever they point on the host."""

    NUMBERED = "numbered"  # /main/Appointment?...&page=2
    OPAQUE = "opaque"  # /main/paged/TOKEN


class Bundles:
    """Answers searches over one practice with the bytes of a whole page."""

    def __init__(self, practice: Practice, links: LinkStyle) -> None:
        self._practice = practice
        self._links = links
        self._wire = Wire(origin=_ORIGIN, zone=practice.tzinfo)
        self._paged: dict[str, Search] = {}
        self._found: dict[Search, tuple[int, list[t.Any]]] = {}
        self._encoded: dict[tuple[type[Record], str], tuple[Record, dt.datetime | None, bytes]] = {}

    def warm_up(self) -> None:
        """Encode every record now, so that the first pages cost no more than later ones."""
        with self._practice.lock:
            for kind in KINDS.values():
                for record in shelf(self._practice, kind):
                    self._resource(record)

    def paged(self, token: str) -> Search | None:
        """The search that a `next` link stands for."""
        return self._paged.get(token)

    def shown(self, record: Record) -> dict[str, t.Any]:
        """A record as it stands, for looking at."""
        shown: dict[str, t.Any] = msgspec.json.decode(self._resource(record))
        return shown

    def resource(self, record: Record, origin: str) -> bytes:
        return _sent(self._resource(record), origin)

    def bundle(self, search: Search, origin: str) -> bytes:
        """One page; `id` and `timestamp` differ on every answer."""
        with self._practice.lock:
            matches = self._matches(search)
            first = (search.page - 1) * search.count
            rows = matches[first : first + search.count]
            members = self._head(search, len(matches))
            if rows and search.values("_summary") != ("count",):
                members.append(b'"entry":[' + b",".join(self._entries(search, rows)) + b"]")
            return _sent(b"{" + b",".join(members) + b"}", origin)

    def _matches(self, search: Search) -> list[t.Any]:
        """Kept from page to page until the practice changes."""
        whole = search.at_page(1)
        revision, rows = self._found.get(whole, (-1, []))
        if revision != self._practice.revision:
            rows = found(self._practice, search)
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            self._found[whole] = (self._practice.revision, rows)
        return rows

    def _head(self, search: Search, total: int) -> list[bytes]:
        """All members but the entries."""
        head = {
            "resourceType": "Bundle",
            "id": str(uuid.uuid4()),
            "type": "searchset",
            "timestamp": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        }
        members: dict[str, t.Any] = {**head, "link": self._link(search, total)}
        if search.values("_total") != ("none",):
            members["total"] = total
        return [
            f'"{name}":'.encode() + msgspec.json.encode(value) for name, value in members.items()
        ]

    def _link(self, search: Search, total: int) -> list[dict[str, str]]:
        last = -(-total // search.count)
        links = [{"relation": "self", "url": _url(search)}]
        if search.page < last:
            links.append({"relation": "next", "url": self._next_url(search)})
        if last > 1 and search.values("_total") != ("none",):
            links.append({"relation": "last", "url": _url(search.at_page(last))})
        return links

    def _next_url(self, search: Search) -> str:
        following = search.at_page(search.page + 1)
        if self._links is LinkStyle.NUMBERED:
            return _url(following)
        token = uuid.uuid4().hex
        self._paged[token] = following
        return f"{_ORIGIN}/main/paged/{token}"

    def _entries(self, search: Search, rows: list[t.Any]) -> list[bytes]:
        """Matches, then what they include; the warning stands among the matches."""
        entries = [self._entry(row, b"match") for row in rows]
        entries += [
            self._entry(record, b"include") for record in included(self._practice, search, rows)
        ]
        if self._practice.warns:
            warning = {"resource": answers.warning(), "search": {"mode": "outcome"}}
            entries.insert(1, msgspec.json.encode(warning))
        return entries

    def _entry(self, record: Record, mode: bytes) -> bytes:
        url = f"{_ORIGIN}/main/{KINDS[type(record)]}/{record.id}".encode()
        resource = self._resource(record)
        return b'{"fullUrl":"%s","resource":%s,"search":{"mode":"%s"}}' % (url, resource, mode)

    def _resource(self, record: Record) -> bytes:
        """Kept per record: records are frozen, so a changed one is another object."""
        key = (type(record), record.id)
        changed_at = self._practice.changed_at(record)
        kept = self._encoded.get(key)
        if kept is not None and kept[0] is record and kept[1] == changed_at:
            return kept[2]
        shown = self._shown(record)
        if changed_at is not None:
            shown["meta"] = {"lastUpdated": changed_at.isoformat(timespec="microseconds")}
        encoded = msgspec.json.encode(shown)
        self._encoded[key] = (record, changed_at, encoded)
        return encoded

    def _shown(self, record: Record) -> dict[str, t.Any]:
        match record:
            case Appointment():
                return self._wire.appointment(record)
            case Patient():
                return self._wire.patient(record)
            case PractitionerRole():
                return self._wire.role(record)
            case Practitioner():
                return self._wire.practitioner(record)
            case AppointmentType():
                return self._wire.appointment_type(record, self._practice.account_id)
            case Organization():
                return self._wire.organization(record)
        raise TypeError(type(record))


def _url(search: Search) -> str:
    return f"{_ORIGIN}/main/{search.kind}?{search.query}"


def _sent(body: bytes, origin: str) -> bytes:
    return body.replace(_ORIGIN.encode(), origin.encode())
