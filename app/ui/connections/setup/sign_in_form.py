"""What the two forms of a sign-in have in common: a pairing code's field, and keys by fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.widgets.actions import Action


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
        raise NotImplementedError

    def show_connected(self) -> None:
        """A practice was found: its own buttons are the next step."""
        raise NotImplementedError

    def show_checking(self) -> None:
        """The check runs; everything stays editable."""
        raise NotImplementedError

    def show_storing(self) -> None:
        """The check has passed: what was found is being stored, and that can't be cancelled."""
        raise NotImplementedError

    def show_refusal(self, refusal: Refusal) -> None:
        """The sentence beside the fields, the focus where it was, the text selected."""
        raise NotImplementedError

    def start_again(self) -> None:
        """Ready for other entries."""
        raise NotImplementedError

    def forget_secrets(self) -> None:
        """Empties what must not stay on screen once it is stored."""
