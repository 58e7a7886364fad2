"""A filled button shows that it has the focus, in the light and in the dark."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.ui.theme import SchemeChoice, Theme
from app.ui.widgets.buttons import Button
from tests.support.waiting import until


@pytest.mark.parametrize("scheme", [SchemeChoice.LIGHT, SchemeChoice.DARK])
async def test_a_line_parts_a_filled_button_from_its_focus_ring(
    qapp: QApplication, scheme: SchemeChoice
) -> None:
    theme = Theme(qapp, choice=scheme)
    place = QWidget()
    row = QHBoxLayout(place)
    filled, other = Button("Save", name="save", kind="primary"), Button("Back", name="back")
    row.addWidget(filled)
    row.addWidget(other)
    try:
        place.show()
        place.activateWindow()
        await until(place.isActiveWindow)
        for has_focus, button in ((True, filled), (False, other)):
            button.setFocus()
            await until(button.hasFocus)
            assert _parts(filled, theme.color("accent.on")) is has_focus
    finally:
        place.close()


def _parts(button: Button, ink: QColor) -> bool:
    """Whether the third pixel from the left, half way down, is of this colour."""
    picture = button.grab().toImage()
    return picture.pixelColor(2, picture.height() // 2).rgb() == ink.rgb()
