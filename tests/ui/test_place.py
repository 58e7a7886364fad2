"""The window's place: kept per set of screens, and always where somebody can take hold of it."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from app.ui.run import Application
from app.ui.window.place import Screen, fitted, keep_on_screen, key_of, noted_place, place_window

LAPTOP = Screen(name="eDP-1", area=QRect(0, 0, 1366, 768), available=QRect(0, 0, 1366, 728))
MONITOR = Screen(
    name="HDMI-1", area=QRect(1366, 0, 1920, 1080), available=QRect(1366, 0, 1920, 1040)
)
ON_MONITOR = QRect(1500, 100, 1400, 900)


def test_a_place_on_a_screen_that_is_there_is_kept() -> None:
    assert fitted(ON_MONITOR, (LAPTOP, MONITOR)) == ON_MONITOR


def test_the_window_comes_back_when_its_screen_is_gone() -> None:
    place = fitted(ON_MONITOR, (LAPTOP,))
    assert LAPTOP.available.contains(place)
    assert (place.width(), place.height()) == (1366, 728)


def test_the_first_place_is_the_middle_of_the_main_screen_at_the_usual_size() -> None:
    place = fitted(None, (MONITOR, LAPTOP))
    assert (place.width(), place.height()) == (1280, 800)
    assert place.center() == MONITOR.available.center()


@pytest.mark.parametrize(
    "wanted",
    [QRect(-1300, 10, 1280, 700), QRect(100, 760, 1280, 700), QRect(1340, 700, 1100, 700)],
)
def test_a_window_that_is_almost_off_screen_is_moved_in(wanted: QRect) -> None:
    assert LAPTOP.available.contains(fitted(wanted, (LAPTOP,)))


def test_it_is_never_smaller_than_it_may_be_and_its_head_stays_in_reach() -> None:
    tiny = Screen(name="S", area=QRect(0, 0, 800, 600), available=QRect(0, 30, 800, 570))
    place = fitted(None, (tiny,))
    assert (place.width(), place.height()) == (1024, 640)
    assert place.topLeft() == tiny.available.topLeft()


def test_sets_of_screens_are_told_apart_whatever_their_order() -> None:
    assert key_of((LAPTOP, MONITOR)) == key_of((MONITOR, LAPTOP))
    assert key_of((LAPTOP,)) != key_of((LAPTOP, MONITOR))


def test_a_place_is_found_again_and_nonsense_is_no_place(qapp: Application) -> None:
    window, again, odd = QWidget(), QWidget(), QWidget()
    window.setGeometry(40, 60, 1100, 700)
    saved = noted_place(window, '{"other":[1,2,3,4,0],"broken":[1]}')
    assert '"other":[1,2,3,4,0]' in saved
    assert "broken" not in saved
    place_window(again, saved)
    assert again.geometry() == window.geometry()
    for nonsense in ("", "AdnQywADAAA=", "[1,2]", '{"x":"y"}'):
        place_window(odd, nonsense)
        assert odd.geometry().width() >= 1024


def test_a_window_left_where_no_screen_is_comes_back(qapp: Application) -> None:
    window = QWidget()
    window.setGeometry(9000, 9000, 1100, 700)
    keep_on_screen(window)
    assert qapp.primaryScreen().availableGeometry().intersects(window.geometry())
