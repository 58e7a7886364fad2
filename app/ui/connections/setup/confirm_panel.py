"""`Connected to Smith Medical Centre · Melbourne time. Is this your practice?`"""

from PySide6.QtCore import QTimeZone, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.said import say
from app.domain.words import city_of
from app.ui import keys
from app.ui.connections.zone_combo import ZoneCombo
from app.ui.connections.zones import default_zone
from app.ui.language import tr, translated
from app.ui.theme import Theme
from app.ui.widgets.controls import make_button, set_words
from app.ui.widgets.labels import label, restyle

_ZONE_PX = 320
_NO_ZONE = say("Choose the time zone of the practice first.")
_ZONE_WORDS = say("Time zone of the practice: appointment times are read in it")


def pc_zone() -> str:
    """The IANA name of this PC's time zone."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")


class ConfirmPanel(QFrame):
    """The practice that was found and the question; asks for the time zone when it is unknown."""

    accepted = Signal()
    rejected = Signal()

    question = say("Is this your practice?")

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("confirm_practice")
        restyle(self, "tone", "ok")
        self._name = label(role="heading", wrap=True, name="practice_name")
        self._time = label(wrap=True, name="practice_time")
        self._zone = ZoneCombo(
            name="practice_zone", spoken=tr("Time zone of the practice"), theme=theme
        )
        self._theme = theme
        theme.changed.connect(self._fit)
        self._fit()
        self._zone_words = label(
            translated(_ZONE_WORDS), role="secondary", wrap=True, name="zone_words"
        )
        self._zone_words.setBuddy(self._zone)
        self._yes = make_button(
            tr("Yes, continue"),
            name="yes_continue",
            kind="primary",
            on_click=self.accepted.emit,
            tip=keys.shown(keys.NEXT),
        )
        self._no = make_button(
            tr("No, change the details"), name="not_this_practice", on_click=self.rejected.emit
        )
        self._reason = label(role="secondary", wrap=True, name="zone_reason")
        self._zone.currentIndexChanged.connect(self._show_reason)
        self._lay_out()
        self.hide()

    @property
    def chosen_zone(self) -> str | None:
        """The zone a person picked; None where the practice system told it."""
        return None if self._zone.isHidden() else self._zone.zone

    def reason_to_wait(self) -> str:
        """Why *Yes, continue* waits, or an empty text."""
        is_open = not self._zone.isHidden() and self._zone.zone is None
        return translated(_NO_ZONE) if is_open else ""

    def name_other(self, words: str) -> None:
        """What the button beside *Yes, continue* says."""
        set_words(self._no, words)

    def show_practice(
        self, name: str, timezone: str | None, *, likely_zone: str | None = None
    ) -> None:
        """Shows the practice and asks whether it is the right one, and in which zone it is.

        `likely_zone`: suggested where the system does not tell; else this PC's when it is one of
        Australia or New Zealand.
        """
        self._name.setText(name)
        for part in (self._zone, self._zone_words):
            part.setVisible(timezone is None)
        if timezone is None:
            self._zone.fill(likely=likely_zone or default_zone(pc_zone()))
        place = tr("{city} time.", city=city_of(timezone)) if timezone else ""
        self._time.setText(f"{place} {translated(self.question)}".strip())
        self._show_reason()
        self.show()

    def focus_first(self) -> None:
        """The zone when it is asked for, else *Yes, continue*."""
        (self._yes if self._zone.isHidden() else self._zone).setFocus()

    def accept(self) -> None:
        """What *Yes, continue* does."""
        self._yes.click()

    def _fit(self) -> None:
        self._zone.setMaximumWidth(self._theme.px(_ZONE_PX))

    def _show_reason(self) -> None:
        reason = self.reason_to_wait()
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self._yes.setEnabled(not reason)
        self._yes.setAccessibleDescription(reason or keys.shown(keys.NEXT))
        self._yes.setToolTip(reason or keys.shown(keys.NEXT))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for part in (self._yes, self._no):
            buttons.addWidget(part)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label(f"✓ {tr('Connected to')}", name="connected_words"))
        column.addWidget(self._name)
        column.addWidget(self._time)
        column.addWidget(self._zone_words)
        column.addWidget(self._zone)
        column.addWidget(self._reason)
        column.addLayout(buttons)
