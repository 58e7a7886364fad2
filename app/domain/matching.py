"""Which column a practitioner probably belongs to, and why. Suggests; never decides a tie."""

from collections.abc import Sequence

from app.domain.connection import Clinician, Mapping, Suggestion, SuggestionKind
from app.domain.practice import Practitioner
from app.domain.said import say

_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx", "sr", "nurse"})


def suggest_column(
    practitioner: Practitioner, mapping: Mapping | None, clinicians: Sequence[Clinician]
) -> Suggestion:
    """The answer to pick beforehand for one row of the mapping table."""
    if mapping is not None:
        return _remembered(mapping)
    if not practitioner.is_active:
        return Suggestion(kind=SuggestionKind.HIDE, reason=say("no longer active"))
    if not practitioner.is_shown:
        return Suggestion(kind=SuggestionKind.HIDE, reason=say("not shown in the appointment book"))
    exact = [item for item in clinicians if _words(item.name) == _words(practitioner.full_name)]
    if exact:
        return _single(exact, reason=say("same name"))
    near = [item for item in clinicians if _is_near(practitioner, item.name)]
    if near:
        return _single(near, reason=_near_reason(practitioner, near[0].name))
    return Suggestion(kind=SuggestionKind.NEW, reason=say("no match found"))


def _remembered(mapping: Mapping) -> Suggestion:
    reason = say("you chose this before")
    if mapping.clinician_id is None or not mapping.sync_enabled:
        return Suggestion(kind=SuggestionKind.HIDE, reason=reason)
    return Suggestion(
        kind=SuggestionKind.EXISTING, reason=reason, clinician_id=mapping.clinician_id
    )


def _single(candidates: Sequence[Clinician], *, reason: str) -> Suggestion:
    if len(candidates) == 1:
        return Suggestion(
            kind=SuggestionKind.EXISTING, reason=reason, clinician_id=candidates[0].id
        )
    names = ", ".join(candidate.name for candidate in candidates)
    return Suggestion(
        kind=SuggestionKind.CHOOSE,
        reason=say("{count} possible: {names}", count=len(candidates), names=names),
    )


def _is_near(practitioner: Practitioner, column_name: str) -> bool:
    """The same surname, and no first initial that speaks against it."""
    words = _words(column_name)
    surname = _words(practitioner.family_name or "")
    if not surname or words[-len(surname) :] != surname:
        return False
    initials = _initials(practitioner, column_name)
    return initials is None or initials[0] == initials[1]


def _near_reason(practitioner: Practitioner, column_name: str) -> str:
    has_initials = _initials(practitioner, column_name) is not None
    return say("same surname and first initial") if has_initials else say("same surname")


def _initials(practitioner: Practitioner, column_name: str) -> tuple[str, str] | None:
    """The column's and the practitioner's; None where either has no more than a surname."""
    surname = _words(practitioner.family_name or "")
    before = _words(column_name)[: -len(surname)]
    given = _words(practitioner.given_name or "")
    return (before[0][0], given[0][0]) if before and given else None


def _words(name: str) -> tuple[str, ...]:
    plain = name.casefold().replace(".", " ")
    return tuple(word for word in plain.split() if word not in _TITLES)
