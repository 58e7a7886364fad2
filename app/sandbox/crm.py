"""One CRM's server to run. Steering from another process, `/_sandbox/...`, JSON, loopback only:

    GET  /_sandbox/state         every record as it stands now
    GET  /_sandbox/requests      every request so far, with violations and faults
    POST /_sandbox/fault         {name, path?, method?, times?, after?, seconds?}
    POST /_sandbox/clear-faults
    POST /_sandbox/commit-late   carry out now what waits since a `late_commit`
    POST /_sandbox/reset         the account as it was at the start, no faults, empty journal

and the vendor's own `actions`.
"""

import collections.abc as c
import typing as t

from app.sandbox.exchange import Answer, Call
from app.sandbox.faults import Faults
from app.sandbox.journal import Journal
from app.sandbox.served import ServedSandbox, Server
from app.sandbox.wishes import arm, done, refusal, requests_json

Action = c.Callable[[Call], object]


class CrmServer(Server, t.Protocol):
    """A CRM's operations over one account."""

    def state_json(self) -> dict[str, t.Any]:
        """Every record as it stands now."""

    def reset(self) -> None:
        """The account as it was at the start."""


class CrmSandbox(ServedSandbox):
    """A CRM that listens once `port` is set (see `running`). `actions` are its own wishes."""

    def __init__(
        self,
        server: CrmServer,
        *,
        latency_s: float = 0,
        quota_per_minute: int | None = None,
        actions: c.Mapping[str, Action] | None = None,
    ) -> None:
        def steer(faults: Faults, journal: Journal) -> c.Callable[[Call], Answer]:
            def reset(_call: Call) -> None:
                server.reset()
                faults.clear()
                journal.clear()

            table: dict[tuple[str, str], Action] = {
                ("GET", "state"): lambda _: server.state_json(),
                ("GET", "requests"): lambda _: requests_json(journal),
                ("POST", "fault"): lambda call: arm(faults, call),
                ("POST", "clear-faults"): lambda _: faults.clear(),
                ("POST", "commit-late"): lambda _: self._commit_late(),
                ("POST", "reset"): reset,
                **{("POST", name): action for name, action in (actions or {}).items()},
            }
            return lambda call: _steered(table, call)

        super().__init__(
            server, steer=steer, latency_s=latency_s, quota_per_minute=quota_per_minute
        )

    @property
    def sign_in(self) -> dict[str, str]:
        """Everything is told by variables."""
        return {}

    def warm_up(self) -> None:
        """There is nothing to encode ahead."""

    def _commit_late(self) -> dict[str, int]:
        return {"done": len(self.commit_late())}


def _steered(table: c.Mapping[tuple[str, str], Action], call: Call) -> Answer:
    action = table.get((call.method, "/".join(call.segments[1:])))
    if action is None:
        raise refusal(404, "no such control")
    return done(action(call))
