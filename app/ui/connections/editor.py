"""One step of the set-up alone on the page: People, Telehealth types, or signing in again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.domain.connection import Connection
from app.domain.errors import RunSheetError
from app.ui import keys
from app.ui.connections.step import Step
from app.ui.connections.tab_order import follow_reading_order
from app.ui.language import tr, translated
from app.ui.page import PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar


class StepEditor(QWidget):
    """`closed`: back to the cards, with what to say there (empty when nothing was saved)."""

    closed = Signal(str)

    def __init__(self, context: PageContext, step: Step, *, heading: str, saved_words: str) -> None:
        super().__init__()
        self.setObjectName("step_editor")
        self.setAccessibleName(heading)
        self.context = context
        self.tasks = context.tasks(self)
        self.step = step
        self._heading = heading
        self._saved_words = saved_words
        self._is_saving = False
        self._connection: Connection | None = None
        self.question = NoticeBar(name="unsaved_question")
        self._reason = label(role="secondary", wrap=True, name="wait_reason")
        self._again = make_button(tr("Check again"), name="check_again", on_click=self._check_again)
        self._cancel = make_button(
            tr("Cancel"), name="cancel", on_click=self.ask_to_close, tip="Esc"
        )
        self._save = make_button(
            translated(step.next_words) or tr("Save"),
            name="save",
            kind="primary",
            on_click=self.save,
        )
        self._lay_out()
        self._bind_keys()
        step.changed.connect(self._show_buttons)
        step.done.connect(lambda: self.closed.emit(self._saved_words))
        self._show_buttons()

    def start(self, connection: Connection) -> None:
        """Fills the step for this connection."""
        self._connection = connection
        words = tr("Check {system} again", system=connection.system)
        self._again.setText(words.replace("&", "&&"))
        self._again.setAccessibleName(words)
        self.tasks.start(self._enter(connection), on_error=self.step.show_error)

    def focus_first(self) -> None:
        """Where the step begins."""
        self.step.focus_first()

    def save(self) -> None:
        """Saves and goes back to the cards; a fault is shown where it belongs."""
        if self._is_saving or not self.step.next_words:
            return
        if self.step.reason_to_wait():
            self.context.announce(self.step.reason_to_wait())
            return
        self._is_saving = True
        self._show_buttons()
        task = self.tasks.start(self._finish(), on_error=self._show_error)
        task.add_done_callback(lambda _done: self._saved())

    def ask_to_close(self) -> None:
        """Closes at once when nothing would be lost, else asks inside the page."""
        if not self.step.is_changed():
            self._close()
            return
        save = (
            ()
            if self.step.reason_to_wait()
            else (Action(translated(self.step.next_words), self.save),)
        )
        self.question.show_notice(
            tr("You have changes that are not saved."),
            tone="warn",
            actions=(
                *save,
                Action(tr("Discard changes"), self._close),
                Action(tr("Keep editing"), self._keep_editing),
            ),
        )
        self.question.buttons[-1].setFocus()

    def _lay_out(self) -> None:
        footer = QHBoxLayout()
        footer.setSpacing(8)
        footer.addWidget(self._again)
        footer.addWidget(self._reason, 1)
        footer.addWidget(self._cancel)
        footer.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(self._heading, role="title", wrap=True, name="editor_heading"))
        column.addWidget(self.step, 1)
        column.addWidget(self.question)
        column.addLayout(footer)

    def _bind_keys(self) -> None:
        for sequence, act in ((keys.SAVE[0], self.save), ("Esc", self.ask_to_close)):
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    async def _enter(self, connection: Connection) -> None:
        await self.step.enter(connection)
        self._show_buttons()
        self.step.focus_first()

    async def _finish(self) -> None:
        if await self.step.finish():
            self.closed.emit(self._saved_words)
        else:
            self._saved()  # who reads what is still to do may save at once

    def _saved(self) -> None:
        self._is_saving = False
        if isValid(self):
            self._show_buttons()

    def _show_error(self, error: RunSheetError) -> None:
        self.question.clear()
        self.step.show_error(error)

    def _check_again(self) -> None:
        self.tasks.start(self.step.check_again(), on_error=self.step.show_error, busy=self._again)

    def _keep_editing(self) -> None:
        self.question.clear()
        self.step.focus_first()

    def _close(self) -> None:
        self.step.leave()
        self.closed.emit("")

    def _show_buttons(self) -> None:
        follow_reading_order(self)
        reason = self.step.reason_to_wait()
        has_save = bool(self.step.next_words)
        self._save.setVisible(has_save)
        self._again.setVisible(has_save)
        self._save.setEnabled(not reason and not self._is_saving)
        self._save.setToolTip(reason or keys.shown(keys.SAVE))
        self._save.setAccessibleDescription(reason or keys.shown(keys.SAVE))
        self._reason.setText(reason if has_save else "")
