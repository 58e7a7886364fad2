"""The form of a system that is signed in to with keys, drawn from the fields it declares."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.connection import FieldKind, SignInField
from app.domain.said import say
from app.ui.connections.setup.entry_kinds import make_entry
from app.ui.connections.setup.sign_in_form import Refusal, SignInForm
from app.ui.language import tr
from app.ui.theme import Theme


class KeysForm(SignInForm):
    """A row per field; Enter in any of them, or *Connect*, has them checked."""

    checking_words = say("Checking your sign-in.")
    another_words = say("No, change the details")

    def __init__(self, fields: Sequence[SignInField], theme: Theme) -> None:
        super().__init__(checked=tr("your sign-in"), error_name="sign_in_error")
        self._entries = {each.name: make_entry(each, theme) for each in fields}
        self._at = next(iter(self._entries), "")
        self._lay_out()
        for entry in self._entries.values():
            entry.edited.connect(self._take)
            entry.submitted.connect(self.submit)
            entry.control.installEventFilter(self)
        self.show_idle()

    @property
    def entries(self) -> Mapping[str, str]:
        """What was entered, trimmed, by the fields' names."""
        return {name: entry.value for name, entry in self._entries.items()}

    @property
    def kept_entries(self) -> Mapping[str, str]:
        """Everything but the secrets."""
        return {
            name: entry.value
            for name, entry in self._entries.items()
            if entry.declared.kind is not FieldKind.SECRET
        }

    def fill(self, entries: Mapping[str, str]) -> None:
        """Puts entries of an earlier visit back; names that are no field are left alone."""
        for name, value in entries.items():
            if name in self._entries and value:
                self._entries[name].fill(value)

    def submit(self) -> None:
        """Asks for the check, or says at the first empty field that it is missing."""
        self.show_idle()
        for name, entry in self._entries.items():
            if entry.missing_words:
                self.show_refusal(Refusal(sentence=entry.missing_words, field=name))
                self.incomplete.emit(entry.missing_words)
                return
        self.submitted.emit()

    def focus_first(self) -> None:
        """Into the first field that is still empty, else the first."""
        empty = (each for each in self._entries.values() if each.missing_words)
        entry = next(empty, next(iter(self._entries.values()), None))
        if entry is not None:
            entry.select()

    def show_refusal(self, refusal: Refusal) -> None:
        """At the field it is about, else below them all; the focus in the field last used."""
        self.checking.hide()
        self._say(refusal)
        entry = self._entries.get(refusal.field or self._at)
        if entry is not None:
            entry.mark(is_wrong=True)
            entry.select()

    def start_again(self) -> None:
        """Everything stays for a change of one thing or another."""
        self.show_idle()
        self.focus_first()

    def forget_secrets(self) -> None:
        """Empties the secret fields: what they held is in the password store now."""
        for entry in self._entries.values():
            if entry.declared.kind is FieldKind.SECRET:
                entry.fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remembers which field a person is at."""
        if event.type() is QEvent.Type.FocusIn:
            names = (name for name, entry in self._entries.items() if entry.control is watched)
            self._at = next(names, self._at)
        return False

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.connect_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (*self._entries.values(), self.error):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.checking)

    def _say(self, refusal: Refusal) -> None:
        for name, entry in self._entries.items():
            entry.say(refusal.sentence if name == refusal.field else "")
        is_of_all = refusal.field not in self._entries
        self.error.say(refusal.sentence if is_of_all else "", refusal.action)
        self._offer(refusal)

    def _take(self) -> None:
        self.show_idle()
        self.edited.emit()
