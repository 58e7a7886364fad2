"""Which appointment types are telehealth: the ticks being made, before anything is saved."""

from collections.abc import Iterable, Sequence

from app.domain.connection import AppointmentTypeAnswer, AppointmentTypeChoice
from app.domain.preview import DayPreview
from app.domain.words import clock_time, count_words
from app.ui.connections.colours import colour_word

NOTHING_SHOWN = "Nothing will show. Tick at least one type or show all appointments."
_EXAMPLES = 3


class TypesDraft:
    """The ticks of one connection and whether the list holds telehealth appointments only."""

    def __init__(
        self,
        choices: Sequence[AppointmentTypeChoice],
        *,
        telehealth_only: bool,
        kept_ticks: Iterable[str] | None = None,
    ) -> None:
        """`kept_ticks`: type ids ticked on an earlier, unfinished visit."""
        self.choices = tuple(choices)
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

    @property
    def warning(self) -> str:
        """What is wrong with these choices, or an empty text."""
        return NOTHING_SHOWN if self.telehealth_only and not self._ticked else ""

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
        """`2 types ticked → 5 of today's 18 are telehealth.`"""
        ticked = f"{count_words(len(self._ticked), 'type')} ticked"
        if preview is None:
            return f"{ticked}."
        found = sum(row.pms_type_id in self._ticked for row in preview.rows)
        verb = "is" if found == 1 else "are"
        return f"{ticked} → {found} of today's {len(preview.rows)} {verb} telehealth."


def type_id(row: AppointmentTypeChoice) -> str:
    """The vendor's id of the row's type."""
    return row.appointment_type.pms_type_id


def example_times(row: AppointmentTypeChoice, preview: DayPreview | None) -> str:
    """`9:30 am, 11:00 am, 2:15 pm …`: today's first times of this type, never names."""
    if preview is None:
        return ""
    starts = sorted(found.start for found in preview.rows_of_type(type_id(row)))
    times = [clock_time(start, preview.timezone) for start in starts[:_EXAMPLES]]
    return ", ".join(times) + (" …" if len(starts) > _EXAMPLES else "")


def row_name(row: AppointmentTypeChoice, preview: DayPreview | None, *, is_ticked: bool) -> str:
    """The row as it is spoken: `Telehealth consultation, 30 minutes, 4 today, ticked`."""
    kind = row.appointment_type
    parts = [kind.name]
    if kind.duration_minutes is not None:
        parts.append(count_words(kind.duration_minutes, "minute"))
    if preview is not None:
        parts.append(f"{len(preview.rows_of_type(type_id(row)))} today")
    return ", ".join([*parts, "ticked" if is_ticked else "not ticked"])


def row_description(row: AppointmentTypeChoice, preview: DayPreview | None, *, system: str) -> str:
    """What else is said of the row: its colour, that it looks like telehealth, example times."""
    colour = colour_word(row.appointment_type.colour)
    times = example_times(row, preview)
    parts = (
        f"{colour} in {system}" if colour else "",
        "looks like telehealth" if row.is_suggested else "",
        f"today at {times}" if times else "",
    )
    return ", ".join(part for part in parts if part)
