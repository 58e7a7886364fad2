"""Who in the CRM may be meant: a choice with whatever tells two people apart."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.booking import CrmPerson
from app.domain.privacy import Veil
from app.domain.similar_names import is_one_letter_apart, plain_name
from app.domain.words import birth_date
from app.ui.theme import Theme
from app.ui.widgets.controls import clear
from app.ui.widgets.labels import label
from app.ui.widgets.ticks import ChoiceDot

SIMILAR = "≈ similar name"
SOMEONE_NEW = "Someone new"
_NAMELESS = "No name there"


class Candidates(QWidget):
    """`chosen`: a person chose, or chose otherwise."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._people: tuple[CrmPerson, ...] = ()
        self.dots: list[ChoiceDot] = []
        self._new: ChoiceDot | None = None
        self.setObjectName("form_candidates")
        self.setAccessibleName("Who is it?")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    @property
    def people(self) -> tuple[CrmPerson, ...]:
        """Who is offered."""
        return self._people

    @property
    def choice(self) -> CrmPerson | None:
        """The chosen contact; None for nobody, or for someone new."""
        pairs = zip(self.dots, self._people, strict=False)
        return next((person for dot, person in pairs if dot.isChecked()), None)

    @property
    def is_new(self) -> bool:
        """True when *Someone new* is chosen."""
        return self._new is not None and self._new.isChecked()

    def offer(self, people: Sequence[CrmPerson], veil: Veil) -> None:
        """Shows these people and *Someone new*; nobody is chosen, unless nobody is there."""
        self.clear()
        self._people = tuple(people)
        similar = similar_ids(people)
        for number, person in enumerate(people, 1):
            name, about = candidate_words(person, veil, is_similar=person.contact_id in similar)
            self.dots.append(self._add(f"form_candidate_{number}", name, about))
        self._new = self._add("form_someone_new", SOMEONE_NEW, "")
        self._new.setChecked(not people)
        self.dots.append(self._new)
        self.setVisible(bool(people))

    def choose(self, contact_id: str) -> None:
        """Chooses one of the contacts."""
        for dot, person in zip(self.dots, self._people, strict=False):
            if person.contact_id == contact_id:
                dot.setChecked(True)

    def choose_new(self) -> None:
        """Chooses *Someone new*."""
        if self._new is not None:
            self._new.setChecked(True)

    def clear(self) -> None:
        """Offers nobody."""
        self._people, self.dots, self._new = (), [], None
        clear(self._column)
        self.hide()

    def _add(self, name: str, words: str, about: str) -> ChoiceDot:
        dot = ChoiceDot(words, name=name, theme=self._theme)
        dot.setAccessibleName(", ".join(part for part in (words, about) if part))
        dot.toggled.connect(lambda is_on: self.chosen.emit() if is_on else None)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(dot)
        row.addWidget(label(about, role="secondary", wrap=True), 1)
        self._column.addLayout(row)
        return dot


def candidate_words(person: CrmPerson, veil: Veil, *, is_similar: bool) -> tuple[str, str]:
    """Name, and what tells them apart: `born 3 Mar 1984 · last seen 2 Sep 2025`."""
    name = veil.whole_name(person.name) or _NAMELESS
    parts = []
    if person.birth_date is not None and not veil.is_on:
        parts.append(f"born {birth_date(person.birth_date)}")
    if person.last_seen is not None:
        parts.append(f"last seen {birth_date(person.last_seen)}")
    if is_similar:
        parts.append(SIMILAR)
    return name, " · ".join(parts)


def similar_ids(people: Sequence[CrmPerson]) -> frozenset[str]:
    """The contacts whose name could be taken for another one's in this list."""
    return frozenset(
        one.contact_id
        for one in people
        if any(other is not one and _is_near(one.name, other.name) for other in people)
    )


def _is_near(one: str, other: str) -> bool:
    """The family names at most one letter apart, the given names with one initial."""
    (given, family), (others_given, others_family) = _parts(one), _parts(other)
    if not family or not is_one_letter_apart(family, others_family):
        return False
    return not given or not others_given or given[0] == others_given[0]


def _parts(name: str) -> tuple[str, str]:
    first, _, last = name.strip().rpartition(" ")
    return plain_name(first), plain_name(last)
