"""A box of the form with its caption above it and what is wrong with it below."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.theme import Theme
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.labels import label, restyle


class Field(QWidget):
    """`caption` has `&` before the letter that, with Alt, goes to the box."""

    def __init__(
        self, caption: str, box: QWidget, *, width: int, theme: Theme, gives_way: bool = False
    ) -> None:
        """`width` at 100 % text; `gives_way`: it is narrower where there is less room."""
        super().__init__()
        self.box, self._theme, self._width = box, theme, width
        self._gives_way = gives_way
        self._caption = label(caption, role="muted")
        self._caption.setBuddy(box)
        self._problem = label(role="error", wrap=True, name=f"{box.objectName()}_problem")
        self._problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for part in (self._caption, box, self._problem):
            column.addWidget(part)
        column.addStretch(1)
        _changed(box).connect(lambda *_: self.say("") if self.problem else None)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def problem(self) -> str:
        """What is said against it; empty for nothing."""
        return self._problem.text()

    def say(self, problem: str) -> None:
        """Says what is wrong, to the eye and to screen readers; empty takes it away."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.box.setAccessibleDescription(problem)
        restyle(self.box, "invalid", "true" if problem else "false")

    def _fit(self) -> None:
        width = self._theme.px(self._width)
        self.setMaximumWidth(width)
        self.setMinimumWidth(0 if self._gives_way else width)


class LineField(Field):
    """One whose box is a line of text."""

    def __init__(self, caption: str, line: QLineEdit, *, width: int, theme: Theme) -> None:
        super().__init__(caption, line, width=width, theme=theme)
        self.line = line

    @property
    def text(self) -> str:
        """What is typed, without blanks around it."""
        return self.line.text().strip()


def _changed(box: QWidget) -> SignalInstance:
    """What a box says when something else stands in it."""
    if isinstance(box, QComboBox):
        return box.editTextChanged
    if isinstance(box, QDateEdit):
        return box.dateChanged
    if isinstance(box, QLineEdit | QPlainTextEdit):
        return box.textChanged
    raise TypeError(type(box).__name__)


def line(name: str, spoken: str, *, most: int = 200) -> QLineEdit:
    """An empty line to type into."""
    box = QLineEdit()
    box.setObjectName(name)
    box.setAccessibleName(spoken)
    box.setMaxLength(most)
    return box


def typed_combo(name: str, spoken: str, theme: Theme) -> CalmCombo:
    """Known names to choose from, and any other to type."""
    combo = CalmCombo(name=name, spoken=spoken, theme=theme)
    combo.setEditable(True)
    combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    edit = combo.lineEdit()
    if edit is not None:
        edit.setAccessibleName(spoken)
        edit.setMaxLength(200)
    return combo


def offer(combo: QComboBox, names: Iterable[str]) -> None:
    """Puts other names into a typed combo; what stands in it stays, with what is selected of it:
    whoever is about to type over the old words would else type behind them.
    """
    text, edit = combo.currentText(), combo.lineEdit()
    wanted = list(names)
    if edit is None or wanted == [combo.itemText(number) for number in range(combo.count())]:
        return
    start, length, cursor = edit.selectionStart(), len(edit.selectedText()), edit.cursorPosition()
    was_blocked = combo.blockSignals(True)
    combo.clear()
    combo.addItems(wanted)
    combo.setCurrentIndex(combo.findText(text))
    combo.setEditText(text)
    combo.blockSignals(was_blocked)
    edit.setCursorPosition(cursor)
    if length:
        edit.setSelection(start, length)


def later(owner: QObject, pause_ms: int) -> QTimer:
    """Fires once the last `start` is so long ago."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(pause_ms)
    return timer
