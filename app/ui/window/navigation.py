"""The main menu at the left: the pages there are, as icon and word, or icons alone when narrow."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.ui import keys
from app.ui.language import tr, translated
from app.ui.theme import Theme
from app.ui.widgets.labels import label
from app.ui.window.attention import Attention
from app.ui.window.nav_button import NavButton

WIDE, NARROW = 196, 56


class Navigation(QWidget):
    """`chosen` carries the number of the page, from 0."""

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, pages: list[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._pages = theme, pages
        self._is_narrow = False
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Main menu"))
        self._brand = label("RunSheet", role="brand", name="brand")
        self._desk = label(role="small", wrap=True, name="desk_sign")
        self._zone = label(role="small", wrap=True, name="practice_time")
        self._group = QButtonGroup(self)
        self._buttons = [self._make(number) for number in range(len(pages))]
        self.more_button = NavButton(tr("More"), name="more", theme=theme)
        self.more_button.setCheckable(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 14)
        column.setSpacing(4)
        self._brand.setContentsMargins(12, 0, 12, 0)
        self._zone.setContentsMargins(12, 0, 8, 0)
        self._desk.setContentsMargins(12, 0, 8, 0)
        column.addWidget(self._brand)
        column.addSpacing(8)
        for button in self._buttons:
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.more_button)
        column.addWidget(self._desk)
        column.addWidget(self._zone)
        theme.changed.connect(self._retint)
        self._retint()

    def show_current(self, number: int) -> None:
        """Marks the page on screen."""
        self._buttons[number].setChecked(True)
        self._retint()

    def show_desk(self, pc_name: str, user: str) -> None:
        """`Front desk 1` and, below it, who is signed in to the PC."""
        self._desk.setText(f"{pc_name}\n{user}")
        self._desk.setAccessibleName(
            tr("This PC: {name}. Signed in: {person}", name=pc_name, person=user)
        )

    def show_zone(self, words: str) -> None:
        """`Practice time: Melbourne`."""
        self._zone.setText(words)

    def show_attention(self, number: int, attention: Attention) -> None:
        """Marks a page where something waits for a person, to the eye and to the ear."""
        button, words = self._buttons[number], attention.words
        button.show_mark(attention.mark, tone=attention.tone, spoken=words)
        told = f": {words}" if words else ""
        text = translated(self._pages[number][0])
        button.setToolTip(f"{text} ({keys.shown(keys.page(number + 1))}){told}")

    def set_narrow(self, is_narrow: bool) -> None:
        """Icons alone, or icons and words."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._retint()

    def focus_current(self) -> None:
        """Puts the focus on the page that is on screen."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus()

    def _make(self, number: int) -> NavButton:
        text, _icon = self._pages[number]
        words = translated(text)
        button = NavButton(words, name=f"nav_{text.lower()}", theme=self._theme)
        button.setToolTip(f"{words} ({keys.shown(keys.page(number + 1))})")
        button.clicked.connect(lambda: self.chosen.emit(number))
        self._group.addButton(button, number)
        return button

    def _retint(self) -> None:
        self._brand.setVisible(not self._is_narrow)
        self._zone.setVisible(not self._is_narrow)
        self._desk.setVisible(not self._is_narrow)
        size = self._theme.px(20)
        for button, (_text, icon) in zip(self._buttons, self._pages, strict=True):
            is_current = button.isChecked()
            token = "accent" if is_current else "text.secondary"
            name = f"{icon}_filled" if is_current else icon
            button.setIcon(self._theme.icon(name, token))
            button.setIconSize(QSize(size, size))
            button.set_narrow(self._is_narrow)
        self.more_button.setIcon(self._theme.icon("more_horizontal", "text.secondary"))
        self.more_button.setIconSize(QSize(size, size))
        self.more_button.set_narrow(self._is_narrow)
        self._fit()

    def _fit(self) -> None:
        """As wide as is usual, or as its longest word needs."""
        if self._is_narrow:
            self.setFixedWidth(max(NARROW, self._theme.px(20) + 36))
            return
        buttons = (*self._buttons, self.more_button)
        needed = max(button.minimumSizeHint().width() for button in buttons)
        self.setFixedWidth(max(self._theme.px(WIDE), needed))
