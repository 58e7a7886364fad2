"""Faults on request: what goes wrong, where, and how often."""

import dataclasses
import threading

from app.sandbox.fault_bodies import PLAIN, FaultBodies
from app.sandbox.fault_catalogue import catalogue, write_catalogue
from app.sandbox.fault_kinds import Fault


@dataclasses.dataclass(slots=True, kw_only=True)
class _Armed:
    fault: Fault
    path: str
    method: str | None
    times: int | None
    after: int

    def strikes(self, method: str, path: str) -> bool:
        """Whether this request is hit; counts it."""
        if self.path not in path or self.method not in {None, method} or self.times == 0:
            return False
        if self.after > 0:
            self.after -= 1
            return False
        if self.times is not None:
            self.times -= 1
        return True


class Faults:
    """The faults that wait for a request. The first one that matches strikes.

    `bodies` are the vendor's, for the faults that are armed by name.
    """

    def __init__(self, bodies: FaultBodies = PLAIN) -> None:
        self._catalogue = catalogue(bodies) | write_catalogue(bodies)
        self._lock = threading.Lock()
        self._armed: list[_Armed] = []

    def add(
        self,
        fault: Fault | str,
        *,
        path: str = "",
        method: str | None = None,
        times: int | None = None,
        after: int = 0,
        seconds: float | None = None,
    ) -> None:
        """Arm `fault` (one of `FAULTS` or `WRITE_FAULTS` by name, or your own).

        `path` is a part of the path, `times` how often (None: for ever), `after` how many
        matching requests pass before the first strike, `seconds` other ones than the fault's.
        Raises KeyError for an unknown name.
        """
        chosen = self._catalogue[fault] if isinstance(fault, str) else fault
        if seconds is not None:
            chosen = dataclasses.replace(chosen, seconds=seconds)
        armed = _Armed(fault=chosen, path=path, method=method, times=times, after=after)
        with self._lock:
            self._armed.append(armed)

    @property
    def names(self) -> tuple[str, ...]:
        """What can be armed by name."""
        return tuple(self._catalogue)

    @property
    def pending(self) -> int:
        """How many faults may still strike."""
        with self._lock:
            return sum(armed.times != 0 for armed in self._armed)

    def clear(self) -> None:
        with self._lock:
            self._armed.clear()

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault that hits this request, if one does."""
        with self._lock:
            return next((a.fault for a in self._armed if a.strikes(method, path)), None)
