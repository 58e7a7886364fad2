"""What every step of the set-up is, so that it stands in the wizard or alone on the page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.connection import Connection
from app.domain.errors import RunSheetError
from app.ui.language import translated
from app.ui.page import PageContext


class Step(QWidget):
    """One part of the flow.

    `changed`: the frame's buttons may look different now. `done`: the step is finished by itself.
    `next_words` name the button that finishes the step; empty where the step has its own.
    `needs_sync`: what it saved shows on the list only after the next sync.
    """

    changed = Signal()
    done = Signal()

    next_words = ""
    needs_sync = False

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.tasks = context.tasks(self)

    async def enter(self, connection: Connection) -> None:
        """The step has come to the front; what was typed on an earlier visit is still there."""

    async def finish(self) -> bool:
        """Saves the step; False when a person must look at something first."""
        return True

    def reason_to_wait(self) -> str:
        """Why the step can't be finished yet, or an empty text."""
        return ""

    def is_changed(self) -> bool:
        """True when leaving would lose something."""
        return False

    def focus_first(self) -> None:
        """Puts the focus where the step begins."""

    def show_error(self, error: RunSheetError) -> None:
        """Shows a fault in the words of the message bar; steps with a better place use it."""
        self.context.show_message(translated(error))

    def press_next(self) -> bool:
        """Presses the step's own button to go on; False where the frame's button does that."""
        return False

    async def check_again(self) -> None:
        """Asks the practice system once more for what the step shows."""

    async def keep_draft(self) -> None:
        """Puts answers that are not saved where the next start finds them."""

    def leave(self) -> None:
        """The step is no longer in front: what runs for it alone may stop."""
