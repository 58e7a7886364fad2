"""The telehealth checklist of a system that has no flag of its own: a tick per type."""

from app.domain.connection import AppointmentTypeChoice
from app.domain.preview import DayPreview
from app.ui.connections.cards.chip import Chip
from app.ui.connections.types.type_choices import TypesDraft, row_description, row_name, type_id
from app.ui.connections.types.types_grid import TypesGrid
from app.ui.language import tr
from app.ui.theme import Theme
from app.ui.widgets.ticks import TickBox

_TYPE, _MARK, _LENGTH, _COLOUR, _TODAY, _TIMES = range(6)
_TICK_PX = 25


class TypesTable(TypesGrid):
    """The tick carries the type's name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, times_column=_TIMES, indent_px=_TICK_PX)

    def _headings(self, system: str) -> tuple[str, ...]:
        colour = tr("Colour in {system}", system=system)
        return (
            tr("Tick what is telehealth"),
            "",
            tr("Length"),
            colour,
            tr("Today"),
            tr("Times today"),
        )

    def _add_row(self, number: int, row: AppointmentTypeChoice, draft: TypesDraft) -> None:
        key = type_id(row)
        box = TickBox(row.appointment_type.name, name=f"type_{number}", theme=self._theme)
        box.toggled.connect(lambda is_on: self._tick(draft, key, is_on))
        self._boxes[key] = box
        self._put(number, _TYPE, box)
        if row.is_suggested:
            self._put(number, _MARK, Chip(self._theme, words=tr("Suggested"), tone="info"))
        self._put(number, _LENGTH, self._length(row))
        self._put(number, _COLOUR, self._colour(row))
        self._put(number, _TODAY, self._count_of(key))

    def _show_tick(
        self,
        box: TickBox,
        row: AppointmentTypeChoice,
        draft: TypesDraft,
        preview: DayPreview | None,
        system: str,
    ) -> None:
        is_ticked = draft.is_ticked(type_id(row))
        box.setChecked(is_ticked)
        box.setAccessibleName(row_name(row, preview, is_ticked=is_ticked))
        box.setAccessibleDescription(row_description(row, preview, system=system))

    def _tick(self, draft: TypesDraft, key: str, is_on: bool) -> None:
        draft.tick(key, is_telehealth=is_on)
        self.ticked.emit()
