"""Bars by pyqtgraph, which is loaded when the first chart is to be drawn: it takes a second."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui.connections.flow_row import FlowRow
from app.ui.page import PageContext
from app.ui.widgets.labels import label

_HEIGHT_PX, _SWATCH_PX, _TICK_PX = 220, 12, 8
_INKS, _GREYS = ("accent", "warn.solid"), ("text.disabled", "border.strong")
_MOST_LABELS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """One figure over several places. `parts` are drawn over the wholes: telehealth of booked."""

    labels: tuple[str, ...]
    wholes: tuple[int, ...]
    parts: tuple[int, ...]


class BarChart(QWidget):
    """A picture only: its table twin says the same to those who don't see it."""

    def __init__(
        self, context: PageContext, title: str, *, parts: tuple[str, str], name: str
    ) -> None:
        """`parts`: what the wholes are called, and the parts that are drawn over them."""
        super().__init__()
        self._context = context
        self._tasks = context.tasks(self)
        self._bars = Bars(labels=(), wholes=(), parts=())
        self._plot: Any = None
        self.setObjectName(name)
        self.setAccessibleName(f"{title}, a chart; the table beside it says the same")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        head = FlowRow()
        head.addWidget(label(title, role="strong"))
        self._keys = tuple(Swatch(words) for words in parts)
        for key in self._keys:
            head.addWidget(key)
        self._column.addLayout(head)
        self._loading = label("Drawing…", role="muted")
        self._column.addWidget(self._loading)
        self._fit()
        context.theme.changed.connect(self._restyle)
        self._tasks.start(self._load())

    @property
    def is_drawn(self) -> bool:
        """True once the bars are there."""
        return self._plot is not None

    def show_bars(self, bars: Bars) -> None:
        """Draws these."""
        self._bars = bars
        if self._plot is not None:
            self._draw()

    def changeEvent(self, event: QEvent) -> None:
        """Grey while other figures are on their way."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._restyle()

    @property
    def _inks(self) -> tuple[str, str]:
        return _INKS if self.isEnabled() else _GREYS

    async def _load(self) -> None:
        graph = await asyncio.to_thread(import_module, "pyqtgraph")
        self._plot = graph.PlotWidget()
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        for part in (self._plot, self._plot.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._loading.hide()
        self._column.addWidget(self._plot, 1)
        self._draw()

    def _draw(self) -> None:
        graph = import_module("pyqtgraph")
        plot, theme, bars = self._plot, self._context.theme, self._bars
        plot.clear()
        plot.setBackground(theme.color("bg.surface"))
        places = list(range(len(bars.labels)))
        for counts, token in zip((bars.wholes, bars.parts), self._inks, strict=True):
            ink = theme.color(token)
            plot.addItem(
                graph.BarGraphItem(x=places, height=list(counts), width=0.6, brush=ink, pen=None)
            )
        self._label_axes()
        plot.setYRange(0, max((*bars.wholes, 1)) * 1.1, padding=0)
        plot.setXRange(-0.6, max(len(places) - 0.4, 0.6), padding=0)

    def _label_axes(self) -> None:
        theme = self._context.theme
        ink = theme.color("text.secondary")
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(theme.color("border.strong"))
            axis.setTextPen(ink)
            axis.setTickFont(theme.font())
        line = QFontMetrics(theme.font()).height()
        self._plot.getAxis("bottom").setHeight(line + theme.px(_TICK_PX))
        self._plot.getAxis("bottom").setTicks([_ticks(self._bars.labels)])

    def _restyle(self) -> None:
        self._fit()
        if self._plot is not None:
            self._draw()

    def _fit(self) -> None:
        theme = self._context.theme
        self.setFixedHeight(theme.px(_HEIGHT_PX))
        for key, token in zip(self._keys, self._inks, strict=True):
            key.fit(theme.color(token), theme.px(_SWATCH_PX))


class Swatch(QWidget):
    """A colour of the chart and what it stands for."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._square = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._square)
        row.addWidget(label(words, role="secondary"))

    def fit(self, ink: QColor, size: int) -> None:
        """In the colour and size of the look."""
        square = QPixmap(size, size)
        square.fill(ink)
        self._square.setPixmap(square)


def _ticks(labels: Sequence[str]) -> list[tuple[int, str]]:
    """As many labels as there is room for."""
    step = max(1, -(-len(labels) // _MOST_LABELS))
    return [(place, text) for place, text in enumerate(labels) if place % step == 0]
