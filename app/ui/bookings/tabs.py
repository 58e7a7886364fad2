"""Which list of bookings is shown, with how many each has, and the find box."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.domain.stored_booking import BookingView
from app.ui.bookings.reading import Wanted
from app.ui.theme import Theme
from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import set_words
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.two_part_row import TwoPartRow

_TITLES = {
    BookingView.UPCOMING: "Upcoming",
    BookingView.WAITING: "Waiting to send",
    BookingView.ATTENTION: "Needs attention",
    BookingView.ALL: "All",
}
_COUNTED = (BookingView.WAITING, BookingView.ATTENTION)
_TYPING_MS = 200
_HINTS = ("Name, mobile or service", "Name or mobile")


class BookingTabs(QWidget):
    """`changed`: another list, or another text, is wanted."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._group = QButtonGroup(self)
        self.buttons = {view: self._made(view) for view in BookingView}
        self._group.buttonToggled.connect(self._take_tab)
        self.buttons[BookingView.UPCOMING].setChecked(True)
        self.find_box = SearchBox(theme, name="bookings_find", hints=_HINTS)
        self.find_box.setAccessibleName("Find a booking by name, mobile or service")
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self.find_box.textChanged.connect(lambda _text: self._typing.start())
        row = TwoPartRow(grows="left")  # the find box below the lists at 200 % text
        for button in self.buttons.values():
            row.left.addWidget(button)
        row.left.addStretch(1)
        row.right.addWidget(self.find_box)
        row.right.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def wanted(self) -> Wanted:
        """The list and text that are chosen."""
        view = next(view for view, button in self.buttons.items() if button.isChecked())
        return Wanted(view=view, text=self.find_box.text().strip())

    def choose(self, view: BookingView, text: str = "") -> None:
        """Another list, with what is to be found in it."""
        self.buttons[view].setChecked(True)
        self.find_box.setText(text)
        self._typing.stop()
        self.changed.emit()

    def forget(self) -> None:
        """What is being looked for is somebody's name: away with it, the list stays."""
        if self.find_box.text():
            self.choose(self.wanted.view)

    def show_counts(self, counts: dict[BookingView, int]) -> None:
        """`Needs attention (2)`; the lists that are plans are not counted."""
        for view, button in self.buttons.items():
            count = counts.get(view, 0)
            has_count = view in _COUNTED and count
            set_words(button, f"{_TITLES[view]} ({count})" if has_count else _TITLES[view])

    def _made(self, view: BookingView) -> Button:
        button = Button(_TITLES[view], name=f"bookings_{view.value}")
        button.setCheckable(True)
        self._group.addButton(button)
        button.clicked.connect(lambda _checked: self.changed.emit())
        return button

    def _take_tab(self) -> None:
        """Tab leads to the list that is shown, whoever chose it; Qt's leads to the last clicked."""
        policy = Qt.FocusPolicy
        for button in self.buttons.values():
            button.setFocusPolicy(policy.StrongFocus if button.isChecked() else policy.ClickFocus)

    def _fit(self) -> None:
        self.find_box.setMinimumWidth(self._theme.px(240))
        self.find_box.setMaximumWidth(self._theme.px(280))
