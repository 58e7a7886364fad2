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
    bulk_halaxy_practice,
    bulk_medirecords_practice,
    bulk_practice,
    made_up_halaxy_practice,
    made_up_medirecords_practice,
    made_up_practice,
)
from app.sandbox.exchange import Call
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
    """`made_up(day)`: a practice whose busy day is `day`; `bulk` one of any size.

    `page_path`: what a page's path ends in, `later_query` whether a query is of a page after the
    first. `people_path`, `patients_path`, `token_path`: parts of those calls' paths, None where
    there is no such call.
    `rows_of`: the rows of a decoded page, to be spoiled; `holds_more`: whether it could hold one
    more and still be a page of the vendor's.
    """

    pms_type: str
    sandbox: Callable[..., Sandbox]
    made_up: Callable[[date], Any]
    bulk: Callable[..., Any]
    page_path: str
    later_query: Callable[[dict[str, str]], bool]
    people_path: str
    patients_path: str | None = None
    token_path: str | None = None
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

    @property
    def kinds_of_call(self) -> dict[str, Callable[[Call], bool]]:
        """What a sync asks for, by name, and how a call of the kind is told."""
        paths = {
            "token": self.token_path,
            "people": self.people_path,
            "patients": self.patients_path,
            "single appointment": self.page_path + "/",
        }
        kinds = {name: partial(_is_under, path) for name, path in paths.items() if path is not None}
        kinds["page 1"] = lambda call: self.is_page(call.path) and not self._is_later(call)
        kinds["page 2"] = lambda call: self.is_page(call.path) and self._is_later(call)
        return kinds

    def _is_later(self, call: Call) -> bool:
        return self.later_query(dict(call.query))


def _is_under(path: str, call: Call) -> bool:
    return path in call.path


SYSTEMS = {
    "gentu": System(
        pms_type="gentu",
        sandbox=GentuSandbox,
        made_up=made_up_practice,
        bulk=bulk_practice,
        page_path="/appointments",
        later_query=lambda query: "cursor" in query,
        people_path="/practitioners",
        token_path="/oauth2/token",
        rows_of=lambda page: page.get("appointments"),
    ),
    "halaxy": System(
        pms_type="halaxy",
        sandbox=HalaxySandbox,
        made_up=made_up_halaxy_practice,
        bulk=bulk_halaxy_practice,
        page_path="/Appointment",
        later_query=lambda query: "page" in query,
        people_path="/Practitioner",
        patients_path="/Patient",
        token_path="/oauth/token",
        rows_of=lambda page: page.get("entry"),
    ),
    "medirecords": System(
        pms_type="medirecords",
        sandbox=MediRecordsSandbox,
        made_up=made_up_medirecords_practice,
        bulk=bulk_medirecords_practice,
        page_path="/appointments",
        later_query=lambda query: query["page"] != "0",
        people_path="/providers",
        patients_path="/patients/",
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
