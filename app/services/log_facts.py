"""Which facts stand in which event of the log, and of what kind each is: nothing else is written.

A fact that is not of its kind is left out and counted; with the code as it should be none is.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

Fact = str | int | None
"""An id, a code, a count: never a name of a person and never a vendor's text."""


class Event(StrEnum):
    """Everything RunSheet writes of its own accord."""

    STARTED = "started"
    SYNC_ENDED = "sync_ended"
    PRIVACY_PEEK = "privacy_peek"
    IDENTITY_CHECKED = "identity_checked"
    DOWNTIME_PACK = "downtime_pack"
    API_REFUSED = "api_refused"
    API_ACCESS = "api_access"
    AUDIT_MISSED = "audit_missed"
    PURGED = "purged"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    UPDATE_REFUSED = "update_refused"
    BUG = "bug"


def _matching(expression: str) -> Callable[[Fact], bool]:
    pattern = re.compile(expression, re.ASCII)
    return lambda fact: isinstance(fact, str) and pattern.fullmatch(fact) is not None


def _is_count(fact: Fact) -> bool:
    return isinstance(fact, int) and not isinstance(fact, bool)


_ID = _matching(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CODE = _matching(r"[A-Z]{2,8}-\d\d")
_VERSION = _matching(r"\d+\.\d+\.\d+[a-z0-9.+-]{0,20}")
_WORD = _matching(r"[a-z]{1,12}(_[a-z]{1,12}){0,3}")
"""A value of one of our own enumerations; `_of_ours` in tests/services/test_logs.py holds to it."""

FACTS: Mapping[Event, Mapping[str, Callable[[Fact], bool]]] = {
    Event.STARTED: {"version": _VERSION},
    Event.SYNC_ENDED: {
        "connection": _ID,
        "run": _ID,
        "trigger": _WORD,
        "status": _WORD,
        "code": _CODE,
        "fetched": _is_count,
        "ms": _is_count,
    },
    Event.PRIVACY_PEEK: {"appointment": _ID},
    Event.IDENTITY_CHECKED: {"appointment": _ID},
    Event.DOWNTIME_PACK: {"code": _CODE},
    Event.API_REFUSED: {"count": _is_count},
    Event.API_ACCESS: {"token": _ID, "what": _WORD},
    Event.AUDIT_MISSED: {"deed": _WORD, "code": _CODE},
    Event.PURGED: {"people": _is_count, "rows": _is_count, "backups": _is_count},
    Event.BACKED_UP: {"code": _CODE},
    Event.RESTORED: {},
    Event.UPDATE_REFUSED: {"reason": _WORD},
    Event.BUG: {},
}


def fitting(event: Event, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """Those that may be written, in their order; None is fit for every place there is."""
    kinds = FACTS[event]
    return {
        name: fact
        for name, fact in facts.items()
        if name in kinds and (fact is None or kinds[name](fact))
    }
