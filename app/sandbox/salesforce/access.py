"""Who may come in: a session token, or an External Client App's grants. Sessions end."""

import dataclasses
import secrets
import typing as t
import urllib.parse

from app.sandbox.exchange import Answer, Call, json_answer
from app.sandbox.salesforce import answers

CLIENT_ID = "3MVG9sandbox.RunSheet"
CLIENT_SECRET = "made-up-consumer-secret"  # noqa: S105 - a published demo value, good for nothing
REFRESH_TOKEN = "5Aep861.made-up-refresh-token"  # noqa: S105 - as above
_FIELDS: t.Final = {
    "refresh_token": {"grant_type", "client_id", "client_secret", "refresh_token"},
    "client_credentials": {"grant_type", "client_id", "client_secret"},
}


@dataclasses.dataclass(slots=True, kw_only=True)
class Access:
    """One app and its sessions. `told_url`: an `instance_url` other than the true one.

    `is_switched_off`: an administrator blocked the app, so no grant works any more.
    """

    token: str = "00Dxx0000000001!AQE.made-up-session"  # noqa: S105 - a made-up value
    told_url: str | None = None
    is_switched_off: bool = False
    _ended: set[str] = dataclasses.field(default_factory=set)
    _issued: list[str] = dataclasses.field(default_factory=list)

    @property
    def issued(self) -> tuple[str, ...]:
        """Every token that the token endpoint gave out, oldest first."""
        return tuple(self._issued)

    def end_sessions(self) -> None:
        """The session policy's time is over, for every token there is."""
        self._ended.update({self.token, *self._issued})

    def check(self, call: Call) -> None:
        """Refuse with 401 unless the call carries a session that lasts."""
        scheme, _, token = call.headers.get("Authorization", "").partition(" ")
        is_known = token in {self.token, *self._issued} and token not in self._ended
        if scheme != "Bearer" or not is_known:
            raise answers.expired()

    def issue(self, call: Call) -> Answer:
        """A new session, as `sfToken` of the contract says."""
        form = _read_form(call)
        _check_grant(form)
        if self.is_switched_off:
            raise answers.token_refused("invalid_grant", "app blocked by admin")
        token = f"00Dxx0000000001!{secrets.token_urlsafe(24)}"
        self._issued.append(token)
        return json_answer(
            {
                "access_token": token,
                "instance_url": self.told_url or f"http://{call.headers['Host']}",
                "id": "https://login.salesforce.com/id/00Dxx0000000001AAA/005xx000001SvXyAAK",
                "token_type": "Bearer",
                "issued_at": "1795170000000",
                "signature": "c2lnbmVk",
                "scope": "api refresh_token",
            }
        )


def _read_form(call: Call) -> dict[str, str]:
    content_type = call.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if content_type != "application/x-www-form-urlencoded":
        raise answers.token_refused("invalid_request", "form fields are missing")
    return dict(urllib.parse.parse_qsl(call.body.decode("utf-8", "replace")))


def _check_grant(form: dict[str, str]) -> None:
    grant = form.get("grant_type", "")
    if grant not in _FIELDS or set(form) - _FIELDS[grant]:
        raise answers.token_refused("unsupported_grant_type", "grant type not supported")
    if form.get("client_id") != CLIENT_ID:
        raise answers.token_refused("invalid_client_id", "client identifier invalid")
    needs_secret = grant == "client_credentials" or "client_secret" in form
    if needs_secret and form.get("client_secret") != CLIENT_SECRET:
        raise answers.token_refused("invalid_client", "invalid client credentials")
    if grant == "refresh_token" and form.get("refresh_token") != REFRESH_TOKEN:
        raise answers.token_refused("invalid_grant", "expired access/refresh token")
