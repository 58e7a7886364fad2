"""Who gets a column: the answers being made on the People page, before anything is saved."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.connection import (
    NEW_CLINICIAN,
    MappingAnswer,
    PeopleList,
    PractitionerChoice,
    SuggestionKind,
)
from app.ui.connections.listed import listed_words
from app.ui.language import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnChoice:
    """One answer: an existing column, a new one, don't show, or none yet."""

    kind: SuggestionKind
    clinician_id: str | None = None

    @property
    def key(self) -> str:
        """The choice as one word, for a combo's data and for keeping it on disk."""
        return self.clinician_id or self.kind.value

    @classmethod
    def from_key(cls, key: str) -> "ColumnChoice":
        """The choice behind `key`; an unknown word is the id of an existing column."""
        if key in {kind.value for kind in SuggestionKind}:
            return cls(kind=SuggestionKind(key))
        return cls(kind=SuggestionKind.EXISTING, clinician_id=key)


CHOOSE = ColumnChoice(kind=SuggestionKind.CHOOSE)
HIDE = ColumnChoice(kind=SuggestionKind.HIDE)
NEW = ColumnChoice(kind=SuggestionKind.NEW)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedColumn:
    """Several people in one column that nobody has agreed to yet."""

    clinician_id: str
    column_name: str
    practitioner_ids: tuple[str, ...]
    practitioner_names: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """`Dr J Smith and Dr Jane Smith would share the column Dr Smith.`"""
        return tr(
            "{names} would share the column {column}.",
            names=listed_words(self.practitioner_names),
            column=self.column_name,
        )


