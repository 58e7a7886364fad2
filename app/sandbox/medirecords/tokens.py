"""The practice's static token, handed out by the vendor's staff, and how it is checked."""

from app.sandbox.medirecords import answers

FHIR_TOKEN = "mrFHIR0sandbox0token0of0the0other0interface"  # noqa: S105 - opens nothing
"""A token of the vendor's other interface: good there, 403 here."""


class ApiTokens:
    """One token at a time; it never expires and lives until it is revoked."""

    def __init__(self) -> None:
        self._count = 1

    @property
    def api_token(self) -> str:
        """The token that is good now."""
        return f"mrREST0sandbox0opaque0token0{self._count:04}"

    def revoke_token(self) -> None:
        """The token is dead from now on; staff hand out another one."""
        self._count += 1

    def check(self, authorization: str | None) -> None:
        """Refuse with 401 a token that is absent or unknown, with 403 the other interface's."""
        scheme, _, token = (authorization or "").partition(" ")
        if scheme == "Bearer" and token == FHIR_TOKEN:
            raise answers.forbidden()
        if scheme != "Bearer" or token != self.api_token:
            raise answers.unauthorized()
