"""One line that is read as a person says it: `book Alice Brown Thursday 3 pm`. It never books."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import RunSheetError
from app.domain.intent import IntentKind, IntentOutcome, IntentReply
from app.ui.bookings.form.start import FormStart
from app.ui.page import PageContext
from app.ui.widgets.labels import label
from app.ui.widgets.search_box import SearchBox

EXAMPLE = "book Alice Brown Thursday 3 pm"
_NO_DAY = "On which day? Today is filled in."
_NOT_READ = "Begin with book, move or cancel, such as: book Alice Brown Thursday 3 pm"


class QuickBox(QWidget):
    """`form_wanted` carries a `FormStart`; `move_wanted` a booking and one with its new time as far
    as it was said; `cancel_wanted` a booking; `choose_wanted` those that fit, and the intent.
    """

    form_wanted = Signal(object)
    move_wanted = Signal(object, object)
    cancel_wanted = Signal(object)
    choose_wanted = Signal(object, object)

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context, self.tasks = context, context.tasks(self)
        self._is_reading = False
        self.line = SearchBox(context.theme, name="quick_box", hints=(f"Quick: {EXAMPLE}", EXAMPLE))
        self.line.setAccessibleName("Say what is to be booked, moved or cancelled")
        self.line.setMaxLength(300)
        self.answer = label(role="secondary", wrap=True, name="quick_box_answer")
        self.answer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.line)
        column.addWidget(self.answer)
        self.line.returnPressed.connect(self._start)
        self.line.textEdited.connect(lambda _text: self.say(""))
        context.privacy.switched.connect(lambda is_on: self.clear() if is_on else None)
        context.privacy.left_alone.connect(self.clear)

    def say(self, words: str) -> None:
        """What is asked back, below the line; empty takes it away."""
        self.answer.setText(words)
        self.answer.setVisible(bool(words))
        if words:
            self._context.announce(words)

    def clear(self) -> None:
        """Nothing typed, nothing asked: a sentence has somebody's name in it."""
        self.line.clear()
        self.say("")

    def showEvent(self, event: QShowEvent) -> None:
        """Back from the form, which has answered what was asked."""
        super().showEvent(event)
        if not self.line.text():
            self.say("")

    def _start(self) -> None:
        text = self.line.text().strip()
        if text and not self._is_reading:
            self._is_reading = True
            self.say("")
            task = self.tasks.start(self._read(text), on_error=self._show_error)
            task.add_done_callback(lambda _task: self._end())

    async def _read(self, text: str) -> None:
        intents = self._context.services.intents
        intent = await intents.read(text)
        if intent is None:
            self.say(_NOT_READ)
            return
        reply = await intents.understand(intent)
        if self.line.text().strip() == text:  # not while another is typed, or people are hidden
            self._pass_on(reply)

    def _pass_on(self, reply: IntentReply) -> None:
        """To the form or the page: only a person books, moves or cancels there."""
        kind, booking = reply.intent.kind, reply.booking
        if kind is IntentKind.BOOK:
            self.line.clear()
            self.form_wanted.emit(FormStart.from_reply(reply, heard=_left_open(reply)))
        elif reply.outcome is IntentOutcome.CHOOSE:
            self.choose_wanted.emit(reply.candidates, reply.intent)
        elif booking is not None:
            self.line.clear()
            if kind is IntentKind.CANCEL:
                self.cancel_wanted.emit(booking)
            else:
                when, heard = reply.intent.when, _left_open(reply)
                self.move_wanted.emit(booking, FormStart(day=when.day, at=when.at, heard=heard))
        self.say(_question(reply))

    def _show_error(self, error: RunSheetError) -> None:
        self.say(str(error))

    def _end(self) -> None:
        self._is_reading = False


def _question(reply: IntentReply) -> str:
    """What wasn't understood, and what is asked back; why a booking is cancelled is asked beside
    it.
    """
    asked = "" if reply.missing == ("reason",) else reply.question
    return f"{_unread(reply)} {asked}".strip()


def _left_open(reply: IntentReply) -> str:
    """What the filled form doesn't show by an empty field."""
    intent = reply.intent
    asked = ""
    if intent.kind is IntentKind.BOOK and intent.when.day is None:
        asked = _NO_DAY
    elif intent.when.at is not None and reply.missing == ("time",):  # one that the clocks skip
        asked = reply.question
    return f"{_unread(reply)} {asked}".strip()


def _unread(reply: IntentReply) -> str:
    return f"Not understood: {reply.intent.unread}." if reply.intent.unread else ""
