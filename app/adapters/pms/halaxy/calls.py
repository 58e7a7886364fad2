"""Halaxy's searches and reads, as far as every part of the adapter shares them."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from app.adapters.http import HttpView
from app.adapters.passes import MOST_PAGES
from app.adapters.pms.halaxy.bundles import read_bundle
from app.adapters.values import record_id
from app.domain.errors import BadAnswer

SYSTEM = "Halaxy"
MOST_A_PAGE = 100


async def search(
    view: HttpView, kind: str, params: Sequence[tuple[str, str]] = ()
) -> list[dict[str, Any]]:
    """Every resource of this type that a search finds, on all its pages; raises BadAnswer for
    one without a readable id.
    """
    answer = await view.get(f"/{kind}", (*params, ("_count", str(MOST_A_PAGE))))
    found: dict[str, dict[str, Any]] = {}
    seen: set[str] = set()
    while True:
        bundle = read_bundle(answer)
        for resource in bundle.resources(kind):
            resource_id = record_id(resource)
            if resource_id is None:
                raise BadAnswer(system=SYSTEM)
            found[resource_id] = resource
        following = bundle.next_url
        if following is None:
            return list(found.values())
        if following in seen or len(seen) >= MOST_PAGES:
            raise BadAnswer(system=SYSTEM)
        seen.add(following)
        answer = await view.follow(following)


async def read_one(view: HttpView, kind: str, resource_id: str) -> dict[str, Any]:
    """One resource; raises NotFound, and BadAnswer for another one than was asked for."""
    answer = await view.get(f"/{kind}/{quote(resource_id, safe='')}")
    resource: dict[str, Any] = answer.json_object()
    if resource.get("resourceType") != kind or record_id(resource) != resource_id:
        raise BadAnswer(system=SYSTEM)
    return resource
