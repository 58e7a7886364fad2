"""What every sandbox is asked under `/_sandbox/`, and how a wrong wish is refused."""

import dataclasses
import typing as t

import msgspec

from app.sandbox.exchange import Answer, Call, Refused, json_answer
from app.sandbox.faults import Faults
from app.sandbox.journal import Journal

_Body = t.TypeVar("_Body", bound=msgspec.Struct)


class _Arm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    name: str
    path: str = ""
    method: str | None = None
    times: int | None = None
    after: int = 0
    seconds: float | None = None


def arm(faults: Faults, call: Call) -> None:
    """Arm the fault that `call` names. Raises `Refused` for one that is not there."""
    wish = read_wish(call, _Arm)
    if wish.name not in faults.names:
        raise refusal(400, f"no fault {wish.name!r}; there are: {', '.join(faults.names)}")
    faults.add(wish.name, **{k: v for k, v in msgspec.structs.asdict(wish).items() if k != "name"})


def requests_json(journal: Journal) -> list[dict[str, t.Any]]:
    """Every request so far, oldest first."""
    return [dataclasses.asdict(record) for record in journal.requests]


def read_wish(call: Call, kind: type[_Body]) -> _Body:
    """The body of a wish. Raises `Refused`."""
    try:
        return msgspec.json.decode(call.body, type=kind)
    except msgspec.MsgspecError as error:
        raise refusal(400, str(error)) from None


def refusal(status: int, message: str) -> Refused:
    return Refused(json_answer({"error": message}, status=status))


def done(result: object) -> Answer:
    """What a wish answers with: its result, or that it was done."""
    return json_answer({"ok": True} if result is None else result)
