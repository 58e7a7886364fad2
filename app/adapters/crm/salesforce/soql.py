"""The SOQL that RunSheet sends; nothing a person typed can leave its quotes."""
# ruff: noqa: S608 - SOQL only reads, and has no parameters: `quoted` stands in their place

from datetime import UTC, datetime

_EVENT = "Id, Subject, StartDateTime, EndDateTime, ShowAs, WhoId, Description"
_CONTACT = "Id, Name, Email, Phone, MobilePhone"
_CONTROLS = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quoted(text: str) -> str:
    """A string literal."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    for control, escape in _CONTROLS.items():
        escaped = escaped.replace(control, escape)
    return f"'{escaped}'"


def utc(moment: datetime) -> str:
    """`2026-11-22T08:00:00Z`, as fields and date literals take it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def contacts_by_email(email: str, *, limit: int) -> str:
    return (
        f"SELECT {_CONTACT} FROM Contact WHERE Email = {quoted(email)} "
        f"ORDER BY LastModifiedDate DESC LIMIT {limit}"
    )


def contacts_by_digits(digits: str) -> str:
    """Whoever's number has these digits in this order, however it was typed; to be compared."""
    pattern = quoted("%" + "%".join(digits) + "%")
    return (
        f"SELECT {_CONTACT} FROM Contact WHERE MobilePhone LIKE {pattern} OR Phone LIKE {pattern} "
        "ORDER BY LastModifiedDate DESC LIMIT 200"
    )


def events_by_reference(field: str, reference: str) -> str:
    """Those whose own field holds the reference; three are enough to know of two."""
    return f"SELECT {_EVENT}, {field} FROM Event WHERE {field} = {quoted(reference)} LIMIT 3"


def events_by_time(start_at: datetime, contact_ids: tuple[str, ...]) -> str:
    """Those that start at this moment, and all of these contacts: one may have been moved.

    `Description` can't stand in a WHERE: who asks looks for the reference in it.
    """
    condition = f"StartDateTime = {utc(start_at)}"
    if contact_ids:
        condition += f" OR WhoId IN ({', '.join(quoted(each) for each in contact_ids)})"
    return f"SELECT {_EVENT} FROM Event WHERE {condition} ORDER BY CreatedDate DESC LIMIT 2000"


def file_version(title: str, md5: str) -> str:
    """The newest file of this name, if its content is the one with this checksum."""
    return (
        f"SELECT Id FROM ContentVersion WHERE Title = {quoted(title)} "
        f"AND Checksum = {quoted(md5)} AND IsLatest = true LIMIT 1"
    )


def tasks(subject: str) -> str:
    return (
        f"SELECT Id, Description FROM Task WHERE Subject = {quoted(subject)} "
        "ORDER BY CreatedDate DESC LIMIT 50"
    )
