"""The token endpoint and the tokens it gave out."""

import dataclasses
import secrets
import time

import msgspec

from app.sandbox.exchange import Answer, Call, json_answer
from app.sandbox.halaxy import answers

CLIENT_ID = "4d3c0f52-7f1e-4a0b-9d55-2f4b8f7a6e21"
CLIENT_SECRET = "made-up-halaxy-secret"  # noqa: S105 - a published demo value, good for nothing else


class _Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    grant_type: str
    client_id: str
    client_secret: str


@dataclasses.dataclass(slots=True, kw_only=True)
class Tokens:
    """Tokens live `lives_s`, whatever `says_s` tells the client.

    `expired_status` is the HTTP status of an expired token, which no document gives.
    """

    lives_s: float = 900
    says_s: int = 3600
    expired_status: int = 401
    _valid_until: dict[str, float] = dataclasses.field(default_factory=dict)
    _is_key_revoked: bool = False

    def issue(self, call: Call) -> Answer:
        wish = _read(call)
        given = (wish.client_id, wish.client_secret)
        if self._is_key_revoked or given != (CLIENT_ID, CLIENT_SECRET):
            message = "Client authentication failed"
            raise answers.token_refused(401, "invalid_client", message, violation=False)
        token = f"eyJ{secrets.token_urlsafe(32)}"
        self._valid_until[token] = time.monotonic() + self.lives_s
        return json_answer(
            {"token_type": "Bearer", "expires_in": self.says_s, "access_token": token}
        )

    def check(self, authorization: str | None) -> None:
        """Refuse unless it carries a token that is still good."""
        scheme, _, token = (authorization or "").partition(" ")
        valid_until = self._valid_until.get(token)
        if scheme != "Bearer" or valid_until is None:
            raise answers.unauthorized("login", "Access token is missing or unknown")
        if time.monotonic() >= valid_until:
            text = "Access token has expired"
            raise answers.unauthorized("expired", text, status=self.expired_status)

    @property
    def given(self) -> tuple[str, ...]:
        """Every token so far: none of them may be seen in a log."""
        return tuple(self._valid_until)

    def expire_all(self) -> None:
        """Every token given out so far is expired from now on."""
        self._valid_until = dict.fromkeys(self._valid_until, 0.0)

    def revoke_key(self) -> None:
        """The account's owner deletes the API key: no token is good, and none is given."""
        self._is_key_revoked = True
        self.expire_all()


def _read(call: Call) -> _Wish:
    content_type = call.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if content_type != "application/json":
        raise _broken("Content-Type must be application/json")
    if call.query:
        raise _broken("The token's address takes no parameters")
    try:
        wish = msgspec.json.decode(call.body, type=_Wish)
    except msgspec.MsgspecError:
        raise _broken("The body must hold grant_type, client_id and client_secret") from None
    if wish.grant_type != "client_credentials":
        raise _broken("grant_type must be client_credentials")
    return wish


def _broken(message: str) -> Exception:
    return answers.token_refused(400, "invalid_request", message, violation=True)
