"""What the two forms of a sign-in have in common: a pairing code's field, and keys by fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.connections.setup.checking_row import CheckingRow
from app.ui.connections.setup.form_error import FormError
from app.ui.language import tr
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import make_button, set_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a sign-in did not work. `field` names the field it is about, where it is about one."""

    sentence: str
    can_retry: bool = False
    field: str | None = None
    action: Action | None = None


class SignInForm(QWidget):
    """`submitted`: whole, to be checked. `edited`: another entry. `cancelled`: stop the check.

    `incomplete` carries what is missing, to be spoken as well.
    """

    submitted = Signal()
    incomplete = Signal(str)
    edited = Signal()
    cancelled = Signal()

    checking_words = ""
    another_words = ""

    def __init__(self, *, checked: str, error_name: str) -> None:
        """`checked`: what a check is of, as in `Checking your code…`."""
        super().__init__()
        self.error = FormError(name=error_name)
        self.connect_button = make_button(
            tr("Connect"), name="connect", kind="primary", on_click=self.submit
        )
        self.checking = CheckingRow(checked)
        self.checking.cancelled.connect(self.cancelled)

    @property
    def entries(self) -> Mapping[str, str]:
        """What was entered, by the fields' names."""
        raise NotImplementedError

    @property
    def kept_entries(self) -> Mapping[str, str]:
        """What may be kept on disk before anybody said yes: never a secret."""
        return {}

    def fill(self, entries: Mapping[str, str]) -> None:
        """Puts entries of an earlier visit back."""

    def submit(self) -> None:
        """Asks for the check, or says what is missing."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """Where typing begins, with the text selected."""
        raise NotImplementedError

    def show_idle(self) -> None:
        """Nothing runs and nothing is wrong."""
        self.checking.hide()
        self.connect_button.show()
        self._say(Refusal(sentence=""))

    def show_connected(self) -> None:
        """A practice was found: its own buttons are the next step."""
        self.show_idle()
        self.connect_button.hide()

    def show_checking(self) -> None:
        """`Checking your …` with Cancel; everything stays editable."""
        self._say(Refusal(sentence=""))
        self.checking.show_checking()

    def show_storing(self) -> None:
        """`Signed in. Saving…`, which nothing stops."""
        self.checking.show_storing()

    def show_refusal(self, refusal: Refusal) -> None:
        """The sentence beside the fields, the focus where it was, the text selected."""
        raise NotImplementedError

    def start_again(self) -> None:
        """Ready for other entries."""
        raise NotImplementedError

    def forget_secrets(self) -> None:
        """Empties what must not stay on screen once it is stored."""

    def _say(self, refusal: Refusal) -> None:
        """Shows why it did not work, or with an empty sentence that nothing is wrong."""
        raise NotImplementedError

    def _offer(self, refusal: Refusal) -> None:
        """The button's verb: again after what may pass by itself."""
        set_words(self.connect_button, tr("Try again") if refusal.can_retry else tr("Connect"))
