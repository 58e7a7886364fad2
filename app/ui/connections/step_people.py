"""Third step, and *People* on a card: who of the practice has a column."""

from collections.abc import Mapping
from datetime import timedelta

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from app.domain.connection import Connection, PeopleList, SetupStep
from app.domain.errors import NoPractitioners, RunSheetError
from app.domain.practice_day import local
from app.domain.preview import DayPreview
from app.domain.words import age_words, short_date
from app.ui.connections.choices import NEW, PeopleDraft, SharedColumn
from app.ui.connections.controls import NoticeList, framed
from app.ui.connections.drafts import read_draft, write_draft
from app.ui.connections.people_preview import PeoplePreview
from app.ui.connections.people_table import PeopleTable
from app.ui.connections.preview_words import TelehealthFilter, failed_words, preview_words
from app.ui.connections.step import Step
from app.ui.page import PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.notice_bar import NoticeBar

STALE_AFTER = timedelta(days=1)
_PREVIEW_PX = 280


class PeopleStep(Step):
    """The table, the guard against shared columns and the preview."""

    next_words = "Save people"

    def __init__(self, context: PageContext, *, keeps_draft: bool = False) -> None:
        """`keeps_draft`: answers outlive a restart before they are saved (the set-up)."""
        super().__init__(context)
        self._keeps_draft = keeps_draft
        self._connection: Connection | None = None
        self._telehealth = TelehealthFilter()
        self._preview: DayPreview | None = None
        self._last_chosen: str | None = None
        self.draft: PeopleDraft | None = None
        self.notice = NoticeBar(name="people_notice")
        self.guard = NoticeList("shared_columns")
        self.table = PeopleTable(context.theme)
        self.preview = PeoplePreview()
        self._lay_out()
        self.table.chosen.connect(self._take_choice)

    async def enter(self, connection: Connection) -> None:
        """Loads the people once; a list older than a day is asked for again."""
        is_same = self._connection is not None and self._connection.id == connection.id
        self._connection = connection
        if is_same and self.draft is not None:
            return
        self.notice.show_notice(f"Asking {connection.system} for its people…", tone="info")
        self._telehealth = await self._filter_of(connection)
        await self._load(refresh=False)

    async def check_again(self) -> None:
        """Asks the practice system for its people and today's appointments once more."""
        await self._load(refresh=True)

    async def finish(self) -> bool:
        """Saves every answer; raises what the service raises, with nothing lost here."""
        if self._connection is None or self.draft is None or self.reason_to_wait():
            return False
        services = self.context.services
        await services.mapping.save_people(self._connection.id, self.draft.answers())
        if self._keeps_draft:
            await write_draft(services, SetupStep.PEOPLE.value, self._connection.id, None)
        self.draft = None
        return True

    def reason_to_wait(self) -> str:
        """Why *Save people* waits."""
        if self.draft is None:
            return "The people are still being asked for."
        if not self.draft.people.choices:
            return "There is nobody to save yet."
        return self.draft.reason_not_to_save()

    def is_changed(self) -> bool:
        """True when an answer would be lost."""
        return self.draft is not None and self.draft.is_changed

    def focus_first(self) -> None:
        """The first person who needs an answer, else the first row."""
        if self.draft is not None:
            self.table.focus_person(next(iter(self._waiting(self.draft)), None))

    def show_error(self, error: RunSheetError) -> None:
        """The fault above the table; answers stay as they are."""
        again = Action("Try again", lambda: self.tasks.start(self.check_again()))
        self.notice.show_notice(str(error), tone="err", actions=(again,))
        self.context.announce(str(error))
        self.changed.emit()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(framed(self.table, name="people_frame"), 1)
        left.addWidget(self.guard)
        self.preview.setFixedWidth(_PREVIEW_PX)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addLayout(left, 1)
        sides.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addLayout(sides, 1)

    async def _filter_of(self, connection: Connection) -> TelehealthFilter:
        if not connection.sync_telehealth_only:
            return TelehealthFilter()
        rows = await self.context.services.mapping.appointment_types(connection.id, refresh=False)
        ticked = (row.appointment_type.pms_type_id for row in rows if row.is_telehealth)
        return TelehealthFilter(is_on=True, type_ids=frozenset(ticked))

    async def _load(self, *, refresh: bool) -> None:
        connection = self._connection
        if connection is None:
            return
        people, fault = await self._people(connection.id, refresh=refresh)
        self._show_people(people, await self._kept_answers(people, connection.id), connection)
        self._show_age(people, fault, connection)
        self.tasks.start(self._load_preview(), on_error=self._show_no_preview)

    async def _people(
        self, connection_id: str, *, refresh: bool
    ) -> tuple[PeopleList, RunSheetError | None]:
        """The people, fresh where it should be; with a fault the last ones stored."""
        mapping = self.context.services.mapping
        stored = await mapping.people(connection_id, refresh=False)
        is_old = self.context.services.now() - stored.fetched_at > STALE_AFTER
        if not (refresh or is_old or not stored.choices):
            return stored, None
        try:
            return await mapping.people(connection_id, refresh=True), None
        except RunSheetError as error:
            return stored, error

    async def _kept_answers(self, people: PeopleList, connection_id: str) -> Mapping[str, str]:
        """Answers already on screen, else those of an unfinished set-up."""
        if self.draft is not None:
            return self.draft.kept_keys()
        if not self._keeps_draft:
            return {}
        kept = await read_draft(self.context.services, SetupStep.PEOPLE.value, connection_id)
        return kept or {}

    def _show_people(
        self, people: PeopleList, kept: Mapping[str, str], connection: Connection
    ) -> None:
        focused = QApplication.focusWidget()
        is_free = focused is None or not focused.isVisible() or self.isAncestorOf(focused)
        self.draft = PeopleDraft(people, kept)
        self.table.show_people(self.draft, system=connection.system)
        self._show_guard()
        self.changed.emit()
        if is_free:
            self.focus_first()

    def _show_age(
        self, people: PeopleList, fault: RunSheetError | None, connection: Connection
    ) -> None:
        again = Action(f"Check {connection.system} again", self._check_again)
        if not people.choices:
            error = fault or NoPractitioners(system=connection.system)
            self.notice.show_notice(str(error), tone="err", actions=(again,))
        elif fault is not None:
            zone = connection.timezone or "UTC"
            age = age_words(people.fetched_at, now=self.context.services.now(), timezone=zone)
            self.notice.show_notice(
                f"{fault} People list from {age}.", actions=(again,), tone="warn"
            )
        else:
            self.notice.clear()

    def _check_again(self) -> None:
        self.tasks.start(self.check_again(), on_error=self.show_error)

    async def _load_preview(self) -> None:
        if self._connection is None:
            return
        self.preview.show_waiting()
        self._preview = await self.context.services.mapping.preview(self._connection.id)
        failed = self._preview.failed_practitioner_ids
        counts = {
            key: None if key in failed else self._preview.count_for(key)
            for key in self.table.combos
        }
        self.table.show_counts(counts)
        self._show_preview()

    def _show_no_preview(self, error: RunSheetError) -> None:
        self._preview = None
        self.table.show_counts(dict.fromkeys(self.table.combos))
        again = Action("Try again", self._preview_again)
        self.preview.show_problem(str(error), again)

    def _preview_again(self) -> None:
        self.tasks.start(self._load_preview(), on_error=self._show_no_preview)

    def _show_preview(self) -> None:
        if self.draft is None or self._preview is None:
            return
        now = local(self.context.services.now(), self._preview.timezone)
        self.preview.show_words(
            preview_words(self.draft, self._preview, self._telehealth),
            day=short_date(now.date()),
            warning=failed_words(self.draft, self._preview),
        )

    def _take_choice(self, practitioner_id: str) -> None:
        self._last_chosen = practitioner_id
        self._follow_answers()
        if self._preview is not None:
            self.context.announce(self.preview.summary)

    def _follow_answers(self) -> None:
        """After every answer: combos, guard, preview, the frame's button, what is kept on disk."""
        if self.draft is None:
            return
        self.table.show_choices(self.draft)
        self._show_guard()
        self._show_preview()
        self.changed.emit()
        if self._keeps_draft and self._connection is not None:
            kept, owner = self.draft.kept_keys(), self._connection.id
            self.tasks.start(
                write_draft(self.context.services, SetupStep.PEOPLE.value, owner, kept)
            )

    def _show_guard(self) -> None:
        shared = self.draft.shared() if self.draft is not None else ()
        self.guard.say_all([(share.sentence, self._answers_to(share)) for share in shared])

    def _answers_to(self, share: SharedColumn) -> tuple[Action, ...]:
        return (
            Action("Share it", lambda: self._share(share)),
            Action("Make a new column", lambda: self._separate(share)),
        )

    def _share(self, share: SharedColumn) -> None:
        if self.draft is not None:
            self.draft.agree_to_share(share.clinician_id)
            self._after_guard(share.practitioner_ids[-1])

    def _separate(self, share: SharedColumn) -> None:
        ids = share.practitioner_ids
        mover = self._last_chosen if self._last_chosen in ids else ids[-1]
        if self.draft is not None and mover is not None:
            self.draft.choose(mover, NEW)
            self._after_guard(mover)

    def _after_guard(self, practitioner_id: str) -> None:
        self._follow_answers()
        self.table.focus_person(practitioner_id)

    def _waiting(self, draft: PeopleDraft) -> tuple[str, ...]:
        """People to look at first: those without an answer, then those nobody has seen yet."""
        new = (row for row in draft.people.choices if row.is_new and row.mapping is None)
        return draft.unanswered() + tuple(row.practitioner.pms_practitioner_id for row in new)
