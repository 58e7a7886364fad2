"""Salesforce's REST API at the version that it and RunSheet both know."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from app.adapters.answer import Answer
from app.adapters.crm.salesforce.errors import Purpose, check
from app.adapters.values import objects_of
from app.adapters.view import HttpView
from app.domain.errors import BadAnswer

NEWEST_KNOWN = 60
"""v60.0 is what the facts were read from; an older org is asked at its own newest."""

_MOST_PAGES = 20
_VERSION = re.compile(r"(\d{2,3})\.0", re.ASCII)


class Api:
    """Calls below `/services/data/vNN.0`; each raises only `RunSheetError`s."""

    def __init__(self, view: HttpView) -> None:
        self.system = view.system
        self._view = view
        self._root: str | None = None
        self._turn = asyncio.Lock()

    async def version(self) -> str:
        """Read now: `v60.0`, or the org's newest where that is older."""
        rows = objects_of((await self._view.get("/services/data")).json())
        told = [_VERSION.fullmatch(str(row.get("version"))) for row in rows]
        numbers = [int(match[1]) for match in told if match]
        if not numbers:
            raise BadAnswer(system=self.system)
        version = f"v{min(max(numbers), NEWEST_KNOWN)}.0"
        self._root = f"/services/data/{version}"
        return version

    async def read(self, path: str) -> Answer:
        """A GET. Raises NotFound, CrmRightMissing, SlowDown and what the network says."""
        answer = await self._view.get(await self._base() + path)
        check(answer, Purpose.READ)
        return answer

    async def describe(self, name: str) -> dict[str, Any] | None:
        """What the org says of an object; None when it has none of this name."""
        return await self.read_or_none(f"/sobjects/{name}/describe")

    async def read_or_none(self, path: str) -> dict[str, Any] | None:
        """The JSON object at `path`; None for Salesforce's own 404."""
        answer = await self._view.get(await self._base() + path)
        if answer.status == 404:
            return None
        check(answer, Purpose.READ)
        return answer.json_object()

    async def query(self, soql: str) -> list[dict[str, Any]]:
        """The records, all of them: Salesforce cuts a list of long texts into pages. Raises
        BadAnswer for a list that never ends.
        """
        answer = await self._view.get(await self._base() + "/query", {"q": soql})
        records: list[dict[str, Any]] = []
        for _page in range(_MOST_PAGES):
            check(answer, Purpose.READ)
            found = answer.json_object()
            records += objects_of(found.get("records"))
            if found.get("done") is True:
                return records
            next_page = found.get("nextRecordsUrl")
            if not isinstance(next_page, str):
                break
            answer = await self._view.follow(next_page)
        raise BadAnswer(system=self.system)

    async def send(
        self, method: str, path: str, body: object, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """A write, made once; its refusal is handed out. Raises OutcomeUnknown as
        `HttpView.send`."""
        return await self._view.send(method, await self._base() + path, body, headers=headers)

    async def _base(self) -> str:
        async with self._turn:
            if self._root is None:
                await self.version()
        assert self._root is not None  # noqa: S101 - `version` sets it or raises
        return self._root


def segment(text: str) -> str:
    """One part of a path."""
    return quote(text, safe="")
