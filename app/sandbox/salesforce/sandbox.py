"""One Salesforce to run: its address, its session token, its External Client App."""

import collections.abc as c
import contextlib
import typing as t

from app.sandbox.crm import CrmSandbox
from app.sandbox.salesforce.access import CLIENT_ID, CLIENT_SECRET, REFRESH_TOKEN, Access
from app.sandbox.salesforce.fault_bodies import quota_fault
from app.sandbox.salesforce.org import SalesforceOrg
from app.sandbox.salesforce.server import SalesforceServer


class SalesforceSandbox(CrmSandbox):
    """A Salesforce server with its org (see `running_salesforce`); `org` is what it holds."""

    vendor = "salesforce"

    def __init__(
        self,
        org: SalesforceOrg | None = None,
        *,
        latency_s: float = 0,
        quota_per_minute: int | None = None,
        access: Access | None = None,
    ) -> None:
        self.org = org or made_up_salesforce_org()
        self.access = access or Access()
        super().__init__(
            SalesforceServer(self.org, self.access),
            latency_s=latency_s,
            quota_per_minute=quota_per_minute,
            actions={
                "quota": lambda _call: self.throttle(),
                "end-sessions": lambda _call: self.access.end_sessions(),
            },
        )

    def throttle(self, *, times: int | None = 1, path: str = "", method: str | None = None) -> None:
        """403 REQUEST_LIMIT_EXCEEDED for so many requests (None: for ever); nothing is done."""
        self.faults.add(quota_fault(), times=times, path=path, method=method)

    @property
    def base_url(self) -> str:
        return self.origin

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PMS_SALESFORCE_BASE_URL": self.base_url,
            "PMS_SALESFORCE_TOKEN": self.access.token,
            "PMS_SALESFORCE_OWNER_ID": "",
            "PMS_SALESFORCE_EVENT_RECORD_TYPE": "",
        }

    @property
    def app_environment(self) -> dict[str, str]:
        """The External Client App, in place of the token that ends with its session."""
        return {
            **self.environment,
            "PMS_SALESFORCE_TOKEN": "",
            "PMS_SALESFORCE_CLIENT_ID": CLIENT_ID,
            "PMS_SALESFORCE_CLIENT_SECRET": CLIENT_SECRET,
            "PMS_SALESFORCE_REFRESH_TOKEN": REFRESH_TOKEN,
        }

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self.access.token, CLIENT_SECRET, REFRESH_TOKEN, *self.access.issued)


def made_up_salesforce_org() -> SalesforceOrg:
    """An org as it comes, with two people who were there before."""
    org = SalesforceOrg()
    org.add(
        "Contact",
        FirstName="Alice",
        LastName="Brown",
        Email="alice.brown@example.com",
        MobilePhone="0491 570 006",
    )
    org.add("Contact", FirstName="Noor", LastName="Ahmadi", Phone="+61 491 570 156")
    return org


@contextlib.contextmanager
def running_salesforce(
    org: SalesforceOrg | None = None, *, port: int = 0, **options: t.Any
) -> c.Iterator[SalesforceSandbox]:
    """A Salesforce on the loopback while the block runs; options of SalesforceSandbox."""
    with SalesforceSandbox(org, **options).running(port=port) as sandbox:
        yield sandbox
