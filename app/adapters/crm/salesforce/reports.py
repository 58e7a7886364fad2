"""Where a performance report goes: a custom object, else a file, else a completed task."""

from base64 import b64encode
from collections.abc import Mapping
from enum import StrEnum
from hashlib import md5
from typing import Any

import msgspec

from app.adapters.answer import Answer
from app.adapters.crm.salesforce import soql
from app.adapters.crm.salesforce.api import Api, segment
from app.adapters.crm.salesforce.errors import Purpose, check, saved_id
from app.adapters.crm.salesforce.soql import utc
from app.adapters.values import objects_of, read_id
from app.domain.booking import Landed, ReportDocument
from app.domain.errors import CrmSetupMissing, SeveralFound

OBJECT = "EDentist_Performance__c"
_KEY_FIELD = "Report_Key__c"
_LONGEST_TASK = 32_000


class Shelf(StrEnum):
    """Where this org keeps reports, best first."""

    OBJECT = "object"
    FILE = "file"
    TASK = "task"


def document(report: ReportDocument) -> bytes:
    """The report as JSON: what every shelf carries, whole and byte for byte."""
    return msgspec.json.encode(
        {
            "key": report.key,
            "title": report.title,
            "sentAt": utc(report.sent_at),
            "tags": report.tags,
            "target": report.target,
            "figures": report.figures,
            "lines": report.lines,
        }
    )


class Reports:
    """The reports of an org. `owner_id`: whose files and tasks they become, if set."""

    def __init__(self, api: Api, owner_id: str) -> None:
        self._api = api
        self._owner_id = owner_id

    async def shelf(self) -> Shelf:
        """The first that the org has; read now, for reports are rare."""
        own = await self._api.describe(OBJECT)
        if own is not None and _has_key(own):
            return Shelf.OBJECT
        files = await self._api.describe("ContentVersion")
        return Shelf.FILE if files and files.get("createable") is True else Shelf.TASK

    async def push(self, report: ReportDocument) -> Landed:
        """Put it there, or find that it is. Raises CrmSetupMissing for a field that is not."""
        match await self.shelf():
            case Shelf.OBJECT:
                return await self._upsert(report)
            case Shelf.FILE:
                return await self._upload(report)
            case Shelf.TASK:
                return await self._note(report)

    async def _upsert(self, report: ReportDocument) -> Landed:
        fields = _filled(
            Payload__c=document(report).decode(),
            Tags__c=";".join(report.tags),
            Target__c=report.target,
            Sent_At__c=utc(report.sent_at),
        )
        path = f"/sobjects/{OBJECT}/{_KEY_FIELD}/{segment(report.key)}"
        answer = await self._api.send("PATCH", path, fields)
        if answer.status == 300:
            count = len(answer.json_list())
            raise SeveralFound(system=self._api.system, what="report", count=count)
        return _landed(answer, fields)

    async def _upload(self, report: ReportDocument) -> Landed:
        content, title = document(report), _title(report)
        checksum = md5(content, usedforsecurity=False).hexdigest()
        there = await self._api.query(soql.file_version(title, checksum))
        if (found := _first_id(there)) is not None:
            return Landed(external_id=found)
        fields = _filled(
            Title=title,
            PathOnClient=f"{title}.json",
            VersionData=b64encode(content).decode(),
            FirstPublishLocationId=self._owner_id,
        )
        return _landed(await self._api.send("POST", "/sobjects/ContentVersion", fields), fields)

    async def _note(self, report: ReportDocument) -> Landed:
        text, title = document(report).decode(), _title(report)
        if len(text) > _LONGEST_TASK:
            raise CrmSetupMissing(system=self._api.system, field=OBJECT)
        rows = await self._api.query(soql.tasks(title))
        found = _first_id([row for row in rows if row.get("Description") == text])
        if found is not None:
            return Landed(external_id=found)
        fields = _filled(
            Subject=title, Description=text, Status="Completed", OwnerId=self._owner_id
        )
        return _landed(await self._api.send("POST", "/sobjects/Task", fields), fields)


def _has_key(described: Mapping[str, Any]) -> bool:
    return any(
        row.get("name") == _KEY_FIELD and row.get("externalId") is True
        for row in objects_of(described.get("fields"))
    )


def _landed(answer: Answer, sent: Mapping[str, str]) -> Landed:
    check(answer, Purpose.REPORT, sent)
    return Landed(external_id=saved_id(answer), correlation_id=answer.correlation_id)


def _first_id(rows: list[dict[str, Any]]) -> str | None:
    return read_id(rows[0].get("Id")) if rows else None


def _title(report: ReportDocument) -> str:
    return f"performance-{report.key}"


def _filled(**fields: str | None) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}
