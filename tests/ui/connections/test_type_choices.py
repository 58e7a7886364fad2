"""The telehealth checklist counts today as ticks change and warns before a list goes empty."""

from app.ui.connections.types.type_choices import (
    NOTHING_SHOWN,
    TypesDraft,
    example_times,
    row_description,
    row_name,
)
from tests.ui.connections.builders import day, kind_row

ROWS = (
    kind_row("v", "Telehealth consultation", suggested=True),
    kind_row("p", "Phone consult", suggested=True),
    kind_row("s", "Standard consult"),
)
TODAY = day(*[("a", "v")] * 4, *[("a", "p")] * 1, *[("b", "s")] * 13)


def test_the_summary_counts_todays_telehealth() -> None:
    draft = TypesDraft(ROWS, telehealth_only=False)
    assert draft.summary(TODAY) == "0 types ticked → 0 of today's 18 are telehealth."
    draft.tick("v", is_telehealth=True)
    draft.tick("p", is_telehealth=True)
    assert draft.summary(TODAY) == "2 types ticked → 5 of today's 18 are telehealth."
    assert draft.summary(None) == "2 types ticked."


def test_suggested_types_are_marked_and_never_ticked_unasked() -> None:
    draft = TypesDraft(ROWS, telehealth_only=False)
    assert draft.ticked == frozenset()
    assert draft.unticked_suggestions == ("v", "p")


def test_a_list_that_would_be_empty_is_warned_of() -> None:
    draft = TypesDraft(ROWS, telehealth_only=True)
    assert draft.warning(None) == NOTHING_SHOWN
    draft.tick("v", is_telehealth=True)
    assert not draft.warning(None)


def test_every_type_is_answered() -> None:
    draft = TypesDraft(ROWS, telehealth_only=False, kept_ticks=["p", "gone"])
    assert {row.pms_type_id: row.is_telehealth for row in draft.answers()} == {
        "v": False,
        "p": True,
        "s": False,
    }
    assert draft.is_changed


def test_a_row_is_spoken_whole() -> None:
    assert row_name(ROWS[0], TODAY, is_ticked=True) == (
        "Telehealth consultation, 30 minutes, 4 today, ticked"
    )
    assert example_times(ROWS[0], TODAY) == "9:00 am, 9:30 am, 10:00 am …"
    assert row_description(ROWS[0], TODAY, system="Gentu").startswith(
        "green in Gentu, looks like telehealth"
    )
