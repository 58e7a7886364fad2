"""The audit trail: who did what on which PC, each entry tied to the one before it.

An entry holds ids, codes and counts, never a name of a patient and never a value. Whoever changes,
takes out, puts in or moves an entry breaks the chain: its links need a key that is not in the file.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class Deed(StrEnum):
    """What is kept of a person's work; the words are the file's."""

    LIST_SEEN = "list_seen"
    PERSON_SEEN = "person_seen"
    PEEKED = "peeked"
    PRINTED = "printed"
    EXPORTED = "exported"
    PASSWORD_SHOWN = "password_shown"  # noqa: S105  # the downtime pack's
    ROW_EDITED = "row_edited"
    BOOKING_CHANGED = "booking_changed"
    REPORT_SENT = "report_sent"
    CONNECTION_CHANGED = "connection_changed"
    MAPPING_CHANGED = "mapping_changed"
    SETTING_CHANGED = "setting_changed"
    SECRET_CHANGED = "secret_changed"  # noqa: S105
    ACCESS_CHANGED = "access_changed"
    ACCESS_REFUSED = "access_refused"
    HELD_SYNC_ANSWERED = "held_sync_answered"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    UNLOCK_REFUSED = "unlock_refused"
    DATA_RESTORED = "data_restored"
    DATA_PURGED = "data_purged"
    SET_ASIDE_REMOVED = "set_aside_removed"
    STARTED_FRESH = "started_fresh"
    PC_REMOVED = "pc_removed"
    AUDIT_KEY_LOST = "audit_key_lost"


SIGHTS = frozenset({Deed.LIST_SEEN, Deed.PERSON_SEEN})
"""What a screen does again by itself: kept once in a while, not at every repaint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """`at`: aware UTC. `by`: the user of the operating system. `through`: `window`, `command
    line`, or a program's token. `deed`: a `Deed`, or what a later version writes. `objects`: ids of
    what it was done to, with no data in them.
    """

    number: int
    at: datetime
    by: str
    pc: str
    through: str
    deed: str
    objects: tuple[str, ...]
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where the kept part of the chain begins and ends: the link before `first`, the link of
    `last`, and a seal over these, so that no end of it can be cut off unseen.
    """

    first: int
    before: str
    last: int
    link: str
    seal: str


START = "0" * 64
"""The link before the very first entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditVerdict:
    """`broken_at`: the number of the first entry that is not as it was written; None for none.
    `unchecked`: how many older ones nobody can check, because the password store lost their key.
    """

    count: int
    broken_at: int | None
    unchecked: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether every entry is as it was written, and none is missing."""
        return self.broken_at is None


def link_of(entry: AuditEntry, before: str, *, key: bytes) -> str:
    """The entry's link, which hangs on its every fact and on the link before it."""
    facts = [
        before,
        entry.number,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.by,
        entry.pc,
        entry.through,
        str(entry.deed),
        list(entry.objects),
    ]
    return _digest(facts, key)


def seal_of(*, first: int, before: str, last: int, link: str, key: bytes) -> str:
    """Of an anchor's facts."""
    return _digest(["anchor", first, before, last, link], key)


def judge(entries: Iterable[AuditEntry], anchor: Anchor | None, *, key: bytes) -> AuditVerdict:
    """Whether these are all entries of the chain, in their order, as they were written.

    Without an anchor there must be no entry: nothing was ever written.
    """
    count, before = 0, anchor.before if anchor else START
    expected = anchor.first if anchor else 1
    for entry in entries:
        is_next = anchor is not None and entry.number == expected
        if not is_next or not hmac.compare_digest(link_of(entry, before, key=key), entry.link):
            return AuditVerdict(count=count, broken_at=min(expected, entry.number))
        count, expected, before = count + 1, expected + 1, entry.link
    if anchor is None:
        return AuditVerdict(count=0, broken_at=None)
    is_end = (expected - 1, before) == (anchor.last, anchor.link)
    seal = seal_of(
        first=anchor.first, before=anchor.before, last=anchor.last, link=anchor.link, key=key
    )
    is_whole = is_end and hmac.compare_digest(seal, anchor.seal)
    return AuditVerdict(count=count, broken_at=None if is_whole else expected)


def _digest(facts: list[object], key: bytes) -> str:
    text = json.dumps(facts, ensure_ascii=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
