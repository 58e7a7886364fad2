"""The token endpoint and the tokens it gave out."""

import base64
import binascii
import dataclasses
import secrets
import time
import urllib.parse

from app.sandbox.exchange import Answer, Call, json_answer
from app.sandbox.gentu import answers

APP_ID = "5f0c2b6e-1c77-4c7e-9a53-0d7f5b1f9a10"
CLIENT_ID = "runsheet-sandbox"
CLIENT_SECRET = "made-up-client-secret"  # noqa: S105 - a published demo value, good for nothing else


@dataclasses.dataclass(slots=True, kw_only=True)
class Tokens:
    """Tokens live `expires_in_s`. `expires_in_is_text` sends that number as a string."""

    expires_in_s: int = 3599
    expires_in_is_text: bool = False
    _valid_until: dict[str, float] = dataclasses.field(default_factory=dict)

    def issue(self, call: Call) -> Answer:
        _check_client(call.headers.get("Authorization"))
        _check_form(call)
        token = secrets.token_urlsafe(24)
        self._valid_until[token] = time.monotonic() + self.expires_in_s
        return json_answer(
            {
                "token_type": "Bearer",
                "access_token": token,
                "expires_in": str(self.expires_in_s)
                if self.expires_in_is_text
                else self.expires_in_s,
                "issued_at": str(time.time_ns() // 1_000_000),
                "application_name": APP_ID,
                "api_product_list": "[HealthcareAPI]",
                "developer.email": "dev@example.com",
                "status": "approved",
            }
        )

    def check(self, authorization: str | None) -> None:
        """Refuse with 401 unless it carries a token that is still good."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme != "Bearer" or not token:
            raise answers.unauthorized("Invalid access token", "oauth.v2.InvalidAccessToken")
        valid_until = self._valid_until.get(token)
        if valid_until is None:
            code = "keymanagement.service.invalid_access_token"
            raise answers.unauthorized("Invalid Access Token", code)
        if time.monotonic() >= valid_until:
            code = "keymanagement.service.access_token_expired"
            raise answers.unauthorized("Access Token expired", code)

    def expire_all(self) -> None:
        """Every token given out so far is expired from now on."""
        self._valid_until = dict.fromkeys(self._valid_until, 0.0)


def _check_client(authorization: str | None) -> None:
    scheme, _, encoded = (authorization or "").partition(" ")
    try:
        pair = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        pair = ""
    if scheme != "Basic" or pair != f"{CLIENT_ID}:{CLIENT_SECRET}":
        message = "Client credentials are invalid"
        raise answers.token_refused(401, "invalid_client", message, violation=False)


def _check_form(call: Call) -> None:
    content_type = call.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if content_type != "application/x-www-form-urlencoded":
        message = "Content-Type must be application/x-www-form-urlencoded"
        raise answers.token_refused(400, "invalid_request", message, violation=True)
    fields = urllib.parse.parse_qsl(call.body.decode("utf-8", "replace"), keep_blank_values=True)
    if fields != [("grant_type", "client_credentials")]:
        message = "The form must hold grant_type=client_credentials and nothing else"
        raise answers.token_refused(400, "unsupported_grant_type", message, violation=True)
