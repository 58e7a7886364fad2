"""A recovery code, shown this once: the code, a sheet of paper, and *Done*."""

import platform
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import RunSheetError
from app.domain.said import say
from app.services.keys.words import ONCE
from app.services.settings import utc_now
from app.ui.language import tr, translated
from app.ui.printing.printers import asked_elsewhere, printer_names
from app.ui.security.code_paper import print_code
from app.ui.tasks import Tasks
from app.ui.widgets.controls import make_button, panel
from app.ui.widgets.labels import label

_NO_PRINTER = say("This PC has no printer. Write the code down.")


class CodeBox(QWidget):
    """`done` is called when a person has kept it; the code is gone from the screen then."""

    def __init__(self, code: str, tasks: Tasks, *, done: Callable[[], None]) -> None:
        super().__init__()
        self._code, self._tasks = code, tasks
        self.words = label(code, role="heading", name="recovery_code", wrap=True)
        self.words.setAccessibleName(tr("Recovery code: {code}", code=" ".join(code)))
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.note = label(translated(ONCE), role="secondary", wrap=True, name="recovery_code_note")
        self.print_button = make_button(
            tr("Print"), name="recovery_code_print", on_click=self._print
        )
        self.done_button = make_button(
            tr("I have kept it"), name="recovery_code_done", kind="primary", on_click=done
        )
        self._lay_out()

    def _print(self) -> None:
        self._tasks.start(self._put_on_paper(), busy=self.print_button, on_error=self._refuse)

    async def _put_on_paper(self) -> None:
        names = await asked_elsewhere(printer_names)
        if not names:
            self.note.setText(translated(_NO_PRINTER))
            return
        day = utc_now().astimezone().date()
        print_code(names[0], self._code, pc=platform.node() or tr("This PC"), day=day)
        self.note.setText(tr("Printed on {printer}. Keep it away from this PC.", printer=names[0]))

    def _refuse(self, error: RunSheetError) -> None:
        self.note.setText(f"! {translated(error)}")

    def _lay_out(self) -> None:
        frame = panel("recovery_code_box")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.note)
        line = QHBoxLayout()
        line.addWidget(self.print_button)
        line.addWidget(self.done_button)
        line.addStretch(1)
        column.addLayout(line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
