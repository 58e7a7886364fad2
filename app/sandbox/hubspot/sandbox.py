"""One HubSpot to run: its address and its token."""

import collections.abc as c
import contextlib
import typing as t

from app.sandbox.crm import CrmSandbox
from app.sandbox.hubspot.account import HubSpotAccount
from app.sandbox.hubspot.limits import Limits
from app.sandbox.hubspot.server import DATED, TOKEN, HubSpotServer


class HubSpotSandbox(CrmSandbox):
    """A HubSpot with its account; it listens once `port` is set (see `running_hubspot`).

    A deal is made for each booking when `has_deals`; `generation` is the one RunSheet is told of,
    both are served.
    """

    vendor = "hubspot"
    token: t.Final = TOKEN

    def __init__(
        self,
        account: HubSpotAccount | None = None,
        *,
        latency_s: float = 0,
        quota_per_minute: int | None = None,
        generation: str = DATED,
        has_deals: bool = True,
    ) -> None:
        self.account = account or HubSpotAccount()
        self.server = HubSpotServer(self.account)
        self.generation = generation
        self.has_deals = has_deals
        super().__init__(
            self.server,
            latency_s=latency_s,
            quota_per_minute=quota_per_minute,
            actions={"catch-up": lambda _: self.account.catch_up()},
        )

    @property
    def limits(self) -> Limits:
        """For a test that wants other ones."""
        return self.server.limits

    @property
    def base_url(self) -> str:
        return self.origin

    @property
    def environment(self) -> dict[str, str]:
        pipeline = self.account.pipelines[0]
        return {
            "PMS_HUBSPOT_BASE_URL": self.base_url,
            "PMS_HUBSPOT_PRIVATE_APP_TOKEN": self.token,
            "PMS_HUBSPOT_PIPELINE_ID": pipeline.id if self.has_deals else "",
            "PMS_HUBSPOT_STAGE_ID": next(iter(pipeline.stages)) if self.has_deals else "",
            "PMS_HUBSPOT_API_GENERATION": self.generation,
        }

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self.token,)


@contextlib.contextmanager
def running_hubspot(
    account: HubSpotAccount | None = None, *, port: int = 0, **more: t.Any
) -> c.Iterator[HubSpotSandbox]:
    """A HubSpot that listens on the loopback while the block runs."""
    with HubSpotSandbox(account, **more).running(port=port) as sandbox:
        yield sandbox
