"""The page in place of the board while not even its times may be seen: practice and clock."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.practice_day import local
from app.domain.words import clock_time, short_date
from app.ui import keys
from app.ui.language import tr, translated
from app.ui.theme import Theme
from app.ui.widgets.labels import label

TICK_MS = 5_000
_MIDDLE = Qt.AlignmentFlag.AlignHCenter


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Cover(QWidget):
    """Names no patient and counts none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._now: Callable[[], datetime] = _utc_now
        self._timezone = "UTC"
        self.setObjectName("privacy_cover")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # its focus ring
        self._practice = label(role="title", wrap=True, name="cover_practice")
        self._clock = label(name="cover_clock")
        self._day = label(role="secondary", name="cover_day")
        how = tr("The list is hidden. {key} shows it again.", key=keys.shown(keys.PRIVACY))
        self._how = label(how, role="muted", wrap=True, name="cover_how")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        for part in (self._practice, self._clock, self._day, self._how):
            part.setAlignment(_MIDDLE)
            column.addWidget(part)
        column.addStretch(3)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._show_time)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def text(self) -> str:
        """Everything it says, line by line."""
        return "\n".join(part.text() for part in (self._practice, self._clock, self._day))

    def show_practice(
        self, name: str, timezone: str, now: Callable[[], datetime] | None = None
    ) -> None:
        """Whose desk this is, the zone of its clock (IANA), and who gives the instant (aware)."""
        self._practice.setText(name)
        self._timezone, self._now = timezone, now or _utc_now
        self._show_time()

    def showEvent(self, event: QShowEvent) -> None:
        """The clock goes while it can be seen."""
        super().showEvent(event)
        self._show_time()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody reads the clock."""
        self._timer.stop()
        super().hideEvent(event)

    def _show_time(self) -> None:
        now = self._now()
        self._clock.setText(translated(clock_time(now, self._timezone)))
        self._day.setText(translated(short_date(local(now, self._timezone).date())))
        self.setAccessibleName(
            tr(
                "Privacy on. {practice}, {time}",
                practice=self._practice.text(),
                time=self._clock.text(),
            )
        )

    def _fit(self) -> None:
        self._clock.setFont(self._theme.font(64, strong=True))
