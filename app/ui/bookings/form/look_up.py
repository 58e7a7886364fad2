"""Looks in the CRM for whoever has the number or address that is being typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.domain.booking import Person
from app.domain.crm import CrmProvider
from app.domain.errors import InvalidBooking, RunSheetError
from app.ui.bookings.form.field import later
from app.ui.bookings.form.person_part import Asked, PersonPart
from app.ui.page import PageContext
from app.ui.tasks import Tasks

TYPING_MS = 500
OFFLINE_CODES = frozenset({"NET-01", "NET-02"})
_SHORTEST_PHONE = 8


class LookUp(QObject):
    """`reached` carries whether the CRM could be asked."""

    reached = Signal(bool)

    def __init__(
        self,
        context: PageContext,
        part: PersonPart,
        *,
        provider: Callable[[], CrmProvider | None],
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context, self._part, self._tasks = context, part, tasks
        self._provider = provider
        self._answered: tuple[str, Asked] | None = None
        self._running: tuple[str, Asked] | None = None
        self._has_failed = False
        self._typing = later(self, TYPING_MS)
        self._typing.timeout.connect(self.start)
        part.contact_changed.connect(self.typed)
        part.look_wanted.connect(lambda: self.start(is_by_key=True))

    def reset(self) -> None:
        """Nothing is typed, or something else altogether."""
        self._typing.stop()
        self._answered = self._running = None
        self._part.forget_answer()

    def typed(self) -> None:
        """Something else is typed: the old answer is not about it."""
        if self._question() not in {self._answered, self._running}:
            self.reset()
            if self._is_whole():
                self._typing.start()

    def follow(self) -> None:
        """Another CRM, or a form that was filled: looks at once."""
        if self._question() not in {self._answered, self._running}:
            self.reset()
            if self._is_whole():
                self.start()

    def start(self, *, is_by_key: bool = False) -> None:
        """Looks now, unless that is answered or under way. By key it also says why it can't."""
        provider, question = self._provider(), self._question()
        if provider is None or question is None or not any(question[1]):
            return
        if question == self._running or (question == self._answered and not self._has_failed):
            return
        self._typing.stop()
        self._running = question
        self._part.show_status(f"Looking in {provider.label}…")
        person = self._part.person
        self._tasks.start(self._look(provider, question, person, is_by_key=is_by_key))

    async def _look(
        self, provider: CrmProvider, question: tuple[str, Asked], person: Person, *, is_by_key: bool
    ) -> None:
        service = self._context.services.bookings
        try:
            people = await service.find_people(provider.id, person)
        except InvalidBooking as error:
            if self._is_current(question):
                self._running = None
                self._part.show_status("")
                if is_by_key:
                    self._part.phone.say(error.fields["patient.phone"])
            return
        except RunSheetError as error:
            if self._is_current(question):
                self._show_unasked(provider, question, error)
            return
        if not self._is_current(question):
            return
        self._answered, self._running = question, None
        self._has_failed = False
        self.reached.emit(True)
        self._part.show_people(people, self._context.privacy.veil)
        self._say(_found_words(len(people), provider.label))

    def _show_unasked(
        self, provider: CrmProvider, question: tuple[str, Asked], error: RunSheetError
    ) -> None:
        """Nobody is chosen for the CRM: it looks for the person itself before it makes one."""
        self._answered, self._running = question, None
        self._has_failed = True
        is_offline = error.code in OFFLINE_CODES
        self.reached.emit(not is_offline)
        self._part.show_unasked()
        unreached = f"{provider.label} can't be reached now."
        reason = unreached if is_offline else str(error)
        when = "when online" if is_offline else "before we send"
        self._say(f"{reason} We'll look in {provider.label} {when}.")

    def _say(self, words: str) -> None:
        self._part.show_status(words)
        self._context.announce(words)

    def _question(self) -> tuple[str, Asked] | None:
        provider = self._provider()
        return None if provider is None else (provider.id, self._part.asked)

    def _is_current(self, question: tuple[str, Asked]) -> bool:
        return self._running == question and self._question() == question

    def _is_whole(self) -> bool:
        """Long enough to be a number or an address."""
        phone, email = self._part.asked
        domain = email.partition("@")[2]
        return len(phone) >= _SHORTEST_PHONE or "." in domain.strip(".")


def _found_words(count: int, label: str) -> str:
    if count == 0:
        return f"Nobody in {label} has this. Who is it?"
    return f"Found {count} in {label}. Who is it?"
