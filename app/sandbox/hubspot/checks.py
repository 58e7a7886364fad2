"""Whether a body is one that the contract lets through; `Refused` with HubSpot's words if not."""

import collections.abc as c
import json
import typing as t

from app.sandbox.exchange import Call
from app.sandbox.hubspot import answers
from app.sandbox.hubspot.account import HubSpotAccount
from app.sandbox.hubspot.schema import ASSOCIATION_IDS, NEEDS_ASSOCIATION, REQUIRED, Property

Body = dict[str, t.Any]


def read_body(call: Call, *, required: c.Iterable[str], allowed: c.Iterable[str]) -> Body:
    """The JSON object of a call with these members."""
    try:
        body = json.loads(call.body)
    except ValueError:
        raise answers.bad_request("Invalid input JSON") from None
    return checked_object("body", body, required=required, allowed=allowed)


def checked_object(
    what: str, value: object, *, required: c.Iterable[str], allowed: c.Iterable[str] = ()
) -> Body:
    needed = set(required)
    if not isinstance(value, dict):
        raise answers.bad_request(f"{what} must be an object")
    if missing := needed - value.keys():
        raise answers.bad_request(f"{what} lacks {', '.join(sorted(missing))}")
    if unknown := value.keys() - needed - set(allowed):
        raise answers.bad_request(f"{what} has unknown {', '.join(sorted(unknown))}")
    return value


def checked_properties(
    account: HubSpotAccount, type_: str, value: object, *, is_new: bool
) -> dict[str, str]:
    """Known names, strings, and what a new record must have."""
    if not isinstance(value, dict) or not (value or is_new):
        raise answers.bad_request("properties must be an object with at least one property")
    problems: list[tuple[str, str]] = []
    for name, held in value.items():
        known = account.property(type_, name)
        if name in account.silently_lost:
            continue
        if known is None:
            problems.append((name, "PROPERTY_DOESNT_EXIST"))
        elif not isinstance(held, str):
            problems.append((name, "NOT_A_STRING"))
        elif not known.takes(held):
            problems.append((name, "INVALID_OPTION"))
    missing = [name for name in REQUIRED[type_] if is_new and name not in value]
    problems += [(name, "REQUIRED_PROPERTY_MISSING") for name in missing]
    if problems:
        raise answers.bad_properties(problems)
    return value


def checked_key(account: HubSpotAccount, type_: str, name: object) -> Property:
    """A property that finds one record."""
    key = account.property(type_, name) if isinstance(name, str) else None
    if key is None or not key.is_unique:
        raise answers.bad_request("idProperty is not a unique property of this object")
    return key


def check_stage(account: HubSpotAccount, properties: c.Mapping[str, str]) -> None:
    """A deal's pipeline and stage are there, and belong together."""
    pipeline = properties.get("pipeline")
    if pipeline is None:
        return
    found = next((one for one in account.pipelines if one.id == pipeline), None)
    if found is None:
        raise answers.bad_properties([("pipeline", "INVALID_OPTION")])
    if properties.get("dealstage") not in found.stages:
        raise answers.bad_properties([("dealstage", "INVALID_OPTION")])


def checked_ties(account: HubSpotAccount, type_: str, value: object) -> list[tuple[str, str]]:
    """The (type, id) of every record that a new one is to be tied to."""
    if value is None and type_ not in NEEDS_ASSOCIATION:
        return []
    if not isinstance(value, list) or not value:
        raise answers.bad_request("associations must be a list with at least one entry")
    return [found for each in value for found in _checked_tie(account, type_, each)]


def _checked_tie(account: HubSpotAccount, type_: str, value: object) -> list[tuple[str, str]]:
    tie = checked_object("association", value, required=("to", "types"))
    id_ = checked_object("to", tie["to"], required=("id",))["id"]
    if not (isinstance(id_, str) and id_.isdigit()):
        raise answers.bad_request("to.id must be a string of digits")
    if not isinstance(tie["types"], list) or not tie["types"]:
        raise answers.bad_request("types must be a list with at least one entry")
    return [(_target(account, type_, kind, id_), id_) for kind in tie["types"]]


def _target(account: HubSpotAccount, type_: str, kind: object, id_: str) -> str:
    read = checked_object("type", kind, required=("associationCategory", "associationTypeId"))
    for (from_type, to_type), type_id in ASSOCIATION_IDS.items():
        is_meant = from_type == type_ and type_id == read["associationTypeId"]
        if is_meant and read["associationCategory"] == "HUBSPOT_DEFINED":
            if account.record(to_type, id_) is None:
                raise answers.not_found(f"No {to_type} to associate with")
            return to_type
    raise answers.bad_request("associationTypeId does not belong to these objects")


def meeting_slip(held: c.Mapping[str, str], old_title: str | None = None) -> str | None:
    """What HubSpot takes of a meeting and no practice wants; None when there is nothing."""
    start, title = held.get("hs_meeting_start_time"), held.get("hs_meeting_title", "")
    if start is not None and start == held.get("hs_meeting_end_time"):
        return "the meeting takes no time"
    if old_title and title != old_title and old_title.startswith(title):
        return "the title loses the patient's name"
    return None
