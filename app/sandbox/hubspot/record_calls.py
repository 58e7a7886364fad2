"""Reading and writing single records, and search."""

import collections.abc as c
import dataclasses
import typing as t

from app.sandbox.exchange import Answer, Call, json_answer
from app.sandbox.hubspot import answers, checks, wire
from app.sandbox.hubspot.account import HubSpotAccount, Record
from app.sandbox.hubspot.limits import Limits
from app.sandbox.hubspot.schema import ASSOCIATION_IDS, TYPES
from app.sandbox.hubspot.searches import check_search, search

USUAL_TIE_PAGE: t.Final = 500


class RecordCalls:
    """The operations on records; the kind of record is the path's fourth part.

    `is_dated`: answers of 2026-09, where a property without a value is null. `tie_page`: how many
    associations are shown at a time.
    """

    def __init__(self, account: HubSpotAccount, limits: Limits, *, is_dated: bool) -> None:
        self._account = account
        self._limits = limits
        self._is_dated = is_dated
        self.tie_page = USUAL_TIE_PAGE

    def create(self, call: Call) -> Answer:
        type_ = call.segments[3]
        body = checks.read_body(
            call, required=("properties",), allowed=("associations", "objectWriteTraceId")
        )
        account = self._account
        properties = checks.checked_properties(account, type_, body["properties"], is_new=True)
        ties = checks.checked_ties(account, type_, body.get("associations"))
        checks.check_stage(account, properties)
        self._refuse_double(type_, properties)
        made = account.create(type_, properties)
        for to_type, to_id in ties:
            account.tie(type_, made.id, to_type, to_id)
        answer = json_answer(self.shown(made, made.properties), status=201)
        slip = checks.meeting_slip(made.properties) if type_ == "meetings" else None
        return dataclasses.replace(answer, violation=slip)

    def read(self, call: Call) -> Answer:
        query, type_ = dict(call.query), call.segments[3]
        record = self.found(type_, call.segments[4], query.get("idProperty"))
        names = _names(query.get("properties", ""))
        shown = self.shown(record, names or wire.usual_names(type_))
        wanted = _names(query.get("associations", ""))
        ties = wire.ties_json(self._account, type_, record.id, wanted, page=self.tie_page)
        return json_answer({**shown, "associations": ties} if ties else shown)

    def update(self, call: Call) -> Answer:
        type_ = call.segments[3]
        record = self.found(type_, call.segments[4], dict(call.query).get("idProperty"))
        body = checks.read_body(call, required=("properties",), allowed=())
        properties = checks.checked_properties(
            self._account, type_, body["properties"], is_new=False
        )
        self._refuse_double(type_, properties, but=record)
        old_title = record.properties.get("hs_meeting_title")
        self._account.update(record, properties)
        answer = json_answer(self.shown(record, properties))
        slip = checks.meeting_slip(record.properties, old_title) if type_ == "meetings" else None
        return dataclasses.replace(answer, violation=slip)

    def archive(self, call: Call) -> Answer:
        self._account.archive(call.segments[3], call.segments[4])
        return Answer(status=204, content_type=None)

    def search(self, call: Call) -> Answer:
        self._limits.searches.enter()
        type_ = call.segments[3]
        body = checks.read_body(
            call,
            required=("filterGroups",),
            allowed=("properties", "sorts", "limit", "after", "query"),
        )
        check_search(self._account, type_, body)
        found = search(self._account, type_, body)
        names = body.get("properties") or wire.usual_names(type_)
        rows = [self.shown(record, names, known) for record, known in found]
        return json_answer({"total": len(found), "results": rows[: body.get("limit", 10)]})

    def tie(self, call: Call) -> Answer:
        from_type, from_id, _, _, to_type, to_id = call.segments[3:]
        if (from_type, to_type) not in ASSOCIATION_IDS:
            raise answers.bad_request("These objects are never associated")
        self.found(from_type, from_id)
        self.found(to_type, to_id)
        self._account.tie(from_type, from_id, to_type, to_id)
        return json_answer({"status": "COMPLETE", "results": []})

    def list_ties(self, call: Call) -> Answer:
        type_, id_, _, to_type = call.segments[3:]
        self.found(type_, id_)
        after = int(dict(call.query).get("after", "0"))
        ids = [one for one in self._account.tied(type_, id_, to_type) if int(one) > after]
        page = wire.tie_page(type_, to_type, ids, self.tie_page)
        if self._is_dated:
            number = ASSOCIATION_IDS[type_, to_type]
            page["results"] = [wire.listed_tie(one["id"], number) for one in page["results"]]
        return json_answer(page)

    def found(self, type_: str, id_: str, id_property: str | None = None) -> Record:
        """Raises `Refused` when there is none, or when the property finds no single one."""
        if type_ not in TYPES:
            raise answers.bad_request("Unable to infer object type")
        if id_property is None:
            record = self._account.record(type_, id_)
        else:
            key = checks.checked_key(self._account, type_, id_property)
            record = next(iter(self._account.having(type_, key.name, id_)), None)
        if record is None:
            raise answers.not_found()
        return record

    def shown(
        self, record: Record, names: c.Iterable[str], properties: c.Mapping[str, str] | None = None
    ) -> dict[str, t.Any]:
        return wire.record_json(record, names, properties=properties, has_nulls=self._is_dated)

    def _refuse_double(
        self, type_: str, properties: c.Mapping[str, str], *, but: Record | None = None
    ) -> None:
        for name, value in properties.items():
            known = self._account.property(type_, name)
            if known is None or not known.is_unique:
                continue
            others = [one for one in self._account.having(type_, name, value) if one is not but]
            if others and type_ == "contacts":
                raise answers.conflict(f"Contact already exists. Existing ID: {others[0].id}")
            if others:
                raise answers.conflict("A record with this unique value exists")


def _names(text: str) -> list[str]:
    return [name for name in text.split(",") if name]
