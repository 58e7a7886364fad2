"""What the People page says about today's list with the answers as they stand."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from app.domain.preview import DayPreview
from app.domain.said import Said, say
from app.ui.connections.people.choices import PeopleDraft
from app.ui.language import tr, tr_count


@dataclass(frozen=True, slots=True, kw_only=True)
class TelehealthFilter:
    """Whether the list holds telehealth appointments only, and which types those are.

    `flags`: the system's own flag per type id, where it has one.
    """

    is_on: bool = False
    type_ids: frozenset[str] = frozenset()
    flags: Mapping[str, bool | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewWords:
    """The mini preview: counts per column in the order of the columns, and the sentence below."""

    columns: tuple[tuple[str, int], ...]
    summary: str


def preview_words(
    draft: PeopleDraft, preview: DayPreview, telehealth: TelehealthFilter = TelehealthFilter()
) -> PreviewWords:
    """Counts per column, and `With these choices 14 of 18 appointments will show; 4 belong to …`"""
    columns = draft.columns()
    counts = preview.shown(
        columns,
        telehealth_types=telehealth.type_ids,
        telehealth_only=telehealth.is_on,
        flags=telehealth.flags,
    )
    shown, total = sum(counts.values()), len(preview.rows)
    parts = [
        tr_count(
            total,
            "With these choices {shown} of {n} appointment will show",
            "With these choices {shown} of {n} appointments will show",
            shown=shown,
        )
    ]
    parts += _left_out(draft, preview, columns)
    by_type = total - shown - sum(not columns.get(row.pms_practitioner_id) for row in preview.rows)
    if by_type:
        parts.append(tr_count(by_type, "{n} is not telehealth", "{n} are not telehealth"))
    return PreviewWords(columns=tuple(counts.items()), summary="; ".join(parts) + ".")


def failed_words(draft: PeopleDraft, preview: DayPreview) -> str:
    """Whose appointments could not be counted, or an empty text."""
    if not preview.failed_practitioner_ids:
        return ""
    names = ", ".join(draft.name_of(key) for key in preview.failed_practitioner_ids)
    return tr("Today's appointments could not be counted for {names}.", names=names)


def _left_out(draft: PeopleDraft, preview: DayPreview, columns: dict[str, str | None]) -> list[str]:
    waiting = set(draft.unanswered())
    hidden = [key for key, name in columns.items() if not name and key not in waiting]
    known = set(columns)
    strangers = {row.pms_practitioner_id for row in preview.rows} - known
    parts = (
        _belong(
            draft,
            preview,
            waiting,
            one=say("{name} (not yet chosen)"),
            many=tr("people not yet chosen"),
        ),
        _belong(
            draft,
            preview,
            {*hidden, *strangers},
            one=say("{name} (not shown)"),
            many=tr("people not shown"),
        ),
    )
    return [part for part in parts if part]


def _belong(
    draft: PeopleDraft, preview: DayPreview, ids: Collection[str], *, one: Said, many: str
) -> str:
    owners = [key for key in ids if preview.count_for(key)]
    count = sum(preview.count_for(key) for key in owners)
    if not count:
        return ""
    who = one.format(name=draft.name_of(owners[0])) if len(owners) == 1 else many
    return tr_count(count, "{n} belongs to {people}", "{n} belong to {people}", people=who)
