"""1 Person: mobile or e-mail first, then who in the CRM that is, or a new name."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.booking import CrmPerson, Person
from app.domain.phone import phone_digits
from app.domain.privacy import Veil
from app.domain.similar_names import plain_name
from app.ui.bookings.form.candidates import Candidates
from app.ui.bookings.form.field import LineField, line
from app.ui.bookings.form.section import Section
from app.ui.bookings.form.start import FormStart
from app.ui.connections.flow_row import FlowRow
from app.ui.theme import Theme
from app.ui.widgets.labels import label, restyle

Asked = tuple[str, str]
"""Phone digits and e-mail: what was looked for."""


class PersonPart(Section):
    """`changed`: another person is meant; `contact_changed`: another number or address is typed;
    `look_wanted`: Enter in one of them.
    """

    changed = Signal()
    contact_changed = Signal()
    look_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("1 Person", theme)
        self.phone = LineField("&Mobile", line("form_phone", "Mobile"), width=180, theme=theme)
        self.email = LineField("&E-mail", line("form_email", "E-mail"), width=260, theme=theme)
        self.first = LineField(
            "&First name", line("form_first", "First name"), width=200, theme=theme
        )
        self.last = LineField("&Last name", line("form_last", "Last name"), width=220, theme=theme)
        self.status = label(role="secondary", wrap=True, name="form_look_up")
        self.candidates = Candidates(theme)
        self._problem = label(role="error", wrap=True, name="form_candidates_problem")
        self._names = QWidget()
        self._wanted_id: str | None = None
        self._is_unasked_new = False
        self._lay_out()
        self._connect()

    # --- what stands in it -----------------------------------------------------------------

    @property
    def asked(self) -> Asked:
        """What a look-up would look for."""
        return phone_digits(self.phone.text), self.email.text.casefold()

    @property
    def person(self) -> Person:
        """Who is meant, as far as that is known."""
        chosen = self.candidates.choice
        first, last = self.first.text, self.last.text
        if chosen is not None and chosen.name.strip():
            first, _, last = chosen.name.strip().rpartition(" ")
        return Person(
            first_name=first or None,
            last_name=last or None,
            phone=self.phone.text or None,
            email=self.email.text or None,
            external_contact_id=chosen.contact_id if chosen else None,
        )

    @property
    def is_decided(self) -> bool:
        """A contact or someone new is chosen, or the CRM couldn't be asked."""
        return self.candidates.choice is not None or self.candidates.is_new or self._is_unasked_new

    @property
    def shows_names(self) -> bool:
        """True while first and last name can be typed."""
        return not self._names.isHidden()

    def fill(self, start: FormStart) -> None:
        """Puts values in; the look-up is anew."""
        self.forget_answer()
        self._wanted_id = start.contact_id
        values = (
            (self.phone, start.phone),
            (self.email, start.email),
            (self.first, start.first_name),
            (self.last, start.last_name),
        )
        for part, value in values:
            part.line.setText(value)
            part.say("")
        self._fit_names()

    # --- the look-up's answer --------------------------------------------------------------

    def forget_answer(self) -> None:
        """Nobody was asked about what is typed now."""
        self._is_unasked_new = False
        self.candidates.clear()
        self.say("")
        self.show_status("")
        self._fit_names()

    def show_status(self, words: str, *, is_error: bool = False) -> None:
        """How the look-up stands."""
        self.status.setText(words)
        self.status.setVisible(bool(words))
        restyle(self.status, "role", "error" if is_error else "secondary")

    def show_people(self, people: tuple[CrmPerson, ...], veil: Veil) -> None:
        """The CRM's answer. Who was meant before, or has the very name that is typed, is chosen."""
        self.phone.say("")
        self._offer(people, veil)
        meant = [each for each in people if each.contact_id == self._wanted_id]
        same = meant or self._same_name(people)
        if len(same) == 1:
            self.candidates.choose(same[0].contact_id)
        self._wanted_id = None
        self._after_choice()

    def show_unasked(self) -> None:
        """The CRM can't be asked now: a new person can be entered all the same."""
        self._is_unasked_new = True
        self.phone.say("")
        self._fit_names()
        self.changed.emit()

    def veil_again(self, veil: Veil) -> None:
        """Names as they may be seen now; the choice stays."""
        people, chosen = self.candidates.people, self.candidates.choice
        was_new = self.candidates.is_new
        if not people:
            return
        self._offer(people, veil)
        if chosen is not None:
            self.candidates.choose(chosen.contact_id)
        elif was_new:
            self.candidates.choose_new()

    def _offer(self, people: tuple[CrmPerson, ...], veil: Veil) -> None:
        """In Tab's order they follow what they were found by."""
        self.candidates.offer(people, veil)
        for one, following in pairwise((self.email.line, *self.candidates.dots)):
            QWidget.setTabOrder(one, following)

    @property
    def problem(self) -> str:
        """What is said against the choice; empty for nothing."""
        return self._problem.text()

    def say(self, problem: str) -> None:
        """What is wrong with the choice."""
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _same_name(self, people: tuple[CrmPerson, ...]) -> list[CrmPerson]:
        wanted = plain_name(f"{self.first.text}{self.last.text}")
        return [each for each in people if wanted and plain_name(each.name) == wanted]

    def _after_choice(self) -> None:
        self.say("")
        self._fit_names()
        self.changed.emit()

    def _fit_names(self) -> None:
        chosen = self.candidates.choice
        if chosen is not None:
            shows = not chosen.name.strip()
        else:
            typed = bool(self.first.text or self.last.text)
            shows = typed or self.candidates.is_new or self._is_unasked_new
        self._names.setVisible(shows)

    def _connect(self) -> None:
        for part in (self.phone, self.email):
            part.line.textChanged.connect(lambda _text: self.contact_changed.emit())
            part.line.returnPressed.connect(self.look_wanted)
        for part in (self.first, self.last):
            part.line.textChanged.connect(lambda _text: self.changed.emit())
        self.candidates.chosen.connect(self._after_choice)

    def _lay_out(self) -> None:
        contact, names = FlowRow(), FlowRow()
        for part in (self.phone, self.email):
            contact.addWidget(part)
        for part in (self.first, self.last):
            names.addWidget(part)
        self._names.setLayout(names)
        self.column.addLayout(contact)
        for below in (self.status, self.candidates, self._problem, self._names):
            self.column.addWidget(below)
        self._problem.hide()
        self.status.hide()
