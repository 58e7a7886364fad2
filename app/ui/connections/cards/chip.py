"""A small coloured mark: a glyph or an icon, and a word that carries the meaning."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from app.ui.theme import Theme
from app.ui.widgets.labels import label, restyle

_ICONS = {
    "⚿": "key",
    "⌁": "wifi_off",
    "↻": "arrow_sync",
    "◷": "clock",
    "❚❚": "pause",
    "☾": "weather_moon",
}
_ICON_PX = 16


class Chip(QFrame):
    """`tone` is the token family: ok, info, warn, err, neutral."""

    def __init__(
        self, theme: Theme, *, name: str = "", words: str = "", tone: str = "neutral"
    ) -> None:
        super().__init__()
        self._theme = theme
        self._shown = ("", tone)
        self._glyph = label()
        self._words = label(words, name=name)
        self.setProperty("pill", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 3, 10, 3)
        row.setSpacing(6)
        row.addWidget(self._glyph)
        row.addWidget(self._words)
        self._glyph.hide()
        theme.changed.connect(self._draw_glyph)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_state(self, glyph: str, words: str, tone: str) -> None:
        """Another state; the glyph is drawn as an icon where fonts often lack it."""
        self._words.setText(words)
        self._shown = (glyph, tone)
        restyle(self, "pill", tone)
        for part in (self._glyph, self._words):
            part.style().unpolish(part)
            part.style().polish(part)
        self._glyph.setVisible(bool(glyph))
        self._draw_glyph()

    def _draw_glyph(self) -> None:
        glyph, tone = self._shown
        icon = _ICONS.get(glyph)
        if icon is None:
            self._glyph.setText(glyph)
            return
        side = self._theme.px(_ICON_PX)
        drawn = self._theme.icon(icon, f"{tone}.fg", size=_ICON_PX)
        self._glyph.setPixmap(drawn.pixmap(side, side))
        self._glyph.setAlignment(Qt.AlignmentFlag.AlignCenter)
