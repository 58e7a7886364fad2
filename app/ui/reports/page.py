"""Reports: today's huddle, what the desk did over some days, and its way to a CRM."""

from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import RunSheetError
from app.domain.report import Report
from app.services.changes import Change, Topic
from app.ui import keys
from app.ui.page import Page, PageContext
from app.ui.reports.bar_chart import BarChart, Bars
from app.ui.reports.figure_table import FigureTable
from app.ui.reports.huddle_panel import HuddlePanel
from app.ui.reports.pushes import PushList
from app.ui.reports.reading import ReportsSeen, read_reports
from app.ui.reports.send_panel import SendPanel
from app.ui.reports.span_bar import SpanBar
from app.ui.reports.words import (
    CLINICIAN_HEADINGS,
    DAY_HEADINGS,
    booking_rows,
    check_rows,
    clinician_rows,
    data_words,
    day_rows,
    span_words,
    today_of,
    visit_rows,
)
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import make_button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.labels import label
from app.ui.widgets.scrolled_page import Beside, scrolled_column

_BESIDE_PX, _CHARTED_PX, _ABOVE_PX, _SLOW_MS = 860, 940, 20, 400
_FIGURES = (("visits", "Appointments"), ("checks", "Checks"), ("bookings", "Bookings"))
_BARS = ("Booked", "Did not attend")
_FOLLOWED = frozenset({Topic.REPORTS, Topic.CRM, Topic.BOOKINGS})


