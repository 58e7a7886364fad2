"""Small parts that pages build from, on top of the shared widgets."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.ui.widgets.actions import Action
from app.ui.widgets.buttons import Button
from app.ui.widgets.notice_bar import NoticeBar

BEFORE_A_KEY = "\u2003\t"
"""Between a menu line's words and its key: Qt's own gap does not grow with the text."""


def make_button(
    text: str, *, name: str, on_click: Callable[[], object], kind: str = "normal", tip: str = ""
) -> Button:
    """A button with its work; `tip` says its key, on the pointer and to screen readers."""
    made = Button(text, name=name, kind=kind)
    if tip:
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
    made.clicked.connect(lambda _checked: on_click())
    return made


def set_words(target: Button, text: str) -> None:
    """Changes a button's words and its spoken name together."""
    target.setText(text.replace("&", "&&"))
    target.setAccessibleName(text)


def panel(name: str) -> QFrame:
    """A surface with a border, as cards and side panels have."""
    frame = QFrame()
    frame.setObjectName(name)
    frame.setProperty("panel", "true")
    return frame


def scrolled(content: QWidget) -> QScrollArea:
    """A scroll area that lets the surface below it show and takes no focus itself."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


def keep_off_bar(area: QScrollArea, layout: QLayout, gap: int) -> None:
    """Keeps `gap` px between what is scrolled and the scroll bar, while there is one; without it
    the content ends where what is around it does.
    """

    def fit(_lowest: int, highest: int) -> None:
        margins = layout.contentsMargins()
        margins.setRight(gap if highest else 0)
        layout.setContentsMargins(margins)

    area.verticalScrollBar().rangeChanged.connect(fit)


def framed(content: QWidget, *, name: str) -> QFrame:
    """A scrolled table on a surface with a border."""
    frame = panel(name)
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.addWidget(scrolled(content))
    return frame


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and ends the widgets in it."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


class NoticeList(QWidget):
    """Several warnings, one below the other."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shown: tuple[str, ...] = ()
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said at present."""
        return self._shown

    def say_all(self, notices: Sequence[tuple[str, tuple[Action, ...]]]) -> None:
        """Shows these warnings in place of the former ones; the same ones are left alone."""
        wanted = tuple(text for text, _actions in notices)
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._column)
        for number, (text, actions) in enumerate(notices, 1):
            bar = NoticeBar(name=f"{self.objectName()}_{number}")
            self._column.addWidget(bar)
            bar.show_notice(text, tone="warn", actions=actions)
        self.setVisible(bool(notices))
