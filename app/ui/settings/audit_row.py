"""The audit trail in Settings: what it is, whether it is untouched, and its file."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.audit import AuditVerdict
from app.domain.practice_day import local
from app.domain.words import count_words
from app.ui.connections.flow_row import FlowRow
from app.ui.dialogs import ask_where_to_save
from app.ui.page import PageContext
from app.ui.settings.row import SettingRow
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label

_HINT = (
    "Who saw the list, opened a person, printed, exported, edited, booked or changed a setting, "
    "when and on which PC. IDs only, nobody's name."
)


class AuditRow(SettingRow):
    """*Check* goes through the whole trail; *Save as…* writes it for whoever asks for it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Audit trail", _HINT, name="audit", theme=context.theme)
        self._context = context
        self.tasks = context.tasks(self)
        self.verdict = label(role="secondary", wrap=True, name="audit_verdict")
        self.verdict.hide()
        self.check = make_button("Check", name="audit_check", on_click=self._start_check)
        self.check.setAccessibleName("Check the audit trail")
        self.save = make_button("Save as…", name="audit_save", on_click=self._start_save)
        self.save.setAccessibleName("Save as, the audit trail in a file")
        self._lay_out()

    def _lay_out(self) -> None:
        buttons, below = FlowRow(), QWidget()
        buttons.addWidget(self.check)
        buttons.addWidget(self.save)
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(buttons)
        column.addWidget(self.verdict)
        self.put(below, below=True)

    def _start_check(self) -> None:
        self.tasks.start(self._check(), busy=self.check, on_error=self.show_error)

    def _start_save(self) -> None:
        self.tasks.start(self._save(), busy=self.save, on_error=self.show_error)

    async def _check(self) -> None:
        self.clear_error()
        self._tell(await self._context.services.audit.check())

    async def _save(self) -> None:
        from app.services.audit import AuditFormat

        self.clear_error()
        services = self._context.services
        snapshot = self._context.feed.snapshot
        timezone = snapshot.sheet.timezone if snapshot is not None else "UTC"
        day = local(services.now(), timezone).date()
        name = f"RunSheet-audit-{day.isoformat()}.csv"
        path = await ask_where_to_save(self, "Save the audit trail", file_name=name, suffix="csv")
        if path is None:
            return
        saved = await services.audit.save(path, file_format=AuditFormat.CSV)
        self._tell(saved.verdict)
        self._context.show_message(f"Saved {count_words(saved.count, 'entry', 'entries')}.")

    def _tell(self, verdict: AuditVerdict) -> None:
        self.verdict.setText(verdict_words(verdict))
        self.verdict.show()
        self._context.announce(self.verdict.text(), assertive=not verdict.is_whole)


def verdict_words(verdict: AuditVerdict) -> str:
    """A sentence; a second where the password store has lost a key."""
    older = ""
    if verdict.unchecked:
        entries = count_words(verdict.unchecked, "older entry", "older entries")
        older = f" The password store lost the key of {entries}, which nobody can check any more."
    if verdict.is_whole:
        return f"Untouched: {count_words(verdict.count, 'entry', 'entries')} checked.{older}"
    return f"Somebody touched it: entry {verdict.broken_at} is not as it was written.{older}"
