"""One Gentu to run: its address and its credentials."""

import collections.abc as c
import contextlib
import typing as t

from app.sandbox.gentu.made_up import made_up_practice
from app.sandbox.gentu.pages import CursorStyle
from app.sandbox.gentu.practice import Practice
from app.sandbox.gentu.server import GentuServer
from app.sandbox.gentu.tokens import APP_ID, CLIENT_ID, CLIENT_SECRET, Tokens
from app.sandbox.vendor import VendorSandbox

PAIRING_CODE = "7KQ2M9XD"


class GentuSandbox(VendorSandbox[Practice]):
    """A Gentu server with its practice; it listens once `port` is set (see `running_gentu`)."""

    vendor = "gentu"
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
        practice = practice or made_up_practice()
        self.tokens = tokens or Tokens()
        super().__init__(
            practice,
            GentuServer(practice, tokens=self.tokens, cursors=cursors),
            latency_s=latency_s,
            quota_per_minute=quota_per_minute,
            own_actions={"expire-tokens": self.tokens.expire_all},
        )

    @property
    def base_url(self) -> str:
        return f"{self.origin}/v1"

    @property
    def tenant_id(self) -> str:
        return self.account_id

    @property
    def environment(self) -> dict[str, str]:
        return {
            "RUNSHEET_GENTU_BASE_URL": self.base_url,
            "RUNSHEET_GENTU_APP_ID": self.app_id,
            "RUNSHEET_GENTU_CLIENT_ID": self.client_id,
            "RUNSHEET_GENTU_CLIENT_SECRET": self.client_secret,
        }

    @property
    def sign_in(self) -> dict[str, str]:
        return {"pairingCode": PAIRING_CODE}

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self.client_secret,)


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
    with sandbox.running(port=port):
        yield sandbox
