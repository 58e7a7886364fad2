"""What the scheduler knows of one connection between two looks, and of the way to its system."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

SETTLED = 2
"""So many looks in a row must find the network there before it is used."""

WATCHED_EVERY_S = 40.0
"""Two looks and the sync that they lead to take less than the two minutes of ux.md's J11."""

_LONG_AGO_S = float("-inf")


@dataclass(slots=True)
class NetworkLooks:
    """One look after the other whether the system's host is there; none waits for the answer.

    `was_away`: a look, or a sync, found it gone. `_was_told`: that it is lost; told anew only once
    it was seen there, for where looks find nothing though syncs do, they are worth nothing.
    """

    was_away: bool = False
    _was_told: bool = False
    _good: int = 0
    _missed: int = 0
    _asked_s: float = float("-inf")
    _look: asyncio.Task[bool] | None = None

    def is_settled(self, ask: Callable[[], Awaitable[bool]]) -> bool:
        """True once it was there at `SETTLED` looks in a row; takes in one answer, asks anew."""
        look = self._look
        if look is None or look.done():
            if look is not None and not look.cancelled():
                self._take_in(look.exception() is None and look.result())
            self._look = asyncio.create_task(_asked(ask))
        return self._good >= SETTLED

    def is_lost(self, ask: Callable[[], Awaitable[bool]], *, elapsed_s: float) -> bool:
        """True once it was gone at `SETTLED` looks in a row, `WATCHED_EVERY_S` apart: while all is
        well the next sync may be far off, and a desk should know sooner.
        """
        look = self._look
        if look is not None and look.done():
            self._look = None
            if not look.cancelled():
                self._take_in(look.exception() is None and look.result())
        if self._look is None and elapsed_s - self._asked_s >= WATCHED_EVERY_S:
            self._asked_s = elapsed_s
            self._look = asyncio.create_task(_asked(ask))
        return self._missed >= SETTLED and not self._was_told

    def note_told(self) -> None:
        """A sync begins because of what was seen."""
        self._was_told = self._missed >= SETTLED

    def start_anew(self) -> None:
        """What was seen until now counts no more."""
        self.was_away, self._good, self._missed = False, 0, 0
        if self._look is not None:
            self._look.cancel()
            self._look = None

    def _take_in(self, is_there: bool) -> None:
        self._good = self._good + 1 if is_there else 0
        self._missed = 0 if is_there else self._missed + 1
        self._was_told &= not is_there
        self.was_away |= not is_there


@dataclass(slots=True)
class Watch:
    """Seconds are of the clock that nobody sets.

    `offset_s`: the wall clock's distance from that one at the last run. `heard_s`: when a run of
    the connection last began or ended here. `woke_s`: when it was noticed that the PC slept or its
    clock was set; None once the list is caught up with.
    """

    offset_s: float
    heard_s: float = _LONG_AGO_S
    woke_s: float | None = None
    looked_ahead_s: float = _LONG_AGO_S
    run: asyncio.Task[None] | None = None
    network: NetworkLooks = field(default_factory=NetworkLooks)

    def owe(self, elapsed_s: float) -> None:
        """The list must be caught up with; told again while it waits, it waits no longer."""
        if self.woke_s is None:
            self.woke_s = elapsed_s
            self.network.start_anew()

    def note_run(self, elapsed_s: float, offset_s: float) -> None:
        """A run began or ended: nothing is owed any more."""
        self.heard_s, self.offset_s, self.woke_s = elapsed_s, offset_s, None
        self.network.start_anew()


async def _asked(ask: Callable[[], Awaitable[bool]]) -> bool:
    return await ask()
