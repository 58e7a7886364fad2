"""Light and dark from the design tokens: palette, style sheet, fonts and tinted icons."""

from collections.abc import Callable, Hashable
from enum import StrEnum
from typing import TypeVar, cast

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessibilityHints,
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication

from app.ui.high_contrast import OUTLINES, without_fills
from app.ui.resources import Tokens, icon_svg, token_sets
from app.ui.style_sheet import style_sheet

BASE_PX = 14
_ICON_DENSITIES = (1.0, 2.0)
# Laid-out texts of some thousand appointments; beyond that the keeping starts over.
_KEPT_AT_MOST = 4096

Kept = TypeVar("Kept")


class SchemeChoice(StrEnum):
    """What a person chose; SYSTEM follows the desktop, and is light where it does not say.
    CONTRAST is as light or dark as the desktop.
    """

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


_QT_SCHEMES = {
    SchemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    SchemeChoice.LIGHT: Qt.ColorScheme.Light,
    SchemeChoice.DARK: Qt.ColorScheme.Dark,
    SchemeChoice.CONTRAST: Qt.ColorScheme.Unknown,
}


_OF_THE_SYSTEM = (SchemeChoice.SYSTEM, SchemeChoice.CONTRAST)


class Theme(QObject):
    """The look of the application. `changed` fires after a new scheme or scale is in force."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        *,
        choice: SchemeChoice = SchemeChoice.SYSTEM,
        wishes: QAccessibilityHints | None = None,
    ) -> None:
        """`wishes`: what the desktop says of contrast; the application's own unless told."""
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._scale = 1.0
        self._icons: dict[tuple[str, str, int, int], QIcon] = {}
        self._kept: dict[Hashable, object] = {}
        app.setStyle("Fusion")
        app.styleHints().setColorScheme(_QT_SCHEMES[choice])
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._hints = app.styleHints()  # what it gives out lives no longer than this is held
        self._wishes = wishes or self._hints.accessibility()
        self._wishes.contrastPreferenceChanged.connect(self._follow_system)
        self._apply()

    @property
    def is_dark(self) -> bool:
        """True while the dark tokens are in force."""
        if self._choice in _OF_THE_SYSTEM:
            return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice is SchemeChoice.DARK

    @property
    def is_high_contrast(self) -> bool:
        """True while fills are left out: a person chose that, or the desktop asks for it."""
        if self._choice is SchemeChoice.SYSTEM:
            return self._wishes.contrastPreference() == Qt.ContrastPreference.HighContrast
        return self._choice is SchemeChoice.CONTRAST

    @property
    def choice(self) -> SchemeChoice:
        """What a person chose."""
        return self._choice

    @property
    def scale(self) -> float:
        """The user's text scale: 1.0 is 100 %."""
        return self._scale

    @property
    def tokens(self) -> Tokens:
        """The tokens in force."""
        return self._tokens

    @property
    def _scheme(self) -> str:
        return "dark" if self.is_dark else "light"

    def color(self, token: str) -> QColor:
        """A token as Qt's colour; raises KeyError for a name that is no token."""
        return self.keep(("colour", token), lambda: QColor(self.tokens[token]))

    def px(self, size: int) -> int:
        """A size of the design at the user's scale, in device-independent pixels."""
        return round(size * self._scale)

    def font(self, size: int = BASE_PX, *, strong: bool = False) -> QFont:
        """The system font at a size of the type scale, figures all of one width."""
        font = QFont(self._app.font())
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return font

    def keep(self, key: Hashable, make: Callable[[], Kept]) -> Kept:
        """What `make` gave for this key, made once per look: gone with the next scheme or scale."""
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _KEPT_AT_MOST:
                self._kept.clear()
            found = self._kept[key] = make()
        return cast("Kept", found)

    def icon(
        self, name: str, colour: str = "text.secondary", *, size: int = 20, gap: int = 0
    ) -> QIcon:
        """An icon of `resources/icons` in a token's colour; ask again after `changed`. `gap`: so
        much room at its right, in device-independent pixels.
        """
        key = (name, self.tokens[colour], self.px(size), gap)
        if key not in self._icons:
            self._icons[key] = _tinted(*key)
        return self._icons[key]

    def choose(self, choice: SchemeChoice, *, scale: float | None = None) -> None:
        """Puts a person's choice in force at once; `scale` 0.9 to 2.0."""
        wanted = self._scale if scale is None else min(2.0, max(0.9, scale))
        if (choice, wanted) == (self._choice, self._scale):
            return
        self._choice, self._scale = choice, wanted
        self._app.styleHints().setColorScheme(_QT_SCHEMES[choice])
        self._apply()

    def _follow_system(self) -> None:
        if self._choice in _OF_THE_SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self._kept.clear()
        self._tokens, more = token_sets()[self._scheme], ""
        if self.is_high_contrast:
            self._tokens, more = without_fills(self._tokens, is_dark=self.is_dark), OUTLINES
        self._app.setFont(_base_font(self.px(BASE_PX)))
        self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(
            style_sheet(self._tokens, scheme=self._scheme, scale=self._scale, more=more)
        )
        self.changed.emit()


def palette_of(tokens: Tokens) -> QPalette:
    """Fusion's palette in our colours, so that parts the style sheet leaves alone fit too."""
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(tokens[token]))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens["text.disabled"]))
    return palette


_ROLES = {
    QPalette.ColorRole.Window: "bg.app",
    QPalette.ColorRole.WindowText: "text.primary",
    QPalette.ColorRole.Base: "bg.surface",
    QPalette.ColorRole.AlternateBase: "bg.sunken",
    QPalette.ColorRole.Text: "text.primary",
    QPalette.ColorRole.PlaceholderText: "text.muted",
    QPalette.ColorRole.Button: "bg.surface",
    QPalette.ColorRole.ButtonText: "text.primary",
    QPalette.ColorRole.ToolTipBase: "bg.raised",
    QPalette.ColorRole.ToolTipText: "text.primary",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accent.on",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Mid: "border.subtle",
    QPalette.ColorRole.Dark: "border.strong",
}


def _base_font(pixel_size: int) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPixelSize(pixel_size)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _tinted(name: str, colour: str, size: int, gap: int) -> QIcon:
    from PySide6.QtSvg import QSvgRenderer

    svg = icon_svg(name).replace("<svg ", f'<svg fill="{colour}" ', 1)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    icon = QIcon()
    for density in _ICON_DENSITIES:
        pixmap = QPixmap(QSize(size + gap, size) * density)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size * density, size * density))
        painter.end()
        pixmap.setDevicePixelRatio(density)
        icon.addPixmap(pixmap)
    return icon
