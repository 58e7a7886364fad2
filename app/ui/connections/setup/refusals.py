"""What is said at the form when a sign-in does not work, and the way out that is offered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.domain.connection import Connection, SignInField
from app.domain.errors import (
    AlreadyConnected,
    InvalidRequest,
    NoInternet,
    OtherPractice,
    PairingCodeRefused,
    PairingCodeUsed,
    RunSheetError,
    TryLater,
)
from app.domain.said import say
from app.ui.connections.setup.sign_in_form import Refusal
from app.ui.language import tr, translated
from app.ui.widgets.actions import Action

OFFLINE = say("You need internet for this step. We'll keep your place. (NET-01)")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysOut:
    """What the buttons do: open another connection by its id, tell the way to a new code, begin
    the form anew for another account.
    """

    open_connection: Callable[[str], object]
    help_with_code: Callable[[], object]
    use_other_account: Callable[[], object]


def refusal_of(
    error: RunSheetError,
    *,
    fields: Sequence[SignInField],
    existing: Connection | None,
    ways: WaysOut,
) -> Refusal:
    """The fault in the words of the form.

    `existing`: another practice's connection of the same system, None when there is none.
    """
    if isinstance(error, NoInternet):
        return Refusal(sentence=translated(OFFLINE), can_retry=True)
    if action := _action_of(error, existing, ways):
        return Refusal(sentence=translated(error), action=action)
    field = field_of(error, fields) if isinstance(error, InvalidRequest) else None
    return Refusal(sentence=translated(error), can_retry=isinstance(error, TryLater), field=field)


def _action_of(error: RunSheetError, existing: Connection | None, ways: WaysOut) -> Action | None:
    """The button beside the sentence, where something else helps than typing."""
    match error:
        case AlreadyConnected(connection_id=there):
            return Action(tr("Open that connection"), lambda: ways.open_connection(there))
        case PairingCodeUsed() if existing is not None:
            known = existing.id
            words = tr("Use this practice's existing connection")
            return Action(words, lambda: ways.open_connection(known))
        case PairingCodeRefused() | PairingCodeUsed():
            return Action(tr("New code help"), ways.help_with_code)
        case OtherPractice():
            return Action(tr("Use the other account"), ways.use_other_account)
    return None


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
