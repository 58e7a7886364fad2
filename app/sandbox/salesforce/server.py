"""Salesforce's operations: the session, the day's calls, the version, then the org."""

import collections.abc as c
import dataclasses
import functools
import re
import typing as t

from app.sandbox.exchange import Answer, Call, Refused, json_answer
from app.sandbox.routes import Route, Router
from app.sandbox.salesforce import answers, wire
from app.sandbox.salesforce.access import Access
from app.sandbox.salesforce.fault_bodies import BODIES
from app.sandbox.salesforce.org import Record, SalesforceOrg
from app.sandbox.salesforce.rules import (
    check_fields,
    check_new,
    check_unique,
    event_slip,
    read_body,
)
from app.sandbox.salesforce.soql import read_soql

_KEY = re.compile(
    r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}"
)
_OLDEST_VERSION = 58
_CREATABLE = ("Contact", "Event", "Task", "ContentVersion", "EDentist_Performance__c")


class SalesforceServer:
    """Answers calls from one org."""

    fault_bodies = BODIES

    def __init__(self, org: SalesforceOrg, access: Access) -> None:
        self._org = org
        self._original = org.copy()
        self._access = access
        self._stored: dict[str, Answer] = {}
        self._cursors: dict[str, tuple[list[dict[str, t.Any]], int]] = {}
        self._request_number = 0
        self._router = Router(self._routes(), answers)

    def _routes(self) -> tuple[Route, ...]:
        root = ("services", "data", "*")
        sobjects = (*root, "sobjects")
        patch = functools.partial(Route, method="PATCH", takes_body=True)
        return (
            Route(
                method="POST",
                pattern=("services", "oauth2", "token"),
                answer=self._access.issue,
                needs_token=False,
            ),
            Route(pattern=root[:2], answer=self._versions, needs_token=False),
            Route(pattern=(*root, "limits"), answer=self._limits),
            Route(pattern=(*root, "query"), answer=self._query, parameters=frozenset({"q"})),
            Route(pattern=(*root, "query", "*"), answer=self._next_page),
            Route(pattern=(*sobjects, "*", "describe"), answer=self._describe),
            *(
                Route(method="POST", pattern=(*sobjects, kind), answer=self._create)
                for kind in _CREATABLE
            ),
            Route(pattern=(*sobjects, "Event", "*"), answer=self._show),
            patch(pattern=(*sobjects, "Event", "*"), answer=self._change),
            Route(method="DELETE", pattern=(*sobjects, "Event", "*"), answer=self._delete),
            patch(pattern=(*sobjects, "Contact", "*"), answer=self._change),
            patch(pattern=(*sobjects, "*", "*", "*"), answer=self._upsert),
            Route(pattern=(*root, "ui-api", "object-info", "*"), answer=self._object_info),
            Route(method="POST", pattern=(*root, "ui-api", "records"), answer=self._create_by_key),
        )

    def answer(self, call: Call) -> Answer:
        """Every answer names the request and the day's calls."""
        self._request_number += 1
        try:
            found = self._answer(call)
        except Refused as refused:
            found = refused.answer
        setup = self._org.setup
        headers = {
            "x-sfdc-request-id": f"sandbox-{self._request_number:06}",
            "Sforce-Limit-Info": f"api-usage={self._org.calls}/{setup.calls_a_day}",
        }
        return dataclasses.replace(found, headers={**found.headers, **headers})

    def _answer(self, call: Call) -> Answer:
        route = self._router.find(call)
        if route.needs_token:
            self._let_in(call)
        self._router.check_form(call, route)
        return route.answer(call)

    def _let_in(self, call: Call) -> None:
        self._access.check(call)
        if not self._org.setup.has_api:
            message = "The REST API is not enabled for this Organization."
            raise answers.refused("API_DISABLED_FOR_ORG", message, status=403)
        if self._org.calls >= self._org.setup.calls_a_day:
            raise Refused(answers.limit_exceeded())
        self._org.calls += 1
        version = re.fullmatch(r"v(\d{2,3})\.0", call.segments[2])
        newest = self._org.setup.newest_version
        if version is None or not min(_OLDEST_VERSION, newest) <= int(version[1]) <= newest:
            raise answers.no_such_route(call.path)

    def throttled(self, _wait_s: int) -> Answer:
        return answers.limit_exceeded()

    def state_json(self) -> dict[str, t.Any]:
        return {
            kind: [wire.record_json(self._org, one, "") for one in self._org.records(kind)]
            for kind in _CREATABLE
        }

    def reset(self) -> None:
        self._org.copy_from(self._original)
        self._stored.clear()

    # Reads

    def _versions(self, _call: Call) -> Answer:
        return json_answer(wire.versions_json(self._org.setup.newest_version))

    def _limits(self, _call: Call) -> Answer:
        return json_answer(wire.limits_json(self._org))

    def _describe(self, call: Call) -> Answer:
        found = wire.describe_json(self._org, call.segments[4])
        if found is None:
            raise answers.not_found()
        return json_answer(found)

    def _object_info(self, call: Call) -> Answer:
        name = call.segments[5]
        if name != "Event" or not self._org.setup.takes_keys:
            raise answers.refused("INVALID_TYPE", f"Object {name} is not supported", status=404)
        return json_answer({"apiName": name, "createable": True})

    def _query(self, call: Call) -> Answer:
        query = read_soql(dict(call.query).get("q", ""), self._org.fields_of)
        rows = [one for one in self._org.records(query.kind) if query.test(one.fields)]
        order_by = query.order_by
        if order_by is not None:
            rows.sort(key=lambda one: str(one.fields.get(order_by)))
        if query.is_descending:
            rows.reverse()
        rows, root = rows[: query.limit], _root(call)
        records = [
            {
                "attributes": wire.attributes(one, root),
                **{name: one.fields.get(name) for name in query.names},
            }
            for one in rows
        ]
        return self._page(records, 0, root)

    def _page(self, records: list[dict[str, t.Any]], start: int, root: str) -> Answer:
        """Some of `records`, and where the next ones are."""
        end = start + self._org.setup.page_size
        page: dict[str, t.Any] = {"totalSize": len(records), "done": end >= len(records)}
        if not page["done"]:
            cursor = f"01g5g{len(self._cursors):010}AAA-{end}"
            self._cursors[cursor] = (records, end)
            page["nextRecordsUrl"] = f"{root}/query/{cursor}"
        return json_answer({**page, "records": records[start:end]})

    def _next_page(self, call: Call) -> Answer:
        found = self._cursors.get(call.segments[4])
        if found is None:
            raise answers.refused("INVALID_QUERY_LOCATOR", "invalid query locator")
        return self._page(*found, _root(call))

    def _show(self, call: Call) -> Answer:
        return json_answer(wire.record_json(self._org, self._found(call), _root(call)))

    def _found(self, call: Call) -> Record:
        kind, id_ = call.segments[4:6]
        record = self._org.record(kind, id_)
        if record is None:
            raise answers.deleted() if self._org.is_deleted(id_) else answers.not_found()
        return record

    # Writes

    def _create(self, call: Call) -> Answer:
        kind, fields = call.segments[4], read_body(call)
        return self._made(kind, fields, lambda made: json_answer(wire.saved_json(made), status=201))

    def _made(
        self, kind: str, fields: dict[str, t.Any], show: c.Callable[[Record], Answer]
    ) -> Answer:
        check_new(self._org, kind, fields)
        slip = event_slip(fields, is_new=True) if kind == "Event" else None
        return dataclasses.replace(show(self._org.add(kind, **fields)), violation=slip)

    def _change(self, call: Call) -> Answer:
        record, fields = self._found(call), read_body(call)
        check_fields(self._org, record.kind, fields)
        check_unique(self._org, record.kind, fields, but=record)
        self._check_lock(record)
        slip = event_slip(fields, is_new=False) if record.kind == "Event" else None
        self._org.change(record, **fields)
        return dataclasses.replace(answers.NO_CONTENT, violation=slip)

    def _delete(self, call: Call) -> Answer:
        record = self._found(call)
        self._check_lock(record)
        self._org.delete(record.id)
        return answers.NO_CONTENT

    def _upsert(self, call: Call) -> Answer:
        kind, name, value = call.segments[4:7]
        known = self._org.fields_of(kind)
        if known is None or name not in known or not known[name].is_external_id or not value:
            raise answers.not_found("Provided external ID field does not exist")
        fields = read_body(call)
        if name in fields:
            message = f"The {name} field should not be specified in the sobject data."
            raise answers.violation("INVALID_FIELD", message)
        there = [one for one in self._org.records(kind) if one.fields.get(name) == value]
        if len(there) > 1:
            urls = [wire.attributes(one, _root(call))["url"] for one in there]
            return json_answer(urls, status=300)
        if there:
            self._check_lock(there[0])
            check_fields(self._org, kind, fields)
            changed = self._org.change(there[0], **fields)
            return json_answer(wire.saved_json(changed, created=False))
        return self._made(
            kind,
            {**fields, name: value},
            lambda made: json_answer(wire.saved_json(made, created=True), status=201),
        )

    def _create_by_key(self, call: Call) -> Answer:
        """The same key, the same answer: whatever else the second request says."""
        key = call.headers.get("Idempotency-Key", "")
        if not _KEY.fullmatch(key):
            raise answers.violation("INVALID_HEADER", "Idempotency-Key must be a version 4 UUID")
        body = read_body(call)
        if set(body) != {"apiName", "fields"} or body["apiName"] != "Event":
            raise answers.bad_request("apiName and fields are wanted, and nothing else")
        if not self._org.setup.takes_keys:
            raise answers.refused("INVALID_TYPE", "Object Event is not supported")
        if self._org.setup.knows_no_keys:
            raise answers.refused("INVALID_INPUT", "Idempotency is not supported. Remove the key.")
        if key not in self._stored:
            self._stored[key] = self._made_or_refused(body["fields"])
        return self._stored[key]

    def _made_or_refused(self, fields: dict[str, t.Any]) -> Answer:
        try:
            return self._made("Event", fields, self._ui_record)
        except Refused as refused:
            if not self._org.setup.keeps_refusals:
                raise
            return refused.answer

    def _ui_record(self, made: Record) -> Answer:
        values = {name: {"value": value} for name, value in made.fields.items()}
        return json_answer({"id": made.id, "apiName": made.kind, "fields": values}, status=201)

    def _check_lock(self, record: Record) -> None:
        if record.id in self._org.setup.locked:
            message = "unable to obtain exclusive access to this record"
            raise answers.refused("UNABLE_TO_LOCK_ROW", message)


def _root(call: Call) -> str:
    return f"/services/data/{call.segments[2]}"
