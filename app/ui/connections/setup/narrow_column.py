"""A column no wider than lines that read well; what is left of the width stays empty."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import Theme

_WIDTH_PX = 720
_ALL, _REST = 1000, 1


class NarrowColumn(QWidget):
    """`column` takes the widgets. A maximum width on labels that wrap would cut their last line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("scrolled")
        self._theme = theme
        self._inner = QWidget()
        self.column = QVBoxLayout(self._inner)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._inner, _ALL)
        row.addStretch(_REST)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._inner.setMaximumWidth(self._theme.px(_WIDTH_PX))
