"""The details drawer at the right: one row's facts, what can be copied, and Close."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.language import tr
from app.ui.theme import Theme
from app.ui.today.details import Fact
from app.ui.today.drawer_parts import below, dot, history_line, in_a_row
from app.ui.widgets.buttons import Button, icon_button
from app.ui.widgets.controls import keep_off_bar
from app.ui.widgets.labels import label

WIDTH = 360
HistoryLine = tuple[str, str]
"""When, and what happened."""
_MOST_FOR_HEADINGS = 0.38
_STACKED_FROM = 1.3
_TOP = Qt.AlignmentFlag.AlignTop


class Drawer(QFrame):
    """`closed`: a person has had enough. `copy_wanted`: the key of the fact to copy. `seen_wanted`:
    the move is known, the place it left can go.
    """

    closed = Signal()
    seen_wanted = Signal()
    copy_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._facts_shown: list[Fact] = []
        self._lines: tuple[HistoryLine, ...] = ()
        self._shown: tuple[object, ...] = ()
        self.setObjectName("drawer")
        self.setAccessibleName(tr("Details"))
        self.setProperty("panel", "true")
        self._name = label(role="heading", wrap=True, name="drawer_name")
        self._when = label(role="secondary", wrap=True, name="drawer_when")
        self._facts = QWidget()
        self._facts.setObjectName("scrolled")
        self._grid = QGridLayout(self._facts)
        self._check, self._top, self._parts = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._news_part: QWidget | None = None
        self._deeds_part: QWidget | None = None
        self._note_part: QWidget | None = None
        self._scroller = QScrollArea()
        self.close_button = icon_button(
            "dismiss", tr("Close details"), name="drawer_close", theme=theme
        )
        self.close_button.clicked.connect(self.closed)
        self.history_button = icon_button(
            "history", tr("Go to the history"), name="drawer_to_history", theme=theme
        )
        self.history_button.clicked.connect(self._show_history)
        self.history_button.hide()
        self.seen_button = Button(tr("Mark as seen"), name="drawer_seen")
        self.seen_button.clicked.connect(self.seen_wanted)
        self.seen_button.hide()
        self._build()
        self._fit()
        theme.changed.connect(self._refit)
        self.hide()

    def show_facts(self, name: str, when: str, facts: list[Fact]) -> None:
        """Shows a row; the same facts again change nothing."""
        if self._shown == (name, when, *facts):
            return
        self._shown = (name, when, *facts)
        self._name.setText(name)
        self._when.setText(when)
        self._facts_shown = facts
        self._fill_again()

    def show_history(self, lines: Sequence[HistoryLine]) -> None:
        """What became of the row, newest first; the same lines again change nothing."""
        if self._lines != tuple(lines):
            self._lines = tuple(lines)
            self.history_button.setVisible(bool(lines))
            self._fill_again()

    def forget(self) -> None:
        """Nothing of the last row stays in the closed drawer: a screen reader finds it there."""
        self.show_facts("", "", [])
        self.show_history(())

    @property
    def history(self) -> tuple[HistoryLine, ...]:
        """What is told of the row's past: when, and what."""
        return self._lines

    def offer_seen(self, is_offered: bool) -> None:
        """Shows the button for a place that a move left."""
        had_focus = self.seen_button.hasFocus()
        self.seen_button.setVisible(is_offered)
        if had_focus and not is_offered:
            self.close_button.setFocus()

    def value_of(self, key: str) -> str:
        """The words of one fact; empty when it is not shown."""
        found = self._facts.findChild(QLabel, f"drawer_{key}")
        return found.text() if isinstance(found, QLabel) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes, the arrows and the page keys scroll."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        if self._scroll(event.key()):
            return
        super().keyPressEvent(event)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.history_button, 0, _TOP)
        head.addWidget(self.close_button, 0, _TOP)
        self._grid.setContentsMargins(0, 8, 0, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        scroller = self._scroller
        scroller.setObjectName("drawer_scroller")
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setWidget(self._facts)
        keep_off_bar(scroller, self._grid, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.addLayout(head)
        column.addWidget(self._when)
        column.addWidget(self.seen_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._check)
        column.addLayout(self._top)
        column.addWidget(scroller, 1)
        column.addLayout(self._parts)

    def add_parts(self, news: QWidget, *, deeds: QWidget, note: QWidget) -> None:
        """What is new of the row goes above the facts, what may be done stands over both, and the
        note stays in view below them; in large text, where that has no room, they scroll along.
        """
        self._news_part, self._deeds_part, self._note_part = news, deeds, note
        self._fill(self._facts_shown)

    def put_check(self, check: QWidget) -> None:
        """The identity check stands above the facts while it is asked for."""
        self._check.addWidget(check)

    def bring_into_view(self, part: QWidget) -> None:
        """Scrolls to a part that gets the focus."""
        if self._scroller.isAncestorOf(part):
            self._scroller.ensureWidgetVisible(part)

    def _place_desk(self) -> None:
        if self._deeds_part is None or self._note_part is None:
            return
        if self._theme.scale > _STACKED_FROM:
            self._grid.addWidget(self._deeds_part, 0, 0, 1, 2)
            self._grid.addWidget(self._note_part, self._grid.rowCount(), 0, 1, 2)
        else:
            self._top.addWidget(self._deeds_part)
            self._parts.addWidget(self._note_part)

    def _show_history(self) -> None:
        """Where edits and facts leave no room for it, the history is a press away."""
        heading = self._facts.findChild(QLabel, "drawer_history")
        if isinstance(heading, QLabel):
            self._grid.activate()
            self._scroller.verticalScrollBar().setValue(heading.y())

    def _scroll(self, key: int) -> bool:
        """The history is as long as it is: the arrows and the page keys go through it."""
        bar = self._scroller.verticalScrollBar()
        steps = {
            Qt.Key.Key_Down: bar.singleStep(),
            Qt.Key.Key_Up: -bar.singleStep(),
            Qt.Key.Key_PageDown: bar.pageStep(),
            Qt.Key.Key_PageUp: -bar.pageStep(),
        }
        step = steps.get(Qt.Key(key))
        if step is not None:
            bar.setValue(bar.value() + step)
        return step is not None

    def _fit(self) -> None:
        self.setFixedWidth(min(self._theme.px(WIDTH), 520))

    def _refit(self) -> None:
        """Another text size, other colours: the facts are laid out again."""
        self._fit()
        self._fill(self._facts_shown)

    def _fill_again(self) -> None:
        """A button with the focus may go: the focus then stays in the drawer."""
        had_focus = self._facts.isAncestorOf(self.focusWidget() or self)
        self._fill(self._facts_shown)
        if had_focus:
            self.close_button.setFocus()

    def _fill(self, facts: list[Fact]) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget not in self._kept_parts:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        if self._news_part is not None:
            self._grid.addWidget(self._news_part, 1, 0, 1, 2)
        for row, fact in enumerate(facts, start=2):
            self._add_fact(fact, row)
        for row, line in enumerate(self._history_parts(), start=self._grid.rowCount()):
            self._grid.addWidget(line, row, 0, 1, 2)
        self._place_desk()
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    @property
    def _kept_parts(self) -> tuple[QWidget | None, ...]:
        return (self._news_part, self._deeds_part, self._note_part)

    def _add_fact(self, fact: Fact, row: int) -> None:
        """In large text the value stands below its heading, since beside it would be cut off; so
        do sentences, which would take many short lines there.
        """
        heading, value = label(fact.heading, role="muted"), self._value(fact)
        if self._is_stacked or fact.is_wide:
            self._grid.addWidget(below(heading, value), row, 0, 1, 2)
            return
        place = Qt.AlignmentFlag.AlignVCenter if fact.copies else _TOP
        self._grid.addWidget(heading, row, 0, place)
        self._grid.addWidget(value, row, 1)

    @property
    def _is_stacked(self) -> bool:
        """In large text, and in a language whose headings leave the values no room."""
        widest = max(
            (self.fontMetrics().horizontalAdvance(each.heading) for each in self._facts_shown),
            default=0,
        )
        return self._theme.scale > _STACKED_FROM or widest > self.width() * _MOST_FOR_HEADINGS

    def _history_parts(self) -> list[QWidget]:
        """A heading, then what happened and when, one below the other: the drawer is narrow."""
        if not self._lines:
            return []
        return [
            label(tr("History"), role="strong", name="drawer_history"),
            *(history_line(when, what) for when, what in self._lines),
        ]

    def _value(self, fact: Fact) -> QWidget:
        words = label(fact.value, wrap=True, name=f"drawer_{fact.key}")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if fact.copies:
            return in_a_row(words, self._copy_button(fact), stacked=self._is_stacked)
        if fact.dot and QColor.isValidColorName(fact.dot):
            ring = label()
            ring.setPixmap(dot(self._theme, QColor(fact.dot)).pixmap(12, 12))
            return in_a_row(ring, words)
        return words

    def _copy_button(self, fact: Fact) -> Button:
        button = Button(tr("Copy"), name=f"drawer_copy_{fact.key}", theme=self._theme, icon="copy")
        button.setAccessibleName(tr("Copy {copies}", copies=fact.copies))
        button.clicked.connect(lambda _checked: self.copy_wanted.emit(fact.key))
        return button
