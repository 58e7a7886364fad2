"""A date with a calendar to choose it from, and an arrow in the theme's colour."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QToolButton

from app.ui.theme import Theme

_ARROW_PX, _RIGHT_PX = 16, 8


class DateField(QDateEdit):
    """`Tue 18 Nov 2025`. Typed, stepped with the arrows, or chosen from the calendar."""

    def __init__(self, day: QDate, *, name: str, spoken: str, theme: Theme) -> None:
        super().__init__(day)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setDisplayFormat("ddd d MMM yyyy")
        self.setCalendarPopup(True)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setCalendarWidget(calendar)
        for day_of_week in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # red is for faults
            calendar.setWeekdayTextFormat(day_of_week, QTextCharFormat())
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        for part, icon in (("prevmonth", "chevron_left"), ("nextmonth", "chevron_right")):
            button = self.calendarWidget().findChild(QToolButton, f"qt_calendar_{part}")
            if button is not None:
                button.setIcon(self._theme.icon(icon))
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leaves the wheel to the page."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field of the style with our arrow in it."""
        super().paintEvent(event)
        side = self._theme.px(_ARROW_PX)
        left, top = self.width() - side - _RIGHT_PX, (self.height() - side) // 2
        painter = QPainter(self)
        self._theme.icon("chevron_down", size=_ARROW_PX).paint(painter, left, top, side, side)
        painter.end()
