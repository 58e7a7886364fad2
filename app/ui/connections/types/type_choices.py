"""Which appointment types are telehealth: the ticks being made, before anything is saved."""

from collections.abc import Iterable, Sequence

from app.domain.connection import AppointmentTypeAnswer, AppointmentTypeChoice
from app.domain.preview import DayPreview
from app.domain.said import say
from app.domain.words import clock_time
from app.ui.connections.types.colours import colour_word
from app.ui.language import tr, tr_count, translated

NOTHING_SHOWN = say("Nothing will show. Tick at least one type or show all appointments.")
NOTHING_FOUND = say("Nothing will show today: none of today's appointments is telehealth.")
_EXAMPLES = 3


class TypesDraft:
    """The ticks of one connection and whether the list holds telehealth appointments only."""

    def __init__(
        self,
        choices: Sequence[AppointmentTypeChoice],
        *,
        telehealth_only: bool,
        kept_ticks: Iterable[str] | None = None,
        is_found: bool = False,
    ) -> None:
        """`kept_ticks`: type ids ticked on an earlier, unfinished visit. `is_found`: the system
        flags telehealth itself, so that a tick can only agree with it or override it.
        """
        self.choices = tuple(choices)
        self.is_found = is_found
        self._flags = {type_id(row): row.appointment_type.is_telehealth for row in choices}
        self.telehealth_only = telehealth_only
        self._start_only = telehealth_only
        self._start = frozenset(type_id(row) for row in choices if row.is_telehealth)
        ticks = self._start if kept_ticks is None else set(kept_ticks)
        self._ticked = {type_id(row) for row in choices} & set(ticks)

    def is_ticked(self, pms_type_id: str) -> bool:
        """True when the type counts as telehealth."""
        return pms_type_id in self._ticked

    def tick(self, pms_type_id: str, *, is_telehealth: bool) -> None:
        """Tick or untick a type."""
        (self._ticked.add if is_telehealth else self._ticked.discard)(pms_type_id)

    def is_overridden(self, pms_type_id: str) -> bool:
        """True when the type counts the other way than its system says (unsaid: not telehealth)."""
        return self.is_ticked(pms_type_id) != bool(self._flags.get(pms_type_id))

    def override(self, pms_type_id: str, *, is_overridden: bool) -> None:
        """Count the type the other way than its system says, or as it says again."""
        self.tick(pms_type_id, is_telehealth=is_overridden != bool(self._flags.get(pms_type_id)))

    @property
    def ticked(self) -> frozenset[str]:
        """Ids of the ticked types."""
        return frozenset(self._ticked)

    @property
    def unticked_suggestions(self) -> tuple[str, ...]:
        """Ids of the types that look like telehealth and are not ticked."""
        suggested = (type_id(row) for row in self.choices if row.is_suggested)
        return tuple(key for key in suggested if key not in self._ticked)

    @property
    def is_changed(self) -> bool:
        """True when a tick or the choice of the list differs from what the page opened with."""
        return self._ticked != self._start or self.telehealth_only != self._start_only

    def warning(self, preview: DayPreview | None) -> str:
        """What is wrong with these choices, or an empty text."""
        if not self.telehealth_only:
            return ""
        if not self.is_found:
            return "" if self._ticked else translated(NOTHING_SHOWN)
        return "" if preview is None or self._found(preview) else translated(NOTHING_FOUND)

    def answers(self) -> tuple[AppointmentTypeAnswer, ...]:
        """What to save: one tick or untick per type."""
        return tuple(
            AppointmentTypeAnswer(
                pms_type_id=type_id(row),
                is_telehealth=self.is_ticked(type_id(row)),
                sync_enabled=row.sync_enabled,
            )
            for row in self.choices
        )

    def summary(self, preview: DayPreview | None) -> str:
        """`2 types ticked → 5 of today's 18 are telehealth.`, with what a system found likewise."""
        choices = self._choices_words()
        if preview is None:
            return f"{choices}."
        return tr_count(
            self._found(preview),
            "{choices} → {n} of today's {count} is telehealth.",
            "{choices} → {n} of today's {count} are telehealth.",
            choices=choices,
            count=len(preview.rows),
        )

    def _choices_words(self) -> str:
        if not self.is_found:
            return tr_count(len(self._ticked), "{n} type ticked", "{n} types ticked")
        overridden = sum(self.is_overridden(key) for key in self._flags)
        if not overridden:
            return tr("Found automatically")
        return tr_count(
            overridden,
            "Found automatically, {n} type overridden",
            "Found automatically, {n} types overridden",
        )

    def _found(self, preview: DayPreview) -> int:
        return len(preview.telehealth_rows(self._ticked, flags=self._flags))


