"""The box to search in: a magnifier and a cross that grow with the text, and a hint that fits."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit

from app.ui.language import tr
from app.ui.theme import Theme
from app.ui.widgets.buttons import icon_button
from app.ui.widgets.labels import label

_MARK_PX, _GAP_PX, _SIDE_PX, _SPARE_PX = 16, 6, 9, 8


class SearchBox(QLineEdit):
    """A line edit whose hint is the longest of several that it has room for. Qt's own clear button
    and icons of a line edit keep 16 px whatever the size of the text.
    """

    def __init__(self, theme: Theme, *, name: str, hints: tuple[str, ...]) -> None:
        """`hints`: what stands in the empty box, the longest first."""
        super().__init__()
        self._theme, self._hints = theme, hints
        self.setObjectName(name)
        self._mark = self._picture()
        self._cross = icon_button("dismiss", tr("Clear"), name=f"{name}_clear", theme=theme)
        self._cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc does the same
        self._cross.setProperty("inside", "true")
        self._cross.clicked.connect(self.clear)
        self._row = QHBoxLayout(self)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(self._mark)
        self._row.addStretch(1)
        self._row.addWidget(self._cross)
        self.textChanged.connect(self._show_cross)
        theme.changed.connect(self._follow_theme)
        self._follow_theme()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another hint may fit."""
        super().resizeEvent(event)
        self._choose_hint()

    def changeEvent(self, event: QEvent) -> None:
        """Another font: another hint may fit."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._choose_hint()

    def _picture(self) -> QLabel:
        made = label()
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return made

    def _follow_theme(self) -> None:
        side = self._theme.px(_MARK_PX)
        drawn = self._theme.icon("search", "text.muted", size=_MARK_PX)
        self._mark.setPixmap(drawn.pixmap(side, side))
        self._row.setContentsMargins(_SIDE_PX, 0, 4, 0)
        self._show_cross(self.text())

    def _show_cross(self, text: str) -> None:
        """While there is something to clear; what is typed ends before it."""
        taken = self._theme.px(_MARK_PX + _GAP_PX)
        before, behind = taken, taken if text else 0
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            before, behind = behind, before
        self.setTextMargins(before, 0, behind, 0)
        self._cross.setVisible(bool(text))
        self._choose_hint()

    def _choose_hint(self) -> None:
        taken = max(self.textMargins().left(), self.textMargins().right())
        room = self.width() - 2 * _SIDE_PX - taken - _SPARE_PX
        metrics = self.fontMetrics()
        fitting = (hint for hint in self._hints if metrics.horizontalAdvance(hint) <= room)
        self.setPlaceholderText(next(fitting, self._hints[-1]))
