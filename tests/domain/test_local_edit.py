"""What becomes of a local edit when the system speaks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.local_edit import EditField, EditState, LocalEdit, settle, settle_gone
from app.domain.same_visit import is_same_visit
from tests.ui.rows import NOW, row

EDIT = LocalEdit(id="1", field=EditField.STATUS, base="booked", value="arrived", by="kim", at=NOW)


@pytest.mark.parametrize(
    ("system", "state"),
    [
        ("arrived", EditState.CONFIRMED),
        ("booked", EditState.ACTIVE),
        ("no_show", EditState.SUPERSEDED),
    ],
)
def test_the_system_decides(system: str, state: EditState) -> None:
    settled = settle(EDIT, system, now=NOW)
    assert settled.state is state
    if state is not EditState.ACTIVE:
        assert (settled.system_value, settled.settled_at) == (system, NOW)


@pytest.mark.parametrize("state", [s for s in EditState if s is not EditState.ACTIVE])
def test_what_is_settled_stays_settled(state: EditState) -> None:
    ended = replace(EDIT, state=state)
    assert settle(ended, "no_show", now=NOW) is ended
    assert settle_gone(ended, "cancelled", now=NOW) is ended


@pytest.mark.parametrize(
    ("base", "value", "system", "state"),
    [
        ("0400 000 111", "0400 000 222", "+61400000222", EditState.CONFIRMED),
        ("0400 000 111", None, "+61 400 000 111", EditState.ACTIVE),
        ("0400 000 111", None, None, EditState.CONFIRMED),
        (None, "0400 000 222", "0400 000 333", EditState.SUPERSEDED),
    ],
)
def test_a_number_is_its_digits(
    base: str | None, value: str | None, system: str | None, state: EditState
) -> None:
    edit = replace(EDIT, field=EditField.PHONE, base=base, value=value)
    assert settle(edit, system, now=NOW).state is state


def test_an_edit_is_late_after_a_day_and_offered_again_for_a_week() -> None:
    assert not EDIT.is_late(NOW + timedelta(hours=23, minutes=59))
    assert EDIT.is_late(NOW + timedelta(hours=24))
    ended = settle(EDIT, "no_show", now=NOW)
    assert not ended.is_late(NOW + timedelta(hours=24))
    assert ended.is_offered_again(NOW + timedelta(days=6, hours=23))
    assert not ended.is_offered_again(NOW + timedelta(days=7))


def test_no_value_is_in_a_repr() -> None:
    edit = replace(EDIT, field=EditField.PHONE, base="0400111222", value="0400333444")
    assert "0400" not in repr(settle(edit, "0400555666", now=NOW))
    assert edit.masked.value is None


@pytest.mark.parametrize(
    ("changes", "is_same"),
    [
        ({}, True),
        ({"patient_first_name": "THOMÁS"}, True),
        ({"patient_first_name": "Ann", "patient_phone": "+61 412 345 678"}, True),
        ({"patient_first_name": "Ann", "patient_phone": None}, False),
        ({"start": NOW}, False),
        ({"clinician_id": "lee"}, False),
        ({"removed_at": NOW}, False),
        ({"source": "manual"}, False),
    ],
)
def test_the_same_visit_has_time_column_and_name_or_number(
    changes: dict[str, object], is_same: bool
) -> None:
    manual = row(1, source="manual", patient_phone="0412 345 678")
    assert is_same_visit(manual, row(2, **changes)) is is_same
