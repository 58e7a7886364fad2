"""Answers that are ready, before any routing: what programs ask for all day."""

from collections.abc import Callable, Mapping

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Asked

from app.api.scopes import GRANT
from app.domain.api_access import Grant, Scope
from app.services import Services

Ready = Callable[[], bytes | None]
"""The JSON of an answer that is true now; None where it has to be made."""


def ready_answers(services: Services) -> Mapping[str, Ready]:
    """By the address that is asked for without a query; each needs the scope READ."""

    def sheet() -> bytes | None:
        """While RunSheet is locked the route says so."""
        return None if services.lock.is_locked else services.run_sheet.ready_bytes()

    return {
        "/api/run-sheet": sheet,
        "/api/pms/connections": services.connections.ready_bytes,
    }


class ReadyAnswers:
    """Inside the guard, around FastAPI, which makes and refuses whatever isn't ready here."""

    def __init__(self, api: ASGIApp, answers: Mapping[str, Ready]) -> None:
        self._api = api
        self._answers = answers

    async def __call__(self, asked: Asked, receive: Receive, send: Send) -> None:
        """A 200, or what FastAPI answers."""
        content = self._content(asked)
        answer = self._api if content is None else Response(content, media_type="application/json")
        await answer(asked, receive, send)

    def _content(self, asked: Asked) -> bytes | None:
        if asked["method"] != "GET" or asked["query_string"]:
            return None
        ready, grant = self._answers.get(asked["path"]), asked.get(GRANT)
        if ready is None or not isinstance(grant, Grant) or not grant.allows(Scope.READ):
            return None
        return ready()
