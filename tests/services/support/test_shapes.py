"""The allow-list: whatever a document has too much, too little or of another kind is found."""

import pytest

from app.services.support import shapes as of
from app.services.support.marks import Kind, mark
from app.services.support.shapes import fitted, maybe

SHAPE: of.Shape = {"run": of.ID, "at": maybe(of.INSTANT), "steps": [{"count": of.COUNT}]}
GOOD = {"run": "id-0123456789ab", "at": None, "steps": [{"count": 3}]}


def test_a_document_of_its_shape_is_left_as_it_is() -> None:
    fit = fitted(GOOD, SHAPE, scrub=str.upper)
    assert (fit.document, fit.misfits) == (GOOD, ())


@pytest.mark.parametrize(
    ("change", "misfit"),
    [
        ({"patient": "Mary"}, ".patient"),
        ({"run": "Mary"}, ".run"),
        ({"at": "2025-11-18 09:31"}, ".at"),
        ({"steps": [{"count": True}]}, ".steps[].count"),
        ({"steps": [{"count": -1}]}, ".steps[].count"),
        ({"steps": [{"count": 1, "name": "Mary"}]}, ".steps[].name"),
        ({"steps": [{}]}, ".steps[].count"),
        ({"steps": {"Mary": 1}}, ".steps"),
        ({"steps": ["Mary"]}, ".steps[]"),
    ],
)
def test_what_does_not_fit_is_taken_out_and_named(change: dict[str, object], misfit: str) -> None:
    fit = fitted(GOOD | change, SHAPE, scrub=str)
    assert fit.misfits == (misfit,)
    assert "Mary" not in repr(fit.document)


def test_words_from_outside_are_looked_at() -> None:
    fit = fitted(
        {"os": "Mary's Linux"}, {"os": of.Leaf(holds=bool, is_words=True)}, scrub=str.upper
    )
    assert fit.document == {"os": "MARY'S LINUX"}


def test_a_mark_may_stand_anywhere() -> None:
    fit = fitted({"n": mark(Kind.NAME)}, {"n": of.COUNT}, scrub=str)
    assert fit.misfits == ()
