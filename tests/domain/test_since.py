"""What a person who comes back is told: each appointment once, by what counts."""

from datetime import timedelta

import pytest

from app.domain.appointment import AppointmentStatus
from app.domain.since import Before, SinceKind, Unseen, since_words, unseen_changes
from tests.ui.rows import NOW, row

HERE = row()
SEEN = NOW + timedelta(minutes=5)


def before(is_on: bool | None = True, **changes: object) -> dict[str, Before]:
    values: dict[str, object] = {
        "start": HERE.start, "clinician_id": HERE.clinician_id, "is_on": is_on, "changed_at": SEEN,
    }  # fmt: skip
    return {HERE.id: Before(**{**values, **changes})}  # type: ignore[arg-type]


EARLIER = {"start": HERE.start - timedelta(hours=1)}
CANCELLED = {"status": AppointmentStatus.CANCELLED}


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        (before(None), {}, SinceKind.NEW),
        (before(None), CANCELLED, SinceKind.CANCELLED),
        (before(), CANCELLED, SinceKind.CANCELLED),
        (before(), {"removed_at": NOW}, SinceKind.CANCELLED),
        (before(**EARLIER), {}, SinceKind.MOVED),
        (before(clinician_id="okafor"), {}, SinceKind.MOVED),
        (before(**EARLIER), CANCELLED, SinceKind.CANCELLED),
        (before(False), {}, SinceKind.BACK),
        (before(), {}, None),
        (before(False), CANCELLED, None),
        (before(), {"patient_phone": "0400000000"}, None),
        ({}, {}, None),
    ],
)
def test_by_what_it_was_and_what_it_is(
    was: dict[str, Before], now: dict[str, object], kind: SinceKind | None
) -> None:
    told = unseen_changes([row(**now)], was)
    assert [each.kind for each in told] == ([kind] if kind else [])
    assert all(each.at == SEEN and each.row_id == HERE.id for each in told)


def test_a_move_within_the_day_is_told_at_its_new_place_only() -> None:
    left = row(2, place_of=HERE.id, moved_to_start=HERE.start)
    told = unseen_changes([left, HERE], before(**EARLIER))
    assert [(each.row_id, each.kind) for each in told] == [(HERE.id, SinceKind.MOVED)]


def test_a_move_to_another_day_is_told_at_the_place_it_left() -> None:
    left = row(2, place_of=HERE.id, moved_to_start=HERE.start + timedelta(days=1))
    told = unseen_changes([left], before())
    assert [(each.row_id, each.kind) for each in told] == [("row-2", SinceKind.MOVED)]


def test_the_words_count_each_kind_in_one_order() -> None:
    kinds = ("cancelled", "new", "moved", "new", "back")
    told = [
        Unseen(row_id=str(number), kind=SinceKind(kind), at=NOW)
        for number, kind in enumerate(kinds)
    ]
    assert since_words(told) == "2 new · 1 moved · 1 cancelled · 1 back"
    assert since_words([]) == ""
