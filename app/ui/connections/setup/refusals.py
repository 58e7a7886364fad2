"""What is said at the form when a sign-in does not work, and the way out that is offered."""

from collections.abc import Callable, Iterable, Sequence

from app.domain.connection import Connection, SignInField
from app.domain.errors import (
    AlreadyConnected,
    InvalidRequest,
    NoInternet,
    PairingCodeUsed,
    RunSheetError,
    TryLater,
)
from app.ui.connections.setup.sign_in_form import Refusal
from app.ui.widgets.actions import Action

OFFLINE = "You need internet for this step. We'll keep your place. (NET-01)"


def refusal_of(
    error: RunSheetError,
    *,
    fields: Sequence[SignInField],
    existing: Connection | None,
    on_open: Callable[[str], object],
) -> Refusal:
    """The fault in the words of the form.

    `existing`: another practice's connection of the same system, None when there is none;
    `on_open` gets the id of the connection that a person would rather use.
    """
    if isinstance(error, NoInternet):
        return Refusal(sentence=OFFLINE, can_retry=True)
    if isinstance(error, AlreadyConnected):
        there = error.connection_id
        return Refusal(
            sentence=str(error), action=Action("Open that connection", lambda: on_open(there))
        )
    if isinstance(error, PairingCodeUsed) and existing is not None:
        known = existing.id
        words = "Use this practice's existing connection"
        return Refusal(sentence=str(error), action=Action(words, lambda: on_open(known)))
    field = field_of(error, fields) if isinstance(error, InvalidRequest) else None
    return Refusal(sentence=str(error), can_retry=isinstance(error, TryLater), field=field)


def field_of(error: InvalidRequest, fields: Iterable[SignInField]) -> str | None:
    """The name of the field that the sentence begins with, None when it is about none."""
    named = (each.name for each in fields if error.sentence.startswith(f"{each.label} "))
    return next(named, None)


def other_connection(
    connections: Iterable[Connection], mine: Connection | None
) -> Connection | None:
    """The first other connection of my system that has its practice; None without one."""
    if mine is None:
        return None
    return next(
        (
            each
            for each in connections
            if each.pms_type == mine.pms_type and each.is_paired and each.id != mine.id
        ),
        None,
    )
