"""Halaxy's operations under `/main`: finds the route, checks the request, answers.

`quota`, once set, is told in two headers of every answer.
"""

import dataclasses
import typing as t

from app.sandbox.directory import Unknown
from app.sandbox.exchange import Answer, Call, Refused
from app.sandbox.halaxy import answers
from app.sandbox.halaxy.answers import FHIR_JSON
from app.sandbox.halaxy.bundles import Bundles, LinkStyle
from app.sandbox.halaxy.fault_bodies import BODIES
from app.sandbox.halaxy.practice import Practice
from app.sandbox.halaxy.queries import PARAMETERS, REPEATABLE, read_search
from app.sandbox.halaxy.records import Appointment
from app.sandbox.halaxy.searches import one
from app.sandbox.halaxy.tokens import Tokens
from app.sandbox.journal import Quota
from app.sandbox.routes import Route, Router

_ACCEPTS = frozenset({FHIR_JSON, "application/*", "*/*"})
_CAPABILITIES = {
    "resourceType": "CapabilityStatement",
    "status": "active",
    "kind": "instance",
    "fhirVersion": "4.3.0",
    "format": [FHIR_JSON],
}


class HalaxyServer:
    """Answers calls from one practice group."""

    fault_bodies = BODIES

    def __init__(self, practice: Practice, *, tokens: Tokens, links: LinkStyle) -> None:
        self._practice = practice
        self._tokens = tokens
        self._bundles = Bundles(practice, links)
        self.quota: Quota | None = None
        self._token_route = Route(
            method="POST",
            pattern=("main", "oauth", "token"),
            answer=tokens.issue,
            needs_token=False,
        )
        self._router = Router(
            (self._token_route, *self._reading_routes()), answers, accepts=_ACCEPTS
        )

    def _reading_routes(self) -> list[Route]:
        routes = [
            Route(pattern=("main", "metadata"), answer=self._metadata),
            Route(pattern=("main", "paged", "*"), answer=self._paged),
        ]
        for kind, parameters in PARAMETERS.items():
            search = Route(
                pattern=("main", kind),
                answer=self._search,
                parameters=parameters,
                repeatable=REPEATABLE,
                is_scoped=True,
            )
            read = Route(pattern=("main", kind, "*"), answer=self._read, is_scoped=True)
            routes += [search, read]
        return routes

    def warm_up(self) -> None:
        """Encode all resources ahead of the first request."""
        self._bundles.warm_up()

    def answer(self, call: Call) -> Answer:
        """Refusals too are answers here: each of them tells the quota."""
        try:
            return self._told(self._answer(call))
        except Refused as refused:
            return self._told(refused.answer)

    def throttled(self, wait_s: int) -> Answer:
        return self._told(answers.too_many_requests(wait_s))

    def appointment_json(self, appointment: Appointment) -> dict[str, t.Any]:
        return self._bundles.shown(appointment)

    def state_json(self) -> dict[str, t.Any]:
        practice = self._practice
        return {
            "accountId": practice.account_id,
            "scopes": sorted(practice.scopes),
            "practitioners": [self._bundles.shown(person) for person in practice.practitioners()],
            "appointmentTypes": [self._bundles.shown(type_) for type_ in practice.types()],
        }

    def _answer(self, call: Call) -> Answer:
        route = self._router.find(call)
        if not call.headers.get("User-Agent", "").strip():
            raise answers.bad_request("A User-Agent is required")
        if route is self._token_route:
            return route.answer(call)
        self._tokens.check(call.headers.get("Authorization"))
        if "Accept" not in call.headers:
            raise answers.bad_request(f"Accept must allow {FHIR_JSON}")
        self._router.check_form(call, route)
        if route.is_scoped:
            self._check_scope(call.segments[1])
        try:
            return route.answer(call)
        except Unknown:
            raise answers.not_found() from None

    def _check_scope(self, kind: str) -> None:
        if kind not in self._practice.scopes:
            raise answers.forbidden()

    def _metadata(self, _call: Call) -> Answer:
        return answers.resource_answer(_CAPABILITIES)

    def _search(self, call: Call) -> Answer:
        search = read_search(call.segments[1], call.query)
        return _fhir(self._bundles.bundle(search, _origin(call)))

    def _paged(self, call: Call) -> Answer:
        search = self._bundles.paged(call.segments[2])
        if search is None:
            raise answers.no_such_route(call.path)
        self._check_scope(search.kind)
        return _fhir(self._bundles.bundle(search, _origin(call)))

    def _read(self, call: Call) -> Answer:
        record = one(self._practice, call.segments[1], call.segments[2])
        return _fhir(self._bundles.resource(record, _origin(call)))

    def _told(self, answer: Answer) -> Answer:
        """With the quota's headers, as on every answer."""
        if self.quota is None or self.quota.per_minute is None:
            return answer
        counts = {
            "x-ratelimit-limit": str(self.quota.per_minute),
            "x-ratelimit-remaining": str(self.quota.remaining),
        }
        return dataclasses.replace(answer, headers={**answer.headers, **counts})


def _fhir(body: bytes) -> Answer:
    return Answer(body=body, content_type=FHIR_JSON)


def _origin(call: Call) -> str:
    """Links and references lead back to the host that was asked."""
    return f"http://{call.headers['Host']}"
