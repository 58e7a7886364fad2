"""Every request that RunSheet makes of a CRM's sandbox, held against the contract file at the end.

Whatever flow a test runs, on screen or not: nothing where the files of shared/contracts are not at
hand.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

from app.sandbox.exchange import Call
from tests.adapters.crm.hubspot.contract import problems as hubspot_problems
from tests.adapters.crm.salesforce.contract import request_problems as salesforce_problems
from tests.sandbox.ghl.contract import request_problems as ghl_problems

PROBLEMS: dict[str, Callable[[Call], Any]] = {
    "ghl-v1": partial(ghl_problems, "v1"),
    "ghl-v2": partial(ghl_problems, "v2"),
    "salesforce": salesforce_problems,
    "hubspot": hubspot_problems,
}


def checked(
    name: str, running: Callable[..., AbstractContextManager[Any]]
) -> Callable[..., AbstractContextManager[Any]]:
    """`running`, whose requests are looked at when the block has ended well."""

    @contextmanager
    def watched(*given: Any, **options: Any) -> Iterator[Any]:
        calls: dict[tuple[Any, ...], Call] = {}

        def note(call: Call) -> None:
            """What a test asks by hand is not RunSheet's; the same request is looked at once."""
            if call.headers.get("User-Agent") == "RunSheet":
                calls[call.method, call.path, tuple(call.query), call.body] = call

        with running(*given, **options) as sandbox:
            sandbox.on_request.append(note)
            yield sandbox
        wrong = [
            f"{one.method} {one.path}: {problem}"
            for one in calls.values()
            for problem in PROBLEMS[name](one)
        ]
        assert not wrong, f"against the contract: {wrong}"

    return watched
