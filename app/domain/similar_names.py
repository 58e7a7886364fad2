"""Who on one day could be taken for somebody else: two people with the same or nearly one name.

Near means: the given names begin alike, and the family names are equal or one letter apart
(Johnson and Johnston, Smith and Smyth, Brown and Browne). Names shorter than four letters must be
equal: one letter apart, half of all Lees would be Lis.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from app.domain.run_sheet import RunSheetRow

SHORTEST_NEAR = 4
# Letters whose stroke Unicode does not treat as an accent: Đặng and Dang are one name.
_NO_ACCENT_APART = str.maketrans("đøłħı", "dolhi")


def similar_names(rows: Sequence[RunSheetRow]) -> dict[str, tuple[RunSheetRow, ...]]:
    """By row id, the rows of other people of this day with a similar name, in the rows' order.

    Rows without a name, and places that somebody left, are nobody. Symmetric: who is similar to
    whom holds both ways.
    """
    named = [row for row in rows if row.patient_last_name and not row.has_moved_away]
    found: dict[str, tuple[RunSheetRow, ...]] = {}
    for row, others in _near(named):
        similar = tuple(other for other in others if not is_same_person(row, other))
        if similar:
            found[row.id] = similar
    return found


def is_same_person(one: RunSheetRow, other: RunSheetRow) -> bool:
    """True when two rows are surely of one patient.

    One system tells its patients apart by their id. Between systems, name and date of birth must
    be the same.
    """
    if one.pms_patient_id and other.pms_patient_id and one.connection_id == other.connection_id:
        return one.pms_patient_id == other.pms_patient_id
    born = one.patient_birth_date
    return (
        born is not None and born == other.patient_birth_date and full_name(one) == full_name(other)
    )


def are_near(one: RunSheetRow, other: RunSheetRow) -> bool:
    """True when two names could be taken for each other; equal names can."""
    families = plain_name(one.patient_last_name), plain_name(other.patient_last_name)
    return _begin_alike(one, other) and is_one_letter_apart(*families)


def full_name(row: RunSheetRow) -> str:
    """Given and family name as they compare; empty without a family name."""
    family = plain_name(row.patient_last_name)
    return f"{plain_name(row.patient_first_name)} {family}" if family else ""


@lru_cache(maxsize=8192)
def plain_name(name: str | None) -> str:
    """`oconnor` for O’Connor, `dang` for Đặng: lower case letters only."""
    folded = unicodedata.normalize("NFKD", (name or "").casefold().translate(_NO_ACCENT_APART))
    return re.sub(r"[\W\d_]", "", "".join(c for c in folded if not unicodedata.combining(c)))


def is_one_letter_apart(one: str, other: str) -> bool:
    """True for equal names, and for those that one letter more, less or other makes equal."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < SHORTEST_NEAR or len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _begin_alike(one: RunSheetRow, other: RunSheetRow) -> bool:
    """An unknown given name could be anybody's."""
    given = plain_name(one.patient_first_name), plain_name(other.patient_first_name)
    return not all(given) or given[0][0] == given[1][0]


def _near(rows: Sequence[RunSheetRow]) -> Iterator[tuple[RunSheetRow, list[RunSheetRow]]]:
    """Each row with those near to it. Only rows that share a form of the family name are compared,
    so that hundreds of rows do not mean their square of comparisons.
    """
    sharing: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for form in _forms(plain_name(row.patient_last_name)):
            sharing.setdefault(form, []).append(number)
    for number, row in enumerate(rows):
        yield (
            row,
            [rows[other] for other in _sharers(number, row, sharing) if are_near(row, rows[other])],
        )


def _sharers(number: int, row: RunSheetRow, sharing: Mapping[str, Iterable[int]]) -> list[int]:
    forms = _forms(plain_name(row.patient_last_name))
    return sorted({other for form in forms for other in sharing[form]} - {number})


@lru_cache(maxsize=8192)
def _forms(name: str) -> frozenset[str]:
    """The name, and the name less any one letter: names one letter apart share one of these."""
    shorter = {name[:i] + name[i + 1 :] for i in range(len(name))}
    return frozenset({name} | (shorter if len(name) >= SHORTEST_NEAR else set()))
