"""One GoHighLevel to run: v1 or v2, its address, its key, its location."""

import collections.abc as c
import contextlib
import typing as t

from app.sandbox.crm import CrmSandbox
from app.sandbox.exchange import Call
from app.sandbox.ghl.access import Access, Quirks
from app.sandbox.ghl.book import GhlBook
from app.sandbox.ghl.fault_bodies import quota_fault
from app.sandbox.ghl.v1_server import V1Server
from app.sandbox.ghl.v2_server import V2Server

Version = t.Literal["v1", "v2"]


class GhlSandbox(CrmSandbox):
    """A GoHighLevel server with its location (see `running_ghl`); `book` is what it holds."""

    vendor = "ghl"

    def __init__(
        self,
        book: GhlBook | None = None,
        *,
        version: Version = "v2",
        latency_s: float = 0,
        quota_per_minute: int | None = None,
        quirks: Quirks | None = None,
        access: Access | None = None,
    ) -> None:
        self.version = version
        self.book = book or made_up_ghl_book()
        self.quirks = quirks or Quirks()
        self.access = access or Access()
        kind = V1Server if version == "v1" else V2Server
        server = kind(self.book, access=self.access, quirks=self.quirks)
        self._quota = quota_fault(server.throttled(10))
        super().__init__(
            server,
            latency_s=latency_s,
            quota_per_minute=quota_per_minute,
            actions={"quota": self._throttle_once, "revoke-key": self._revoke_key},
        )

    def throttle(self, *, times: int | None = 1, path: str = "", method: str | None = None) -> None:
        """The vendor's 429 for so many requests (None: for ever); nothing of them is done."""
        self.faults.add(self._quota, times=times, path=path, method=method)

    @property
    def calendar_id(self) -> str:
        return self.book.calendars()[0].id

    @property
    def base_url(self) -> str:
        return f"{self.origin}/v1" if self.version == "v1" else self.origin

    @property
    def environment(self) -> dict[str, str]:
        return {
            "PMS_GHL_BASE_URL": self.base_url,
            "PMS_GHL_API_KEY": self.access.key,
            "PMS_GHL_LOCATION_ID": self.book.location_id,
            "PMS_GHL_CALENDAR_ID": self.calendar_id,
        }

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self.access.key,)

    def _throttle_once(self, _call: Call) -> None:
        self.throttle()

    def _revoke_key(self, _call: Call) -> None:
        self.access.revoke_key()


def made_up_ghl_book(*, zone: str = "Australia/Sydney") -> GhlBook:
    """A location with one calendar of half hours and two people who were there before."""
    book = GhlBook(zone=zone)
    book.add_calendar("Front desk")
    book.add_contact(
        first_name="Alice",
        last_name="Brown",
        email="alice.brown@example.com",
        phone="+61491570006",
        birth_date="1984-03-02",
        tags=("recall",),
    )
    book.add_contact(first_name="Noor", last_name="Ahmadi", phone="+61491570156")
    return book


@contextlib.contextmanager
def running_ghl(
    book: GhlBook | None = None, *, version: Version = "v2", port: int = 0, **options: t.Any
) -> c.Iterator[GhlSandbox]:
    """A GoHighLevel that listens on the loopback while the block runs; options of GhlSandbox."""
    with GhlSandbox(book, version=version, **options).running(port=port) as sandbox:
        yield sandbox
