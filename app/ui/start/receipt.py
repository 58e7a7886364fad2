"""The last window of a RunSheet that is removed from this PC: it removes, and gives the receipt."""

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import RunSheetError
from app.services.pc.files import write_atomically
from app.services.settings import Settings, utc_now
from app.ui.dialogs import ask_where_to_save
from app.ui.language import tr, translated
from app.ui.tasks import Tasks
from app.ui.widgets.controls import make_button, scrolled
from app.ui.widgets.labels import label

if TYPE_CHECKING:  # loaded when somebody removes it
    from app.domain.contents import Contents

_SIZE = (560, 460)


class ReceiptWindow(QWidget):
    """`left`: a person is done with it."""

    left = Signal()

    def __init__(self, settings: Settings, contents: "Contents | None") -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("receipt_window")
        self.setWindowTitle(tr("RunSheet – Removed from this PC"))
        self.resize(*_SIZE)
        self._settings, self._contents = settings, contents
        self.tasks = Tasks(self, self._refuse)
        self.words = label(wrap=True, name="receipt")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.fault = label(role="error", wrap=True, name="receipt_fault")
        self.again = make_button(tr("Try again"), name="receipt_again", on_click=self.begin)
        self.save = make_button(tr("Save receipt"), name="receipt_save", on_click=self._save)
        self.leave = make_button(
            tr("Quit"), name="receipt_quit", kind="primary", on_click=self.close
        )
        self._lay_out()

    def begin(self) -> None:
        """Removes everything; what goes wrong is said, and can be tried again."""
        self.words.setText(tr("Removing RunSheet's data from this PC…"))
        self.fault.hide()
        for button in (self.again, self.save):
            button.hide()
        self.tasks.start(self._remove(), busy=self.leave)

    def closeEvent(self, event: QCloseEvent) -> None:
        """RunSheet ends with it."""
        super().closeEvent(event)
        self.left.emit()

    async def _remove(self) -> None:
        from app.services.keys.removal import remove_this_pc

        receipt = await remove_this_pc(self._settings, contents=self._contents, now=utc_now())
        self.words.setText("\n".join(receipt.lines()))
        self.save.show()
        self.save.setFocus()

    def _save(self) -> None:
        self.tasks.start(self._save_where_asked(), busy=self.save)

    async def _save_where_asked(self) -> None:
        path = await ask_where_to_save(
            self, tr("Save receipt"), file_name="RunSheet removed.txt", suffix="txt"
        )
        if path is not None:
            text = f"{self.words.text()}\n".encode()
            await asyncio.to_thread(write_atomically, path, text)

    def _refuse(self, error: RunSheetError) -> None:
        self.fault.setText(f"! {translated(error)}")
        self.fault.show()
        if self.save.isHidden():
            self.words.setText(tr("Not everything was removed yet."))
            self.again.show()
            self.again.setFocus()

    def _lay_out(self) -> None:
        inside = QWidget()
        text = QVBoxLayout(inside)
        text.addWidget(self.words)
        text.addStretch(1)
        line = QHBoxLayout()
        for button in (self.again, self.save, self.leave):
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addWidget(scrolled(inside), 1)
        column.addWidget(self.fault)
        column.addLayout(line)


async def remove_and_tell(
    settings: Settings, contents: "Contents | None", quitting: asyncio.Event
) -> None:
    """Until a person has read the receipt. Call it when the services are closed."""
    window = ReceiptWindow(settings, contents)
    quitting.clear()
    window.left.connect(quitting.set)
    window.show()
    window.begin()
    await quitting.wait()
    await window.tasks.aclose()
    window.deleteLater()
