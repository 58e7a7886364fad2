"""Gentu's own bodies for the faults of `app.sandbox.fault_catalogue`."""

import json

from app.sandbox.fault_bodies import FaultBodies, dump

LOOPING_CURSOR = "00000000-0000-4000-8000-0000000000aa"


def _drop_pagination(body: bytes) -> bytes:
    value = json.loads(body)
    if isinstance(value, dict):
        value.pop("pagination", None)
    return dump(value)


def _null_the_appointments(body: bytes) -> bytes:
    value = json.loads(body)
    if isinstance(value, dict) and "appointments" in value:
        value["appointments"] = None
    return dump(value)


def _empty_the_list(body: bytes) -> bytes:
    """Lists lose their rows; a page becomes the empty last page."""
    value = json.loads(body)
    if isinstance(value, list):
        return b"[]"
    if "pagination" in value:
        value["pagination"]["next"] = None
        value = {key: [] if isinstance(item, list) else item for key, item in value.items()}
    return dump(value)


def _repeat_the_page(body: bytes) -> bytes:
    """Every page says that one more follows, and names the same cursor for it."""
    value = json.loads(body)
    if isinstance(value, dict) and "pagination" in value:
        value["pagination"]["next"] = LOOPING_CURSOR
    return dump(value)


BODIES = FaultBodies(
    expired=(
        b'{"fault":{"faultstring":"Access Token expired",'
        b'"detail":{"errorcode":"keymanagement.service.access_token_expired"}}}'
    ),
    forbidden=b'{"message":"Tenant is not enabled for this application"}',
    quota=(
        b'{"fault":{"faultstring":"Rate limit quota violation",'
        b'"detail":{"errorcode":"policies.ratelimit.QuotaViolation"}}}'
    ),
    number_field="minutesDuration",
    drop_pagination=_drop_pagination,
    null_the_rows=_null_the_appointments,
    empty_the_list=_empty_the_list,
    repeat_the_page=_repeat_the_page,
    looped_query=("cursor",),
)
