"""What an adapter remembers: for how long, how much, and for whom."""

from datetime import timedelta

import pytest

from app.adapters import memory
from app.adapters.memory import Memory, Shelf

HOUR = timedelta(hours=1)


@pytest.fixture
def shelf(fake_clock):
    return Shelf(life=HOUR, now=fake_clock.now)


def test_a_value_lives_for_its_time_and_not_a_second_longer(shelf, fake_clock):
    shelf.put("a", "value")
    assert shelf.get("a") == "value"
    fake_clock.seconds += 3599.9
    assert shelf.get("a") == "value"
    fake_clock.seconds += 0.1
    assert shelf.get("a") is None


def test_what_was_never_put_is_none(shelf):
    assert shelf.get("a") is None


def test_putting_again_begins_the_time_anew_and_takes_the_new_value(shelf, fake_clock):
    shelf.put("a", "old")
    fake_clock.seconds += 3000
    shelf.put("a", "new")
    fake_clock.seconds += 3000
    assert shelf.get("a") == "new"


def test_reading_does_not_lengthen_a_life(shelf, fake_clock):
    shelf.put("a", "value")
    for _ in range(6):
        fake_clock.seconds += 599
        assert shelf.get("a") == "value"
    fake_clock.seconds += 6
    assert shelf.get("a") is None


def test_the_oldest_go_first_when_there_are_too_many(shelf, monkeypatch):
    monkeypatch.setattr(memory, "_MOST", 3)
    for key in "abc":
        shelf.put(key, key)
    shelf.put("a", "again")  # now the youngest
    shelf.put("d", "d")
    assert [shelf.get(key) for key in "abcd"] == ["again", None, "c", "d"]


def test_a_shelf_is_found_again_as_it_was_left(fake_clock):
    kept = Memory(fake_clock.now)
    kept.shelf("patients", life=HOUR).put("p", "Tran")
    assert kept.shelf("patients", life=HOUR).get("p") == "Tran"


def test_shelves_of_other_names_and_other_connections_know_nothing_of_it(fake_clock):
    kept = Memory(fake_clock.now)
    kept.shelf("patients", life=HOUR).put("p", "Tran")
    assert kept.shelf("types", life=HOUR).get("p") is None
    assert Memory(fake_clock.now).shelf("patients", life=HOUR).get("p") is None


def test_nothing_that_is_remembered_stands_in_a_repr(fake_clock):
    kept = Memory(fake_clock.now)
    shelf = kept.shelf("patients", life=HOUR)
    shelf.put("p", "Tran")
    assert "Tran" not in repr(kept) + repr(shelf)
