"""HubSpot's operations, under dated and under `v3` paths: the same requests, answers that differ.

In 2026-09 a property without a value is null, and a batch in which something failed answers 200
with `numErrors`; in v3 it is left out, and answers 207.
"""

import dataclasses
import typing as t
import uuid

from app.sandbox.exchange import Answer, Call
from app.sandbox.hubspot import answers
from app.sandbox.hubspot.account import HubSpotAccount
from app.sandbox.hubspot.batch_calls import BatchCalls
from app.sandbox.hubspot.fault_bodies import BODIES
from app.sandbox.hubspot.limits import Limits
from app.sandbox.hubspot.record_calls import RecordCalls
from app.sandbox.hubspot.schema import TYPES
from app.sandbox.hubspot.setup_calls import SetupCalls
from app.sandbox.routes import Route, Router

TOKEN: t.Final = "pat-au1-5a9db0c4-0000-4000-8000-sandboxtoken"  # noqa: S105 - made up
DATED, LEGACY = "2026-09", "v3"
ALL_SCOPES: t.Final = frozenset(
    f"crm.{area}.{kind}.{right}"
    for area in ("objects", "schemas")
    for kind in ("contacts", "deals")
    for right in ("read", "write")
)
_READ = frozenset({"properties", "associations", "idProperty"})


class HubSpotServer:
    """Answers calls from one account. `scopes` is what the token may do."""

    fault_bodies = BODIES

    def __init__(self, account: HubSpotAccount) -> None:
        self.limits = Limits()
        self.scopes = set(ALL_SCOPES)
        self._account = account
        self._first = account.snapshot()
        self._records = {
            name: RecordCalls(account, self.limits, is_dated=name == DATED)
            for name in (DATED, LEGACY)
        }
        self._routers = {name: Router(self._routes(name), answers) for name in self._records}

    def show_ties(self, at_once: int) -> None:
        """How many associations a record shows before the next page begins."""
        for one in self._records.values():
            one.tie_page = at_once

    def answer(self, call: Call) -> Answer:
        """Raises `Refused` with the answer of every check that fails."""
        router = self._routers[DATED if DATED in call.segments[:3] else LEGACY]
        route = router.find(call)
        if call.headers.get("Authorization") != f"Bearer {TOKEN}":
            raise answers.unauthorized()
        self.limits.rolling.enter()
        router.check_form(call, route)
        self._check_scope(call)
        answer = route.answer(call)
        traced = {**answer.headers, answers.CORRELATION_HEADER: str(uuid.uuid4())}
        return dataclasses.replace(answer, headers=traced)

    def throttled(self, wait_s: int) -> Answer:  # noqa: ARG002 - HubSpot promises no time
        return answers.too_many("TEN_SECONDLY_ROLLING")

    def reset(self) -> None:
        self._account.restore(self._first)

    def state_json(self) -> dict[str, t.Any]:
        account = self._account
        return {
            type_: [
                {
                    "id": one.id,
                    "properties": one.properties,
                    "associations": {to: account.tied(type_, one.id, to) for to in TYPES},
                }
                for one in account.records(type_)
            ]
            for type_ in TYPES
        }

    def _routes(self, generation: str) -> list[Route]:
        setup, records = SetupCalls(self._account), self._records[generation]
        pipelines, properties = (_base(area, generation) for area in ("pipelines", "properties"))
        ties = _base("objects", generation if generation == DATED else "v4")
        routes = [
            Route(pattern=(*pipelines, "deals"), answer=setup.pipelines),
            Route(method="POST", pattern=(*properties, "*"), answer=setup.make_property),
            Route(pattern=(*properties, "*", "*"), answer=setup.property),
            Route(
                method="PUT",
                pattern=(*ties, "*", "*", "associations", "default", "*", "*"),
                answer=records.tie,
            ),
        ]
        for type_ in TYPES:
            routes += self._routes_of(records, (*_base("objects", generation), type_))
        return routes

    def _routes_of(self, records: RecordCalls, base: tuple[str, ...]) -> list[Route]:
        batch = BatchCalls(self._account, records, is_dated=DATED in base)
        one, by_property = (*base, "*"), frozenset({"idProperty"})
        return [
            Route(method="POST", pattern=(*base, "search"), answer=records.search),
            Route(method="POST", pattern=(*base, "batch", "upsert"), answer=batch.upsert),
            Route(method="POST", pattern=base, answer=records.create),
            Route(pattern=one, answer=records.read, parameters=_READ),
            Route(
                method="PATCH",
                pattern=one,
                answer=records.update,
                parameters=by_property,
                takes_body=True,
            ),
            Route(method="DELETE", pattern=one, answer=records.archive),
            Route(
                pattern=(*one, "associations", "*"),
                answer=records.list_ties,
                parameters=frozenset({"after", "limit"}),
            ),
        ]

    def _check_scope(self, call: Call) -> None:
        """Meetings and notes go with contacts."""
        kind = "deals" if "deals" in call.segments[3:] else "contacts"
        right = "read" if call.method == "GET" or call.segments[-1] == "search" else "write"
        area = "schemas" if "properties" in call.segments[:3] else "objects"
        scope = f"crm.{area}.{kind}.{right}"
        if scope not in self.scopes:
            raise answers.missing_scopes(scope)


def _base(area: str, generation: str) -> tuple[str, ...]:
    return ("crm", area, generation) if generation == DATED else ("crm", generation, area)
