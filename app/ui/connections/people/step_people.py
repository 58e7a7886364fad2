"""Third step, and *People* on a card: who of the practice has a column."""

from collections.abc import Mapping

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout

from app.domain.connection import Connection, PeopleList, SetupStep
from app.domain.errors import NoPractitioners, RunSheetError
from app.domain.said import say
from app.domain.words import day_and_time
from app.ui.banners.panel import BannerPanel, people_help
from app.ui.connections.drafts import read_draft, write_draft
from app.ui.connections.people.choices import NEW, PeopleDraft, SharedColumn
from app.ui.connections.people.people_preview import PeoplePreview
from app.ui.connections.people.people_table import PeopleTable
from app.ui.connections.step import Step
from app.ui.language import tr, translated
from app.ui.page import PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import NoticeList, framed
from app.ui.widgets.notice_bar import NoticeBar

_PREVIEW_PX, _WIDEST_PREVIEW_PX = 248, 320


class PeopleStep(Step):
    """The table, the guard against shared columns and the preview."""

    next_words = say("Save people")
    needs_sync = True  # a new column's appointments have never been asked for

    def __init__(self, context: PageContext, *, keeps_draft: bool = False) -> None:
        """`keeps_draft`: answers outlive a restart before they are saved (the set-up)."""
        super().__init__(context)
        self._keeps_draft = keeps_draft
        self._connection: Connection | None = None
        self._last_chosen: str | None = None
        self.draft: PeopleDraft | None = None
        self.notice = NoticeBar(name="people_notice")
        self.help = BannerPanel(name="people_help")
        self.guard = NoticeList("shared_columns")
        self.table = PeopleTable(context.theme)
        self.preview = PeoplePreview(context)
        self._lay_out()
        self.table.chosen.connect(self._take_choice)
        self.preview.counted.connect(self._show_counts)

    async def enter(self, connection: Connection) -> None:
        """Shows the people last stored at once, then asks the practice system for its present."""
        is_same = self._connection is not None and self._connection.id == connection.id
        self._connection = connection
        if is_same and self.draft is not None:
            return
        stored = await self.context.services.mapping.people(connection.id, refresh=False)
        if stored.choices:
            await self._show_people(stored, connection, counts=False)
            self.tasks.start(self.check_again(), on_error=self.show_error)
        else:
            self.notice.show_notice(
                tr("Asking {system} for its people…", system=connection.system), tone="info"
            )
            await self.check_again()

    async def check_again(self) -> None:
        """Asks the practice system for its people and today's appointments once more."""
        connection = self._connection
        if connection is None:
            return
        mapping = self.context.services.mapping
        try:
            people = await mapping.people(connection.id, refresh=True)
        except RunSheetError as error:
            stored = await mapping.people(connection.id, refresh=False)
            await self._show_people(stored, connection)
            self.show_error(error)
            return
        await self._show_people(people, connection)
        self._show_nobody(people, connection)

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

    async def keep_draft(self) -> None:
        """Keeps the answers of an unfinished set-up."""
        if self._keeps_draft and self.draft is not None and self._connection is not None:
            services, owner = self.context.services, self._connection.id
            await write_draft(services, SetupStep.PEOPLE.value, owner, self.draft.kept_keys())

    def reason_to_wait(self) -> str:
        """Why *Save people* waits."""
        if self.draft is None:
            return tr("The people are still being asked for.")
        if not self.draft.people.choices:
            return tr("There is nobody to save yet.")
        return self.draft.reason_not_to_save()

    def is_changed(self) -> bool:
        """True when an answer would be lost."""
        return self.draft is not None and self.draft.is_changed

    def focus_first(self) -> None:
        """The first person who needs an answer, else the first row; without any, the way out."""
        if self.draft is None or not self.draft.people.choices:
            if self.notice.buttons:
                self.notice.buttons[0].setFocus()
        else:
            self.table.focus_person(next(iter(self.draft.to_look_at()), None))

    def show_error(self, error: RunSheetError) -> None:
        """The fault above the table; the people last stored and every answer stay."""
        has_people = self.draft is not None and bool(self.draft.people.choices)
        sentence = translated(error)
        words = f"{sentence} {self._age_words()}" if has_people else sentence
        actions: tuple[Action, ...] = (self._ask_again(tr("Try again")),)
        if isinstance(error, NoPractitioners):
            actions = (*actions, self._how_to_fix())
        self.notice.show_notice(words, tone="err", actions=actions)
        self.context.announce(sentence)
        self.changed.emit()

    def _age_words(self) -> str:
        """How old the people on screen are."""
        at = self.draft.people.fetched_at if self.draft is not None else None
        zone = self._connection.timezone if self._connection is not None else None
        if at is None or zone is None:
            return tr("These are the people as last checked.")
        when = day_and_time(at, now=self.context.services.now(), timezone=zone)
        return tr("People as listed {when}.", when=when)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(8)
        self._frame = framed(self.table, name="people_frame")
        self._frame.hide()
        left.addWidget(self._frame, 1)
        left.addWidget(self.guard)
        left.addStretch(0)
        self.context.theme.changed.connect(self._fit)
        self._fit()
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addLayout(left, 1)
        sides.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.help)
        column.addLayout(sides, 1)

    def _fit(self) -> None:
        wanted = self.context.theme.px(_PREVIEW_PX)
        self.preview.setFixedWidth(min(wanted, _WIDEST_PREVIEW_PX))

    async def _show_people(
        self, people: PeopleList, connection: Connection, *, counts: bool = True
    ) -> None:
        """Builds the table, unless it shows these very people already; `counts` asks for today."""
        self.notice.clear()
        self.help.put_away()
        self._frame.setVisible(bool(people.choices))
        self.preview.setVisible(bool(people.choices))
        if counts and people.choices:
            self.preview.start(connection)
        if self.draft is not None and self.draft.is_about(people):
            return
        kept = await self._kept_answers(connection.id)
        is_free = _is_focus_free(self)
        self.draft = draft = PeopleDraft(people, kept)
        await self.table.show_people(draft, system=connection.system)
        if self.draft is not draft:
            return
        self.table.show_choices(draft)  # answers that were given while it was built
        if not self.preview.is_counting:
            self._show_counts()
        self._show_guard()
        self.changed.emit()
        if is_free:
            self.focus_first()

    async def _kept_answers(self, connection_id: str) -> Mapping[str, str]:
        """Answers already on screen, else those of an unfinished set-up."""
        if self.draft is not None:
            return self.draft.kept_keys()
        if not self._keeps_draft:
            return {}
        kept = await read_draft(self.context.services, SetupStep.PEOPLE.value, connection_id)
        return kept or {}

    def _show_nobody(self, people: PeopleList, connection: Connection) -> None:
        if not people.choices:
            self.show_error(NoPractitioners(system=connection.system))

    def _how_to_fix(self) -> Action:
        return Action(tr("How to fix"), self._show_help)

    def _show_help(self) -> None:
        """The system's own steps, under the notice."""
        connection = self._connection
        if connection is None:
            return
        systems = self.context.services.connections.systems()
        steps = next(one.people_help for one in systems if one.pms_type == connection.pms_type)
        self.help.ask(people_help(connection.system, steps), [])

    def _ask_again(self, words: str) -> Action:
        return Action(words, lambda: self.tasks.start(self.check_again(), on_error=self.show_error))

    def _show_counts(self) -> None:
        """Today's appointments have come (or could not be had)."""
        if self.draft is not None:
            self.table.show_counts({key: self.preview.count_for(key) for key in self.table.combos})
            self.preview.show_draft(self.draft)

    def _take_choice(self, practitioner_id: str) -> None:
        self._last_chosen = practitioner_id
        self._follow_answers()
        if self.preview.summary:
            self.context.announce(self.preview.summary)

    def _follow_answers(self) -> None:
        """After every answer: combos, guard, preview, the frame's button, what is kept on disk."""
        if self.draft is None:
            return
        self.table.show_choices(self.draft)
        self._show_guard()
        self.preview.show_draft(self.draft)
        self.changed.emit()
        self.tasks.start(self.keep_draft())

    def _show_guard(self) -> None:
        shared = self.draft.shared() if self.draft is not None else ()
        self.guard.say_all([(share.sentence, self._answers_to(share)) for share in shared])

    def _answers_to(self, share: SharedColumn) -> tuple[Action, ...]:
        return (
            Action(tr("Share it"), lambda: self._share(share)),
            Action(tr("Make a new column"), lambda: self._separate(share)),
        )

    def _share(self, share: SharedColumn) -> None:
        if self.draft is not None:
            self.draft.agree_to_share(share.clinician_id)
            self._after_guard(share.practitioner_ids[-1])

    def _separate(self, share: SharedColumn) -> None:
        """The person whose answer made them share gets a column of their own."""
        ids = share.practitioner_ids
        mover = self._last_chosen if self._last_chosen in ids else ids[-1]
        if self.draft is not None and mover is not None:
            self.draft.choose(mover, NEW)
            self._after_guard(mover)

    def _after_guard(self, practitioner_id: str) -> None:
        self._follow_answers()
        self.table.focus_person(practitioner_id)


def _is_focus_free(step: PeopleStep) -> bool:
    """True when moving the focus takes it from nobody."""
    focused = QApplication.focusWidget()
    return focused is None or not focused.isVisible() or step.isAncestorOf(focused)
