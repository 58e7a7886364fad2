"""What was sent, or waits to be: the newest first, and the way to send one again."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import RunSheetError
from app.domain.report_push import PushState, ReportPush
from app.ui.page import PageContext
from app.ui.reports.figure_table import FigureTable
from app.ui.reports.words import PUSH_HEADINGS, push_fault, push_row
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label, restyle

_FIELD_CODE = "WRITE-06"


class PushList(QWidget):
    """Hidden until something was sent."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._tasks = context.tasks(self)
        self._pushes: tuple[ReportPush, ...] = ()
        self.table = FigureTable(
            PUSH_HEADINGS,
            name="pushes",
            spoken="Reports that were sent",
            theme=context.theme,
            has_figures=False,
        )
        self.fault = label(role="error", wrap=True, name="push_fault")
        self.again_button = make_button("Send again", name="push_again", on_click=self._start)
        self.copy_button = make_button("Copy for your admin", name="push_copy", on_click=self._copy)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.again_button)
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("Sent reports", role="heading"))
        column.addWidget(self.table)
        column.addWidget(self.fault)
        column.addLayout(buttons)
        self.table.currentCellChanged.connect(lambda *_cells: self._show_buttons())
        self.hide()

    @property
    def chosen(self) -> ReportPush | None:
        """The sending in focus."""
        row = self.table.currentRow()
        return self._pushes[row] if 0 <= row < len(self._pushes) else None

    def show_pushes(self, pushes: Sequence[ReportPush], *, now: datetime, timezone: str) -> None:
        """Shows these; the newest is chosen where none was."""
        self._pushes = tuple(pushes)
        self.table.show_rows([push_row(each, now=now, timezone=timezone) for each in pushes])
        if self.chosen is None and pushes:
            self.table.setCurrentCell(0, 0)
        self.setVisible(bool(pushes))
        self._show_buttons()

    def focus_newest(self) -> None:
        """To what was just sent."""
        self.table.setCurrentCell(0, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_buttons(self) -> None:
        chosen = self.chosen
        is_over = chosen is not None and chosen.state in {PushState.DONE, PushState.REFUSED}
        self.again_button.setEnabled(is_over)
        fault = push_fault(chosen) if chosen is not None else ""
        is_fault = chosen is not None and chosen.state is PushState.REFUSED
        restyle(self.fault, "role", "error" if is_fault else "secondary")  # what waits is none yet
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))
        self.copy_button.setVisible(chosen is not None and chosen.error_code == _FIELD_CODE)

    def _start(self) -> None:
        if self.chosen is not None:
            again = self._context.services.reports.send_again(self.chosen.id)
            self._tasks.start(again, busy=self.again_button, on_error=self._fail)

    def _copy(self) -> None:
        if self.chosen is not None and self.chosen.error:
            QGuiApplication.clipboard().setText(f"{self.chosen.label}: {push_fault(self.chosen)}")
            self._context.show_message("Copied.")

    def _fail(self, error: RunSheetError) -> None:
        self._context.show_message(str(error))
        self._context.announce(str(error))
