"""One Salesforce org: what its administrator set up, and its records."""

import base64
import collections.abc as c
import copy
import dataclasses
import datetime as dt
import hashlib
import threading
import typing as t

from app.sandbox.salesforce.fields import PREFIXES, REPORT_FIELDS, STANDARD, Field, Kind

REPORT_OBJECT: t.Final = "EDentist_Performance__c"
REFERENCE_FIELD: t.Final = "Booking_Ref__c"


@dataclasses.dataclass(slots=True, kw_only=True)
class Setup:
    """What differs from org to org. `own_fields` by object; None for the report object: not made.

    `takes_keys`: the UI API knows Event, with its Idempotency-Key; `knows_no_keys`: not with the
    key; `keeps_refusals`: a key gives a refusal again too. `refuses_same_name`: a
    duplicate rule blocks a contact whose name is there. `required`: object and field, made so by
    the administrator. `locked`: ids of records that somebody else is changing. `page_size`: records
    of one answer to a query.
    """

    newest_version: int = 67
    own_fields: dict[str, dict[str, Field]] = dataclasses.field(default_factory=dict)
    report_fields: dict[str, Field] | None = None
    takes_keys: bool = False
    knows_no_keys: bool = False
    keeps_refusals: bool = False
    has_files: bool = True
    has_api: bool = True
    may_make_events: bool = True
    refuses_same_name: bool = False
    required: set[tuple[str, str]] = dataclasses.field(default_factory=set)
    record_types: set[str] = dataclasses.field(default_factory=set)
    locked: set[str] = dataclasses.field(default_factory=set)
    calls_a_day: int = 100_000
    page_size: int = 2000

    def add_reference_field(self, *, is_external_id: bool) -> None:
        """`Booking_Ref__c` on Activity: plain text, or External ID and Unique."""
        field = Field(longest=64, is_external_id=is_external_id, is_unique=is_external_id)
        self.own_fields.setdefault("Event", {})[REFERENCE_FIELD] = field

    def add_report_object(self) -> None:
        """`EDentist_Performance__c` with all its fields."""
        self.report_fields = dict(REPORT_FIELDS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record as it is now; a change makes another one. `fields` are those that are filled."""

    id: str
    kind: str
    fields: c.Mapping[str, t.Any]


class SalesforceOrg:
    """The records of one org, by object. Every method may be called from any thread."""

    def __init__(self, setup: Setup | None = None) -> None:
        self.setup = setup or Setup()
        self.lock = threading.RLock()
        self.calls = 0
        self._records: dict[str, Record] = {}
        self._deleted: set[str] = set()
        self._made = 0

    # What is there

    def fields_of(self, kind: str) -> dict[str, Field] | None:
        """Every field of an object, None when the org has no such object."""
        is_missing = {
            REPORT_OBJECT: self.setup.report_fields is None,
            "ContentVersion": not self.setup.has_files,
        }
        if kind not in STANDARD or is_missing.get(kind, False):
            return None
        own = self.setup.report_fields if kind == REPORT_OBJECT else None
        return STANDARD[kind] | (own or {}) | self.setup.own_fields.get(kind, {})

    def records(self, kind: str) -> list[Record]:
        """Those of an object, oldest first."""
        with self.lock:
            return [record for record in self._records.values() if record.kind == kind]

    def events(self) -> list[Record]:
        return self.records("Event")

    def contacts(self) -> list[Record]:
        return self.records("Contact")

    def record(self, kind: str, id_: str) -> Record | None:
        """By its id of 15 or 18 characters; None when there is none (any more)."""
        with self.lock:
            found = next((r for r in self._records.values() if r.id[:15] == id_[:15]), None)
        return found if found and found.kind == kind else None

    def is_deleted(self, id_: str) -> bool:
        return id_[:15] in self._deleted

    # Changes

    def add(self, kind: str, **fields: t.Any) -> Record:
        """A new record, whatever the rules say."""
        with self.lock:
            self._made += 1
            id_ = f"{PREFIXES[kind]}5g0000{self._made:06}AAA"
            now = _told(dt.datetime.now(dt.UTC))
            whole = {**fields, "Id": id_, "CreatedDate": now, "LastModifiedDate": now}
            return self._keep(Record(id=id_, kind=kind, fields=whole))

    def change(self, record: Record, **fields: t.Any) -> Record:
        with self.lock:
            now = _told(dt.datetime.now(dt.UTC))
            whole = {**record.fields, **fields, "LastModifiedDate": now}
            return self._keep(dataclasses.replace(record, fields=whole))

    def delete(self, id_: str) -> None:
        """To the recycle bin."""
        with self.lock:
            self._deleted.add(id_[:15])
            self._records.pop(id_, None)

    def _keep(self, record: Record) -> Record:
        kinds = self.fields_of(record.kind) or {}
        told = {
            name: _normal(kinds[name], value) if name in kinds else value
            for name, value in record.fields.items()
            if value is not None
        }
        kept = dataclasses.replace(record, fields=told | _computed(record.kind, told))
        self._records[record.id] = kept
        return kept

    # Copies

    def copy(self) -> t.Self:
        """Another org with the same records and set-up, for `copy_from`."""
        twin = type(self)()
        twin.copy_from(self)
        return twin

    def copy_from(self, other: t.Self) -> None:
        """Take over the records and the set-up of `other`."""
        with self.lock, other.lock:
            for field in dataclasses.fields(Setup):
                value = copy.deepcopy(getattr(other.setup, field.name))
                setattr(self.setup, field.name, value)
            self._records = dict(other._records)
            self._deleted = set(other._deleted)
            self._made, self.calls = other._made, other.calls


def _normal(field: Field, value: t.Any) -> t.Any:
    """Moments are kept and shown in UTC, in Salesforce's own spelling."""
    return _told(read_moment(value)) if field.kind is Kind.MOMENT else value


def read_moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def _told(moment: dt.datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}+0000"


def _computed(kind: str, fields: c.Mapping[str, t.Any]) -> dict[str, t.Any]:
    """What Salesforce works out itself."""
    if kind == "Contact":
        names = (fields.get("FirstName"), fields.get("LastName"))
        return {"Name": " ".join(name for name in names if name)}
    if kind == "ContentVersion":
        content = base64.b64decode(fields["VersionData"])
        checksum = hashlib.md5(content, usedforsecurity=False).hexdigest()
        return {"Checksum": checksum, "IsLatest": True}
    return {}
