"""Gentu's operations under `/v1`: finds the route, checks the request, answers from the practice.

Pairing codes: any eight letters and digits pair, once. These do not:

    USED0000  409, as a code that was consumed before
    EXPIRED0  404, as a code that ran out
    UNKNOWN0  404, as a code that never was
"""

import collections.abc as c
import re
import typing as t

from app.sandbox.exchange import Answer, Call, json_answer
from app.sandbox.gentu import answers, wire
from app.sandbox.gentu.fault_bodies import BODIES
from app.sandbox.gentu.pages import CursorStyle, Pages
from app.sandbox.gentu.practice import Practice, Unknown
from app.sandbox.gentu.queries import checked_id, read_query
from app.sandbox.gentu.records import Appointment
from app.sandbox.gentu.tokens import APP_ID, Tokens
from app.sandbox.routes import Route, Router

USED_CODE, EXPIRED_CODE, UNKNOWN_CODE = "USED0000", "EXPIRED0", "UNKNOWN0"
_LIST_PARAMETERS = frozenset({"fromDate", "toDate", "practitionerId", "limit", "cursor", "include"})


class GentuServer:
    """Answers calls from one practice."""

    fault_bodies = BODIES

    def __init__(self, practice: Practice, *, tokens: Tokens, cursors: CursorStyle) -> None:
        self._practice = practice
        self._tokens = tokens
        self._pages = Pages(practice, cursors)
        self._used_codes = {USED_CODE}
        tenant = ("v1", "tenants", "*")
        routes = (
            _tenant_route((*tenant, "appointments"), self._list_appointments, _LIST_PARAMETERS),
            _tenant_route((*tenant, "appointments", "*"), self._appointment),
            _tenant_route((*tenant, "patients", "*"), self._patient),
            _tenant_route((*tenant, "practitioners"), self._list_practitioners),
            _tenant_route((*tenant, "practitioners", "*"), self._practitioner),
            _tenant_route((*tenant, "appointment-types"), self._list_types),
            _tenant_route((*tenant, "status"), self._status),
            _tenant_route(tenant, self._tenant),
            Route(pattern=("v1", "tenants"), answer=self._list_tenants),
            Route(method="PUT", pattern=("v1", "apps", "*", "pairing", "*"), answer=self._pair),
            Route(
                method="POST",
                pattern=("v1", "oauth2", "token"),
                answer=tokens.issue,
                needs_token=False,
            ),
        )
        self._router = Router(routes, answers)

    def warm_up(self) -> None:
        """Encode all appointments and patients ahead of the first request."""
        self._pages.warm_up()

    def answer(self, call: Call) -> Answer:
        """Raises `Refused` with the answer of every check that fails."""
        route = self._router.find(call)
        if route.needs_token:
            self._tokens.check(call.headers.get("Authorization"))
        self._router.check_form(call, route)
        if route.is_scoped:
            self._check_tenant(call.segments[2])
        try:
            return route.answer(call)
        except Unknown:
            raise answers.not_found() from None

    def throttled(self, wait_s: int) -> Answer:
        return answers.too_many_requests(wait_s)

    def appointment_json(self, appointment: Appointment) -> dict[str, t.Any]:
        return wire.appointment_json(appointment, self._practice.tzinfo)

    def state_json(self) -> dict[str, t.Any]:
        practice = self._practice
        return {
            "tenant": wire.tenant_json(practice),
            "access": practice.access,
            "practitioners": [wire.practitioner_json(p) for p in practice.practitioners()],
            "appointmentTypes": [wire.type_json(type_) for type_ in practice.types()],
        }

    def _check_tenant(self, tenant_id: str) -> None:
        if checked_id("tenantId", tenant_id) != self._practice.tenant_id:
            raise answers.not_found("No such tenant")
        if self._practice.access != "enabled":
            raise answers.forbidden("Tenant is not enabled for this application")

    def _pair(self, call: Call) -> Answer:
        _, _, app_id, _, code = call.segments
        if app_id != APP_ID:
            raise answers.forbidden("This application does not belong to the client")
        if not re.fullmatch(r"[A-Za-z0-9]{8}", code):
            raise answers.bad_request("A pairing code has eight letters and digits")
        code = code.upper()
        if code in {EXPIRED_CODE, UNKNOWN_CODE}:
            raise answers.not_found("Pairing code is unknown or has expired.")
        if code in self._used_codes:
            raise answers.conflict("Pairing code has already been consumed.")
        self._used_codes.add(code)
        self._practice.pair()
        message = "Successfully consumed pairing code."
        return json_answer({"message": message, "tenantId": self._practice.tenant_id})

    def _list_tenants(self, _call: Call) -> Answer:
        practice = self._practice
        row = {"tenantId": practice.tenant_id, "status": practice.access}
        return json_answer([] if practice.access == "never" else [row])

    def _tenant(self, _call: Call) -> Answer:
        return json_answer(wire.tenant_json(self._practice))

    def _status(self, _call: Call) -> Answer:
        return json_answer({"status": self._practice.access})

    def _list_practitioners(self, _call: Call) -> Answer:
        return json_answer([wire.practitioner_json(p) for p in self._practice.practitioners()])

    def _practitioner(self, call: Call) -> Answer:
        id_ = checked_id("practitionerId", call.segments[4])
        return json_answer(wire.practitioner_json(self._practice.practitioner(id_)))

    def _list_types(self, _call: Call) -> Answer:
        return json_answer([wire.type_json(type_) for type_ in self._practice.types()])

    def _list_appointments(self, call: Call) -> Answer:
        query, cursor = read_query(dict(call.query))
        if cursor is not None and not self._pages.knows(query, cursor):
            raise answers.bad_request("cursor does not belong to these parameters")
        self._practice.practitioner(query.practitioner_id)
        return Answer(body=self._pages.page(query, cursor))

    def _appointment(self, call: Call) -> Answer:
        appointment = self._practice.appointment(checked_id("appointmentId", call.segments[4]))
        return json_answer(self.appointment_json(appointment))

    def _patient(self, call: Call) -> Answer:
        id_ = checked_id("patientId", call.segments[4])
        return json_answer(wire.patient_json(self._practice.patient(id_)))


def _tenant_route(
    pattern: tuple[str, ...],
    answer: c.Callable[[Call], Answer],
    parameters: frozenset[str] = frozenset(),
) -> Route:
    return Route(pattern=pattern, answer=answer, parameters=parameters, is_scoped=True)