def type_id(row: AppointmentTypeChoice) -> str:
    """The vendor's id of the row's type."""
    return row.appointment_type.pms_type_id


def example_times(row: AppointmentTypeChoice, preview: DayPreview | None) -> str:
    """`9:30 am, 11:00 am, 2:15 pm …`: today's first times of this type, never names."""
    if preview is None:
        return ""
    starts = sorted(found.start for found in preview.rows_of_type(type_id(row)))
    times = [translated(clock_time(start, preview.timezone)) for start in starts[:_EXAMPLES]]
    return ", ".join(times) + (" …" if len(starts) > _EXAMPLES else "")


def row_name(row: AppointmentTypeChoice, preview: DayPreview | None, *, is_ticked: bool) -> str:
    """The row as it is spoken: `Telehealth consultation, 30 minutes, 4 today, ticked`."""
    return f"{_figures(row, preview)}, {tr('ticked') if is_ticked else tr('not ticked')}"


def row_description(row: AppointmentTypeChoice, preview: DayPreview | None, *, system: str) -> str:
    """What else is said of the row: its colour, that it looks like telehealth, example times."""
    colour = colour_word(row.appointment_type.colour)
    times = example_times(row, preview)
    parts = (
        tr("{colour} in {system}", colour=colour, system=system) if colour else "",
        tr("looks like telehealth") if row.is_suggested else "",
        tr("today at {times}", times=times) if times else "",
    )
    return ", ".join(part for part in parts if part)


def found_words(row: AppointmentTypeChoice) -> str:
    """What the system says of the type."""
    flag = row.appointment_type.is_telehealth
    if flag is None:
        return tr("Not said")
    return tr("Telehealth") if flag else tr("Not telehealth")


def found_spoken(row: AppointmentTypeChoice, *, system: str) -> str:
    """The same as it is spoken: `Halaxy says: not telehealth`."""
    flag = row.appointment_type.is_telehealth
    if flag is None:
        return tr("{system} says: not said", system=system)
    if flag:
        return tr("{system} says: telehealth", system=system)
    return tr("{system} says: not telehealth", system=system)


def override_words(row: AppointmentTypeChoice) -> str:
    """What a tick makes of the type, against its system."""
    return tr("Is not telehealth") if row.appointment_type.is_telehealth else tr("Is telehealth")


def override_name(
    row: AppointmentTypeChoice, preview: DayPreview | None, *, is_overridden: bool
) -> str:
    """The override as it is spoken: `Is telehealth, override for Phone results, 10 minutes, …`."""
    how = tr("your choice") if is_overridden else tr("found automatically")
    whose = tr("override for {type}", type=_figures(row, preview))
    return ", ".join((override_words(row), whose, how))


def _figures(row: AppointmentTypeChoice, preview: DayPreview | None) -> str:
    """`Telehealth consultation, 30 minutes, 4 today`."""
    kind = row.appointment_type
    parts = [kind.name]
    if kind.duration_minutes is not None:
        parts.append(tr_count(kind.duration_minutes, "{n} minute", "{n} minutes"))
    if preview is not None:
        parts.append(tr("{count} today", count=len(preview.rows_of_type(type_id(row)))))
    return ", ".join(parts)
