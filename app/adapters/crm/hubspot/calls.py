"""HubSpot's records: read, searched, written and tied, at the paths of either generation."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from urllib.parse import quote

from app.adapters.answer import Answer
from app.adapters.base import RateLimit
from app.adapters.crm.hubspot import PREFIX, SYSTEM
from app.adapters.crm.hubspot.errors import conflict, existing_id, judge_at, refused
from app.adapters.crm.hubspot.mapping import (
    Found,
    Record,
    Tie,
    after_of,
    creation,
    equals,
    read_record,
    tied_ids,
)
from app.adapters.crm_base import CrmAccount
from app.adapters.dialect import Dialect
from app.adapters.http import HttpClient
from app.adapters.pacing import Clock, RateGate
from app.adapters.sign_in import StaticToken
from app.adapters.values import object_of, objects_of
from app.adapters.view import HttpView
from app.domain.errors import BadAnswer, BookingRefused, NotFound, OutcomeUnknown

_SEARCH_LIMIT = RateLimit(requests=4, per_s=1.0)
"""HubSpot's is five a second for the whole account; the others' share is left to them."""

_MOST_PAGES = 100


class Generation(StrEnum):
    """Which paths are used; HubSpot ends `v3` in September 2027."""

    DATED = "2026-09"
    LEGACY = "v3"


class Paths:
    """The address of everything that is called. Ids are quoted here and nowhere else."""

    def __init__(self, generation: Generation) -> None:
        self._is_dated = generation is Generation.DATED
        self._version = generation.value

    def objects(self, kind: str) -> str:
        """All records of a kind."""
        return f"{self._area('objects')}/{kind}"

    def record(self, kind: str, id_: str) -> str:
        """One record, by its id or by a unique property's value."""
        return f"{self.objects(kind)}/{quote(id_, safe='')}"

    def ties(self, kind: str, id_: str, to_kind: str) -> str:
        """The list of what a record is tied to."""
        return f"{self.record(kind, id_)}/associations/{to_kind}"

    def tie(self, kind: str, id_: str, to_kind: str, to_id: str) -> str:
        """One tie of HubSpot's usual sort."""
        base = self._area("objects") if self._is_dated else "/crm/v4/objects"
        ends = f"{kind}/{quote(id_, safe='')}", f"{to_kind}/{quote(to_id, safe='')}"
        return f"{base}/{ends[0]}/associations/default/{ends[1]}"

    def pipelines(self) -> str:
        """The pipelines of deals."""
        return f"{self._area('pipelines')}/deals"

    def property(self, kind: str, name: str) -> str:
        """What an administrator said of a property."""
        return f"{self._area('properties')}/{kind}/{name}"

    def _area(self, area: str) -> str:
        parts = (area, self._version) if self._is_dated else (self._version, area)
        return "/crm/" + "/".join(parts)


