"""One field of a sign-in as its system declares it: label, entry, hint, what is wrong with it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.connection import SignInField
from app.ui.connections.setup.form_error import FormError
from app.ui.language import tr, translated
from app.ui.theme import Theme
from app.ui.widgets.labels import label, restyle

_FIELD_PX = 420


class Entry(QWidget):
    """`edited`: it holds something else. `submitted`: Enter was pressed in it."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, declared: SignInField, theme: Theme) -> None:
        super().__init__()
        self.declared = declared
        self._error = FormError(name=f"{declared.name}_error")
        self._hint = label(translated(declared.hint), role="muted", wrap=True)
        self._hint.setVisible(bool(declared.hint))
        self.control, self._row = self._made(theme)
        self._theme = theme
        theme.changed.connect(self._fit)
        self._fit()
        self.say("")
        self._lay_out()

    @property
    def value(self) -> str:
        """What it holds, without the spaces that come with pasting."""
        raise NotImplementedError

    @property
    def missing_words(self) -> str:
        """`API token is missing.`; empty when there is something."""
        return "" if self.value else tr("{field} is missing.", field=self.declared.label)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, in order."""
        return self._row

    def fill(self, value: str) -> None:
        """Puts an earlier value back."""
        raise NotImplementedError

    def select(self) -> None:
        """Into the field, ready to be replaced."""
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def explain(self, hint: str) -> None:
        """Another hint below it."""
        self.declared = replace(self.declared, hint=hint)
        self._hint.setText(translated(hint))
        self._hint.setVisible(bool(hint))
        self.control.setAccessibleDescription(translated(hint))

    def say(self, sentence: str) -> None:
        """What is wrong with this field; empty when nothing is."""
        self._error.say(sentence)
        self.mark(is_wrong=bool(sentence))
        self.control.setAccessibleDescription(sentence or translated(self.declared.hint))

    def mark(self, *, is_wrong: bool) -> None:
        """The outline of a field that is wrong."""
        restyle(self.control, "invalid", "true" if is_wrong else "false")

    def _made(self, theme: Theme) -> tuple[QWidget, tuple[QWidget, ...]]:
        """The control, and everything in its row."""
        raise NotImplementedError

    def _fit(self) -> None:
        self.control.setMaximumWidth(self._theme.px(_FIELD_PX))

    def _lay_out(self) -> None:
        caption = label(translated(self.declared.label), role="strong")
        caption.setBuddy(self.control)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in self._row:
            row.addWidget(part, 1 if part is self.control else 0)
        row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addWidget(self._error)
