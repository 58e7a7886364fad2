"""Below a notice: an answer that takes more than one press, or how to put something right."""

import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.said import say
from app.ui.connections.flow_row import FlowRow
from app.ui.language import tr, translated
from app.ui.widgets.actions import Action, ActionButton
from app.ui.widgets.labels import label

_CLOCK_STEPS = {
    "win32": say("Open Settings, Time & language, Date & time, and press Sync now."),
    "darwin": say(
        "Open System Settings, General, Date & Time, and switch on Set time and date automatically."
    ),
}
_CLOCK_ELSEWHERE = say("Open Settings, Date & Time, and switch on Automatic Date & Time.")


def clock_help(platform: str = sys.platform) -> str:
    """How to put this PC's clock right, in the words of its own settings."""
    steps = _CLOCK_STEPS.get(platform, _CLOCK_ELSEWHERE)
    return tr(
        "{steps} Where that is greyed out, ask your IT person. The next sync clears this notice.",
        steps=steps,
    )


def people_help(system: str, steps: Sequence[str]) -> str:
    """What to look at in a practice system that lists nobody, a numbered line each."""
    last = tr("Come back here and press Try again. The people come up at once.")
    lines = [*map(translated, steps), last]
    numbered = (f"{number}. {line}" for number, line in enumerate(lines, start=1))
    return "\n".join(
        (tr("{system} lists nobody whom RunSheet could show.", system=system), *numbered)
    )


class BannerPanel(QFrame):
    """Hidden until it is asked for; Esc or Close puts it away and gives the focus back."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "banner_panel") -> None:
        super().__init__(parent)
        self._name = name
        self.setObjectName(name)
        self.setProperty("tone", "info")
        self._text = label(wrap=True, name=f"{name}_text")
        self._flow = FlowRow()
        self._buttons: list[ActionButton] = []
        self._give_back: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._text)
        column.addLayout(self._flow)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    @property
    def buttons(self) -> tuple[ActionButton, ...]:
        """The answers, in order."""
        return tuple(self._buttons)

    def ask(self, text: str, answers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Shows a text and its answers, with Close after them; the focus goes to the first."""
        if self.isHidden():
            self._give_back = self.window().focusWidget()
        self._text.setText(text)
        self.setAccessibleName(text)
        self._replace(
            [*(Action(word, act) for word, act in answers), Action(tr("Close"), self.put_away)]
        )
        self.show()
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Hides it."""
        self.hide()
        if self._give_back is not None and self._give_back.isVisible():
            self._give_back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._give_back = None

    def event(self, event: QEvent) -> bool:
        """Esc is this panel's, also where the page around it has a key of that name."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Escape)
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def _replace(self, actions: Sequence[Action]) -> None:
        for button in self._buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [
            ActionButton(each, name=f"{self._name}_action_{number}")
            for number, each in enumerate(actions, start=1)
        ]
        for button in self._buttons:
            self._flow.addWidget(button)
