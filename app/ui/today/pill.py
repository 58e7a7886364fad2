"""The freshness pill: a glyph or an icon, the words, and a spoken name of its own."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.today.freshness_words import Pill
from app.ui.widgets.labels import label, restyle

_SLACK = 1  # a label is a little wider than its letters
# Glyphs that common fonts lack are drawn from our icons.
_ICONS = {"⚿": "key", "⌁": "wifi_off", "❚❚": "pause", "☾": "weather_moon"}


class PillView(QFrame):
    """Shows a `Pill`; hidden until there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pill: Pill | None = None
        self._has_two_lines = False
        self.setObjectName("freshness")
        self.setProperty("pill", "neutral")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._glyph, self._words = label(), label(name="freshness_words")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words, 1)
        theme.changed.connect(self._draw_glyph)
        self.hide()

    def sizeHint(self) -> QSize:
        """As wide as its words in one line; as high as they are."""
        return QSize(self._full_width(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The same, unless two lines are allowed: other things make room first."""
        size = self.sizeHint()
        return QSize(self._width_of(self._lines), size.height()) if self._has_two_lines else size

    def allow_two_lines(self, *, is_allowed: bool) -> None:
        """Whether it may be narrower than its words in one line."""
        if is_allowed != self._has_two_lines:
            self._has_two_lines = is_allowed
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room at all (200 % text), the words stand in two lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = self._pill.words if self._pill is not None else ""
        fits = self.width() >= self._full_width()
        self._words.setText(words if fits else "\n".join(self._lines))

    @property
    def _lines(self) -> list[str]:
        return self._pill.words.split(" · ") if self._pill is not None else []

    def _full_width(self) -> int:
        return self._width_of([self._pill.words] if self._pill is not None else [])

    def _width_of(self, lines: Sequence[str]) -> int:
        metrics = self._words.fontMetrics()
        widest = max((metrics.horizontalAdvance(each) for each in lines), default=0)
        room = widest + self._glyph.sizeHint().width()
        margins = self._row.contentsMargins()
        return room + self._row.spacing() + margins.left() + margins.right() + _SLACK

    @property
    def text(self) -> str:
        """Glyph and words; empty while hidden."""
        return self._pill.text if self._pill is not None else ""

    def show_pill(self, pill: Pill | None) -> None:
        """Shows a state; None hides the pill."""
        if pill == self._pill:
            return
        is_other_tone = pill is None or self._pill is None or pill.tone != self._pill.tone
        self._pill = pill
        self.setVisible(pill is not None)
        if pill is None:
            return
        self._fit()
        self.updateGeometry()
        self.setAccessibleName(pill.spoken)
        self._words.setAccessibleName(pill.spoken)
        if is_other_tone:
            restyle(self, "pill", pill.tone)
            for part in (self._glyph, self._words):
                part.style().unpolish(part)
                part.style().polish(part)
        self._draw_glyph()

    def _draw_glyph(self) -> None:
        if self._pill is None:
            return
        icon = _ICONS.get(self._pill.glyph)
        if icon is None:
            self._glyph.setText(self._pill.glyph)
            return
        side = self._theme.px(16)
        drawn = self._theme.icon(icon, f"{self._pill.tone}.fg", size=16)
        self._glyph.setPixmap(drawn.pixmap(QSize(side, side), self.devicePixelRatio()))
