"""Puts the API together: routes, errors, and the guard around them."""

from fastapi import FastAPI
from starlette.types import ASGIApp

from app import __version__
from app.api.document import new_api, use_own_document
from app.api.errors import handle_errors
from app.api.failed_tokens import MOST_A_MINUTE, FailedTokens
from app.api.guard import Guard
from app.api.ready import ReadyAnswers, ready_answers
from app.api.routes import ROUTERS
from app.domain.api_access import Address
from app.services import Services


def create_app(
    services: Services, *, address: Address, wrong_tokens_a_minute: int = MOST_A_MINUTE
) -> ASGIApp:
    """The API over these services, for a server that listens at `address`.

    After `wrong_tokens_a_minute` further wrong tokens are answered 429.
    """
    api = assembled()
    _prepare(api)
    api.state.services = services
    access = services.api_access
    failed = FailedTokens(access.note_refusals, most=wrong_tokens_a_minute)
    ready = ReadyAnswers(api, ready_answers(services))
    return Guard(ready, access=access, address=address, failed=failed)


def _prepare(api: FastAPI) -> None:
    """What would else be made within the first call, on the loop of the window: most of a second.
    Whoever puts the API together does so in another thread.
    """
    document = api.openapi()
    api.openapi = lambda: document  # type: ignore[method-assign]  # FastAPI's own way to change it
    api.middleware_stack = api.build_middleware_stack()


def assembled() -> FastAPI:
    """Every route with its errors and the document; without services nothing can be asked of it."""
    api = new_api(__version__)
    for router in ROUTERS:
        api.include_router(router)
    handle_errors(api)
    use_own_document(api)
    return api
