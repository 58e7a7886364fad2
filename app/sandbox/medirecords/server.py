"""MediRecords' operations under `/v1`: finds the route, checks it, answers from the practice."""

import collections.abc as c
import dataclasses
import typing as t

from app.sandbox.directory import Unknown
from app.sandbox.exchange import Answer, Call, json_answer
from app.sandbox.medirecords import answers, wire
from app.sandbox.medirecords.codes import CodeStyle, code_system_json
from app.sandbox.medirecords.fault_bodies import BODIES
from app.sandbox.medirecords.pages import Fragments, Matches, page_body
from app.sandbox.medirecords.practice import MediRecordsPractice
from app.sandbox.medirecords.queries import (
    APPOINTMENT_FILTERS,
    PAGING,
    TYPE_FILTERS,
    checked_id,
    read_appointment_query,
    read_page,
    read_type_query,
)
from app.sandbox.medirecords.records import Appointment
from app.sandbox.medirecords.tokens import ApiTokens
from app.sandbox.routes import Route, Router


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Quirks:
    """What the contract leaves open or live clients have met.

    `largest_size` rows are served on a page at most. `has_seconds`: `scheduleTime` ends in
    seconds. `empty_page_is_500`: a page without rows is answered with 500.
    """

    largest_size: int = 200
    has_seconds: bool = False
    codes: CodeStyle = dataclasses.field(default_factory=CodeStyle)
    empty_page_is_500: bool = False


class MediRecordsServer:
    """Answers calls from one practice."""

    fault_bodies = BODIES

    def __init__(self, practice: MediRecordsPractice, *, tokens: ApiTokens, quirks: Quirks) -> None:
        self._practice = practice
        self._tokens = tokens
        self._quirks = quirks
        self._matches = Matches(practice)
        self._fragments = Fragments(self.appointment_json)
        self._router = Router(self._routes(), answers)

    def _routes(self) -> tuple[Route, ...]:
        practice = ("v1", "practices", "*")
        return (
            _practice_route(practice, self._show_practice),
            _practice_route((*practice, "providers"), self._list_providers, {"status"} | PAGING),
            _practice_route(
                (*practice, "appointment-types"), self._list_types, TYPE_FILTERS | PAGING
            ),
            _practice_route((*practice, "appointment-types", "*"), self._show_type),
            _practice_route(
                (*practice, "appointments"), self._list_appointments, APPOINTMENT_FILTERS | PAGING
            ),
            _practice_route((*practice, "appointments", "*"), self._show_appointment),
            Route(pattern=("v1", "code-system", "*"), answer=self._show_codes),
            Route(pattern=("v1", "patients", "*"), answer=self._show_patient),
        )

    def warm_up(self) -> None:
        """Encode all appointments ahead of the first request."""
        with self._practice.lock:
            for row in self._practice.appointments():
                self._fragments.encoded(row)

    def throttled(self, wait_s: int) -> Answer:
        return answers.too_many_requests(wait_s)

    def appointment_json(self, appointment: Appointment) -> dict[str, t.Any]:
        return wire.appointment_json(
            appointment, practice=self._practice, has_seconds=self._quirks.has_seconds
        )

    def state_json(self) -> dict[str, t.Any]:
        practice = self._practice
        return {
            "practice": wire.practice_json(practice),
            "isOpen": practice.is_open,
            "apiToken": self._tokens.api_token,
            "providers": [wire.provider_json(one) for one in practice.practitioners()],
            "appointmentTypes": [wire.type_json(one) for one in practice.types()],
        }

    def answer(self, call: Call) -> Answer:
        """Raises `Refused` with the answer of every check that fails."""
        route = self._router.find(call)
        self._tokens.check(call.headers.get("Authorization"))
        self._router.check_form(call, route)
        if not self._practice.is_open:
            raise answers.forbidden()
        try:
            if route.is_scoped:
                self._check_practice(call.segments[2])
            return route.answer(call)
        except Unknown:
            raise answers.not_found() from None

    def _check_practice(self, practice_id: str) -> None:
        if checked_id("practiceId", practice_id) != self._practice.account_id:
            raise Unknown(practice_id)

    def _show_practice(self, _call: Call) -> Answer:
        return json_answer(wire.practice_json(self._practice))

    def _list_providers(self, call: Call) -> Answer:
        status = dict(call.query).get("status")
        rows = [
            one
            for one in self._practice.practitioners()
            if status in {None, wire.provider_status(one)}
        ]
        return self._page(call, rows, wire.provider_json)

    def _list_types(self, call: Call) -> Answer:
        query = read_type_query(call)
        rows = [
            one
            for one in self._practice.types()
            if query.telehealth in {None, one.telehealth} and query.active in {None, one.active}
        ]
        return self._page(call, rows, wire.type_json)

    def _show_type(self, call: Call) -> Answer:
        id_ = checked_id("appointmentTypeId", call.segments[4])
        return json_answer(wire.type_json(self._practice.appointment_type(id_)))

    def _list_appointments(self, call: Call) -> Answer:
        rows = self._matches.of(read_appointment_query(call))
        return self._encoded_page(call, rows, self._fragments.encoded)

    def _show_appointment(self, call: Call) -> Answer:
        id_ = checked_id("appointmentId", call.segments[4])
        return json_answer(self.appointment_json(self._practice.appointment(id_)))

    def _show_codes(self, call: Call) -> Answer:
        try:
            return json_answer(code_system_json(call.segments[2], self._quirks.codes))
        except KeyError:
            raise answers.not_found() from None

    def _show_patient(self, call: Call) -> Answer:
        patient = self._practice.patient(checked_id("patientId", call.segments[2]))
        return json_answer(wire.patient_json(patient, self._practice.account_id))

    def _page(
        self, call: Call, rows: c.Sequence[t.Any], shown: c.Callable[[t.Any], t.Any]
    ) -> Answer:
        return self._encoded_page(call, rows, lambda row: json_answer(shown(row)).body)

    def _encoded_page(
        self, call: Call, rows: c.Sequence[t.Any], encoded: c.Callable[[t.Any], bytes]
    ) -> Answer:
        wish = read_page(call, largest_size=self._quirks.largest_size)
        if self._quirks.empty_page_is_500 and wish.page * wish.size >= len(rows):
            raise answers.server_error()
        return Answer(body=page_body(rows, wish, encoded))


def _practice_route(
    pattern: tuple[str, ...],
    answer: c.Callable[[Call], Answer],
    parameters: c.Iterable[str] = (),
) -> Route:
    return Route(pattern=pattern, answer=answer, parameters=frozenset(parameters), is_scoped=True)
