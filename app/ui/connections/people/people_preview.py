"""The mini preview beside the people: how many of today's appointments each column will hold."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.domain.connection import Connection
from app.domain.errors import RunSheetError
from app.domain.practice_day import local
from app.domain.preview import DayPreview
from app.domain.said import say
from app.domain.words import short_date
from app.ui.connections.people.choices import PeopleDraft
from app.ui.connections.people.preview_words import TelehealthFilter, failed_words, preview_words
from app.ui.language import tr, translated
from app.ui.page import PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import clear, scrolled
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar

_COUNTING = say("Counting today's appointments…")


class PeoplePreview(QFrame):
    """Counts per column and one sentence below. `counted`: today's appointments are known.

    `is_counting`: they are not yet, and neither is why they can't be.
    """

    counted = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("people_preview")
        self.setProperty("panel", "true")
        self._context = context
        self._tasks = context.tasks(self)
        self._connection: Connection | None = None
        self._telehealth = TelehealthFilter()
        self._day: DayPreview | None = None
        self.is_counting = True
        self._title = label(tr("Preview of today"), role="strong", wrap=True)
        self._summary = label(translated(_COUNTING), wrap=True, name="preview_summary")
        self._problem = NoticeBar(name="preview_problem")
        self._rows = QGridLayout()
        self._lay_out()

    @property
    def summary(self) -> str:
        """The sentence below the counts; empty until they are known."""
        return self._summary.text() if self._day is not None else ""

    def count_for(self, practitioner_id: str) -> int | None:
        """Today's appointments of this person; None when they could not be counted."""
        if self._day is None or practitioner_id in self._day.failed_practitioner_ids:
            return None
        return self._day.count_for(practitioner_id)

    def start(self, connection: Connection) -> None:
        """Asks the practice system for today; choices can be made meanwhile."""
        self._connection = connection
        self.is_counting = True
        self._problem.clear()
        self._summary.setText(translated(_COUNTING))
        self._tasks.start(self._load(connection), on_error=self._show_problem)

    def show_draft(self, draft: PeopleDraft) -> None:
        """What these answers would show of today."""
        if self._day is None:
            return
        now = local(self._context.services.now(), self._day.timezone)
        words = preview_words(draft, self._day, self._telehealth)
        self._title.setText(tr("Today, {date}", date=short_date(now.date())))
        clear(self._rows)
        for number, (name, count) in enumerate(words.columns):
            figure = label(str(count))
            figure.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._rows.addWidget(label(name, wrap=True), number, 0)
            self._rows.addWidget(figure, number, 1)
        self._summary.setText(words.summary)
        warning = failed_words(draft, self._day)
        if warning:
            self._problem.show_notice(warning, tone="warn")

    def _lay_out(self) -> None:
        self._rows.setColumnStretch(0, 1)
        self._rows.setVerticalSpacing(4)
        inside = QWidget()
        inside.setObjectName("scrolled")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(scrolled(inside))
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(self._rows)
        column.addWidget(self._summary)
        column.addWidget(self._problem)
        column.addStretch(1)

    async def _load(self, connection: Connection) -> None:
        mapping = self._context.services.mapping
        if connection.sync_telehealth_only:
            rows = await mapping.appointment_types(connection.id, refresh=False)
            types = [(row.appointment_type, row.is_telehealth) for row in rows]
            self._telehealth = TelehealthFilter(
                is_on=True,
                type_ids=frozenset(kind.pms_type_id for kind, is_ticked in types if is_ticked),
                flags={kind.pms_type_id: kind.is_telehealth for kind, _is_ticked in types},
            )
        self._day = await mapping.preview(connection.id)
        self.is_counting = False
        self.counted.emit()

    def _show_problem(self, error: RunSheetError) -> None:
        self._day, self.is_counting = None, False
        clear(self._rows)
        self._summary.setText(tr("Today's appointments could not be counted."))
        self._problem.show_notice(
            translated(error), tone="warn", actions=(Action(tr("Try again"), self._again),)
        )
        self.counted.emit()

    def _again(self) -> None:
        if self._connection is not None:
            self.start(self._connection)
