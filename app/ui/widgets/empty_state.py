"""What stands where a list would be: one sentence, perhaps a second, and the next step."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.widgets.actions import Action, ActionButton
from app.ui.widgets.buttons import Button
from app.ui.widgets.labels import height_of_lines, label

_WIDEST_EM, _MARGIN_PX = 43, 40


class EmptyState(QWidget):
    """Centred words with buttons; the first button is the primary one."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._title = label(role="heading", wrap=True, name=f"{name}_title")
        self._text = label(role="secondary", wrap=True, name=f"{name}_text")
        self._buttons = QHBoxLayout()
        self._made: list[Button] = []
        self._shown: tuple[object, ...] | None = None
        column = QVBoxLayout(self)
        column.addStretch(2)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        column.addLayout(self._buttons)
        column.addStretch(3)

    @property
    def title(self) -> str:
        """The sentence that is shown."""
        return self._title.text()

    @property
    def text(self) -> str:
        """The second sentence; empty where there is none."""
        return self._text.text()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The next steps, left to right."""
        return tuple(self._made)

    def show_words(self, title: str, text: str = "", actions: tuple[Action, ...] = ()) -> None:
        """Puts words and buttons up; the same words again leave the focus where it is."""
        if self._shown == (title, text, actions):
            return
        self._shown = (title, text, actions)
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._fit()
        self.setAccessibleName(title)
        self._replace_buttons(actions)

    def event(self, event: QEvent) -> bool:
        """Measures again when the words have another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measures again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Lines of a readable length, and room for every one of them."""
        widest = _WIDEST_EM * self.fontInfo().pixelSize()
        width = max(1, min(widest, self.width() - _MARGIN_PX))
        for part in (self._title, self._text):
            part.setFixedWidth(width)
            part.setMinimumHeight(height_of_lines(part.text(), part.fontMetrics(), width=width))

    def _replace_buttons(self, actions: tuple[Action, ...]) -> None:
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._made = [self._make(index, action) for index, action in enumerate(actions)]
        self._buttons.addStretch(1)
        for button in self._made:
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)

    def _make(self, index: int, action: Action) -> Button:
        kind = "normal" if index else "primary"
        return ActionButton(action, name=f"{self._name}_action_{index + 1}", kind=kind)
