"""The way of every request into a vendor's server: journal, quota, faults, answer."""

import asyncio
import collections.abc as c
import dataclasses
import math
import threading
import time
import urllib.parse

from aiohttp import web

from app.sandbox.exchange import Answer, Call, Refused
from app.sandbox.fault_acts import break_off, breaks_off, edited, replaced
from app.sandbox.fault_kinds import Fault, FaultKind
from app.sandbox.fault_late import LateCalls
from app.sandbox.faults import Faults
from app.sandbox.journal import Journal, Quota, RequestRecord

CONTROL_PREFIX = "/_sandbox/"


@dataclasses.dataclass(slots=True, kw_only=True)
class _Outcome:
    status: int | None = None
    violation: str | None = None
    fault: Fault | None = None


class Front:
    """Stands before a vendor's `answer` and everything that a test may do to it.

    `on_request` callbacks run in the server's thread before each vendor request is answered.
    `latency_s` is waited before every answer. `throttled` makes the vendor's 429 from the
    seconds to wait.
    """

    def __init__(
        self,
        *,
        answer: c.Callable[[Call], Answer],
        control: c.Callable[[Call], Answer],
        throttled: c.Callable[[int], Answer],
        faults: Faults,
        journal: Journal,
    ) -> None:
        self._answer = answer
        self._answering = threading.Lock()
        self._late = LateCalls(self._answered)
        self._control = control
        self._throttled = throttled
        self.faults = faults
        self.journal = journal
        self.quota = Quota(None)
        self.latency_s: float = 0
        self.on_request: list[c.Callable[[Call], None]] = []

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        call = await _read_call(request)
        if call.path.startswith(CONTROL_PREFIX):
            return _response(_control_answer(self._control, call, request.remote))
        return await self._journaled(request, call)

    async def _journaled(self, request: web.BaseRequest, call: Call) -> web.StreamResponse:
        outcome = _Outcome()
        started = time.monotonic()
        try:
            return _response(await self._outcome(request, call, outcome))
        finally:
            record = RequestRecord(
                method=call.method,
                path=call.path,
                query=dict(call.query),
                started=started,
                ended=time.monotonic(),
                status=outcome.status,
                violation=outcome.violation,
                fault=outcome.fault.name if outcome.fault else None,
            )
            self.journal.write(record)

    async def _outcome(self, request: web.BaseRequest, call: Call, outcome: _Outcome) -> Answer:
        for callback in tuple(self.on_request):
            callback(call)
        outcome.fault = fault = self.faults.strike(call.method, call.path)
        wait_s = self.latency_s + (fault.seconds if fault and not breaks_off(fault) else 0)
        if wait_s:
            await asyncio.sleep(wait_s)
        answer = self._worked_out(call, fault)
        outcome.violation = answer.violation
        if fault and breaks_off(fault):
            await break_off(fault, request, answer)
        answer = edited(fault, answer) if fault else answer
        outcome.status = answer.status
        return answer

    def _worked_out(self, call: Call, fault: Fault | None) -> Answer:
        """The true answer, unless `fault` keeps the request from being carried out (now)."""
        if fault is None:
            return self._true_answer(call)
        if fault.kind is FaultKind.REFUSE:
            return replaced(fault)
        if fault.kind is FaultKind.LATE:
            self._late.keep(call, seconds=fault.seconds)
            return Answer()
        return self._true_answer(call.without_query(fault.ignored_query))

    def _true_answer(self, call: Call) -> Answer:
        wait_s = self.quota.seconds_to_wait()
        if wait_s:
            return self._throttled(math.ceil(wait_s))
        return self._answered(call)

    def _answered(self, call: Call) -> Answer:
        """One at a time: a late request may be carried out in a test's own thread."""
        with self._answering:
            try:
                return self._answer(call)
            except Refused as refused:
                return refused.answer

    def commit_late(self) -> list[Answer]:
        """Carry out now what waits since a `late_commit`; gives what it would have answered."""
        return self._late.commit()


def _control_answer(control: c.Callable[[Call], Answer], call: Call, remote: str | None) -> Answer:
    """Only this machine, and no web page in its browser, may steer the sandbox."""
    host = urllib.parse.urlsplit(f"//{call.headers.get('Host', '')}").hostname
    is_local = remote in {"127.0.0.1", "::1"} and host in {"127.0.0.1", "localhost", "::1"}
    if not is_local or "Origin" in call.headers:
        return Answer(status=403, body=b'{"error":"loopback only"}')
    try:
        return control(call)
    except Refused as refused:
        return refused.answer


async def _read_call(request: web.BaseRequest) -> Call:
    path, _, query = request.raw_path.partition("?")
    return Call(
        method=request.method,
        path=path,
        segments=tuple(urllib.parse.unquote(part) for part in path.split("/")[1:]),
        query=tuple(urllib.parse.parse_qsl(query, keep_blank_values=True)),
        headers=request.headers,
        body=await request.read() if request.can_read_body else b"",
    )


def _response(answer: Answer) -> web.Response:
    headers = dict(answer.headers)
    if answer.content_type is not None:
        headers["Content-Type"] = answer.content_type
    return web.Response(status=answer.status, body=answer.body, headers=headers)
