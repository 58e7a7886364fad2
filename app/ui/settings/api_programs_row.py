"""The programs that may use RunSheet: who they are, a new one, the end of one."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.api_access import ApiToken
from app.domain.errors import RunSheetError
from app.services.changes import Change, Topic
from app.ui.page import PageContext
from app.ui.settings.api_form import ApiForm
from app.ui.settings.api_program import ApiProgram
from app.ui.settings.api_secret import ApiSecret
from app.ui.settings.row import SettingRow
from app.ui.widgets.controls import clear, make_button
from app.ui.widgets.labels import label

_NOBODY = "No program has access yet."


class ApiProgramsRow(SettingRow):
    """A list of programs with an access; *Add a program* opens the form, then shows its token."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            "Programs with access",
            "Each has a token of its own, good for what you tick and until you end it.",
            name="api_programs",
            theme=context.theme,
        )
        self._context = context
        self._access = context.services.api_access
        self._tasks = context.tasks(self)
        self.programs: list[ApiProgram] = []
        self.add_button = make_button("Add a program…", name="api_new", on_click=self._open_form)
        self.put(self.add_button)
        self.form, self.secret = ApiForm(context.theme), ApiSecret(context)
        self.form.submitted.connect(self._start_create)
        self.form.cancelled.connect(self._close_form)
        self.secret.done.connect(self._close_form)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self.secret)
        column.addLayout(self._list)
        self.put(below, below=True)
        self.destroyed.connect(context.services.changes.subscribe(self._hear))

    def showEvent(self, event: QShowEvent) -> None:
        """Another window may have added or ended one, and they were used meanwhile."""
        super().showEvent(event)
        self._load()

    def _hear(self, change: Change) -> None:
        if change.topic is Topic.API and self.isVisible():
            self._load()

    def _load(self) -> None:
        self._tasks.start(self._show_programs(), on_error=self.show_error)

    async def _show_programs(self) -> None:
        tokens = [one for one in await self._access.list() if one.revoked_at is None]
        if self.programs and tokens == [each.token for each in self.programs]:
            return
        clear(self._list)
        self.programs = [ApiProgram(token, self._start_end) for token in tokens]
        for program in self.programs:
            self._list.addWidget(program)
        if not tokens:
            self._list.addWidget(label(_NOBODY, role="secondary", name="api_nobody"))

    def _open_form(self) -> None:
        self.add_button.setEnabled(False)
        self.form.begin()

    def _close_form(self) -> None:
        self.form.hide()
        self.add_button.setEnabled(True)
        self.add_button.setFocus()

    def _start_create(self) -> None:
        self._tasks.start(self._create(), busy=self.form.add_button, on_error=self._refuse)

    async def _create(self) -> None:
        token, secret = await self._access.create(self.form.name_field.text(), self.form.scopes)
        self.form.hide()
        self.secret.show_secret(token.name, secret)

    def _refuse(self, error: RunSheetError) -> None:
        self.form.refuse(error.sentence)
        self._context.announce(error.sentence)

    def _start_end(self, token: ApiToken, program: QWidget) -> None:
        self._tasks.start(self._end(token), busy=program, on_error=self.show_error)

    async def _end(self, token: ApiToken) -> None:
        await self._access.revoke(token.id)
        self.add_button.setFocus()
        self._context.announce(f"The access of {token.name} has ended.")
