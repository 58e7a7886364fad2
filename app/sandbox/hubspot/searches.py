"""Search, over what the index knows: writes of the last moments are not there yet."""

import collections.abc as c
import typing as t

from app.sandbox.hubspot import answers
from app.sandbox.hubspot.account import HubSpotAccount, Record
from app.sandbox.hubspot.checks import Body, checked_object

_ALLOWED: t.Final = ("properties", "sorts", "limit", "after", "query")
_OPERATORS: t.Final = frozenset({"EQ", "NEQ", "IN", "HAS_PROPERTY", "NOT_HAS_PROPERTY"})

Found = tuple[Record, dict[str, str]]


def check_search(account: HubSpotAccount, type_: str, body: Body) -> None:
    """Raises `Refused` for what the contract or the account does not know."""
    checked_object("body", body, required=("filterGroups",), allowed=_ALLOWED)
    limit = body.get("limit", 10)
    if not isinstance(limit, int) or not 1 <= limit <= 200:
        raise answers.bad_request("limit must be a whole number from 1 to 200")
    groups = body["filterGroups"]
    if not isinstance(groups, list) or not 1 <= len(groups) <= 5:
        raise answers.bad_request("filterGroups must be a list of one to five")
    for group in groups:
        filters = checked_object("filterGroup", group, required=("filters",))["filters"]
        if not isinstance(filters, list) or not 1 <= len(filters) <= 6:
            raise answers.bad_request("filters must be a list of one to six")
        for one in filters:
            _check_filter(account, type_, one)


def _check_filter(account: HubSpotAccount, type_: str, value: object) -> None:
    one = checked_object(
        "filter",
        value,
        required=("propertyName", "operator"),
        allowed=("value", "values", "highValue"),
    )
    if one["operator"] not in _OPERATORS:
        raise answers.bad_request("This sandbox doesn't know that operator")
    if account.property(type_, one["propertyName"]) is None:
        raise answers.bad_properties([(one["propertyName"], "PROPERTY_DOESNT_EXIST")])


def search(account: HubSpotAccount, type_: str, body: Body) -> list[Found]:
    """What fits one of the groups wholly, oldest first."""
    return [
        (record, known)
        for record, known in account.indexed(type_)
        if any(_fits_all(known, group["filters"]) for group in body["filterGroups"])
    ]


def _fits_all(known: c.Mapping[str, str], filters: c.Iterable[Body]) -> bool:
    return all(_fits(known.get(one["propertyName"]) or "", one) for one in filters)


def _fits(held: str, one: Body) -> bool:
    match one["operator"]:
        case "EQ":
            return held.casefold() == str(one["value"]).casefold()
        case "NEQ":
            return held.casefold() != str(one["value"]).casefold()
        case "IN":
            return held.casefold() in {value.casefold() for value in one["values"]}
        case "HAS_PROPERTY":
            return bool(held)
        case _:
            return not held
