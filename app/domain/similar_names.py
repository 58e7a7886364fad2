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
_Name = tuple[str, str]
"""A plain given name, empty where it is not known, and a plain family name."""
_ANYBODY = "*"
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


def _near(rows: Sequence[RunSheetRow]) -> Iterator[tuple[RunSheetRow, list[RunSheetRow]]]:
    """Each row with those near to it. Names are compared, each once, and only those that share a
    form of the family name and an initial, so that hundreds of rows do not mean their square of
    comparisons.
    """
    bearers: dict[_Name, list[int]] = {}
    for number, row in enumerate(rows):
        name = plain_name(row.patient_first_name), plain_name(row.patient_last_name)
        bearers.setdefault(name, []).append(number)
    sharing: dict[tuple[str, str], list[_Name]] = {}
    for name in bearers:
        for form in _forms(name[1]):
            for initial in (name[0][:1], _ANYBODY):
                sharing.setdefault((form, initial), []).append(name)
    for name, numbers in bearers.items():
        near = [
            other for other in _sharers(name, sharing) if is_one_letter_apart(name[1], other[1])
        ]
        theirs = sorted(number for other in near for number in bearers[other])
        for number in numbers:
            yield rows[number], [rows[other] for other in theirs if other != number]


def _sharers(name: _Name, sharing: Mapping[tuple[str, str], Iterable[_Name]]) -> set[_Name]:
    """The name itself among them. An unknown given name could be anybody's."""
    initial = name[0][:1]
    initials = (initial, "") if initial else (_ANYBODY,)
    keys = ((form, each) for form in _forms(name[1]) for each in initials)
    return {other for key in keys for other in sharing.get(key, ())}


@lru_cache(maxsize=8192)
def _forms(name: str) -> frozenset[str]:
    """The name, and the name less any one letter: names one letter apart share one of these."""
    shorter = {name[:i] + name[i + 1 :] for i in range(len(name))}
    return frozenset({name} | (shorter if len(name) >= SHORTEST_NEAR else set()))
