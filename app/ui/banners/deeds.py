"""What the banner's buttons do."""

from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.appointment import AppointmentStatus
from app.domain.said import say
from app.domain.words import STATUS_WORDS, vendor_status
from app.ui.banners.banner import BannerButton, Deed
from app.ui.banners.panel import BannerPanel, clock_help
from app.ui.language import tr, translated
from app.ui.page import PageContext
from app.ui.tasks import Tasks
from app.ui.web import open_page

_COPIED = say("Details copied. Paste them into a message to your IT person.")


class BannerDeeds:
    """`busy` is disabled while an answer is on its way; `panel` is where longer answers are."""

    def __init__(
        self, context: PageContext, *, busy: QWidget, panel: BannerPanel, tasks: Tasks
    ) -> None:
        self._context, self._busy, self._panel, self._tasks = context, busy, panel, tasks

    def do(self, button: BannerButton) -> None:
        """Does what a button says."""
        context, target = self._context, button.target
        go = context.navigator
        match button.deed:
            case Deed.SYNC:
                context.sync.start(day=context.feed.day)
            case Deed.READ_AGAIN:
                context.feed.refresh()
            case Deed.PRINT:
                go.print_today()
            case Deed.DOWNTIME:
                go.open_downtime()
            case Deed.SIGN_IN:
                go.open_connections(target, "reconnect")
            case Deed.SET_UP:
                go.open_connections(target, "setup")
            case Deed.CHOOSE_PEOPLE:
                go.open_connections(target, "people")
            case Deed.PRACTICE_SETTINGS:
                go.open_connections(target, "details")
            case Deed.BEGIN_AGAIN:
                go.begin_again()
            case Deed.SHOW_UPDATE:
                go.open_settings("updates")
            case Deed.SHOW_WHICH:
                go.open_history(connection_id=button.target or None)
            case _:
                self._answer(button)

    def _answer(self, button: BannerButton) -> None:
        """What does not lead to another page."""
        services = self._context.services
        match button.deed:
            case Deed.KEEP | Deed.MARK_GONE:
                accept = button.deed is Deed.MARK_GONE
                answer = services.sync.answer_mass_vanish(button.target, accept=accept)
                self._tasks.start(answer, busy=self._busy)
            case Deed.DISMISS:
                self._tasks.start(services.day_notes.dismiss(button.detail), busy=self._busy)
            case Deed.UPDATE_SEEN:
                self._tasks.start(services.updates.dismiss(), busy=self._busy)
            case Deed.COPY_DETAILS:
                self._tasks.start(self._copy_details(button.target))
            case Deed.OPEN_PAGE:
                open_page(button.detail, self._context.show_message)
            case Deed.HOW_TO_FIX:
                self._panel.ask(clock_help(), [])
            case Deed.MATCH_STATUS:
                self._ask_status(button.target, button.detail)
            case _:
                raise AssertionError(button.deed)

    async def _copy_details(self, connection_id: str) -> None:
        details = await self._context.services.connections.fault_details(connection_id)
        QGuiApplication.clipboard().setText(details)
        self._context.show_message(translated(_COPIED))

    # --- an unknown status word ------------------------------------------------------------

    def _ask_status(self, connection_id: str, word: str) -> None:
        match = partial(self._match, connection_id, word)
        answers = [
            (translated(STATUS_WORDS[each]), partial(match, each)) for each in AppointmentStatus
        ]
        self._panel.ask(
            tr(
                'What does "{status}" mean? The answer counts on this PC, now and later.',
                status=vendor_status(word),
            ),
            [*answers, (tr("Keep as it is"), partial(match, None))],
        )

    def _match(self, connection_id: str, word: str, status: AppointmentStatus | None) -> None:
        self._tasks.start(self._save_match(connection_id, word, status), busy=self._panel)

    async def _save_match(
        self, connection_id: str, word: str, status: AppointmentStatus | None
    ) -> None:
        await self._context.services.status_words.match(connection_id, word, status)
        shown = STATUS_WORDS[status] if status is not None else vendor_status(word)
        undo = partial(self._undo, connection_id, word)
        answer = tr('"{status}" is shown as {word}.', status=vendor_status(word), word=shown)
        self._panel.ask(answer, [(tr("Undo"), undo)])

    def _undo(self, connection_id: str, word: str) -> None:
        self._tasks.start(self._forget(connection_id, word), busy=self._panel)

    async def _forget(self, connection_id: str, word: str) -> None:
        await self._context.services.status_words.forget(connection_id, word)
        self._panel.put_away()
