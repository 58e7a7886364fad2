"""How Salesforce shows its records and what it says of itself."""

import typing as t

from app.sandbox.salesforce.org import Record, SalesforceOrg

SEASONS: t.Final = {58: "Summer '23", 60: "Spring '24", 64: "Summer '25", 67: "Summer '26"}


def record_json(org: SalesforceOrg, record: Record, root: str) -> dict[str, t.Any]:
    """Every field that the org has, null where it is empty."""
    known = org.fields_of(record.kind) or {}
    return {
        "attributes": attributes(record, root),
        **{name: record.fields.get(name) for name in known},
    }


def attributes(record: Record, root: str) -> dict[str, str]:
    return {"type": record.kind, "url": f"{root}/sobjects/{record.kind}/{record.id}"}


def saved_json(record: Record, **more: t.Any) -> dict[str, t.Any]:
    return {"id": record.id, "success": True, **more, "errors": []}


def versions_json(newest: int) -> list[dict[str, str]]:
    """Oldest first, as Salesforce lists them."""
    return [
        {
            "label": SEASONS.get(number, f"Version {number}"),
            "url": f"/services/data/v{number}.0",
            "version": f"{number}.0",
        }
        for number in range(min(58, newest), newest + 1)
    ]


def limits_json(org: SalesforceOrg) -> dict[str, t.Any]:
    most = org.setup.calls_a_day
    return {"DailyApiRequests": {"Max": most, "Remaining": max(0, most - org.calls)}}


def describe_json(org: SalesforceOrg, kind: str) -> dict[str, t.Any] | None:
    """None for an object that the org doesn't have."""
    fields = org.fields_of(kind)
    if fields is None:
        return None
    return {
        "name": kind,
        "createable": kind != "Event" or org.setup.may_make_events,
        "fields": [
            {
                "name": name,
                "type": str(field.kind),
                "length": field.longest,
                "createable": field.is_set_by_us,
                "filterable": field.is_filterable,
                "externalId": field.is_external_id,
                "unique": field.is_unique,
            }
            for name, field in fields.items()
        ],
        "recordTypeInfos": [
            {"recordTypeId": id_, "available": True} for id_ in sorted(org.setup.record_types)
        ],
    }
