"""The words for a fault."""

import collections.abc as c
import dataclasses
import enum


class FaultKind(enum.StrEnum):
    """What a fault does to the answer."""

    DELAY = "delay"  # wait `seconds`, then the true answer
    REPLACE = "replace"  # `status`, `headers`, `body` in place of the true answer
    REFUSE = "refuse"  # as REPLACE, and the true answer is never worked out: nothing is done
    EDIT = "edit"  # the true answer, its body changed by `edit`
    RAW = "raw"  # the bytes of `body` on the wire as they are, then close
    CUT = "cut"  # promise the whole body, send half of it, close
    DRIP = "drip"  # one byte each `seconds`, for ever
    STALL = "stall"  # the head of the answer, then nothing more
    HANG = "hang"  # never answer
    DROP = "drop"  # close without an answer
    RESET = "reset"  # abort the connection (RST) without an answer
    LATE = "late"  # close without an answer, do what was asked `seconds` later (see `LateCalls`)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that can go wrong.

    `edit` turns the true body into a wrong one. `ignored_query` names parameters that the true
    answer is asked without. `is_well_formed` marks answers that a client cannot tell from a
    healthy server's, such as an empty list.
    """

    name: str
    kind: FaultKind
    status: int = 200
    headers: c.Mapping[str, str] = dataclasses.field(default_factory=dict)
    body: bytes | c.Callable[[], bytes] = b""
    content_type: str | None = "application/json"
    edit: c.Callable[[bytes], bytes] | None = None
    seconds: float = 0
    ignored_query: tuple[str, ...] = ()
    is_well_formed: bool = False

    def made_body(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else self.body()
