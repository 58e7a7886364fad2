"""The morning huddle: today in counts, gaps, links that are missing, names alike."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.huddle import Huddle
from app.domain.privacy import Veil
from app.domain.words import count_words
from app.ui.reports.words import gap_words, huddle_lines, row_words
from app.ui.widgets.controls import clear, panel
from app.ui.widgets.labels import label
from app.ui.widgets.scrolled_page import Beside

_MOST = 6
_BESIDE_PX, _GAP_PX = 780, 24


class HuddlePanel(QWidget):
    """What today comes to, and three short lists below it."""

    def __init__(self) -> None:
        super().__init__()
        frame = panel("huddle")
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(frame)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(6)
        inside.addWidget(label("Morning huddle", role="heading"))
        self._said = label(role="secondary", wrap=True, name="huddle_words")
        inside.addWidget(self._said)
        self._lists = Beside(needs_px=_BESIDE_PX)
        self._lists.setSpacing(_GAP_PX)
        inside.addLayout(self._lists)

    def show_huddle(self, huddle: Huddle, *, timezone: str, veil: Veil) -> None:
        """Shows it; names as they may be seen."""
        self._said.setText(" ".join(huddle_lines(huddle, timezone=timezone)))
        clear(self._lists)
        if veil.hides_board or not huddle.booked:
            return
        gaps = (gap_words(gap, timezone=timezone) for gap in huddle.gaps)
        not_ready = (row_words(veil.row(row)) for row in huddle.telehealth_not_ready)
        alike = (row_words(veil.row(row)) for row in huddle.similar)
        self._add(
            "gaps", _head(len(huddle.gaps), "gap of 30 min or more", "gaps of 30 min or more"), gaps
        )
        words = f"{len(huddle.telehealth_not_ready)} telehealth without a link"
        self._add("not_ready", words, not_ready)
        self._add("alike", _head(len(huddle.similar), "similar name", "similar names"), alike)

    def fit(self, page_px: int, *, scale: float) -> None:
        """The lists one below the other where three columns would be narrow."""
        self._lists.fit(page_px, scale=scale)

    def _add(self, name: str, title: str, lines: Iterable[str]) -> None:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(label(title, role="strong", wrap=True, name=f"huddle_{name}"))
        found = tuple(lines)
        for line in found[:_MOST]:
            column.addWidget(label(line, role="secondary", wrap=True))
        if len(found) > _MOST:
            column.addWidget(label(f"and {len(found) - _MOST} more", role="muted"))
        column.addStretch(1)
        self._lists.addLayout(column, 1)


def _head(count: int, one: str, many: str) -> str:
    return count_words(count, one, many)
