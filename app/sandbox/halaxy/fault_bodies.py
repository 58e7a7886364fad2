"""Halaxy's own bodies for the faults of `app.sandbox.fault_catalogue`."""

import collections.abc as c
import functools
import json
import typing as t

import msgspec

from app.sandbox.fault_bodies import Edit, FaultBodies, dump
from app.sandbox.halaxy.answers import FHIR_JSON, outcome


def _edits_bundles(edit: c.Callable[[dict[str, t.Any]], None]) -> Edit:
    """Other bodies than a Bundle stay as they are."""

    @functools.wraps(edit)
    def edited(body: bytes) -> bytes:
        value = json.loads(body)
        if isinstance(value, dict) and value.get("resourceType") == "Bundle":
            edit(value)
        return dump(value)

    return edited


@_edits_bundles
def _drop_pagination(bundle: dict[str, t.Any]) -> None:
    """Half of the entries and no link to the rest: only `total` still tells of it."""
    del bundle["link"]
    entries = bundle.get("entry", [])
    bundle["entry"] = entries[: len(entries) // 2]


@_edits_bundles
def _null_the_entries(bundle: dict[str, t.Any]) -> None:
    bundle["entry"] = None


@_edits_bundles
def _empty_the_list(bundle: dict[str, t.Any]) -> None:
    """A search that finds nothing has no entries at all, and no further page."""
    bundle.pop("entry", None)
    bundle["total"] = 0
    bundle["link"] = bundle["link"][:1]


@_edits_bundles
def _repeat_the_page(bundle: dict[str, t.Any]) -> None:
    """Every page says that one more follows, and gives the same address for it."""
    address = bundle["link"][0]["url"]
    following = {"relation": "next", "url": address.replace("page=1", "page=2")}
    bundle["link"] = [bundle["link"][0], following]


def _body(code: str, severity: str = "error", **words: t.Any) -> bytes:
    return msgspec.json.encode(outcome(severity, code, **words))


BODIES = FaultBodies(
    content_type=FHIR_JSON,
    bad_request=_body("invalid", diagnostics="Invalid request"),
    expired=_body("expired", details={"text": "Access token has expired"}),
    forbidden=_body("forbidden", diagnostics="Insufficient scope"),
    not_found=_body("not-found", diagnostics="Resource not found"),
    quota=_body("throttled", diagnostics="Too Many Requests"),
    server_error=_body("exception", "fatal"),
    number_field="minutesDuration",
    drop_pagination=_drop_pagination,
    null_the_rows=_null_the_entries,
    empty_the_list=_empty_the_list,
    repeat_the_page=_repeat_the_page,
    looped_query=("page",),
)