class Calls:
    """One account; each call raises only `RunSheetError`s. `search_gate` keeps the limit that
    searches have of their own.
    """

    def __init__(self, view: HttpView, paths: Paths, search_gate: RateGate) -> None:
        self._view = view
        self._paths = paths
        self._search_gate = search_gate

    @classmethod
    def open(cls, http: HttpClient, account: CrmAccount) -> "Calls":
        """Nothing is sent yet. Raises InvalidRequest for an address that is not https."""
        view = http.view(
            system=SYSTEM,
            base_url=account.value(PREFIX + "BASE_URL"),
            sign_in=StaticToken(token=account.value(PREFIX + "PRIVATE_APP_TOKEN")),
            rate_limit=account.rate_limit,
            dialect=Dialect(judge=judge_at(account.now)),
            timeout_s=account.timeout_s,
        )
        gate = RateGate(_SEARCH_LIMIT if account.rate_limit else None, Clock())
        told = account.value(PREFIX + "API_GENERATION")
        is_old = told == Generation.LEGACY
        return cls(view, Paths(Generation.LEGACY if is_old else Generation.DATED), gate)

    # Reads

    async def read(
        self,
        kind: str,
        id_: str,
        names: Iterable[str],
        *,
        ties: Iterable[str] = (),
        by: str | None = None,
    ) -> Record | None:
        """A record with these properties and ties; None when it is not there. `by` names the
        unique property that `id_` is the value of.
        """
        query = {"properties": ",".join(names), "associations": ",".join(ties)}
        query = {name: value for name, value in query.items() if value}
        if by is not None:
            query["idProperty"] = by
        try:
            answer = await self._view.get(self._paths.record(kind, id_), query)
        except NotFound:
            return None
        return read_record(answer.json(), answer.correlation_id)

    async def read_all(self, kind: str, ids: Sequence[str], names: Sequence[str]) -> list[Record]:
        """Those of `ids` that are still there, in their order."""
        reads = (self.read(kind, id_, names, ties=("contacts",)) for id_ in ids)
        found = await asyncio.gather(*reads, return_exceptions=True)
        for one in found:  # only now: all of them have ended
            if isinstance(one, BaseException):
                raise one
        return [one for one in found if isinstance(one, Record)]

    async def tied(self, kind: str, id_: str, to_kind: str) -> tuple[str, ...]:
        """The ids of every `to_kind` tied to a record; nothing when it is not there."""
        record = await self.read(kind, id_, (), ties=(to_kind,))
        if record is None:
            return ()
        ids, after = list(record.ties.get(to_kind, ())), record.more.get(to_kind)
        for _ in range(_MOST_PAGES):
            if after is None:
                return tuple(dict.fromkeys(ids))
            path = self._paths.ties(kind, record.id, to_kind)
            page = object_of((await self._view.get(path, {"after": after})).json())
            ids += tied_ids(page)
            after = after_of(page)
        raise BadAnswer(system=SYSTEM)

    async def search(
        self,
        kind: str,
        groups: Sequence[Sequence[tuple[str, str]]],
        names: Iterable[str],
        most: int,
    ) -> Found:
        """Records that have all the values of one group; HubSpot's index lags behind writes."""
        body = {
            "filterGroups": [
                {"filters": [equals(name, value) for name, value in group]} for group in groups
            ],
            "properties": list(names),
            "limit": most,
        }
        await self._search_gate.enter()
        answer = await self._view.search(f"{self._paths.objects(kind)}/search", body)
        page = answer.json_object()
        rows = page.get("results")
        if not isinstance(rows, list):
            raise BadAnswer(system=SYSTEM)
        records = tuple(read_record(row) for row in rows)
        total = page.get("total")
        counted = total if isinstance(total, int) and not isinstance(total, bool) else 0
        return Found(total=max(counted, len(records)), records=records)

    async def pipelines(self) -> list[dict[str, object]]:
        """The pipelines of deals as HubSpot lists them."""
        page = (await self._view.get(self._paths.pipelines())).json_object()
        return objects_of(page.get("results"))

    async def property(self, kind: str, name: str) -> dict[str, object] | None:
        """What is said of a property; None when the account has none of this name."""
        try:
            return (await self._view.get(self._paths.property(kind, name))).json_object()
        except NotFound:
            return None

    # Writes: each is made once. OutcomeUnknown where HubSpot may have done it.

    async def create(self, kind: str, properties: Mapping[str, str], ties: Sequence[Tie]) -> Record:
        """A new record, tied to others. Raises BookingRefused."""
        try:
            answer = await self._send("POST", self._paths.objects(kind), creation(properties, ties))
        except NotFound:
            reason = "the record that it belongs to is no longer there."
        else:
            if answer.status == 409:
                raise conflict(answer)
            return _written(answer)
        raise BookingRefused(system=SYSTEM, reason=reason)

    async def create_contact(self, properties: Mapping[str, str]) -> tuple[str | None, bool]:
        """The id of a new contact, or of the one that has its e-mail (None: not named), and
        whether it is new.
        """
        answer = await self._send("POST", self._paths.objects("contacts"), creation(properties, ()))
        if answer.status == 409:
            return existing_id(answer), False
        return _written(answer).id, True

    async def update(self, kind: str, id_: str, properties: Mapping[str, str]) -> Record:
        """A record with other values. Raises NotFound, BookingRefused. May be repeated."""
        body = {"properties": dict(properties)}
        answer = await self._send("PATCH", self._paths.record(kind, id_), body)
        if answer.status == 409:
            raise conflict(answer)
        return _written(answer)

    async def upsert(
        self, kind: str, key: str, value: str, properties: Mapping[str, str]
    ) -> Record:
        """Make or change the record whose unique property `key` has this value. May be repeated.
        Raises BookingRefused, also where HubSpot says it in the body of a 200.
        """
        one = {"id": value, "idProperty": key, "properties": dict(properties)}
        path = f"{self._paths.objects(kind)}/batch/upsert"
        answer = await self._send("POST", path, {"inputs": [one]})
        if answer.status == 409:
            raise conflict(answer)
        page = _read_written(answer)
        if page.get("numErrors") or page.get("errors"):
            raise refused(page)
        rows = objects_of(page.get("results"))
        if len(rows) != 1:
            raise OutcomeUnknown(system=SYSTEM)
        return _record_written(rows[0], answer)

    async def tie(self, kind: str, id_: str, to_kind: str, to_id: str) -> None:
        """Tie two records. May be repeated."""
        try:
            await self._send("PUT", self._paths.tie(kind, id_, to_kind, to_id), None)
        except NotFound:
            reason = "the record that it belongs to is no longer there."
        else:
            return
        raise BookingRefused(system=SYSTEM, reason=reason)

    async def archive(self, kind: str, id_: str) -> None:
        """Take a record away. May be repeated."""
        await self._send("DELETE", self._paths.record(kind, id_), None)

    async def _send(self, method: str, path: str, body: object) -> Answer:
        return await self._view.send(method, path, body)


def _written(answer: Answer) -> Record:
    """The record that a write answers with. Raises OutcomeUnknown where it can't be read."""
    return _record_written(_read_written(answer), answer)


def _read_written(answer: Answer) -> dict[str, object]:
    """The body of a write that was done; one that can't be read leaves the outcome open."""
    try:
        return answer.json_object()
    except BadAnswer:
        failure = OutcomeUnknown(system=SYSTEM)
    raise failure


def _record_written(row: object, answer: Answer) -> Record:
    """As `_written`, of one row."""
    try:
        return read_record(row, answer.correlation_id)
    except BadAnswer:
        failure = OutcomeUnknown(system=SYSTEM)
    raise failure