class PeopleDraft:
    """The answers for one connection's people. Nothing is saved until `answers` is sent."""

    def __init__(self, people: PeopleList, kept: Mapping[str, str] | None = None) -> None:
        """`kept`: choice keys by practitioner id from an earlier, unfinished visit."""
        self.people = people
        self._names = {clinician.id: clinician.name for clinician in people.clinicians}
        self._new_names = new_column_names(people)
        self._start = {_id(row): self._first_choice(row) for row in people.choices}
        self._choices = {**self._start, **self._kept_choices(kept or {})}
        self._agreed = {share.clinician_id for share in self._shares(self._stored_choices())}

    def choice(self, practitioner_id: str) -> ColumnChoice:
        """The present answer for this person."""
        return self._choices[practitioner_id]

    def first_choice(self, practitioner_id: str) -> ColumnChoice:
        """The answer the page opened with."""
        return self._start[practitioner_id]

    def choose(self, practitioner_id: str, choice: ColumnChoice) -> None:
        """Take another answer for this person."""
        self._choices[practitioner_id] = choice

    def agree_to_share(self, clinician_id: str) -> None:
        """Two people in this column is what the desk wants."""
        self._agreed.add(clinician_id)

    def options(self, practitioner_id: str) -> tuple[tuple[str, ColumnChoice], ...]:
        """What can be picked for this person, with the words it is shown by."""
        existing = tuple(
            (clinician.name, ColumnChoice.from_key(clinician.id))
            for clinician in self.people.clinicians
        )
        made = (tr("New column: {name}", name=self._new_names[practitioner_id]), NEW)
        asked = ((tr("Choose…"), CHOOSE),) if self._start[practitioner_id] == CHOOSE else ()
        return (*asked, *existing, made, (tr("Don't show"), HIDE))

    def column_name(self, practitioner_id: str) -> str | None:
        """The name of the column this person would appear in, None for none."""
        return self._column_of(practitioner_id, self._choices[practitioner_id])

    def columns(self) -> dict[str, str | None]:
        """Column name (or None) by practitioner id, as `DayPreview.shown` takes it."""
        return {
            practitioner_id: self.column_name(practitioner_id) for practitioner_id in self._choices
        }

    def unanswered(self) -> tuple[str, ...]:
        """Ids of the people still on *Choose…*."""
        return tuple(key for key, choice in self._choices.items() if choice == CHOOSE)

    def shared(self) -> tuple[SharedColumn, ...]:
        """Columns with several people that nobody has agreed to."""
        return tuple(
            share for share in self._shares(self._choices) if share.clinician_id not in self._agreed
        )

    @property
    def is_changed(self) -> bool:
        """True when any answer differs from what the page opened with."""
        return self._choices != self._start

    def kept_keys(self) -> dict[str, str]:
        """The answers that differ from the suggestions, to be kept until the next visit."""
        return {
            key: choice.key for key, choice in self._choices.items() if choice != self._start[key]
        }

    def to_look_at(self) -> tuple[str, ...]:
        """Ids of the people to look at first: without an answer, then those nobody has seen."""
        new = (_id(row) for row in self.people.choices if row.is_new and row.mapping is None)
        return self.unanswered() + tuple(new)

    def is_about(self, people: PeopleList) -> bool:
        """True when these are the people, columns and suggestions the draft was made for."""
        mine = (self.people.choices, self.people.clinicians)
        return mine == (people.choices, people.clinicians)

    def reason_not_to_save(self) -> str:
        """Why *Save people* waits, or an empty text when it need not."""
        missing = self.unanswered()
        if missing:
            names = listed_words([self.name_of(key) for key in missing])
            return tr("Choose a column for {names} first, or pick Don't show.", names=names)
        shared = self.shared()
        return tr("Answer the question about the shared column first.") if shared else ""

    def answers(self) -> tuple[MappingAnswer, ...]:
        """What to save, one answer for every person who has one."""
        return tuple(self._answer(row) for row in self.people.choices if self._is_answered(row))

    def name_of(self, practitioner_id: str) -> str:
        """The person's full name."""
        rows = (row for row in self.people.choices if _id(row) == practitioner_id)
        row = next(rows, None)
        return row.practitioner.full_name if row else tr("Someone else")

    def _is_answered(self, row: PractitionerChoice) -> bool:
        return self._choices[_id(row)] != CHOOSE

    def _answer(self, row: PractitionerChoice) -> MappingAnswer:
        choice = self._choices[_id(row)]
        is_new = choice == NEW
        return MappingAnswer(
            pms_practitioner_id=_id(row),
            pms_practitioner_name=row.practitioner.full_name,
            clinician_id=NEW_CLINICIAN if is_new else choice.clinician_id,
            new_clinician_name=self._new_names[_id(row)] if is_new else None,
            sync_enabled=choice != HIDE,
        )

    def _first_choice(self, row: PractitionerChoice) -> ColumnChoice:
        if row.mapping is not None:
            return self._mapped(row)
        kind = row.suggestion.kind
        if kind is SuggestionKind.EXISTING and row.suggestion.clinician_id in self._names:
            return ColumnChoice(kind=kind, clinician_id=row.suggestion.clinician_id)
        return CHOOSE if kind is SuggestionKind.EXISTING else ColumnChoice(kind=kind)

    def _mapped(self, row: PractitionerChoice) -> ColumnChoice:
        mapping = row.mapping
        if mapping is None or mapping.clinician_id is None or not mapping.sync_enabled:
            return HIDE
        return ColumnChoice(kind=SuggestionKind.EXISTING, clinician_id=mapping.clinician_id)

    def _stored_choices(self) -> dict[str, ColumnChoice]:
        return {_id(row): self._mapped(row) for row in self.people.choices if row.mapping}

    def _kept_choices(self, kept: Mapping[str, str]) -> dict[str, ColumnChoice]:
        choices = {key: ColumnChoice.from_key(word) for key, word in kept.items()}
        return {
            key: choice
            for key, choice in choices.items()
            if key in self._start
            and (choice.clinician_id is None or choice.clinician_id in self._names)
        }

    def _column_of(self, practitioner_id: str, choice: ColumnChoice) -> str | None:
        if choice == NEW:
            return self._new_names[practitioner_id]
        return self._names.get(choice.clinician_id) if choice.clinician_id else None

    def _shares(self, choices: Mapping[str, ColumnChoice]) -> tuple[SharedColumn, ...]:
        counts = Counter(choice.clinician_id for choice in choices.values() if choice.clinician_id)
        return tuple(
            self._share(clinician_id, choices)
            for clinician_id, count in counts.items()
            if count > 1
        )

    def _share(self, clinician_id: str, choices: Mapping[str, ColumnChoice]) -> SharedColumn:
        ids = tuple(key for key, choice in choices.items() if choice.clinician_id == clinician_id)
        return SharedColumn(
            clinician_id=clinician_id,
            column_name=self._names.get(clinician_id, tr("this column")),
            practitioner_ids=ids,
            practitioner_names=tuple(self.name_of(key) for key in ids),
        )


def new_column_names(people: PeopleList) -> dict[str, str]:
    """The name of a new column by practitioner id; two that would be alike are told apart."""
    short = Counter(row.practitioner.column_name.casefold() for row in people.choices)
    taken = {clinician.name.casefold() for clinician in people.clinicians}
    names: dict[str, str] = {}
    for row in people.choices:
        person = row.practitioner
        is_unique = short[person.column_name.casefold()] == 1
        wanted = person.column_name if is_unique else person.full_name
        if wanted.casefold() in taken:
            wanted = person.full_name
        names[_id(row)] = _untaken(wanted, taken)
        taken.add(names[_id(row)].casefold())
    return names


def _untaken(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted} ({number})", number + 1
    return name


def _id(row: PractitionerChoice) -> str:
    return row.practitioner.pms_practitioner_id
