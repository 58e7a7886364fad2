"""Send to…: which CRM, exactly what would leave, and the seal that nobody is in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from app.domain.crm import CrmProvider
from app.domain.errors import RunSheetError
from app.domain.report import Report
from app.services.reports.service import ReportPreview
from app.ui.page import PageContext
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.controls import make_button, set_words
from app.ui.widgets.labels import label

_SEAL = "No names, no phone numbers, no free text. Groups under 5 are shown as <5."
_HEIGHT_PX = 180
_LONGEST_NAME = len("GoHighLevel") + 2


class SendPanel(QFrame):
    """`sent`: a report went out, or waits to. `closed`: nothing is sent."""

    sent = Signal()
    closed = Signal()

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self._context = context
        self._tasks = context.tasks(self)
        self._report: Report | None = None
        self._shown: tuple[str, ReportPreview] | None = None
        self.setObjectName("send_panel")
        self.setProperty("panel", "true")
        self.setAccessibleName("Send this report")
        self.system = CalmCombo(name="send_system", spoken="Send to", theme=context.theme)
        self.system.setMinimumContentsLength(_LONGEST_NAME)
        self.payload = QPlainTextEdit()
        self.payload.setObjectName("send_payload")
        self.payload.setReadOnly(True)
        self.payload.setTabChangesFocus(True)
        self.payload.setAccessibleName("Exactly what is sent")
        self._error = label(role="error", wrap=True, name="send_error")
        self._later = label(role="strong", wrap=True, name="send_later")
        self.send_button = make_button(
            "Send", name="send_report", kind="primary", on_click=self._start_send
        )
        self.close_button = make_button("Close", name="send_close", on_click=self.close_panel)
        self.system.activated.connect(lambda _index: self._start_preview())
        self._lay_out()
        context.theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    @property
    def is_ready(self) -> bool:
        """True once what would be sent is on screen."""
        return self._shown is not None

    def open_panel(self, report: Report, providers: tuple[CrmProvider, ...]) -> None:
        """Shows what of this report would leave, for the first of these CRMs."""
        self._report = report
        chosen = self.system.currentData()
        self.system.clear()
        for each in providers:
            self.system.addItem(each.label, each.id)
        self.system.setCurrentIndex(max(self.system.findData(chosen), 0))
        self.show()
        self.system.setFocus(Qt.FocusReason.OtherFocusReason)
        self._start_preview()

    def close_panel(self) -> None:
        """Nothing is sent."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _start_preview(self) -> None:
        self._shown = None
        self.payload.clear()
        self._error.hide()
        self.send_button.setEnabled(False)
        self._ask(str(self.system.currentData()))
        self._tasks.start(self._preview(str(self.system.currentData())), on_error=self._fail)

    def _ask(self, provider: str) -> None:
        """Send, or send later: a CRM that can't be reached now gets it when it can."""
        crm = self.system.currentText()
        is_offline = self._context.services.bookings.is_offline(provider)
        self._later.setText(f"{crm} can't be reached now. Will be sent when online?")
        self._later.setVisible(is_offline)
        set_words(self.send_button, "Yes" if is_offline else f"Send to {crm}")
        set_words(self.close_button, "No" if is_offline else "Close")

    async def _preview(self, provider: str) -> None:
        if self._report is None:
            return
        preview = await self._context.services.reports.preview(provider, self._report)
        if provider == self.system.currentData():
            self._shown = provider, preview
            self.payload.setPlainText(preview.payload)
            self.send_button.setEnabled(True)

    def _start_send(self) -> None:
        if self._shown is not None:
            self._tasks.start(self._send(*self._shown), busy=self.send_button, on_error=self._fail)

    async def _send(self, provider: str, preview: ReportPreview) -> None:
        await self._context.services.reports.push(provider, preview)
        self.hide()
        self.sent.emit()

    def _fail(self, error: RunSheetError) -> None:
        self._error.setText(str(error))
        self._error.show()
        self._context.announce(str(error))

    def _fit(self) -> None:
        self.payload.setFixedHeight(self._context.theme.px(_HEIGHT_PX))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        caption = label("Send to", role="strong")
        caption.setBuddy(self.system)
        head.addWidget(caption)
        head.addWidget(self.system)
        head.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.send_button)
        buttons.addWidget(self.close_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(label("Exactly this is sent:", role="secondary"))
        column.addWidget(self.payload)
        column.addWidget(label(f"✓ {_SEAL}", role="secondary", wrap=True, name="send_seal"))
        column.addWidget(self._error)
        column.addWidget(self._later)
        column.addLayout(buttons)
