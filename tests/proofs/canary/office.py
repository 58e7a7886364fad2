"""The PC of the search: six sandboxes, the real password store, a real log, a folder of its own."""

import asyncio
import dataclasses
import itertools
import os
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.adapters.http import HttpClient
from app.sandbox.gentu.tokens import APP_ID, CLIENT_ID, CLIENT_SECRET
from app.services import Services, Settings, open_services
from app.services.bookings.intents import IntentService
from app.services.logs import close_logging, configure_logging
from tests.proofs.canary.people import plant, plant_contacts
from tests.proofs.canary.watch import Watch
from tests.support.api import CALM
from tests.support.crms import CRMS
from tests.support.desk import NOON, Clock, Desk, OwnVendors, over
from tests.support.three_desks import three_sandboxes
from tests.support.waiting import PATIENCE_S

ROOT = Path(__file__).parents[3]
GENTU_KEYS = {"appId": APP_ID, "clientId": CLIENT_ID, "clientSecret": CLIENT_SECRET}
CODE, PIN = "9ZQX7KWV", "583027461958"
CRM_NAMES = {"ghl": "ghl-v2", "salesforce": "salesforce", "hubspot": "hubspot"}


@dataclass
class Office:
    """`folder` holds `desk` (the data), `out` (what is saved), `tmp` and `home`."""

    folder: Path
    watch: Watch
    practices: dict[str, Any]
    crms: dict[str, Any]
    clock: Clock = field(default_factory=lambda: Clock(NOON))
    desks: dict[str, Desk] = field(default_factory=dict)
    secrets: set[str] = field(default_factory=set)
    open_services: list[Services] = field(default_factory=list)

    @property
    def services(self) -> Services:
        """Those that are open now."""
        return self.open_services[-1]

    @property
    def data(self) -> Path:
        return self.folder / "desk"

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def addresses(self) -> dict[str, str]:
        """Where the vendors are; no key of any."""
        told = itertools.chain.from_iterable(
            each.environment.items() for each in (*self.practices.values(), *self.crms.values())
        )
        return {name: value for name, value in told if name.endswith("_BASE_URL")}

    def planted(self) -> dict[str, str]:
        """The secrets that the sandboxes and the desk's people begin with, by what they are."""
        secrets = {
            each.vendor: each.secrets for each in (*self.practices.values(), *self.crms.values())
        }
        named = {f"{name} {n}": one for name, all_ in secrets.items() for n, one in enumerate(all_)}
        return named | GENTU_KEYS | {"code": CODE, "PIN": PIN}

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Services]:
        """One start, its sender at work."""
        settings = Settings(data_dir=self.data, environment=self.addresses, has_rate_limit=False)
        configure_logging(self.data)
        services = await open_services(settings, now=self.clock)
        services = over(services, OwnVendors(HttpClient(patience=CALM)))
        intents = IntentService(services.core, services.bookings, services.crm)
        services = dataclasses.replace(services, intents=intents)
        self.open_services.append(services)
        sending = asyncio.create_task(services.sender.run())
        try:
            yield services
        finally:
            self.secrets |= {services.core.database.key.hex(), *services.core.vendors.held_tokens}
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            await services.aclose()
            close_logging()

    async def command(self, *arguments: str, names_somebody: bool = False, told: str = "") -> int:
        """A real process of the command line: its exit code; its errors are kept to be searched."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "app", "--data-dir", str(self.data), *arguments),
            cwd=ROOT,
            env=os.environ | self.addresses,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        if names_somebody:
            self.watch.own_words.add(process.pid)
        async with asyncio.timeout(PATIENCE_S):
            out, err = await process.communicate(told.encode())
        self.watch.keep("standard error", err)
        if arguments[0] not in {"today", "key"}:  # the list itself; a code that is told this once
            self.watch.keep("standard output", out)
        assert process.returncode is not None
        return process.returncode


@asynccontextmanager
async def office(folder: Path, monkeypatch: Any) -> AsyncIterator[Office]:
    """Everything runs, nothing is connected. The password store is empty again afterwards."""
    for name in ("tmp", "out", "home"):
        (folder / name).mkdir()
    monkeypatch.setenv("TMPDIR", str(folder / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    with ExitStack() as stack:
        practices = stack.enter_context(three_sandboxes())
        practices["halaxy"].quota_per_minute = None
        for each in practices.values():
            plant(each.practice)
        crms = {
            name: stack.enter_context(CRMS[crm].running())
            for name, crm in (
                ("ghl", "ghl-v2"),
                ("salesforce", "salesforce"),
                ("hubspot", "hubspot"),
            )
        }
        plant_contacts(**crms)
        watch = stack.enter_context(Watch(folder / "tmp"))
        yield Office(folder, watch, practices, crms)
