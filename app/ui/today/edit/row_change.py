"""One change of one row by hand, held against what others made of the row meanwhile. No widgets."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain.local_edit import EditField, is_same
from app.domain.practice_day import local
from app.domain.run_sheet import RunSheetRow
from app.domain.said import say
from app.domain.timeline import ChangedFact, TimelineEntry
from app.domain.words import STATUS_WORDS, clock_time, phone_number, short_date
from app.services.sheet.desk import EditChanges
from app.ui.language import tr, tr_count, translated
from app.ui.today.edit.entries import Entries, entries_of
from app.ui.today.edit.words import moment_of, typed_name

_FACTS = {
    "status": (ChangedFact.STATUS, say("status")),
    "phone": (ChangedFact.PHONE, say("phone number")),
    "at": (ChangedFact.START, say("time")),
    "clinician_id": (ChangedFact.PRACTITIONER, say("clinician")),
    "name": (ChangedFact.NAME, say("name")),
    "minutes": (ChangedFact.END, say("length")),
    "type_name": (ChangedFact.TYPE, say("type")),
}
"""Each of the `Entries` that may be changed: how the history calls it, and how persons do."""

SOMEBODY = say("Somebody")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What another made of one entry meanwhile. `is_open`: a person has to choose or to know."""

    entry: str
    text: str
    is_open: bool


class RowChange:
    """`row` is what the change is of, `before` what the form began with."""

    def __init__(self, row: RunSheetRow) -> None:
        self.row = row
        self.before = entries_of(row)
        self._day = _day_of(row)

    def written(self, now: Entries) -> frozenset[str]:
        """The entries in which a person wrote something else."""
        return frozenset(
            entry
            for entry in _FACTS
            if not _is_same(entry, getattr(now, entry), getattr(self.before, entry))
        )

    def changes(self, now: Entries) -> EditChanges:
        """What is to be saved of what stands in the form; `now.at` is a time."""
        written, at = self.written(now), now.at or self.before.at
        start = moment_of(self._day, at, self.row.timezone) if at is not None else None
        is_moved = "at" in written or self._day != _day_of(self.row)
        return EditChanges(
            status=now.status if "status" in written else None,
            phone=now.phone if "phone" in written else None,
            start=start if is_moved else None,
            clinician_id=now.clinician_id if "clinician_id" in written else None,
            name=typed_name(now.name) if "name" in written else None,
            minutes=now.minutes if "minutes" in written else None,
            type_name=now.type_name if "type_name" in written else None,
        )

    def differences(
        self,
        newest: RunSheetRow,
        now: Entries,
        *,
        history: Iterable[TimelineEntry],
        clinicians: Mapping[str, str],
    ) -> tuple[Difference, ...]:
        """What others changed since, with what stands in the form; `clinicians`: names by id."""
        past, written = tuple(history), self.written(now)
        found = []
        for entry, (fact, word) in _FACTS.items():
            if not self._has_moved_on(entry, newest):
                continue
            theirs = _words(entry, entries_of(newest), newest, self._day, clinicians)
            mine = _words(entry, now, None, self._day, clinicians)
            who = _last_to_change(past, fact, since=self.row)
            is_against = entry in written and mine != theirs
            text = tr(
                "{person} changed the {fact} to {theirs}.", person=who, fact=word, theirs=theirs
            )
            if is_against:
                text = f"{text} {tr('You wrote {mine}.', mine=mine)}"
            is_open = is_against or entry not in written
            found.append(Difference(entry=entry, text=text, is_open=is_open))
        return tuple(found)

    def merged(self, newest: RunSheetRow, now: Entries) -> Entries:
        """What a person wrote, over what the row is now."""
        mine = {entry: getattr(now, entry) for entry in self.written(now)}
        return replace(entries_of(newest), **mine)

    def with_theirs(self, newest: RunSheetRow, now: Entries) -> Entries:
        """What the row is now where others changed it, else what a person wrote."""
        moved_on = [entry for entry in _FACTS if self._has_moved_on(entry, newest)]
        theirs = entries_of(newest)
        return replace(
            self.merged(newest, now), **{entry: getattr(theirs, entry) for entry in moved_on}
        )

    def go_on_from(self, newest: RunSheetRow, now: Entries) -> None:
        """From now on the change is of the row as it is; `now` is what is to stand in the form."""
        has_own_time = "at" in self.written(now) and now.at != entries_of(newest).at
        self._day = self._day if has_own_time else _day_of(newest)
        self.row, self.before = newest, entries_of(newest)

    def _has_moved_on(self, entry: str, newest: RunSheetRow) -> bool:
        if entry == "at":
            return newest.start != self.row.start
        return not _is_same(entry, getattr(entries_of(newest), entry), getattr(self.before, entry))


def _day_of(row: RunSheetRow) -> date:
    return local(row.start, row.timezone).date()


def _is_same(entry: str, one: Any, other: Any) -> bool:
    if entry == "phone":
        return is_same(EditField.PHONE, one, other)
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    return bool(one == other)


def _last_to_change(
    history: Iterable[TimelineEntry], fact: ChangedFact, *, since: RunSheetRow
) -> str:
    """Newest first: who changed a fact after a person saw the row."""
    for entry in history:
        if entry.at > since.updated_at and fact in _touched(entry):
            return entry.source
    return SOMEBODY


def _touched(entry: TimelineEntry) -> set[str]:
    before, after = entry.before, entry.after
    moved = {
        ChangedFact.START: before.start != after.start,
        ChangedFact.PRACTITIONER: before.clinician != after.clinician,
        ChangedFact.STATUS: before.status is not after.status,
    }
    return {*entry.changed, *(fact for fact, is_so in moved.items() if is_so)}


def _words(
    entry: str,
    entries: Entries,
    row: RunSheetRow | None,
    day: date,
    clinicians: Mapping[str, str],
) -> str:
    """An entry as a person says it; `row` where it is a stored one's."""
    said: dict[str, Callable[[], str]] = {
        "status": lambda: translated(STATUS_WORDS[entries.status]),
        "phone": lambda: phone_number(entries.phone) if entries.phone.strip() else tr("no number"),
        "at": lambda: _time_words(entries, row, day),
        "clinician_id": lambda: clinicians.get(entries.clinician_id, tr("somebody not shown here")),
        "name": lambda: " ".join(entries.name.split()),
        "minutes": lambda: tr_count(entries.minutes or 0, "{n} minute", "{n} minutes"),
        "type_name": lambda: " ".join(entries.type_name.split()) or tr("no type"),
    }
    return said[entry]()


def _time_words(entries: Entries, row: RunSheetRow | None, day: date) -> str:
    if row is not None:
        at = translated(clock_time(row.start, row.timezone))
        return at if _day_of(row) == day else f"{translated(short_date(_day_of(row)))}, {at}"
    return translated(time_text(entries))


def time_text(entries: Entries) -> str:
    """The time of the entries as the form shows it and takes it: `9:30 am`, in every language."""
    if entries.at is None:
        return ""
    moment = moment_of(date(2000, 1, 1), entries.at, "UTC")
    return clock_time(moment, "UTC")
