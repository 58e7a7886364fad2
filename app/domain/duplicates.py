"""Who seems to be on the list twice: one person, two bookings at the same time, from any source."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from app.domain.run_sheet import RunSheetRow
from app.domain.similar_names import full_name

CLOSE = timedelta(minutes=15)
"""Between two sources a booking is typed anew, not copied: its time need only be close."""


def possible_duplicates(rows: Sequence[RunSheetRow]) -> dict[str, tuple[RunSheetRow, ...]]:
    """By row id, the other rows that may be the same visit, in the rows' order.

    One person is the same patient of a connection, or the same name with the same date of birth or
    the same phone. Within one system two bookings must overlap, as one after the other is how a
    nurse and a doctor share a visit; between two sources they may begin a quarter of an hour apart.
    Rows that are off are nobody's second booking. Symmetric.
    """
    on = [row for row in rows if row.has_patient and not row.is_off]
    order = {row.id: number for number, row in enumerate(rows)}
    by_key: dict[tuple[str, ...], list[RunSheetRow]] = {}
    for row in on:
        for key in _keys(row):
            by_key.setdefault(key, []).append(row)
    found: dict[str, set[RunSheetRow]] = {}
    for one, other in _pairs(by_key.values()):
        found.setdefault(one.id, set()).add(other)
        found.setdefault(other.id, set()).add(one)
    return {
        row_id: tuple(sorted(others, key=lambda row: order[row.id]))
        for row_id, others in found.items()
    }


def _keys(row: RunSheetRow) -> Iterator[tuple[str, ...]]:
    """By what two rows are known to be of one person."""
    if row.pms_patient_id:
        yield "patient", row.connection_id or "", row.pms_patient_id
    name = full_name(row)
    if name and row.patient_birth_date is not None:
        yield "born", name, row.patient_birth_date.isoformat()
    if name and (phone := _last_digits(row.patient_phone)):
        yield "phone", name, phone


def _last_digits(number: str | None) -> str:
    """The nine digits that `0412 345 678` and `+61 412 345 678` have in common."""
    digits = "".join(char for char in number or "" if char.isdigit())
    return digits[-9:] if len(digits) >= 8 else ""


def _pairs(groups: Iterable[list[RunSheetRow]]) -> Iterator[tuple[RunSheetRow, RunSheetRow]]:
    for group in groups:
        ordered = sorted(group, key=lambda row: row.start)
        for number, one in enumerate(ordered):
            for other in ordered[number + 1 :]:
                if other.start >= one.end and other.start - one.start > CLOSE:
                    break
                if _may_be_one_visit(one, other) and not _were_born_apart(one, other):
                    yield one, other


def _may_be_one_visit(one: RunSheetRow, other: RunSheetRow) -> bool:
    """`one` begins first."""
    if (one.source, one.connection_id) == (other.source, other.connection_id):
        return other.start < one.end or other.start == one.start
    return other.start < one.end or other.start - one.start <= CLOSE


def _were_born_apart(one: RunSheetRow, other: RunSheetRow) -> bool:
    """Father and son share a name and a phone, not a date of birth."""
    born = one.patient_birth_date, other.patient_birth_date
    return None not in born and born[0] != born[1]
