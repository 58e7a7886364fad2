"""The location's key: v1's API key, v2's private integration token with its scopes."""

import dataclasses

from app.sandbox.exchange import Call


@dataclasses.dataclass(slots=True, kw_only=True)
class Access:
    """One key at a time; `missing_scopes` are those that the token was not given (v2)."""

    missing_scopes: set[str] = dataclasses.field(default_factory=set)
    _count: int = 1

    @property
    def key(self) -> str:
        """The key that is good now."""
        return f"pit-sandbox-{self._count:04}-0000-4000-8000-000000000000"

    def revoke_key(self) -> None:
        """The key is dead from now on; another one was made."""
        self._count += 1

    def lets_in(self, call: Call) -> bool:
        return call.headers.get("Authorization") == f"Bearer {self.key}"


@dataclasses.dataclass(slots=True, kw_only=True)
class Quirks:
    """What the documents leave open. `taken_status`, `missing_status`: of a taken slot, of a record
    that is not there. `lists_tell_notes`: appointments in lists carry v2's description and v1's
    notes; `reads_tell_notes`: so do single ones. `upsert_refuses_duplicates`: 400 with the
    contact's id where another location would change the contact. `hidden_contacts`: ids that no
    look-up finds (yet). `has_trace_ids`: answers carry one.
    """

    taken_status: int = 400
    missing_status: int = 400
    lists_tell_notes: bool = True
    reads_tell_notes: bool = True
    upsert_refuses_duplicates: bool = False
    hidden_contacts: set[str] = dataclasses.field(default_factory=set)
    has_trace_ids: bool = True
