"""A vendor's server that runs, whatever kind it is: its address, its faults, its journal."""

import abc
import collections.abc as c
import contextlib
import typing as t

from app.sandbox.exchange import Answer, Call
from app.sandbox.fault_bodies import FaultBodies
from app.sandbox.faults import Faults
from app.sandbox.front import Front
from app.sandbox.journal import Journal, RequestRecord
from app.sandbox.runner import HOST, BackgroundServer, Handler


class Server(t.Protocol):
    """A vendor's operations."""

    fault_bodies: FaultBodies

    def answer(self, call: Call) -> Answer:
        """Raises `Refused` with the answer of every check that fails."""

    def throttled(self, wait_s: int) -> Answer:
        """The vendor's 429."""


Steer = c.Callable[[Call], Answer]


class ServedSandbox(abc.ABC):
    """It listens once `port` is set (see `running`).

    `vendor` is the word in the names of its variables. `steer` makes what answers under
    `/_sandbox/` from the faults and the journal.
    """

    vendor: t.ClassVar[str]

    def __init__(
        self,
        server: Server,
        *,
        steer: c.Callable[[Faults, Journal], Steer],
        latency_s: float,
        quota_per_minute: int | None,
    ) -> None:
        self.port = 0
        self.faults = Faults(server.fault_bodies)
        self.journal = Journal()
        self._front = Front(
            answer=server.answer,
            control=steer(self.faults, self.journal),
            throttled=server.throttled,
            faults=self.faults,
            journal=self.journal,
        )
        self.latency_s = latency_s
        self.quota_per_minute = quota_per_minute
        self._thread: BackgroundServer | None = None

    # What a vendor says

    @property
    @abc.abstractmethod
    def base_url(self) -> str:
        """What the paths of the contract are put behind."""

    @property
    @abc.abstractmethod
    def environment(self) -> dict[str, str]:
        """The variables that point RunSheet at this server."""

    @property
    @abc.abstractmethod
    def sign_in(self) -> dict[str, str]:
        """What a person types in RunSheet's form, by the field's name."""

    @property
    @abc.abstractmethod
    def secrets(self) -> tuple[str, ...]:
        """What must never be seen in a log."""

    # The same for all

    @property
    def handler(self) -> Handler:
        """For `runner.listening`."""
        return self._front.handle

    @property
    def origin(self) -> str:
        return f"http://{HOST}:{self.port}"

    @property
    def control_url(self) -> str:
        return f"{self.origin}/_sandbox"

    @property
    def requests(self) -> list[RequestRecord]:
        return self.journal.requests

    @property
    def violations(self) -> list[RequestRecord]:
        """The requests that broke the contract; a good client makes none."""
        return self.journal.violations

    @property
    def on_request(self) -> list[c.Callable[[Call], None]]:
        """Called in the server's thread before each request is answered."""
        return self._front.on_request

    @property
    def latency_s(self) -> float:
        return self._front.latency_s

    @latency_s.setter
    def latency_s(self, seconds: float) -> None:
        self._front.latency_s = seconds

    @property
    def quota_per_minute(self) -> int | None:
        return self._front.quota.per_minute

    @quota_per_minute.setter
    def quota_per_minute(self, count: int | None) -> None:
        self._front.quota.per_minute = count

    def commit_late(self) -> list[Answer]:
        """Carry out now what waits since a `late_commit`; gives what it would have answered."""
        return self._front.commit_late()

    @abc.abstractmethod
    def warm_up(self) -> None:
        """Get ready ahead of the first request."""

    def start(self, *, port: int = 0) -> None:
        """Listen in a background thread. Raises OSError when the port is taken."""
        self._thread = BackgroundServer(self.handler, port=port)
        self.port = self._thread.port

    def close(self) -> None:
        """Stop listening, whatever clients still wait for."""
        if self._thread is not None:
            self._thread.close()

    @contextlib.contextmanager
    def running(self, *, port: int = 0) -> c.Iterator[t.Self]:
        """It listens on the loopback while the block runs."""
        self.start(port=port)
        try:
            yield self
        finally:
            self.close()
