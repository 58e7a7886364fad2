"""The steps turn any order into any other, and leave alone what stays."""

from hypothesis import given
from hypothesis import strategies as st

from app.ui.today.diff import Insert, Move, Remove, steps

IDS = st.lists(st.sampled_from("abcdefghij"), unique=True)


@given(IDS, IDS)
def test_every_order_becomes_every_other(old: list[str], new: list[str]) -> None:
    shown = list(old)
    for step in steps(old, new):
        match step:
            case Remove(first, last):
                del shown[first : last + 1]
            case Insert(first, last):
                shown[first:first] = new[first : last + 1]
            case Move(source, target):
                assert target < source
                shown.insert(target, shown.pop(source))
    assert shown == new


@given(IDS)
def test_the_same_order_takes_no_step(order: list[str]) -> None:
    assert not list(steps(order, order))


def test_a_new_row_is_one_insertion() -> None:
    assert list(steps(["a", "c"], ["a", "b", "c"])) == [Insert(1, 1)]
