"""One vendor's server to run: its address, and everything that a test may do to it.

How a vendor plugs in (`app.sandbox.gentu` shows it):

1. `records.py`, `practice.py`: its records, and a `Book` that holds them;
2. `server.py`: a `VendorServer`, which answers calls from the book, with `Router` for its routes
   and a `FaultBodies` of its own;
3. `sandbox.py`: a `VendorSandbox` that hands both to this base and names the vendor, its address
   and what a person types to sign in; and a `running_<vendor>` context manager.
"""

import collections.abc as c
import typing as t

from app.sandbox.book import AnyBook
from app.sandbox.control import Control, Shown
from app.sandbox.exchange import Answer, Call
from app.sandbox.faults import Faults
from app.sandbox.journal import Journal
from app.sandbox.served import ServedSandbox, Server

BookT = t.TypeVar("BookT", bound=AnyBook)


class VendorServer(Shown, Server, t.Protocol):
    """A vendor's operations over one practice."""

    def warm_up(self) -> None:
        """Encode all rows ahead of the first request."""


class VendorSandbox(ServedSandbox, t.Generic[BookT]):
    """A server with its practice. `own_actions` as in `Control`."""

    def __init__(
        self,
        practice: BookT,
        server: VendorServer,
        *,
        latency_s: float,
        quota_per_minute: int | None,
        own_actions: c.Mapping[str, c.Callable[[], None]],
    ) -> None:
        self.practice = practice
        self._server = server

        def steer(faults: Faults, journal: Journal) -> c.Callable[[Call], Answer]:
            return Control(
                practice=practice,
                original=practice.copy(),
                shown=server,
                faults=faults,
                journal=journal,
                own_actions=own_actions,
            ).answer

        super().__init__(
            server, steer=steer, latency_s=latency_s, quota_per_minute=quota_per_minute
        )

    @property
    def account_id(self) -> str:
        """The vendor's own id of the practice."""
        return self.practice.account_id

    def warm_up(self) -> None:
        """Encode all rows ahead of the first request: for measurements of a big practice."""
        self._server.warm_up()
