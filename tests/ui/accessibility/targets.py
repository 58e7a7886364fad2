"""2.5.8: nothing that can be pressed is smaller than 24 px; ours are 32, 40 in the navigation."""

from collections.abc import Iterator

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QMenu,
    QRadioButton,
    QWidget,
)

from tests.ui.accessibility.parts import controls, inside, told

FLOOR_PX, OURS_PX, NAVIGATION_PX, CHIP_PX, CHIP_GAP_PX = 24, 32, 40, 28, 8


def too_small(place: QWidget) -> Iterator[str]:
    """What is hard to hit, with its size."""
    for each in controls(place):
        wanted = wanted_height(each)
        if each.height() < wanted or each.width() < FLOOR_PX:
            yield f"{told(each)} is {each.width()} x {each.height()}, not {wanted} high"
    for each in inside(place):
        if isinstance(each, QMenu):
            yield from _low_lines(each)
        if isinstance(each, QAbstractItemView):
            yield from _low_rows(each)


def wanted_height(control: QWidget) -> int:
    """The figure for a control of this kind."""
    if control.property("kind") == "nav":
        return NAVIGATION_PX
    if isinstance(control, QAbstractButton) and control.property("chip"):
        return CHIP_PX
    if isinstance(control, QCheckBox | QRadioButton) or control.property("inside"):
        return FLOOR_PX
    return OURS_PX


def _low_lines(menu: QMenu) -> Iterator[str]:
    for action in menu.actions():
        height = menu.actionGeometry(action).height()
        if not action.isSeparator() and action.isEnabled() and height < FLOOR_PX:
            yield f"the line {action.text()!r} of a menu is {height} px high"


def _low_rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None or model.rowCount() == 0:
        return
    height = view.visualRect(model.index(0, 0)).height()
    if 0 < height < FLOOR_PX and view.focusPolicy():
        yield f"the rows of {told(view)} are {height} px high"
