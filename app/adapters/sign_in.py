"""Signing in to a vendor: a token as given, or OAuth2 (client or refresh token); in memory only.

Not authlib (its AsyncOAuth2Client IS the client: one per connection, against one for the app) and
not httpx-auth (asks for its token with a blocking client, which would stop the window).
"""

import asyncio
import json
from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from urllib.parse import quote, urlencode, urlsplit

from app.adapters.answer import Answer
from app.adapters.pacing import Clock
from app.domain.errors import (
    BadAnswer,
    InvalidRequest,
    PracticeNotConnected,
    RequestRefused,
    RunSheetError,
    SignInAgain,
)
from app.domain.said import say

_RENEWED_BEFORE_S = 60.0
_USUAL_LIFE_S = 300.0


class TokenRequest(StrEnum):
    """How client credentials are sent: HTTP Basic with a form body (RFC 6749, 2.3.1), all in one
    JSON object, or all in the form.
    """

    BASIC_FORM = "basic_form"
    JSON = "json"
    FORM = "form"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCredentials:
    """OAuth2 client credentials. `longest_life_s`: no token is trusted longer, whatever it says;
    `untold_life_s`: how long one is that does not say.

    With a `refresh_token` (in a `FORM` only) the token is that person's, and a secret may be
    missing. `home_url`: the answer's `instance_url` must be of this host (Salesforce).
    """

    token_url: str
    client_id: str = field(repr=False)
    client_secret: str = field(repr=False)
    request: TokenRequest = TokenRequest.BASIC_FORM
    longest_life_s: float = 24 * 3600.0
    untold_life_s: float = _USUAL_LIFE_S
    refresh_token: str = field(default="", repr=False)
    home_url: str | None = None

    @property
    def fingerprint(self) -> str:
        """Same credentials, same fingerprint; tells nothing of them."""
        return _fingerprint(self.token_url, self.client_id, self.client_secret, self.refresh_token)

    def headers(self) -> dict[str, str]:
        """What the token request needs beside the usual headers."""
        if self.request is TokenRequest.JSON:
            return {"Content-Type": "application/json"}
        if self.request is TokenRequest.FORM:
            return {"Content-Type": "application/x-www-form-urlencoded"}
        # The RFC wants id and secret form-encoded before they are joined.
        pair = f"{quote(self.client_id, safe='')}:{quote(self.client_secret, safe='')}"
        basic = "Basic " + b64encode(pair.encode()).decode()
        return {"Authorization": basic, "Content-Type": "application/x-www-form-urlencoded"}

    def body(self) -> bytes:
        """The token request's body."""
        if self.request is TokenRequest.BASIC_FORM:
            return b"grant_type=client_credentials"
        if self.request is TokenRequest.FORM:
            return urlencode(self._form()).encode()
        return json.dumps(
            {
                "grant_type": "client_credentials",
                "client_id": self.client_id,
                "client_secret": self.client_secret,
            }
        ).encode()

    def _form(self) -> dict[str, str]:
        kind = "refresh_token" if self.refresh_token else "client_credentials"
        fields = {
            "grant_type": kind,
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "refresh_token": self.refresh_token,
        }
        return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class StaticToken:
    """A token that a person was given; it works until the vendor takes it back."""

    token: str = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Same token, same fingerprint; tells nothing of it."""
        return _fingerprint(self.token)


SignIn = ClientCredentials | StaticToken


def _fingerprint(*parts: str) -> str:
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


AskForToken = Callable[[ClientCredentials], Awaitable[Answer]]
"""Sends the token request and returns its judged 2xx answer."""


class StaticKeeper:
    """A token that can't be renewed: when it is refused, a person must act."""

    can_renew = False

    def __init__(self, sign_in: StaticToken) -> None:
        self._token = sign_in.token

    @property
    def held(self) -> str | None:
        """The token, to be searched for where no token may stand."""
        return self._token

    async def token(self, _ask: AskForToken) -> str:
        """The token as it was given."""
        return self._token

    def forget(self, token: str) -> None:
        """There is no other one."""


class TokenKeeper:
    """One pair of credentials' access token: one request at a time, renewed before it expires.

    Everybody who waited for a request that failed gets its error: wrong credentials are tried
    once, not once per waiting call.
    """

    can_renew = True

    def __init__(self, credentials: ClientCredentials, system: str, clock: Clock) -> None:
        self._credentials = credentials
        self._system = system
        self._clock = clock
        self._turn = asyncio.Lock()
        self._token: str | None = None
        self._renew_at = 0.0
        self._asked = 0
        self._last_failure: RunSheetError | None = None

    @property
    def held(self) -> str | None:
        """The last token, to be searched for where no token may stand; None before the first."""
        return self._token

    async def token(self, ask: AskForToken) -> str:
        """A token that is valid for some time yet; raises SignInAgain or what the network says."""
        if (token := self._valid_token()) is not None:
            return token
        asked = self._asked
        async with self._turn:
            if (token := self._valid_token()) is not None:
                return token
            if self._asked != asked and self._last_failure is not None:
                raise self._last_failure.with_traceback(None)
            return await self._ask(ask)

    def forget(self, token: str) -> None:
        """The vendor refused this token; the next call asks for a new one."""
        if self._token == token:
            self._token = None

    def _valid_token(self) -> str | None:
        return self._token if self._clock.monotonic() < self._renew_at else None

    async def _ask(self, ask: AskForToken) -> str:
        try:
            reply = await ask(self._credentials)
            _check_home(reply, self._credentials.home_url)
            token, told_s = _read_token(reply)
            life_s = min(
                told_s or self._credentials.untold_life_s, self._credentials.longest_life_s
            )
        except RunSheetError as failure:
            self._last_failure = _as_sign_in_failure(failure, self._system)
        else:
            self._last_failure = None
            self._token = token
            self._renew_at = self._clock.monotonic() + life_s - min(_RENEWED_BEFORE_S, life_s / 2)
            return token
        finally:
            self._asked += 1
        raise self._last_failure


def _as_sign_in_failure(failure: RunSheetError, system: str) -> RunSheetError:
    """400, 401, 403 of the token endpoint mean that the credentials are not good."""
    if isinstance(failure, RequestRefused | PracticeNotConnected):
        return SignInAgain(system=system)
    return failure


def _check_home(answer: Answer, home_url: str | None) -> None:
    """Raises InvalidRequest when the token is good at another host than ours: it goes nowhere."""
    if home_url is None:
        return
    told = answer.json_object().get("instance_url")
    if not isinstance(told, str) or _origin(told) != _origin(home_url):
        raise InvalidRequest(
            reason=say(
                "This sign-in is for another address of {system} than the one set.",
                system=answer.system,
            )
        )


def _origin(url: str) -> tuple[str, str] | None:
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.scheme, parts.netloc.lower()


def _read_token(answer: Answer) -> tuple[str, float | None]:
    """The token and its life in seconds, if it says so. `expires_in` may be a string (Apigee)."""
    reply = answer.json_object()
    token = reply.get("access_token")
    if not isinstance(token, str) or not token.isascii() or not token.isprintable() or not token:
        raise BadAnswer(system=answer.system)
    return token, _read_life_s(reply.get("expires_in"))


def _read_life_s(value: object) -> float | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return None
    return float(value)


Keeper = TokenKeeper | StaticKeeper


def keeper_of(sign_in: SignIn, system: str, clock: Clock) -> Keeper:
    """Who holds the token of this sign-in."""
    if isinstance(sign_in, StaticToken):
        return StaticKeeper(sign_in)
    return TokenKeeper(sign_in, system, clock)
