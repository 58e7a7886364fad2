"""A coloured bar with one sentence and its buttons: the banner, and messages inside pages."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui.language import tr
from app.ui.widgets.actions import Action, ActionButton
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import label, restyle

_SIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_MOST_LINES = 3
GLYPHS = {"ok": "✓", "info": "i", "warn": "!", "err": "!"}


class NoticeBar(QFrame):
    """Shows `text` in a tone (ok, info, warn, err). Spoken as an alert when the text is new."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._glyph = label(role="strong")
        self._text = label(wrap=True, name=f"{name}_text")
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons: list[ActionButton] = []
        self._shown: tuple[str, str, tuple[Action, ...]] | None = None
        self._whole = QBoxLayout(_SIDE, self)
        self._whole.setContentsMargins(12, 6, 8, 6)
        said, self._row = QHBoxLayout(), QHBoxLayout()
        for part in (self._whole, said, self._row):
            part.setSpacing(8)
        said.addWidget(self._glyph)
        said.addWidget(self._text, 1)
        self._whole.addLayout(said, 1)
        self._whole.addLayout(self._row)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses whether the buttons stand beside the text or below it."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        """Below, where they would leave the text less than half the bar and more than a line, or
        more than three lines.
        """
        room = self.width() - sum(each.sizeHint().width() + 8 for each in self._buttons)
        needed = self._text.fontMetrics().horizontalAdvance(self._text.text())
        is_crowded = room < self.width() / 2 or needed > _MOST_LINES * room
        is_tight = bool(self._buttons) and room < needed and is_crowded
        wanted = _BELOW if is_tight else _SIDE
        if self._whole.direction() != wanted:
            self._whole.setDirection(wanted)
            at_the_end = Qt.AlignmentFlag.AlignRight if is_tight else Qt.AlignmentFlag(0)
            self._whole.setAlignment(self._row, at_the_end)
            self.updateGeometry()

    @property
    def text(self) -> str:
        """The sentence on the bar; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The bar's buttons, left to right."""
        return tuple(self._buttons)

    def show_notice(
        self,
        text: str,
        *,
        tone: str = "info",
        actions: tuple[Action, ...] = (),
        is_spoken: bool = True,
    ) -> None:
        """Shows a sentence; the same again changes nothing, so the focus may stay on a button.

        `is_spoken`: as an alert; otherwise whoever calls says it.
        """
        if self._shown == (text, tone, actions) and not self.isHidden():
            self._rebind(actions)
            return
        self._shown = (text, tone, actions)
        self._glyph.setText(GLYPHS[tone])
        self._text.setText(text)
        self.setAccessibleName(tr("Notice: {text}", text=text))
        restyle(self, "tone", tone)
        for part in (self._glyph, self._text):
            part.style().unpolish(part)
            part.style().polish(part)
        self._replace_buttons(actions)
        self._choose()
        self.show()
        if is_spoken:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def change_text(self, text: str) -> None:
        """Another sentence beside the same buttons, which keep the focus."""
        if self._shown is not None:
            self._shown = (text, *self._shown[1:])
            self._text.setText(text)
            self.setAccessibleName(tr("Notice: {text}", text=text))
            self._choose()

    def clear(self) -> None:
        """Hides the bar."""
        self._shown = None
        self.hide()

    def _rebind(self, actions: tuple[Action, ...]) -> None:
        for button, action in zip(self._buttons, actions, strict=True):
            button.action = action

    def _replace_buttons(self, actions: tuple[Action, ...]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._add_button(index, each) for index, each in enumerate(actions)]

    def _add_button(self, index: int, action: Action) -> "ActionButton":
        button = ActionButton(action, name=f"{self._name}_action_{index + 1}")
        self._row.addWidget(button)
        return button
