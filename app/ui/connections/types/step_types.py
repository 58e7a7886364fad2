"""Fourth step, and *Telehealth types* on a card: which appointment types are telehealth."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.connection import AppointmentTypeChoice, Connection, SetupStep
from app.domain.errors import RunSheetError
from app.domain.preview import DayPreview
from app.domain.said import say
from app.ui.connections.drafts import read_draft, write_draft
from app.ui.connections.list_choice import ListChoice
from app.ui.connections.step import Step
from app.ui.connections.types.found_table import FoundTable
from app.ui.connections.types.type_choices import TypesDraft
from app.ui.connections.types.types_grid import TypesGrid
from app.ui.connections.types.types_table import TypesTable
from app.ui.language import tr, tr_count, translated
from app.ui.page import PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import framed, make_button, set_words
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar

_ONLY = "telehealth_only"
_TICKED = "ticked"


class TypesStep(Step):
    """The summary, the checklist, and whether the list holds telehealth appointments only."""

    next_words = say("Save types")

    def __init__(
        self, context: PageContext, *, keeps_draft: bool = False, is_found: bool = False
    ) -> None:
        """`keeps_draft`: ticks outlive a restart before they are saved (the set-up).
        `is_found`: the system flags telehealth itself; only overrides are ticked.
        """
        super().__init__(context)
        self._keeps_draft = keeps_draft
        self._is_found = is_found
        self._connection: Connection | None = None
        self._preview: DayPreview | None = None
        self.draft: TypesDraft | None = None
        self.notice = NoticeBar(name="types_notice")
        self.warning = NoticeBar(name="types_warning")
        self.summary = label(role="strong", wrap=True, name="types_summary")
        self.suggested = make_button(
            tr("Tick the suggested types"), name="tick_suggested", on_click=self._tick_suggested
        )
        self.table: TypesGrid = FoundTable(context.theme) if is_found else TypesTable(context.theme)
        self.list_choice = ListChoice(context.theme)
        self._lay_out()
        self.table.ticked.connect(self._follow_answers)
        self.list_choice.chosen.connect(self._choose_list)

    async def enter(self, connection: Connection) -> None:
        """Loads the types once, freshly; with a fault the last ones stored."""
        is_same = self._connection is not None and self._connection.id == connection.id
        self._connection = connection
        if is_same and self.draft is not None:
            return
        self.summary.setText(
            tr("Asking {system} for its appointment types…", system=connection.system)
        )
        await self._load()

    async def finish(self) -> bool:
        """Saves the ticks and the choice of the list."""
        from app.services.connections.service import ConnectionChanges

        if self._connection is None or self.draft is None:
            return False
        services, owner = self.context.services, self._connection.id
        await services.mapping.save_appointment_types(owner, self.draft.answers())
        changes = ConnectionChanges(sync_telehealth_only=self.draft.telehealth_only)
        await services.connections.change(owner, changes)
        if self._keeps_draft:
            await write_draft(services, SetupStep.TELEHEALTH.value, owner, None)
        self.draft = None
        return True

    async def check_again(self) -> None:
        """Asks for the types and today's figures once more; ticks stay."""
        await self._load()

    async def keep_draft(self) -> None:
        """Keeps the ticks of an unfinished set-up."""
        if self._keeps_draft and self.draft is not None and self._connection is not None:
            services, owner = self.context.services, self._connection.id
            kept = self._kept_words(self.draft)
            await write_draft(services, SetupStep.TELEHEALTH.value, owner, kept)

    def reason_to_wait(self) -> str:
        """Why *Save types* waits."""
        return tr("The appointment types are still being asked for.") if self.draft is None else ""

    def is_changed(self) -> bool:
        """True when a tick would be lost."""
        return self.draft is not None and self.draft.is_changed

    def focus_first(self) -> None:
        """The first tick; where there is none, what may bring some."""
        if self.draft is not None and not self.draft.choices and self.notice.buttons:
            self.notice.buttons[0].setFocus()
        else:
            self.table.focus_first()

    def show_error(self, error: RunSheetError) -> None:
        """The fault above the list; ticks stay as they are."""
        again = Action(tr("Try again"), self._load_again)
        self.notice.show_notice(translated(error), tone="err", actions=(again,))
        self.context.announce(translated(error))
        self.changed.emit()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        top.addWidget(self.suggested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.warning)
        column.addLayout(top)
        self._frame = framed(self.table, name="types_frame")
        column.addWidget(self._frame, 1)
        column.addWidget(self.list_choice)
        column.addStretch(0)

    async def _load(self) -> None:
        connection = self._connection
        if connection is None:
            return
        rows, fault = await self._types(connection.id)
        await self._open_draft(rows, connection)
        if fault is not None:
            self.show_error(fault)
        elif not rows:
            again = Action(tr("Check {system} again", system=connection.system), self._load_again)
            words = tr("{system} has no appointment types yet.", system=connection.system)
            self.notice.show_notice(words, tone="info", actions=(again,))
        else:
            self.notice.clear()
        self.tasks.start(self._load_preview(), on_error=self._show_no_preview)

    async def _types(
        self, connection_id: str
    ) -> tuple[tuple[AppointmentTypeChoice, ...], RunSheetError | None]:
        mapping = self.context.services.mapping
        try:
            return await mapping.appointment_types(connection_id, refresh=True), None
        except RunSheetError as error:
            return await mapping.appointment_types(connection_id, refresh=False), error

    async def _open_draft(
        self, rows: tuple[AppointmentTypeChoice, ...], connection: Connection
    ) -> None:
        kept = await self._kept(connection.id)
        ticks = kept.get(_TICKED)
        only = kept.get(_ONLY, str(connection.sync_telehealth_only)) == str(True)
        self.draft = TypesDraft(
            rows,
            telehealth_only=only,
            kept_ticks=None if ticks is None else ticks.split(),
            is_found=self._is_found,
        )
        self.list_choice.show_choice(telehealth_only=only)
        self.table.show_types(self.draft, system=connection.system)
        for part in (self._frame, self.summary):
            part.setVisible(bool(rows))
        self._show_answers()
        self.changed.emit()

    async def _kept(self, connection_id: str) -> dict[str, str]:
        """Ticks already on screen, else those of an unfinished set-up."""
        if self.draft is not None:
            return self._kept_words(self.draft)
        if not self._keeps_draft:
            return {}
        services = self.context.services
        return await read_draft(services, SetupStep.TELEHEALTH.value, connection_id) or {}

    def _kept_words(self, draft: TypesDraft) -> dict[str, str]:
        return {_TICKED: " ".join(sorted(draft.ticked)), _ONLY: str(draft.telehealth_only)}

    async def _load_preview(self) -> None:
        if self._connection is not None:
            self._preview = await self.context.services.mapping.preview(self._connection.id)
            self._show_answers()

    def _show_no_preview(self, error: RunSheetError) -> None:
        self._preview = None
        self._show_answers()
        missing = tr("Today's figures are missing; ticks can be set all the same.")
        words = f"{translated(error)} {missing}"
        again = Action(tr("Try again"), self._load_again)
        self.notice.show_notice(words, tone="warn", actions=(again,))

    def _load_again(self) -> None:
        self.tasks.start(self._reload(), on_error=self.show_error)

    async def _reload(self) -> None:
        await self._load()
        self.focus_first()

    def _tick_suggested(self) -> None:
        if self.draft is not None:
            for key in self.draft.unticked_suggestions:
                self.draft.tick(key, is_telehealth=True)
            self._follow_answers()
            self.table.focus_first()

    def _choose_list(self, only: bool) -> None:
        if self.draft is not None and self.draft.telehealth_only != only:
            self.draft.telehealth_only = only
            self._follow_answers()

    def _follow_answers(self) -> None:
        """After every tick: summary, warning, the frame's button, what is kept on disk."""
        if self.draft is None or self._connection is None:
            return
        self._show_answers()
        self.context.announce(self.draft.warning(self._preview) or self.summary.text())
        self.changed.emit()
        self.tasks.start(self.keep_draft())

    def _show_answers(self) -> None:
        if self.draft is None or self._connection is None:
            return
        self.summary.setText(self.draft.summary(self._preview))
        self.table.show_day(self.draft, self._preview, system=self._connection.system)
        waiting = len(self.draft.unticked_suggestions)
        self.suggested.setVisible(waiting > 0)
        words = tr_count(waiting, "Tick {n} suggested type", "Tick {n} suggested types")
        set_words(self.suggested, words)
        warning = self.draft.warning(self._preview)
        if warning:
            self.warning.show_notice(warning, tone="warn")
        else:
            self.warning.clear()
