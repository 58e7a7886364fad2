"""The kinds of fields: plain text, a secret behind dots, one of several choices."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.connection import FieldKind, SignInField
from app.ui.connections.setup.entry import Entry
from app.ui.language import tr, translated
from app.ui.theme import Theme
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.controls import make_button, set_words


class TextEntry(Entry):
    """One line of text."""

    _edit: QLineEdit
    _length = 0

    def fill(self, value: str) -> None:
        """Puts an earlier value back."""
        self._edit.setText(value)
        self._length = len(value)

    def select(self) -> None:
        """Into the field with its text selected."""
        super().select()
        self._edit.selectAll()

    @property
    def value(self) -> str:
        """The text without spaces around it."""
        return self._edit.text().strip()

    def _made(self, theme: Theme) -> tuple[QWidget, tuple[QWidget, ...]]:
        self._edit = QLineEdit()
        self._edit.setObjectName(f"entry_{self.declared.name}")
        self._edit.setAccessibleName(translated(self.declared.label))
        self._edit.textEdited.connect(self._take)
        self._edit.returnPressed.connect(self.submitted)
        return self._edit, (self._edit,)

    def _take(self, text: str) -> None:
        """Many characters at once were pasted: the spaces around them are none of the text."""
        if len(text) - self._length > 1 and text != text.strip():
            self._edit.setText(text.strip())
        self._length = len(self._edit.text())
        self.edited.emit()


class SecretEntry(TextEntry):
    """Dots, until a person wants to look; dots again whenever it leaves the screen."""

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody finds it open later."""
        self._show_secret(is_shown=False)
        super().hideEvent(event)

    def _made(self, theme: Theme) -> tuple[QWidget, tuple[QWidget, ...]]:
        super()._made(theme)
        hints = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self._edit.setInputMethodHints(hints)
        self._toggle = make_button(
            tr("Show"), name=f"show_{self.declared.name}", on_click=self._turn_over
        )
        self._show_secret(is_shown=False)
        return self._edit, (self._edit, self._toggle)

    def _turn_over(self) -> None:
        self._show_secret(is_shown=self._edit.echoMode() is QLineEdit.EchoMode.Password)

    def _show_secret(self, *, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self._edit.setEchoMode(mode)
        set_words(self._toggle, tr("Hide") if is_shown else tr("Show"))
        field = self.declared.label
        spoken = tr("Hide {field}", field=field) if is_shown else tr("Show {field}", field=field)
        self._toggle.setAccessibleName(spoken)


class ChoiceEntry(Entry):
    """One of the declared choices; the first until a person picks another."""

    def fill(self, value: str) -> None:
        """Puts an earlier choice back, unless it is no longer offered."""
        place = self._combo.findData(value)
        if place >= 0:
            self._combo.setCurrentIndex(place)

    @property
    def value(self) -> str:
        """The choice as the system wants it."""
        return str(self._combo.currentData() or "")

    def _made(self, theme: Theme) -> tuple[QWidget, tuple[QWidget, ...]]:
        name = f"entry_{self.declared.name}"
        self._combo = CalmCombo(name=name, spoken=translated(self.declared.label), theme=theme)
        for value, words in self.declared.choices:
            self._combo.addItem(translated(words), value)
        self._combo.activated.connect(lambda _index: self.edited.emit())
        return self._combo, (self._combo,)


def make_entry(declared: SignInField, theme: Theme) -> Entry:
    """The widget for a declared field."""
    kinds = {FieldKind.SECRET: SecretEntry, FieldKind.CHOICE: ChoiceEntry}
    return kinds.get(declared.kind, TextEntry)(declared, theme)
