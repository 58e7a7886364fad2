"""The page of a start that failed: the fault in words, *Try again*, and every other way out."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import RunSheetError
from app.domain.said import say
from app.ui.language import tr, translated
from app.ui.start.form import WayForm
from app.ui.start.way import WayOut
from app.ui.start.ways import ways_out
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import clear, make_button, scrolled
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import label

if TYPE_CHECKING:  # loaded when a start fails
    from app.services.start import Start

_WIDEST_PX = 620
_BESIDE = 30
"""So many letters of a button leave room for words beside it."""
_TITLE = say("RunSheet can't start.")
_LOCKED_TITLE = say("RunSheet is locked.")


class StartPage(QWidget):
    """`failure` is the upper part: why, *Try again*, *Quit*. Below it stand the ways out, or the
    form of the one that was chosen.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("start_page")
        self._theme = theme
        self.tasks = Tasks(self, self._show_fault)
        self.failure = EmptyState(name="start_failure")
        self.form: WayForm | None = None
        self._ways: Sequence[WayOut] = ()
        self._actions: tuple[Action, ...] = ()
        self._again: Callable[[], None] = lambda: None
        self._below = QVBoxLayout()
        self._below.setSpacing(8)
        self._holder = QWidget()
        self._lay_out()

    def show_failure(
        self,
        error: RunSheetError,
        *,
        again: Callable[[], None],
        leave: Callable[[], None],
        start: "Start | None" = None,
    ) -> None:
        """Why it failed; the ways out follow as soon as they are known."""
        self._again, self._ways = again, ()
        self._clear()
        self._actions = (Action(tr("Try again"), again), Action(tr("Quit"), leave))
        self.failure.show_words(translated(_TITLE), translated(error), self._actions)
        self.failure.buttons[0].setFocus()
        if start is not None:
            self.tasks.cancel()
            self.tasks.start(self._offer(ways_out(error, start)))

    def open_way(self, way: WayOut) -> None:
        """Its form; or what it does, where it asks nothing."""
        self._clear()
        self.form = WayForm(way, self.tasks, done=self._again, back=self._show_ways)
        self._below.addWidget(self.form)
        if way.has_form:
            self.form.focus_first()
        else:
            self.form.go()

    async def _offer(self, asked: Awaitable[Sequence[WayOut]]) -> None:
        self._ways = await asked
        at_once = next((each for each in self._ways if each.opens_at_once), None)
        self._show_ways()
        if at_once is not None:
            self.failure.show_words(translated(_LOCKED_TITLE), self.failure.text, self._actions)
            self.open_way(at_once)
            self._below.addWidget(self._rows([each for each in self._ways if each is not at_once]))

    def _show_ways(self) -> None:
        self._clear()
        self._below.addWidget(self._rows(self._ways))

    def _rows(self, ways: Sequence[WayOut]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        is_stacked = any(len(way.words) > _BESIDE for way in ways)
        for row, way in enumerate(ways):
            button, hint = self._button(way), label(way.hint, role="secondary", wrap=True)
            if is_stacked:
                grid.addWidget(button, 2 * row, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(hint, 2 * row + 1, 0, 1, 2)
            else:
                grid.addWidget(button, row, 0)
                grid.addWidget(hint, row, 1)
        return holder

    def _button(self, way: WayOut) -> QWidget:
        name = f"start_way_{way.name}_open"
        return make_button(way.words, name=name, on_click=lambda: self.open_way(way))

    def _show_fault(self, error: RunSheetError) -> None:
        """The ways can't be told: the fault stands in their place."""
        self._clear()
        self._below.addWidget(
            label(f"! {translated(error)}", role="error", wrap=True, name="start_ways_fault")
        )

    def _clear(self) -> None:
        self.form = None
        clear(self._below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines of a readable length."""
        super().resizeEvent(event)
        self._holder.setMaximumWidth(self._theme.px(_WIDEST_PX))

    def _lay_out(self) -> None:
        self._holder.setLayout(self._below)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(self._holder, 8)
        across.addStretch(1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.addStretch(2)
        column.addWidget(self.failure)
        column.addSpacing(16)
        column.addLayout(across)
        column.addStretch(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
