"""A vendor as one connection sees it: deadline, retry of reads, rate limit, sign-in per call."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from urllib.parse import urljoin, urlsplit

import httpx
import msgspec
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception

from app.adapters.answer import Answer, judge, never_sent, read_answer, translate
from app.adapters.call import Call, Params, Setback, parsed, query_of
from app.adapters.clock_watch import ClockWatch
from app.adapters.dialect import Dialect
from app.adapters.pacing import Clock, Patience, RateGate, read_retry_after
from app.adapters.sign_in import ClientCredentials, Keeper
from app.domain.errors import (
    BadAnswer,
    NoInternet,
    OutcomeUnknown,
    RunSheetError,
    SignInAgain,
    SlowDown,
    TooSlow,
    Unreachable,
    VendorTrouble,
)

SIZE_CAP_BYTES = 8 * 1024 * 1024
AT_ONCE = 16
"""Calls of one view under way at a time; more are slower, vendors' limits bind long before."""

_NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What every view of an app shares."""

    patience: Patience
    clock: Clock
    transport: Callable[[], Awaitable[httpx.AsyncBaseTransport]]
    has_route: Callable[[], bool]
    clock_watch: ClockWatch


class HttpView:
    """Signed-in calls to one vendor; every call raises `RunSheetError`s only."""

    def __init__(
        self,
        *,
        shared: Surroundings,
        system: str,
        base_url: str,
        keeper: Keeper | None,
        gate: RateGate,
        dialect: Dialect,
    ) -> None:
        self.system = system
        self._shared = shared
        self._base_url = base_url
        self._keeper = keeper
        self._gate = gate
        self._dialect = dialect
        self._headers = {
            "Accept": dialect.accept,
            "Accept-Encoding": "gzip",
            "User-Agent": dialect.user_agent,
            **dialect.headers,
        }
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def get(self, path: str, params: Params = ()) -> Answer:
        """A 2xx JSON answer, not decoded yet. Repeated on failed connections, 429 and 5xx."""
        return await self._call("GET", self._base_url + path + query_of(params))

    async def get_json(self, path: str, params: Params = ()) -> object:
        """The decoded JSON of `get`."""
        return (await self.get(path, params)).json()

    async def follow(self, url: str) -> Answer:
        """`get` of an address that an answer named, absolute or relative.

        Raises BadAnswer for another host or scheme: our token goes nowhere else.
        """
        whole = self._own(url)
        if whole is None:
            raise BadAnswer(system=self.system)
        return await self._call("GET", whole)

    async def put_json(self, path: str) -> object:
        """PUT without a body. Repeated only when the connection was never made."""
        return (await self._call("PUT", self._base_url + path)).json()

    async def search(self, path: str, body: object) -> Answer:
        """A POST that only reads (a CRM's search): repeated like `get`."""
        return await self._whole(self._writing("POST", path, (), body, {}), is_read=True)

    async def send(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        params: Params = (),
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One call that changes something, made once, whatever becomes of it; `body` as JSON.

        Raises OutcomeUnknown where the vendor may have done it: an answer that was lost or can't
        be read, any 5xx, a 408. Every other error means that it did nothing.
        """
        call = self._writing(method, path, params, body, headers or {})
        async with self._slots:
            try:
                return await self._attempt(call)
            except Setback as setback:
                failure = setback.error
                if setback.may_have_landed:
                    failure = OutcomeUnknown(system=self.system)
        raise failure.with_traceback(None)

    def _writing(
        self, method: str, path: str, params: Params, body: object, headers: Mapping[str, str]
    ) -> Call:
        content = None if body is None else msgspec.json.encode(body)
        told = dict(headers) if body is None else {"Content-Type": "application/json", **headers}
        url = self._base_url + path + query_of(params)
        return Call(method, url, self._shared.clock.monotonic(), headers=told, content=content)

    def _own(self, url: str) -> str | None:
        try:
            whole = urljoin(self._base_url + "/", url)
            home, there = urlsplit(self._base_url), urlsplit(whole)
        except ValueError:
            return None
        is_own = (there.scheme, there.netloc) == (home.scheme, home.netloc)
        return whole if is_own and whole.isascii() and whole.isprintable() else None

    async def _call(self, method: str, url: str) -> Answer:
        call = Call(method, url, self._shared.clock.monotonic())
        return await self._whole(call, is_read=method == "GET")

    async def _whole(self, call: Call, *, is_read: bool) -> Answer:
        """The call with all its attempts; what only reads may be made again."""
        call.is_read = is_read
        async with self._slots:
            try:
                return await self._attempt(call)
            except Setback as setback:
                first = setback
            try:
                return await self._repeated(first, call)
            except Setback as setback:
                failure = setback.error
        raise failure.with_traceback(None)

    async def _repeated(self, first: Setback, call: Call) -> Answer:
        """What follows a first attempt that failed; making an `AsyncRetrying` is dear."""
        setbacks = [first]

        async def attempt() -> Answer:
            if setbacks:
                raise setbacks.pop()
            return await self._attempt(call)

        answer: Answer = await self._retrying(call)(attempt)
        return answer

    def _retrying(self, call: Call) -> AsyncRetrying:
        patience, clock = self._shared.patience, self._shared.clock

        def pause_s(state: RetryCallState) -> float:
            backoff = patience.first_pause_s * 2.0 ** (state.attempt_number - 1)
            jittered = random.uniform(0.5, 1.0) * min(backoff, patience.longest_backoff_s)  # noqa: S311 - spreads load, guards nothing
            return max(jittered, _setback_of(state).pause_s or 0.0)

        def is_over(state: RetryCallState) -> bool:
            ends = clock.monotonic() - call.begun_s + state.upcoming_sleep
            return state.attempt_number >= patience.attempts or ends > patience.call_s

        return AsyncRetrying(
            sleep=clock.sleep,
            wait=pause_s,
            stop=is_over,
            retry=retry_if_exception(lambda e: isinstance(e, Setback) and e.may_repeat),
            reraise=True,
        )

    async def _attempt(self, call: Call) -> Answer:
        """One attempt, with one more after a 401 if the token could be renewed."""
        if self._keeper is None:
            return await self._exchange(call)
        for is_last in (False, True):
            token = await self._token(self._keeper, call)
            try:
                return await self._exchange(call, {"Authorization": f"Bearer {token}"})
            except Setback as setback:
                is_final = is_last or not self._keeper.can_renew
                if is_final or not isinstance(setback.error, SignInAgain):
                    raise
            self._keeper.forget(token)
        raise AssertionError

    async def _token(self, keeper: Keeper, call: Call) -> str:
        try:
            return await keeper.token(partial(self._ask_for_token, call))
        except RunSheetError as error:
            failure = error
        raise Setback(failure, may_repeat=_may_pass(failure), pause_s=self._pause_of(failure))

    async def _ask_for_token(self, call: Call, credentials: ClientCredentials) -> Answer:
        sign_in = Call(
            "POST",
            credentials.token_url,
            call.begun_s,
            headers=credentials.headers(),
            content=credentials.body(),
        )
        try:
            return await self._exchange(sign_in)
        except Setback as setback:
            failure = setback.error
        finally:
            call.begun_s = sign_in.begun_s
        raise failure

    async def _exchange(self, call: Call, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        """Send and read once, within the rate limit and the deadline; raises Setback."""
        call.begun_s += await self._gate.enter()
        transport = await self._shared.transport()
        request = httpx.Request(
            call.method,
            parsed(call.url),
            headers={**self._headers, **call.headers, **headers},
            content=call.content,
        )
        is_sent = True
        try:
            async with asyncio.timeout(self._shared.patience.attempt_s):
                answer = await self._send(transport, request)
        except TimeoutError:
            failure: RunSheetError = TooSlow(system=self.system)
        except httpx.HTTPError as error:
            failure = translate(error, self.system, has_route=self._shared.has_route)
            is_sent = not never_sent(error)
        except RunSheetError as error:
            failure = error
        else:
            return self._judged(answer, call)
        may_repeat = (call.is_read or not is_sent) and _may_pass(failure)
        raise Setback(failure, may_repeat=may_repeat, may_have_landed=is_sent)

    async def _send(self, transport: httpx.AsyncBaseTransport, request: httpx.Request) -> Answer:
        sent = self._shared.clock.now()
        response = await transport.handle_async_request(request)
        self._shared.clock_watch.note(response.headers, sent=sent, came=self._shared.clock.now())
        try:
            return await read_answer(response, self.system, cap_bytes=SIZE_CAP_BYTES)
        finally:
            await response.aclose()

    def _judged(self, answer: Answer, call: Call) -> Answer:
        self._gate.learn(told=answer.rate_limit, remaining=answer.rate_remaining)
        failure = self._failure_of(answer)
        if self._dialect.is_expired(answer):
            failure = SignInAgain(system=self.system)
        if failure is None:
            return answer
        now = self._shared.clock.now()
        pause_s = read_retry_after(answer.retry_after, now)
        if isinstance(failure, SlowDown) and pause_s is not None:
            failure = SlowDown(system=self.system, retry_at=_after(now, pause_s))
        elif pause_s is None:
            pause_s = self._pause_of(failure)
        raise Setback(
            failure,
            may_repeat=call.is_read and _may_pass(failure),
            pause_s=pause_s,
            may_have_landed=_may_be_a_yes(answer.status),
        )

    def _failure_of(self, answer: Answer) -> RunSheetError | None:
        if self._dialect.judge is not None:
            return self._dialect.judge(answer)
        return judge(answer, error_keys=self._dialect.error_keys)

    def _pause_of(self, failure: RunSheetError) -> float | None:
        if not isinstance(failure, SlowDown) or failure.retry_at is None:
            return None
        return max((failure.retry_at - self._shared.clock.now()).total_seconds(), 0.0)


def _setback_of(state: RetryCallState) -> Setback:
    failure = state.outcome.exception() if state.outcome else None
    assert isinstance(failure, Setback)  # noqa: S101 - nothing else is ever retried
    return failure


def _may_be_a_yes(status: int) -> bool:
    """Whether an answer like this leaves open that what was sent was done: a redirection may be
    the way to what was made (303, and 301 and 302 as many servers use them).
    """
    return status < 300 or 300 < status < 304 or status == 408 or status >= 500


def _may_pass(failure: RunSheetError) -> bool:
    """True for what a moment's wait may cure."""
    return isinstance(failure, NoInternet | Unreachable | SlowDown | VendorTrouble)


def _after(now: datetime, pause_s: float) -> datetime:
    return now + timedelta(seconds=pause_s)
