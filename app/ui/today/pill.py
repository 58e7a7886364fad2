"""The freshness pill: a glyph or an icon, the words, and a spoken name of its own."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui.theme import Theme
from app.ui.today.freshness_words import Pill
from app.ui.widgets.labels import label, restyle

# Glyphs that common fonts lack are drawn from our icons.
_ICONS = {"⚿": "key", "⌁": "wifi_off", "❚❚": "pause", "☾": "weather_moon"}


class PillView(QFrame):
    """Shows a `Pill`; hidden until there is one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pill: Pill | None = None
        self.setObjectName("freshness")
        self.setProperty("pill", "neutral")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._glyph, self._words = label(), label(name="freshness_words")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(8)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words)
        theme.changed.connect(self._draw_glyph)
        self.hide()

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
        self._words.setText(pill.words)
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
