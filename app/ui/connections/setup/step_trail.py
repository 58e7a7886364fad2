"""Where the set-up stands: `Choose ✓ — Connect ● — People ○ …`."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.ui.connections.setup import flow
from app.ui.widgets.controls import clear
from app.ui.widgets.labels import label

_LINE_PX = 32


class StepTrail(QWidget):
    """Glyph and word per step; the heading above says the same in a sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("step_trail")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)

    def show_step(self, step: str, *, flags_telehealth: bool) -> None:
        """Marks the steps before as done and this one as the present.

        Hidden while the system, and with it the number of steps, is still to be chosen.
        """
        self.setVisible(step != flow.CHOOSE)
        clear(self._row)
        for number, (glyph, name) in enumerate(flow.trail(step, flags_telehealth=flags_telehealth)):
            if number:
                self._row.addWidget(_line())
            self._row.addWidget(_mark(glyph, name))
        self._row.addStretch(1)


def _mark(glyph: str, name: str) -> QLabel:
    role = {"●": "strong", "✓": "secondary"}.get(glyph, "muted")
    return label(f"{glyph} {name}", role=role)


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFixedWidth(_LINE_PX)
    return line
