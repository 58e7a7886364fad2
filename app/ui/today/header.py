"""The top of the Today page: which day, how fresh, Sync now and its progress."""

from datetime import date, timedelta

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.domain.words import short_date
from app.ui import keys
from app.ui.language import tr, translated
from app.ui.privacy.button import PrivacyButton
from app.ui.theme import Theme
from app.ui.today.freshness_words import Pill
from app.ui.today.pill import PillView
from app.ui.widgets.buttons import Button, icon_button
from app.ui.widgets.labels import label, restyle
from app.ui.widgets.two_part_row import TwoPartRow


def day_title(day: date, *, current: date) -> str:
    """`Today — Tue 18 Nov 2025`, `Tomorrow — …`, `Yesterday — …`, or the date alone."""
    date_words = short_date(day)
    match (day - current) // timedelta(days=1):
        case 0:
            return tr("Today — {date}", date=date_words)
        case 1:
            return tr("Tomorrow — {date}", date=date_words)
        case -1:
            return tr("Yesterday — {date}", date=date_words)
        case _:
            return translated(date_words)


_SYNC_KEY = f"  {keys.shown(keys.SYNC)}"


class Header(QWidget):
    """Signals: `day_step` -1 or 1, `today_wanted`, `sync_wanted`, `cancel_wanted`,
    `print_wanted`, `privacy_wanted`, `add_wanted`.
    """

    day_step = Signal(int)
    today_wanted = Signal()
    sync_wanted = Signal()
    cancel_wanted = Signal()
    print_wanted = Signal()
    privacy_wanted = Signal()
    add_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_syncing: bool | None = None
        self._is_tight = False
        self._title = label(tr("Today"), role="title", name="day_title")
        self._pill = PillView(theme)
        previous = icon_button("chevron_left", tr("Previous day"), name="previous_day", theme=theme)
        following = icon_button("chevron_right", tr("Next day"), name="next_day", theme=theme)
        self._following = following
        self._today_button = today = Button(tr("Today"), name="go_to_today")
        self.sync_button = Button(tr("Sync now"), name="sync_now", kind="primary")
        self.print_button = icon_button(
            "print",
            tr("Print the list ({key})", key=keys.shown(keys.PRINT)),
            name="print",
            theme=theme,
        )
        self.print_button.setProperty("kind", "normal")  # framed as its neighbours are
        self.add_button = Button(tr("Add row"), name="add_row", theme=theme, icon="add")
        self.add_button.setToolTip(tr("Add a walk-in ({key})", key=keys.shown(keys.ADD_ROW)))
        self.privacy_button = PrivacyButton()
        self._progress = QProgressBar()
        self._build(previous, following, today)
        previous.clicked.connect(lambda: self.day_step.emit(-1))
        following.clicked.connect(lambda: self.day_step.emit(1))
        today.clicked.connect(self.today_wanted)
        self.sync_button.clicked.connect(self._press_sync)
        self.privacy_button.clicked.connect(self.privacy_wanted)
        self.print_button.clicked.connect(self.print_wanted)
        self.add_button.clicked.connect(self.add_wanted)
        self.show_sync(running=False)

    @property
    def pill_text(self) -> str:
        """What the freshness pill says."""
        return self._pill.text

    def offer_sync(self, *, is_offered: bool) -> None:
        """Hides the button while there is nothing to sync."""
        self.sync_button.setVisible(is_offered)

    def show_day(self, day: date, *, current: date) -> None:
        """Names the day on screen; *Today* is offered on every other one."""
        self._title.setText(day_title(day, current=current))
        had_focus = self._today_button.hasFocus()
        self._today_button.setVisible(day != current)
        if had_focus and day == current:
            self._following.setFocus()

    def show_pill(self, pill: Pill | None) -> None:
        """Shows the freshness; None where there is nothing to be fresh."""
        self._pill.show_pill(pill)

    def show_sync(self, *, running: bool, done: int = 0, total: int = 0) -> None:
        """The button is Sync now or Cancel; it stays where it is and keeps the focus."""
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        if running == self._is_syncing:
            return
        self._is_syncing = running
        self._name_buttons()
        self.sync_button.setAccessibleName(tr("Cancel the sync") if running else tr("Sync now"))
        restyle(self.sync_button, "kind", "normal" if running else "primary")
        self._progress.setVisible(running)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes room."""
        super().resizeEvent(event)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """Makes room when a part has other words or another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return super().event(event)

    def _make_room(self) -> None:
        """The keys go from the buttons where the row stays one for it, and before words are cut."""
        row = self._row.right
        parts = (self._pill, self.sync_button, self.add_button)
        fixed = (self.print_button, self.privacy_button)
        shown = [part for part in (*parts, *fixed) if not part.isHidden()]
        needed = sum(part.sizeHint().width() + row.spacing() for part in shown)
        if self._is_tight:
            needed += self._spared()
        in_one_row = needed + self._row.left_width()
        stays_one = in_one_row - self._spared() <= self.width() < in_one_row
        self._pill.allow_two_lines(is_allowed=needed > self.width())
        is_tight = stays_one or needed > self.width()
        if is_tight != self._is_tight:
            self._is_tight = is_tight
            self._name_buttons()

    def _spared(self) -> int:
        """How much narrower the buttons are while it is tight."""
        metrics = self.sync_button.fontMetrics()
        spared = "" if self._is_syncing or self.sync_button.isHidden() else _SYNC_KEY
        words = sum(metrics.horizontalAdvance(text) for text in (spared, tr("Add row")))
        return words + self.add_button.icon_gap

    def _name_buttons(self) -> None:
        sync = tr("Sync now") if self._is_tight else f"{tr('Sync now')}{_SYNC_KEY}"
        self.sync_button.setText(tr("Cancel") if self._is_syncing else sync)
        self.sync_button.setToolTip(keys.shown(keys.SYNC) if self._is_tight else "")
        self.add_button.setText("" if self._is_tight else tr("Add row"))

    def _press_sync(self) -> None:
        (self.cancel_wanted if self._is_syncing else self.sync_wanted).emit()

    def _build(self, previous: Button, following: Button, today: Button) -> None:
        self._row = row = TwoPartRow(grows="right")
        steps = QHBoxLayout()
        steps.setSpacing(0)
        steps.addWidget(previous)
        steps.addWidget(following)
        row.left.addWidget(self._title)
        row.left.addLayout(steps)
        row.left.addWidget(today)
        row.left.addStretch(1)
        row.right.addWidget(self._pill)
        row.right.addStretch(1)
        row.right.addWidget(self.sync_button)
        row.right.addWidget(self.add_button)
        row.right.addWidget(self.print_button)
        row.right.addWidget(self.privacy_button)
        self._progress.setObjectName("sync_progress")
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(tr("Sync progress"))
        self._progress.setFixedHeight(4)
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(row)
        column.addWidget(self._progress)
