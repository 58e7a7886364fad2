"""One Gentu to run: its address, its credentials, and everything a test may do to it."""

import collections.abc as c
import contextlib
import typing as t

from app.sandbox.exchange import Call
from app.sandbox.faults import Faults
from app.sandbox.front import Front
from app.sandbox.gentu import answers
from app.sandbox.gentu.control import Control
from app.sandbox.gentu.made_up import made_up_practice
from app.sandbox.gentu.pages import CursorStyle
from app.sandbox.gentu.practice import Practice
from app.sandbox.gentu.server import GentuServer
from app.sandbox.gentu.tokens import APP_ID, CLIENT_ID, CLIENT_SECRET, Tokens
from app.sandbox.journal import Journal, RequestRecord
from app.sandbox.runner import HOST, BackgroundServer, Handler


class GentuSandbox:
    """A Gentu server with its practice; it listens once `port` is set (see `running_gentu`)."""

    app_id: t.Final = APP_ID
    client_id: t.Final = CLIENT_ID
    client_secret: t.Final = CLIENT_SECRET

    def __init__(
        self,
        practice: Practice | None = None,
        *,
        latency_s: float = 0,
        quota_per_minute: int | None = None,
        cursors: CursorStyle = CursorStyle.KEYSET,
        tokens: Tokens | None = None,
    ) -> None:
        self.practice = practice or made_up_practice()
        self.tokens = tokens or Tokens()
        self.port = 0
        self.faults = Faults()
        self.journal = Journal()
        self._server = GentuServer(self.practice, tokens=self.tokens, cursors=cursors)
        control = Control(
            practice=self.practice,
            original=self.practice.copy(),
            tokens=self.tokens,
            faults=self.faults,
            journal=self.journal,
        )
        self._front = Front(
            answer=self._server.answer,
            control=control.answer,
            throttled=answers.too_many_requests,
            faults=self.faults,
            journal=self.journal,
        )
        self.latency_s = latency_s
        self.quota_per_minute = quota_per_minute
        self._thread: BackgroundServer | None = None

    @property
    def handler(self) -> Handler:
        """For `runner.listening` and `runner.serve_until_signal`."""
        return self._front.handle

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.port}/v1"

    @property
    def control_url(self) -> str:
        return f"http://{HOST}:{self.port}/_sandbox"

    @property
    def tenant_id(self) -> str:
        return self.practice.tenant_id

    @property
    def environment(self) -> dict[str, str]:
        """The variables that point RunSheet at this server."""
        return {
            "RUNSHEET_GENTU_BASE_URL": self.base_url,
            "RUNSHEET_GENTU_APP_ID": self.app_id,
            "RUNSHEET_GENTU_CLIENT_ID": self.client_id,
            "RUNSHEET_GENTU_CLIENT_SECRET": self.client_secret,
        }

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

    def warm_up(self) -> None:
        """Encode all rows ahead of the first request: for measurements of a big practice."""
        self._server.warm_up()

    def start(self, *, port: int = 0) -> None:
        """Listen in a background thread. Raises OSError when the port is taken."""
        self._thread = BackgroundServer(self.handler, port=port)
        self.port = self._thread.port

    def close(self) -> None:
        """Stop listening, whatever clients still wait for."""
        if self._thread is not None:
            self._thread.close()


@contextlib.contextmanager
def running_gentu(
    practice: Practice | None = None,
    *,
    port: int = 0,
    paired: bool = False,
    latency_s: float = 0,
    quota_per_minute: int | None = None,
    cursors: CursorStyle = CursorStyle.KEYSET,
    tokens: Tokens | None = None,
) -> c.Iterator[GentuSandbox]:
    """A Gentu that listens on the loopback while the block runs; `paired` skips the pairing."""
    sandbox = GentuSandbox(
        practice,
        latency_s=latency_s,
        quota_per_minute=quota_per_minute,
        cursors=cursors,
        tokens=tokens,
    )
    if paired:
        sandbox.practice.pair()
    sandbox.start(port=port)
    try:
        yield sandbox
    finally:
        sandbox.close()
