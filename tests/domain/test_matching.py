"""Which column is suggested for whom."""

import pytest

from app.domain.connection import Clinician, Mapping, SuggestionKind
from app.domain.matching import suggest_column
from app.domain.practice import Practitioner, looks_like_telehealth

SMITH = Practitioner(pms_practitioner_id="1", family_name="Smith", given_name="John", prefix="Dr")


def columns(*names):
    return [Clinician(id=name, name=name) for name in names]


@pytest.mark.parametrize(
    ("names", "kind", "column"),
    [
        ((), "new", None),
        (("Dr John Smith",), "existing", "Dr John Smith"),
        (("john smith",), "existing", "john smith"),
        (("Prof. John SMITH", "Dr J Smith"), "existing", "Prof. John SMITH"),
        (("Dr J. Smith", "Dr A Jones"), "existing", "Dr J. Smith"),
        (("Smith",), "existing", "Smith"),
        (("Dr A Smith",), "new", None),
        (("Dr John Smithers",), "new", None),
        (("Dr J Smith", "Dr Jane Smith"), "choose", None),
        (("John Smith", "Dr John Smith"), "choose", None),
    ],
)
def test_a_column_is_suggested_by_name_and_a_tie_is_left_to_a_person(names, kind, column):
    suggestion = suggest_column(SMITH, None, columns(*names))
    assert (suggestion.kind, suggestion.clinician_id) == (kind, column)
    assert suggestion.reason


@pytest.mark.parametrize(
    ("given", "column", "reason"),
    [
        ("Maria", "Papadakis", "same surname"),
        ("Maria", "Dr Papadakis", "same surname"),
        (None, "Dr M Papadakis", "same surname"),
        ("Maria", "M. Papadakis", "same surname and first initial"),
        ("Maria", "Dr Maria Papadakis", "same name"),
    ],
)
def test_the_reason_names_only_what_was_compared(given, column, reason):
    person = Practitioner(
        pms_practitioner_id="1", family_name="Papadakis", given_name=given, prefix="Dr"
    )
    assert suggest_column(person, None, columns(column)).reason == reason


def test_who_has_left_or_is_not_shown_is_suggested_to_be_hidden():
    for fact in ({"is_active": False}, {"is_shown": False}):
        person = Practitioner(pms_practitioner_id="1", family_name="Smith", **fact)
        assert suggest_column(person, None, columns("Smith")).kind is SuggestionKind.HIDE


@pytest.mark.parametrize(
    ("column", "enabled", "kind"),
    [("c", True, "existing"), (None, True, "hide"), ("c", False, "hide")],
)
def test_a_remembered_answer_wins_over_every_name(column, enabled, kind):
    mapping = Mapping(
        id="m", pms_practitioner_id="1", clinician_id=column, clinician_name=None,
        sync_enabled=enabled,
    )  # fmt: skip
    assert suggest_column(SMITH, mapping, columns("Dr John Smith")).kind == kind


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Telehealth Consultation", True),
        ("Video Follow-up", True),
        ("PHONE review", True),
        ("TH long", True),
        ("Standard (tele)", True),
        ("Online booking", True),
        ("Procedure", False),
        ("Then some", False),
        ("Gramophone", False),
        ("", False),
    ],
)
def test_a_type_sounds_like_telehealth_by_its_words(name, expected):
    assert looks_like_telehealth(name) is expected


def test_names_are_put_together_from_what_is_known():
    bare = Practitioner(pms_practitioner_id="1", family_name="Papadakis")
    nobody = Practitioner(pms_practitioner_id="1", family_name=None)
    given = Practitioner(pms_practitioner_id="1", family_name=None, given_name="Mononym")
    assert (SMITH.full_name, SMITH.column_name) == ("Dr John Smith", "Dr J Smith")
    assert (bare.full_name, bare.column_name) == ("Papadakis", "Papadakis")
    assert nobody.full_name == nobody.column_name == "Unnamed practitioner"
    assert given.column_name == "Mononym"