class ReportsPage(Page):
    """Ctrl+5. Every chart has a table that says the same; Ctrl+Shift+R sends."""

    title = "Reports"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        snapshot = context.feed.snapshot
        self._zone = snapshot.sheet.timezone if snapshot is not None else "UTC"
        self.spans = SpanBar(theme, self._today)
        self.huddle, self.pushes = HuddlePanel(), PushList(context)
        self.send_panel = SendPanel(context)
        self.visits, self.checks, self.bookings = (
            FigureTable((title, "Count", "Share"), name=f"report_{name}", spoken=title, theme=theme)
            for name, title in _FIGURES
        )
        self.by_day = FigureTable(
            DAY_HEADINGS, name="report_days", spoken="Appointments by day as a table", theme=theme
        )
        self.by_clinician = FigureTable(
            CLINICIAN_HEADINGS,
            name="report_clinicians",
            spoken="Appointments by clinician as a table",
            theme=theme,
        )
        self.day_chart, self.clinician_chart = (
            BarChart(context, f"Appointments by {each}", parts=_BARS, name=f"{each}_chart")
            for each in ("day", "clinician")
        )
        self.empty = EmptyState(name="reports_empty")
        self.send_button = make_button(
            "Send to…",
            name="open_send",
            tip=keys.shown(keys.SEND_REPORT),
            on_click=self._open_send,
        )
        self._span_words = label(role="heading", name="report_span_words")
        self._data_words = label(role="muted", wrap=True, name="report_data_words")
        self._filled = QWidget()
        self._sides: list[Beside] = []
        self._seen: ReportsSeen | None = None
        self._is_reading = self._is_due = self._has_sent = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._build()
        self._connect()

    # --- what the frame asks ---------------------------------------------------------------

    def on_shown(self) -> None:
        """As it stands now."""
        self.spans.follow(self._today)
        self.reload()

    def focus_first(self) -> None:
        """The span."""
        self.spans.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Reads everything again; asked meanwhile, once more afterwards."""
        self._is_due = True
        if not self._is_reading:
            self._is_reading = True
            self._slow.start()
            self.tasks.start(self._read(), on_error=self._fail)

    @property
    def report(self) -> Report | None:
        """What is on screen."""
        return self._seen.report if self._seen is not None else None

    @property
    def is_settled(self) -> bool:
        """True when everything is there and nothing is being read."""
        return self._seen is not None and not self._is_reading

    # --- reading and showing -----------------------------------------------------------------

    @property
    def _today(self) -> date:
        return today_of(self.context.services.now(), self._zone)

    async def _read(self) -> None:
        try:
            while self._is_due:
                self._is_due = False
                seen = await read_reports(self.context.services, self.spans.span)
                self._show(seen)
        finally:
            self._is_reading = False
            self._slow.stop()

    def _say_reading(self) -> None:
        """It takes its time: the figures of other days are grey meanwhile."""
        report = self.report
        if report is None:
            self.empty.show_words("Reading the figures…")
            self.empty.show()
        elif self.spans.span != (report.from_day, report.to_day):
            self._filled.setEnabled(False)
            self._data_words.setText("Updating…")

    def _show(self, seen: ReportsSeen) -> None:
        self._seen, report = seen, seen.report
        self._zone = report.timezone
        self._filled.setEnabled(True)
        self.huddle.show()
        self.huddle.show_huddle(
            seen.huddle, timezone=report.timezone, veil=self.context.privacy.veil
        )
        self.pushes.show_pushes(seen.pushes, now=seen.now, timezone=report.timezone)
        self._span_words.setText(span_words(report))
        self._data_words.setText(data_words(report, now=seen.now))
        self.visits.show_rows(visit_rows(report))
        self.checks.show_rows(check_rows(report))
        self.bookings.show_rows(booking_rows(report))
        self.by_day.show_rows(day_rows(report))
        self.by_clinician.show_rows(clinician_rows(report))
        self.day_chart.show_bars(_day_bars(report))
        self.clinician_chart.show_bars(_clinician_bars(report))
        self._show_place(report)
        if self._has_sent and seen.pushes:
            self._has_sent = False
            self.pushes.focus_newest()

    def _show_place(self, report: Report) -> None:
        self.send_button.setEnabled(not report.is_empty)
        self._filled.setVisible(not report.is_empty)
        self.empty.setVisible(report.is_empty)
        if report.is_empty:
            connect = Action("Open connections", self.context.navigator.open_connections)
            self.empty.show_words("Reports start after the first full day.", "", (connect,))

    def _open_send(self) -> None:
        seen = self._seen
        if seen is None or seen.report.is_empty:
            return
        if seen.ready:
            self.send_panel.open_panel(seen.report, seen.ready)
            QTimer.singleShot(0, self, self._bring_panel)
        else:
            self.context.show_message("No CRM is set up yet. Settings has the place for its keys.")
            self.context.navigator.open_settings("crm")

    def _bring_panel(self) -> None:
        """All of it in view, or as much as there is room for."""
        self._area.verticalScrollBar().setValue(self.send_panel.y() - _ABOVE_PX)

    def _sent(self) -> None:
        """To the newest line of what was sent, once it is there."""
        self._has_sent = True
        self.reload()

    def _hear(self, change: Change) -> None:
        if change.topic in _FOLLOWED and self.isVisible():
            self.reload()

    def _fail(self, error: RunSheetError) -> None:
        """The figures that were read stay; where there are none, the words say why."""
        self.context.announce(str(error))
        if self._seen is not None:
            self.context.show_message(str(error))
            self._show(self._seen)
            return
        again = Action("Try again", self.reload)
        self.empty.show_words("The reports can't be shown.", str(error), (again,))
        self.empty.show()

    def _veil_changed(self) -> None:
        if self._seen is not None:
            self._show(self._seen)
            if self._is_reading and not self._slow.isActive():
                self._say_reading()

    # --- building ----------------------------------------------------------------------------

    def _connect(self) -> None:
        self._slow.timeout.connect(self._say_reading)
        self.spans.changed.connect(self.reload)
        self.send_panel.sent.connect(self._sent)
        self.send_panel.closed.connect(self.send_button.setFocus)
        self.context.feed.changed.connect(self._follow)
        self.context.privacy.changed.connect(self._veil_changed)
        self.context.theme.changed.connect(self._fit)
        stop = self.context.services.changes.subscribe(self._hear)
        self.destroyed.connect(lambda _object: stop())
        keys.bind(self, keys.SEND_REPORT, self._open_send)

    def _follow(self, _snapshot: object) -> None:
        if self.isVisible():
            self.reload()

    def _build(self) -> None:
        inside, self._area = scrolled_column(self)
        inside.addLayout(self.banner_place)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label("Reports", role="title"))
        head.addStretch(1)
        head.addWidget(self.send_button)
        inside.addLayout(head)
        inside.addWidget(self.huddle)
        inside.addWidget(self.spans)
        inside.addWidget(self.send_panel)
        inside.addWidget(self.empty)
        inside.addWidget(self._filled)
        inside.addWidget(self.pushes)
        inside.addStretch(1)
        for part in (self.huddle, self.empty, self._filled):
            part.hide()  # until there is something to say
        self.send_button.setEnabled(False)
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._span_words)
        column.addWidget(self._data_words)
        column.addWidget(self._beside(self.visits, self.checks, self.bookings))
        for table, chart in (
            (self.by_day, self.day_chart),
            (self.by_clinician, self.clinician_chart),
        ):
            column.addWidget(self._beside(table, chart, first=5))

    def _beside(self, *parts: QWidget, first: int = 4) -> QWidget:
        """`first`: how wide the first one is where the others are 4."""
        holder = QWidget()
        side = Beside(holder, needs_px=_BESIDE_PX if first == 4 else _CHARTED_PX)
        for part in parts:
            side.addWidget(part, first if part is parts[0] else 4, Qt.AlignmentFlag.AlignTop)
        self._sides.append(side)
        return holder

    def _fit(self) -> None:
        scale = self.context.theme.scale
        self.huddle.fit(self.width(), scale=scale)
        for side in self._sides:
            side.fit(self.width(), scale=scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Charts stand beside their tables, below them where there is no room."""
        super().resizeEvent(event)
        self._fit()


def _day_bars(report: Report) -> Bars:
    return Bars(
        labels=tuple(f"{day.day}/{day.month}" for day, _ in report.by_day),
        wholes=tuple(counts.booked for _, counts in report.by_day),
        parts=tuple(counts.did_not_attend for _, counts in report.by_day),
    )


def _clinician_bars(report: Report) -> Bars:
    return Bars(
        labels=tuple(each.name.split()[-1] for each in report.by_clinician),
        wholes=tuple(each.counts.booked for each in report.by_clinician),
        parts=tuple(each.counts.did_not_attend for each in report.by_clinician),
    )
