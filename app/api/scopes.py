"""What a route needs: the services, and a token with a scope."""

from typing import Annotated, Any

from fastapi import Depends, HTTPException, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from app.domain.api_access import Grant, Scope
from app.services import Services

GRANT = "runsheet.grant"
"""The place in the ASGI scope where the guard leaves what the request may do."""

_bearer = HTTPBearer(auto_error=False, description="The main token, or a named one.")


async def services_of(request: Request) -> Services:
    """The services of the running RunSheet."""
    services = request.app.state.services
    assert isinstance(services, Services)  # noqa: S101  # create_app put it there
    return services


ServicesOf = Annotated[Services, Depends(services_of)]


async def _be_open(services: ServicesOf) -> None:
    services.lock.refuse_while_locked()


NAMES_PEOPLE: Any = Depends(_be_open)
"""A dependency of a route whose answer names patients: 423 while RunSheet is locked."""


class ScopeMissing(HTTPException):
    """The token is good, but not for this."""

    def __init__(self, scope: Scope) -> None:
        super().__init__(403)
        self.scope = scope


def needs(scope: Scope) -> Any:
    """A dependency of a route: 403 where the token lacks the scope."""

    async def check(
        request: Request,
        _token: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
    ) -> None:
        grant: Grant = request.scope[GRANT]
        if not grant.allows(scope):
            raise ScopeMissing(scope)

    return Depends(check)
