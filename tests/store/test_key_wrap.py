"""A key under a person's words, and the recovery code as it is made, written and typed."""

import json

import pytest

from app.store.file.key_wrap import (
    CODE_LENGTH,
    Cost,
    WrappedKey,
    in_groups,
    new_recovery_code,
    typed_code,
    unwrap,
    wrap,
)

CHEAP = Cost(n=2)
KEY = bytes(range(32))


def test_only_the_same_words_in_the_same_folder_open_it():
    wrapped = wrap(KEY, "words", owner="folder", cost=CHEAP)
    assert unwrap(wrapped, "words", owner="folder") == KEY
    assert unwrap(wrapped, "word", owner="folder") is None
    assert unwrap(wrapped, "words", owner="another") is None
    assert wrap(KEY, "words", owner="folder", cost=CHEAP) != wrapped


def test_it_goes_through_json_and_gives_nothing_of_the_key_away():
    wrapped = wrap(KEY, "words", owner="folder", cost=CHEAP)
    text = json.dumps(wrapped.to_json())
    assert WrappedKey.from_json(json.loads(text)) == wrapped
    assert KEY not in wrapped.sealed


@pytest.mark.parametrize("change", [{"n": 2**30}, {"r": 1000}, {"n": 0}, {"salt": "no base64!"}])
def test_a_cost_that_would_stop_this_pc_and_what_is_no_wrapped_key_are_refused(change):
    facts = wrap(KEY, "words", owner="folder", cost=CHEAP).to_json()
    with pytest.raises(ValueError, match="that"):
        WrappedKey.from_json(facts | change)


def test_a_recovery_code_has_26_letters_and_digits_and_is_never_the_same():
    codes = {new_recovery_code() for _ in range(50)}
    assert len(codes) == 50
    assert {len(code) for code in codes} == {CODE_LENGTH}
    assert all(typed_code(in_groups(code).lower()) == code for code in codes)


def test_what_is_misread_is_taken_for_what_it_looks_like():
    assert typed_code("OIL0 " + "A" * 22) == "0110" + "A" * 22
    assert typed_code("U" * 26) is None
    assert typed_code("A" * 25) is None
