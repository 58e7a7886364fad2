"""The pairing code's field: takes any way of writing it, says what is wrong beside itself."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout

from app.domain.said import say
from app.ui.connections.setup.codes import cursor_after, display_code, is_complete, normalise_code
from app.ui.connections.setup.sign_in_form import Refusal, SignInForm
from app.ui.language import tr, translated
from app.ui.theme import Theme
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label, restyle

CODE = "code"
_HINT = say("8 letters or numbers. Spaces and dashes are fine.")
_SPOKEN = say("Pairing code, 8 letters or numbers")
_NOT_WHOLE = say("A pairing code has 8 letters or numbers.")
_FIELD_PX = 240


class CodeForm(SignInForm):
    """One field; checks by itself as soon as the code is whole."""

    checking_words = say("Checking your code.")
    another_words = say("No, try another code")

    def __init__(self, theme: Theme) -> None:
        super().__init__(checked=tr("your code"), error_name="pairing_error")
        self.edit = QLineEdit()
        self.edit.setObjectName("pairing_code")
        self.edit.setAccessibleName(translated(_SPOKEN))
        self.edit.setAccessibleDescription(translated(_HINT))
        self.edit.setPlaceholderText("ABCD-1234")
        self._theme = theme
        theme.changed.connect(self._fit)
        self._fit()
        self._hint = label(translated(_HINT), role="muted", wrap=True)
        self._paste = make_button(tr("Paste"), name="paste_code", on_click=self._paste_code)
        self._lay_out()
        self.edit.textEdited.connect(self._take)
        self.edit.returnPressed.connect(self.submit)
        self.show_idle()

    @property
    def entries(self) -> Mapping[str, str]:
        """The code without dashes, in capitals."""
        return {CODE: normalise_code(self.edit.text())}

    def submit(self) -> None:
        """Asks for the check, or says that the code is not whole."""
        if is_complete(self.edit.text()):
            self.submitted.emit()
        else:
            self.show_refusal(Refusal(sentence=translated(_NOT_WHOLE)))
            self.incomplete.emit(translated(_NOT_WHOLE))

    def focus_first(self) -> None:
        """Into the field with its text selected, ready to be replaced."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def show_refusal(self, refusal: Refusal) -> None:
        """The sentence beside the field, focus in it, its text selected."""
        self.checking.hide()
        self._say(refusal)
        self.focus_first()

    def start_again(self) -> None:
        """Empties the field for another code."""
        self.edit.clear()
        self.show_idle()
        self.edit.setFocus()

    def _fit(self) -> None:
        self.edit.setFixedWidth(self._theme.px(_FIELD_PX))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self.edit, self._paste, self.connect_button):
            row.addWidget(part)
        row.addStretch(1)
        caption = label(tr("Pairing code"), role="strong")
        caption.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addLayout(row)
        for below in (self._hint, self.error, self.checking):
            column.addWidget(below)

    def _say(self, refusal: Refusal) -> None:
        self.error.say(refusal.sentence, refusal.action)
        is_wrong = bool(refusal.sentence) and not refusal.can_retry  # offline it may be right
        restyle(self.edit, "invalid", "true" if is_wrong else "false")
        self.edit.setAccessibleDescription(refusal.sentence or translated(_HINT))
        self._offer(refusal)

    def _take(self, text: str) -> None:
        before = self.edit.cursorPosition()
        shown = display_code(text)
        self.edit.setText(shown)
        self.edit.setCursorPosition(cursor_after(shown, len(normalise_code(text[:before]))))
        self.show_idle()
        self.edited.emit()
        if is_complete(text):
            self.submitted.emit()

    def _paste_code(self) -> None:
        self.edit.setFocus()
        self.edit.setText(QApplication.clipboard().text())
        self._take(self.edit.text())
