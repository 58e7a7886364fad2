"""The in-app message at the bottom left: one sentence that leaves by itself, or what waits for a
person, one after the other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import RunSheetError
from app.ui.language import tr, translated
from app.ui.widgets.actions import Action
from app.ui.widgets.notice_bar import NoticeBar

SHOWN_MS = 6000


@dataclass(frozen=True, slots=True)
class _Held:
    """Stays until one of its buttons was pressed."""

    text: str
    tone: str
    actions: tuple[Action, ...]
    is_question: bool


class MessageBar(NoticeBar):
    """A message goes by itself after six seconds, but never while the pointer or the focus is on
    it. A question and a fault stay until they are answered: messages wait behind them (the newest
    counts), faults behind questions.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name="message_bar", parent=parent)
        self._held: list[_Held] = []
        self._waiting: tuple[str, str] | None = None
        self._give_back: QWidget | None = None
        self._timer = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._timer.timeout.connect(self._leave)

    def show_message(self, text: str, *, tone: str = "info") -> None:
        """Shows a sentence; a later one takes its place."""
        if self._held:
            self._waiting = text, tone
            return
        self.show_notice(text, tone=tone)
        self._timer.start()

    def show_question(self, text: str, actions: tuple[Action, ...]) -> None:
        """A sentence that stays until it is answered; its first button has the focus."""
        self._hold(_Held(text, "info", actions, is_question=True))

    def show_error(self, error: RunSheetError) -> None:
        """A fault stays until it is dismissed; the newest is on top."""
        dismiss = (Action(tr("Dismiss"), lambda: None),)
        self._hold(_Held(translated(error), "err", dismiss, is_question=False))

    def withdraw(self, text: str) -> None:
        """What is no question any more; the next in line comes up."""
        was_on_top = bool(self._held) and self._held[-1].text == text
        self._held = [each for each in self._held if each.text != text]
        if was_on_top:
            focused = self.window().focusWidget()
            has_focus = focused is not None and self._holds(focused)
            self._show_next()
            if has_focus:
                self.take_focus()

    def take_focus(self) -> None:
        """To the first button, else to the sentence; Esc, or an answer, gives the focus back."""
        if not self.isVisible():
            return
        focused = self.window().focusWidget()
        if focused is not None and not self._holds(focused):
            self._give_back = focused
        (self.buttons[0] if self.buttons else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Hides the bar; what waits is not forgotten."""
        focused, back = self.window().focusWidget(), self._give_back
        self._give_back = None
        if back is not None and focused is not None and self._holds(focused) and back.isVisible():
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        super().clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc dismisses, and leaves a question as if it had not been asked."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._held:
            self.withdraw(self._held[-1].text)
        else:
            self.clear()

    def _hold(self, new: _Held) -> None:
        """On top, or behind a question; one that is there already stays the one it is."""
        top = self._held[-1] if self._held else None
        if top is not None and top.text == new.text:
            self._show_top()
            return
        others = [each for each in self._held if each.text != new.text]
        place = len(others) - (1 if top is not None and top.is_question else 0)
        self._held = [*others[:place], new, *others[place:]]
        if self._held[-1] is new:
            self._show_top()

    def _show_top(self) -> None:
        top = self._held[-1]
        self._timer.stop()
        actions = [Action(each.text, partial(self._answer, top, each.act)) for each in top.actions]
        self.show_notice(top.text, tone=top.tone, actions=tuple(actions))
        if top.is_question:
            self.take_focus()

    def _answer(self, held: _Held, act: Callable[[], object]) -> None:
        self.withdraw(held.text)
        act()

    def _show_next(self) -> None:
        """The next that waits for a person, else the newest message, else nothing."""
        if self._held:
            self._show_top()
            return
        message, self._waiting = self._waiting, None
        self.clear()
        if message is not None:
            self.show_message(message[0], tone=message[1])

    def _leave(self) -> None:
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self._holds(focused)):
            self._timer.start()
        else:
            self.clear()

    def _holds(self, widget: QWidget) -> bool:
        return widget is self or self.isAncestorOf(widget)
