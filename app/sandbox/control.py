"""Steering the sandbox from another process: `/_sandbox/...`, JSON, loopback only.

    GET  /_sandbox/state         practice, practitioners, types, appointments as they stand now
    GET  /_sandbox/requests      every request so far, with violations and faults
    POST /_sandbox/add           {practitionerId, start, minutes?, patientId?, typeId?, status?}
    POST /_sandbox/cancel        {id, by?}  by: status, extension or both
    POST /_sandbox/move          {id, start?, practitionerId?}
    POST /_sandbox/delete        {id}
    POST /_sandbox/arrive        {id}
    POST /_sandbox/fault         {name, path?, method?, times?, after?, seconds?}  names in `FAULTS`
    POST /_sandbox/clear-faults
    POST /_sandbox/pair, /_sandbox/revoke, and the vendor's own, as /_sandbox/expire-tokens
    POST /_sandbox/reset         the book as it was at the start, no faults, empty journal

A change answers with the appointment as the vendor shows it, or `{"ok": true}`. A wrong body is
400, an unknown id 404, each with `{"error": ...}`. It is the same for every vendor; how a row and
the state look is the vendor's (`Shown`).
"""

import collections.abc as c
import dataclasses
import datetime as dt
import typing as t

import msgspec

from app.sandbox.book import AnyBook, Entry
from app.sandbox.directory import Unknown
from app.sandbox.exchange import Answer, Call
from app.sandbox.faults import Faults
from app.sandbox.journal import Journal
from app.sandbox.wishes import arm, done, read_wish, refusal, requests_json


class _Add(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    practitioner_id: str
    start: dt.datetime
    minutes: int = 30
    patient_id: str | None = None
    type_id: str | None = None
    status: str | int | None = None  # as the vendor writes it


class _ById(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    id: str


class _Cancel(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    id: str
    by: t.Literal["status", "extension", "both"] = "both"


class _Move(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    id: str
    start: dt.datetime | None = None
    practitioner_id: str | None = None


class Shown(t.Protocol):
    """How a vendor shows its book."""

    def appointment_json(self, appointment: t.Any) -> dict[str, t.Any]: ...

    def state_json(self) -> dict[str, t.Any]:
        """The practice, its people and types as the vendor shows them; no appointments."""


@dataclasses.dataclass(slots=True, kw_only=True)
class Control:
    """Carries wishes out. `original` is the practice as it was at the start.

    `own_actions` are the vendor's own wishes without a body, by name.
    """

    practice: AnyBook
    original: AnyBook
    shown: Shown
    faults: Faults
    journal: Journal
    own_actions: c.Mapping[str, c.Callable[[], None]]

    def answer(self, call: Call) -> Answer:
        actions: dict[tuple[str, str], c.Callable[[Call], t.Any]] = {
            ("GET", "state"): self._state,
            ("GET", "requests"): lambda _: requests_json(self.journal),
            ("POST", "add"): self._add,
            ("POST", "cancel"): self._cancel,
            ("POST", "move"): self._move,
            ("POST", "delete"): lambda call: self.practice.delete(read_wish(call, _ById).id),
            ("POST", "arrive"): self._arrive,
            ("POST", "fault"): lambda call: arm(self.faults, call),
            ("POST", "clear-faults"): lambda _: self.faults.clear(),
            ("POST", "pair"): lambda _: self.practice.pair(),
            ("POST", "revoke"): lambda _: self.practice.revoke(),
            ("POST", "reset"): lambda _: self._reset(),
        }
        for name, own in self.own_actions.items():
            actions["POST", name] = _without_body(own)
        action = actions.get((call.method, "/".join(call.segments[1:])))
        if action is None:
            raise refusal(404, "no such control")
        try:
            result = action(call)
        except Unknown:
            raise refusal(404, "no such record") from None
        return done(result)

    def _state(self, _call: Call) -> dict[str, t.Any]:
        rows = [self._shown(row) for row in self.practice.appointments()]
        return {**self.shown.state_json(), "appointments": rows}

    def _add(self, call: Call) -> dict[str, t.Any]:
        wish = read_wish(call, _Add)
        fields: dict[str, t.Any] = {}
        if wish.type_id:
            fields["type_id"] = self.practice.appointment_type(wish.type_id).id
        if wish.status is not None:
            fields["status"] = wish.status
        if wish.patient_id:
            fields["patient_ids"] = (self.practice.patient(wish.patient_id).id,)
        made = self.practice.add(
            practitioner_id=wish.practitioner_id,
            start=self._aware(wish.start),
            minutes=wish.minutes,
            **fields,
        )
        return self._shown(made)

    def _cancel(self, call: Call) -> dict[str, t.Any]:
        wish = read_wish(call, _Cancel)
        return self._shown(self.practice.cancel(wish.id, by=wish.by))

    def _move(self, call: Call) -> dict[str, t.Any]:
        wish = read_wish(call, _Move)
        if wish.practitioner_id is not None:
            self.practice.practitioner(wish.practitioner_id)
        start = wish.start and self._aware(wish.start)
        moved = self.practice.move(wish.id, start=start, practitioner_id=wish.practitioner_id)
        return self._shown(moved)

    def _arrive(self, call: Call) -> dict[str, t.Any]:
        return self._shown(self.practice.mark_arrived(read_wish(call, _ById).id))

    def _reset(self) -> None:
        self.practice.copy_from(self.original)
        self.faults.clear()
        self.journal.clear()

    def _shown(self, appointment: Entry) -> dict[str, t.Any]:
        return self.shown.appointment_json(appointment)

    def _aware(self, moment: dt.datetime) -> dt.datetime:
        """A moment without an offset is meant in the practice's zone."""
        return moment if moment.tzinfo else moment.replace(tzinfo=self.practice.tzinfo)


def _without_body(action: c.Callable[[], None]) -> c.Callable[[Call], None]:
    return lambda _call: action()
