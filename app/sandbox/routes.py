"""The table of a vendor's operations: finds the one that is meant and checks a request's form.

A vendor gives `Router` its routes and its own refusals (its module of answers serves as
`Refusals`), so that a broken request is refused in its words and told as a violation.
"""

import collections.abc as c
import dataclasses
import typing as t

from app.sandbox.exchange import Answer, Call, Refused

JSON = frozenset({"application/json", "application/*", "*/*"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One operation. `is_scoped`: it belongs to a practice, so the app's access is checked.

    `takes_body`: it does, as every POST does anyway. `repeatable` are the parameters that may be
    given more than once.
    """

    method: str = "GET"
    pattern: tuple[str, ...]  # "*" stands for any one segment
    answer: c.Callable[[Call], Answer]
    parameters: frozenset[str] = frozenset()
    repeatable: frozenset[str] = frozenset()
    takes_body: bool = False
    is_scoped: bool = False
    needs_token: bool = True

    def matches(self, segments: tuple[str, ...]) -> bool:
        pairs = zip(self.pattern, segments, strict=False)
        return len(segments) == len(self.pattern) and all(p in {"*", s} for p, s in pairs)


class Refusals(t.Protocol):
    """How a vendor refuses a request that breaks its contract; each marks the violation."""

    def bad_request(self, message: str) -> Refused: ...

    def no_such_route(self, path: str) -> Refused: ...

    def method_not_allowed(self, allowed: list[str]) -> Refused: ...


class Router:
    """`accepts`: the media types of which a request's Accept must allow one."""

    def __init__(
        self, routes: c.Sequence[Route], refusals: Refusals, *, accepts: frozenset[str] = JSON
    ) -> None:
        self._routes = routes
        self._refusals = refusals
        self._accepts = accepts

    def find(self, call: Call) -> Route:
        """The operation that is meant. Raises `Refused` when there is none."""
        fitting = [route for route in self._routes if route.matches(call.segments)]
        if not fitting:
            raise self._refusals.no_such_route(call.path)
        for route in fitting:
            if route.method == call.method:
                return route
        raise self._refusals.method_not_allowed([route.method for route in fitting])

    def check_form(self, call: Call, route: Route) -> None:
        """What holds for every request: known parameters, no stray body, an Accept that fits."""
        _check_parameters(call, route, self._refusals)
        if call.body and call.method != "POST" and not route.takes_body:
            raise self._refusals.bad_request("This operation takes no body")
        accepted = {
            part.partition(";")[0].strip() for part in call.headers.get("Accept", "*/*").split(",")
        }
        if not accepted & self._accepts:
            wanted = next(iter(sorted(self._accepts - {"*/*", "application/*"})))
            raise self._refusals.bad_request(f"Accept must allow {wanted}")


def _check_parameters(call: Call, route: Route, refusals: Refusals) -> None:
    """Refuses unknown and repeated names."""
    seen: set[str] = set()
    for name, _ in call.query:
        if name not in route.parameters:
            raise refusals.bad_request(f"Unknown parameter {name}")
        if name in seen - route.repeatable:
            raise refusals.bad_request(f"{name} is given twice")
        seen.add(name)
