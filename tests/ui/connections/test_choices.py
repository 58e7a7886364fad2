"""The answers of the People page: suggestions, the shared-column guard, what is saved."""

from app.domain.connection import NEW_CLINICIAN, SuggestionKind
from app.ui.connections.people.choices import (
    CHOOSE,
    HIDE,
    NEW,
    ColumnChoice,
    PeopleDraft,
    new_column_names,
)
from app.ui.connections.people.preview_words import TelehealthFilter, preview_words
from tests.ui.connections.builders import day, mapped, people, person


def smiths() -> PeopleDraft:
    return PeopleDraft(
        people(
            person("a", "John", "Smith", SuggestionKind.EXISTING, column="c1"),
            person("b", "Jane", "Smith", SuggestionKind.CHOOSE),
            person("c", "Sarah", "Jones"),
            person("d", "Nurse", "Team", SuggestionKind.HIDE),
            columns=("Dr Smith",),
        )
    )


def test_a_suggestion_is_picked_and_a_tie_is_left_open() -> None:
    draft = smiths()
    assert draft.column_name("a") == "Dr Smith"
    assert draft.unanswered() == ("b",)
    assert draft.columns() == {"a": "Dr Smith", "b": None, "c": "Dr S Jones", "d": None}
    assert "Dr Jane Smith" in draft.reason_not_to_save()


def test_two_people_never_share_a_column_unnoticed() -> None:
    draft = smiths()
    draft.choose("b", ColumnChoice.from_key("c1"))
    (share,) = draft.shared()
    assert share.sentence == "Dr John Smith and Dr Jane Smith would share the column Dr Smith."
    assert draft.reason_not_to_save()
    draft.agree_to_share("c1")
    assert not draft.shared()
    assert not draft.reason_not_to_save()


def test_people_who_already_share_a_column_are_not_asked_again() -> None:
    draft = PeopleDraft(
        people(
            person("a", "John", "Smith", mapping=mapped("a", "c1")),
            person("b", "Jane", "Smith", mapping=mapped("b", "c1")),
            columns=("Dr Smith",),
        )
    )
    assert not draft.shared()


def test_new_columns_are_told_apart() -> None:
    listed = people(
        person("a", "John", "Smith"),
        person("b", "Jane", "Smith"),
        person("c", "Jane", "Smith"),
        person("d", "Sam", "Lee"),
        columns=("Dr S Lee",),
    )
    assert new_column_names(listed) == {
        "a": "Dr John Smith",
        "b": "Dr Jane Smith",
        "c": "Dr Jane Smith (2)",
        "d": "Dr Sam Lee",
    }


def test_what_is_saved_is_what_was_answered() -> None:
    draft = smiths()
    draft.choose("b", NEW)
    saved = {answer.pms_practitioner_id: answer for answer in draft.answers()}
    assert saved["a"].clinician_id == "c1"
    assert saved["b"].clinician_id == NEW_CLINICIAN
    assert saved["b"].new_clinician_name == "Dr Jane Smith"
    assert saved["d"].clinician_id is None
    assert not saved["d"].sync_enabled


def test_an_earlier_answer_wins_over_the_suggestion() -> None:
    draft = PeopleDraft(
        people(
            person("a", "John", "Smith", SuggestionKind.NEW, mapping=mapped("a", None)),
            person("b", "Jane", "Jones", SuggestionKind.HIDE, mapping=mapped("b", "c1")),
            columns=("Dr Jones",),
        )
    )
    assert draft.choice("a") == HIDE
    assert draft.column_name("b") == "Dr Jones"
    assert not draft.is_changed


def test_answers_of_an_unfinished_visit_come_back() -> None:
    draft = smiths()
    draft.choose("b", HIDE)
    draft.choose("c", ColumnChoice.from_key("c1"))
    again = PeopleDraft(draft.people, draft.kept_keys())
    assert again.columns() == draft.columns()
    assert again.is_changed


def test_kept_answers_for_what_is_gone_are_dropped() -> None:
    again = PeopleDraft(smiths().people, {"gone": "hide", "c": "column-removed"})
    assert again.choice("c") == NEW
    assert again.choice("b") == CHOOSE


def test_the_preview_counts_columns_and_names_who_is_left_out() -> None:
    draft = smiths()
    today = day(*[("a", "x")] * 7, *[("c", "y")] * 7, *[("b", "x")] * 4)
    words = preview_words(draft, today)
    assert words.columns == (("Dr Smith", 7), ("Dr S Jones", 7))
    assert words.summary == (
        "With these choices 14 of 18 appointments will show; "
        "4 belong to Dr Jane Smith (not yet chosen)."
    )
    draft.choose("b", HIDE)
    draft.choose("c", HIDE)
    assert preview_words(draft, today).summary == (
        "With these choices 7 of 18 appointments will show; 11 belong to people not shown."
    )


def test_the_preview_respects_a_telehealth_only_list() -> None:
    today = day(("a", "x"), ("a", "y"), ("d", "x"))
    only = TelehealthFilter(is_on=True, type_ids=frozenset({"x"}))
    assert preview_words(smiths(), today, only).summary == (
        "With these choices 1 of 3 appointments will show; 1 belongs to Dr Nurse Team (not shown); "
        "1 is not telehealth."
    )
