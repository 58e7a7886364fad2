"""Batch upsert: make or change records by a unique property. It ties nothing."""

import typing as t

from app.sandbox.exchange import Answer, Call, Refused, json_answer
from app.sandbox.hubspot import answers, checks
from app.sandbox.hubspot.account import HubSpotAccount
from app.sandbox.hubspot.record_calls import RecordCalls

_Rows = list[dict[str, t.Any]]


class BatchCalls:
    """What fails alone is told in the body: with 200 in 2026-09, with 207 in v3."""

    def __init__(self, account: HubSpotAccount, records: RecordCalls, *, is_dated: bool) -> None:
        self._account = account
        self._records = records
        self._failed_status = 200 if is_dated else 207

    def upsert(self, call: Call) -> Answer:
        inputs = checks.read_body(call, required=("inputs",), allowed=())["inputs"]
        if not isinstance(inputs, list) or not 1 <= len(inputs) <= 100:
            raise answers.bad_request("inputs must be a list of one to a hundred")
        done: _Rows = []
        failed: _Rows = []
        for one in inputs:
            try:
                done.append(self._upserted(call.segments[3], one))
            except _Failed as failure:
                failed.append(failure.shown)
        body: dict[str, t.Any] = {"status": "COMPLETE", "results": done}
        if failed:
            body |= {"numErrors": len(failed), "errors": failed}
        return json_answer(body, status=self._failed_status if failed else 200)

    def _upserted(self, type_: str, one: object) -> dict[str, t.Any]:
        wish = checks.checked_object(
            "input",
            one,
            required=("id", "idProperty", "properties"),
            allowed=("objectWriteTraceId",),
        )
        key = checks.checked_key(self._account, type_, wish["idProperty"])
        given = checks.checked_properties(self._account, type_, wish["properties"], is_new=False)
        properties = {**given, key.name: wish["id"]}
        self._check_stage(properties)
        held = self._account.having(type_, key.name, wish["id"])
        record = (
            self._account.update(held[0], properties)
            if held
            else self._account.create(type_, properties)
        )
        return {**self._records.shown(record, properties), "new": not held}

    def _check_stage(self, properties: dict[str, str]) -> None:
        try:
            checks.check_stage(self._account, properties)
        except Refused:
            problem = answers.property_errors([("dealstage", "INVALID_OPTION")])[0]
            shown = {"status": "error", "category": "VALIDATION_ERROR", **problem}
            raise _Failed(shown) from None


class _Failed(Exception):
    def __init__(self, shown: dict[str, t.Any]) -> None:
        super().__init__()
        self.shown = shown
