"""How HubSpot writes its records."""

import collections.abc as c
import datetime as dt
import typing as t

from app.sandbox.hubspot.account import HubSpotAccount, Record

_USUAL: t.Final = {
    "contacts": ("email", "firstname", "lastname"),
    "deals": ("dealname", "dealstage", "pipeline", "amount", "closedate"),
    "meetings": (),
    "notes": (),
}
_TIE_WORDS: t.Final = {"meetings": "meeting_event", "contacts": "contact"}


def record_json(
    record: Record,
    names: c.Iterable[str],
    *,
    properties: c.Mapping[str, str] | None = None,
    has_nulls: bool,
) -> dict[str, t.Any]:
    """A record with the named properties. `has_nulls`: one without a value is null, else left."""
    held = record.properties if properties is None else properties
    shown: dict[str, str | None] = {
        "hs_object_id": record.id,
        "createdate": _moment(record.created_at),
    }
    for name in names:
        if name in held or has_nulls:
            shown[name] = held.get(name)
    return {
        "id": record.id,
        "properties": shown,
        "createdAt": _moment(record.created_at),
        "updatedAt": _moment(record.updated_at),
        "archived": False,
    }


def usual_names(type_: str) -> tuple[str, ...]:
    """What is given when nobody says which properties are wanted."""
    return _USUAL[type_]


def ties_json(
    account: HubSpotAccount, type_: str, id_: str, wanted: c.Sequence[str], *, page: int
) -> dict[str, t.Any]:
    """`associations` of a record: the ids of each wanted kind, the first `page` of them."""
    found: dict[str, t.Any] = {}
    for to_type in wanted:
        ids = account.tied(type_, id_, to_type)
        if ids:
            found[to_type] = tie_page(type_, to_type, ids, page)
    return found


def tie_page(from_type: str, to_type: str, ids: c.Sequence[str], page: int) -> dict[str, t.Any]:
    kind = f"{_word(from_type)}_to_{_word(to_type)}"
    shown: dict[str, t.Any] = {"results": [{"id": id_, "type": kind} for id_ in ids[:page]]}
    if len(ids) > page:
        shown["paging"] = {"next": {"after": ids[page - 1]}}
    return shown


def listed_tie(to_id: str, type_id: int) -> dict[str, t.Any]:
    """One of a list of associations, as the newer paths write it."""
    kind = {"category": "HUBSPOT_DEFINED", "typeId": type_id, "label": None}
    return {"toObjectId": to_id, "associationTypes": [kind]}


def _word(type_: str) -> str:
    return _TIE_WORDS.get(type_, type_.removesuffix("s"))


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
