"""The icons: every state another outline, at the smallest size, for both panels, and as a mask."""

import itertools

import pytest
from PySide6.QtGui import QColor, QIcon

from app.ui.run import Application
from app.ui.tray.icon import tray_icon
from app.ui.tray.words import Shape


def outline(icon: QIcon, size: int = 16) -> frozenset[tuple[int, int]]:
    """The pixels that are covered, whatever their colour."""
    image = icon.pixmap(size, size).toImage()
    points = itertools.product(range(size), range(size))
    return frozenset((x, y) for x, y in points if QColor(image.pixelColor(x, y)).alpha() > 127)


@pytest.mark.parametrize("size", [16, 20, 24, 32])
@pytest.mark.parametrize("is_dark", [False, True])
def test_no_two_shapes_look_alike_without_colour(
    qapp: Application, *, is_dark: bool, size: int
) -> None:
    found = {
        shape: outline(tray_icon(shape, is_dark=is_dark, is_mask=True), size) for shape in Shape
    }
    for one, other in itertools.combinations(Shape, 2):
        differing = found[one] ^ found[other]
        assert len(differing) > size * size * 0.06, (one, other)


def test_the_second_frame_of_a_check_is_another_picture(qapp: Application) -> None:
    first, second = (tray_icon(Shape.CHECKING, is_dark=False, frame=frame) for frame in (0, 1))
    assert outline(first, 32) != outline(second, 32)


def test_a_mask_is_black_alone_for_macos(qapp: Application) -> None:
    icon = tray_icon(Shape.TRIANGLE, is_dark=False, is_mask=True)
    image = icon.pixmap(32, 32).toImage()
    points = itertools.product(range(32), range(32))
    inked = [image.pixelColor(x, y) for x, y in points if image.pixelColor(x, y).alpha() > 200]
    assert icon.isMask()
    assert inked
    assert {colour.name() for colour in inked} == {"#000000"}
