"""One Halaxy to run: its address and its credentials."""

import collections.abc as c
import contextlib
import typing as t

from app.sandbox.halaxy.bundles import LinkStyle
from app.sandbox.halaxy.made_up import made_up_halaxy_practice
from app.sandbox.halaxy.practice import Practice
from app.sandbox.halaxy.server import HalaxyServer
from app.sandbox.halaxy.tokens import CLIENT_ID, CLIENT_SECRET, Tokens
from app.sandbox.vendor import VendorSandbox

QUOTA_PER_MINUTE = 500


class HalaxySandbox(VendorSandbox[Practice]):
    """A Halaxy server with its practice group; it listens once `port` is set.

    `quota_per_minute` None allows everything and tells no quota: for measurements.
    """

    vendor = "halaxy"
    client_id: t.Final = CLIENT_ID
    client_secret: t.Final = CLIENT_SECRET

    def __init__(
        self,
        practice: Practice | None = None,
        *,
        latency_s: float = 0,
        quota_per_minute: int | None = QUOTA_PER_MINUTE,
        links: LinkStyle = LinkStyle.NUMBERED,
        tokens: Tokens | None = None,
    ) -> None:
        practice = practice or made_up_halaxy_practice()
        self.tokens = tokens or Tokens()
        server = HalaxyServer(practice, tokens=self.tokens, links=links)
        super().__init__(
            practice,
            server,
            latency_s=latency_s,
            quota_per_minute=quota_per_minute,
            own_actions={
                "expire-tokens": self.tokens.expire_all,
                "revoke-key": self.tokens.revoke_key,
            },
        )
        server.quota = self._front.quota

    @property
    def base_url(self) -> str:
        return f"{self.origin}/main"

    @property
    def environment(self) -> dict[str, str]:
        return {"RUNSHEET_HALAXY_BASE_URL": self.base_url}

    @property
    def sign_in(self) -> dict[str, str]:
        return {
            "region": "au",
            "clientId": self.client_id,
            "clientSecret": self.client_secret,
        }

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self.client_secret, *self.tokens.given)


@contextlib.contextmanager
def running_halaxy(
    practice: Practice | None = None,
    *,
    port: int = 0,
    latency_s: float = 0,
    quota_per_minute: int | None = QUOTA_PER_MINUTE,
    links: LinkStyle = LinkStyle.NUMBERED,
    tokens: Tokens | None = None,
) -> c.Iterator[HalaxySandbox]:
    """A Halaxy that listens on the loopback while the block runs."""
    sandbox = HalaxySandbox(
        practice,
        latency_s=latency_s,
        quota_per_minute=quota_per_minute,
        links=links,
        tokens=tokens,
    )
    with sandbox.running(port=port):
        yield sandbox
