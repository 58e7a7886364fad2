"""A pairing code is taken in any form people paste it."""

import pytest

from app.ui.connections.setup.codes import cursor_after, display_code, is_complete, normalise_code


@pytest.mark.parametrize(
    "typed",
    ["abcd1234", "ABCD-1234", " abcd 1234 ", "ab-cd-12-34\n", "a b c d 1 2 3 4", "abcd–1234"],
)
def test_a_code_is_the_same_however_it_is_written(typed: str) -> None:
    assert normalise_code(typed) == "ABCD1234"
    assert display_code(typed) == "ABCD-1234"
    assert is_complete(typed)


def test_letters_outside_a_to_z_are_not_part_of_a_code() -> None:
    assert normalise_code("äbcd٤1234") == "BCD1234"
    assert not is_complete("abcd123")


def test_the_cursor_steps_over_the_dash() -> None:
    assert [cursor_after("abcd1234", n) for n in (0, 4, 5, 8)] == [0, 4, 6, 9]
    assert cursor_after("abc", 3) == 3
