"""Halaxy's searchset Bundle: its entries by resource type, what names its content, what follows.

FHIR's own models refuse Halaxy's resources (pms.md), so they stay plain dicts.
"""

from dataclasses import dataclass
from typing import Any

import msgspec

from app.adapters.answer import Answer
from app.adapters.passes import Page, digest_of
from app.adapters.values import object_of, objects_of, record_id
from app.domain.errors import BadAnswer

MAPPING_VERSION = b"halaxy-1"
"""Part of every page digest: a new mapping makes every stored page be read again."""

_OTHER_KINDS = frozenset(
    {"HealthcareService", "Organization", "Patient", "Practitioner", "PractitionerRole"}
)
_LONGEST_OUTCOME = 4096
_NOT_A_MATCH = frozenset({"include", "outcome"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One answer of a search. `total`: matches on all its pages, None where it is not told."""

    entries: list[Any]
    next_url: str | None
    total: int | None

    def resources(self, kind: str) -> list[dict[str, Any]]:
        """The resources of this type; the entries of others, outcomes too, are left out."""
        found = [object_of(entry.get("resource")) for entry in objects_of(self.entries)]
        return [one for one in found if one.get("resourceType") == kind]


def read_bundle(answer: Answer) -> Bundle:
    """The decoded Bundle; raises BadAnswer for what cannot be a whole one.

    A search that finds nothing has no `entry`, and may have no `link`; one that finds something
    always tells by its links whether there is more.
    """
    body: dict[str, Any] = answer.json_object()
    entries = body.get("entry", [])
    if body.get("resourceType") != "Bundle" or not isinstance(entries, list):
        raise BadAnswer(system=answer.system)
    total = _read_total(body.get("total"))
    if "link" not in body and not entries and total == 0:
        return Bundle(entries=[], next_url=None, total=0)
    return Bundle(entries=entries, next_url=_read_next(body.get("link"), answer), total=total)


def read_page(answer: Answer) -> Page:
    """A page of appointments; what came along is under `Type/id`: a role and a practitioner may
    have the same id. An entry that is nothing else counts as an appointment that can't be read.
    """
    bundle = read_bundle(answer)
    records: list[Any] = []
    included: dict[str, Any] = {}
    for entry in bundle.entries:
        resource = entry.get("resource") if isinstance(entry, dict) else None
        kind = resource.get("resourceType") if isinstance(resource, dict) else None
        if isinstance(kind, str) and kind in _OTHER_KINDS:
            if (found := record_id(resource)) is not None:
                included[f"{kind}/{found}"] = resource
        elif kind == "Appointment" or not _is_aside(kind, entry):
            records.append(resource)
    return Page(records=records, included=included, next_cursor=bundle.next_url, total=bundle.total)


class _Sieve(msgspec.Struct):
    """What of a Bundle says something; its `id` and `timestamp` differ on every answer."""

    entry: msgspec.Raw = msgspec.Raw(b"")
    link: msgspec.Raw = msgspec.Raw(b"")
    total: msgspec.Raw = msgspec.Raw(b"")


_decoder = msgspec.json.Decoder(_Sieve)


def digest(answer: Answer) -> str:
    """Names a page's entries, links and total. The links belong to it: a full page whose day grew
    has the same entries and a page after it that was not there before.
    """
    try:
        sieve = _decoder.decode(answer.body)
    except (ValueError, RecursionError):  # no Bundle at all: decoding it properly will say so
        return digest_of(answer.body, version=MAPPING_VERSION)
    parts = (sieve.entry, sieve.link, sieve.total)
    return digest_of(b"\0".join(bytes(part) for part in parts), version=MAPPING_VERSION)


def is_expired(answer: Answer) -> bool:
    """True for an OperationOutcome that says `expired`, whatever its status: a token's end."""
    if len(answer.body) > _LONGEST_OUTCOME or b"expired" not in answer.body:
        return False
    try:
        outcome = answer.json_object()
    except BadAnswer:
        return False
    issues = objects_of(outcome.get("issue"))
    is_outcome = outcome.get("resourceType") == "OperationOutcome"
    return is_outcome and any(issue.get("code") == "expired" for issue in issues)


def _is_aside(kind: Any, entry: Any) -> bool:
    """True for a remark of Halaxy's (`warning`) and for what was only included."""
    if kind == "OperationOutcome":
        return True
    mode = object_of(entry.get("search")).get("mode") if isinstance(entry, dict) else None
    return isinstance(kind, str) and isinstance(mode, str) and mode in _NOT_A_MATCH


def _read_next(links: Any, answer: Answer) -> str | None:
    """The address of the next page, None on the last one."""
    if not isinstance(links, list):
        raise BadAnswer(system=answer.system)
    for link in links:
        if not isinstance(link, dict) or not isinstance(link.get("relation"), str):
            raise BadAnswer(system=answer.system)
        if link["relation"] == "next":
            url = link.get("url")
            if not isinstance(url, str) or not url:
                raise BadAnswer(system=answer.system)
            return url
    return None


def _read_total(value: Any) -> int | None:
    is_count = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if is_count else None
