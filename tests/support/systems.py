"""Every practice system as tests meet it: its sandbox, a made-up practice, small pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from importlib import import_module
from typing import Any

from app.adapters.base import PmsAccount, PmsAdapter
from app.adapters.http import HttpClient
from app.domain.connection import Connection
from app.sandbox import (
    GentuSandbox,
    HalaxySandbox,
    MediRecordsSandbox,
    made_up_halaxy_practice,
    made_up_medirecords_practice,
    made_up_practice,
)
from app.sandbox.vendor import VendorSandbox
from app.services import Services

Sandbox = VendorSandbox[Any]
OpenAdapter = Callable[[HttpClient, PmsAccount], PmsAdapter]

SMALL_PAGE = 5
ADAPTERS = {
    "gentu": "GentuAdapter",
    "halaxy": "HalaxyAdapter",
    "medirecords": "MediRecordsAdapter",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """`made_up(day)`: a practice whose busy day is `day`. `page_path`: what a page's path ends in.

    `rows_of`: the rows of a decoded page, to be spoiled; `holds_more`: whether it could hold one
    more and still be a page of the vendor's.
    """

    pms_type: str
    sandbox: Callable[..., Sandbox]
    made_up: Callable[[date], Any]
    page_path: str
    rows_of: Callable[[dict[str, Any]], list[Any] | None]
    holds_more: Callable[[dict[str, Any]], bool] = lambda _page: True

    @property
    def open_small_pages(self) -> OpenAdapter:
        """The real adapter, asking for pages of five."""
        client = import_module(f"app.adapters.pms.{self.pms_type}.client")
        adapter = getattr(client, ADAPTERS[self.pms_type])
        return partial(adapter.open, page_size=SMALL_PAGE)

    def is_page(self, path: str) -> bool:
        """True for a request of a page of appointments."""
        return path.endswith(self.page_path)


SYSTEMS = {
    "gentu": System(
        pms_type="gentu",
        sandbox=GentuSandbox,
        made_up=made_up_practice,
        page_path="/appointments",
        rows_of=lambda page: page.get("appointments"),
    ),
    "halaxy": System(
        pms_type="halaxy",
        sandbox=HalaxySandbox,
        made_up=made_up_halaxy_practice,
        page_path="/Appointment",
        rows_of=lambda page: page.get("entry"),
    ),
    "medirecords": System(
        pms_type="medirecords",
        sandbox=MediRecordsSandbox,
        made_up=made_up_medirecords_practice,
        page_path="/appointments",
        rows_of=lambda page: page.get("data"),
        holds_more=lambda page: len(page["data"]) < page["size"],
    ),
}


def system_of(sandbox: Sandbox) -> System:
    """The system that a sandbox plays."""
    return SYSTEMS[sandbox.vendor]


async def signed_in(services: Services, sandbox: Sandbox) -> Connection:
    """A new connection to the sandbox's practice, signed in as a person would."""
    created = await services.connections.create(sandbox.vendor)
    if sandbox.vendor == "gentu":
        sandbox.practice.pair()
        await services.sign_in.pair(created.id, f"{sandbox.port:05d}ABC")
    else:
        checked = await services.sign_in.check(created.id, sandbox.sign_in)
        await services.sign_in.accept(created.id, checked, timezone=sandbox.practice.tzinfo.key)
    return (await services.connections.get(created.id)).connection
