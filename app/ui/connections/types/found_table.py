"""The types of a system that flags telehealth itself: what it says, and a person's override."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.connection import AppointmentTypeChoice
from app.domain.preview import DayPreview
from app.ui.connections.cards.chip import Chip
from app.ui.connections.types.type_choices import (
    TypesDraft,
    found_spoken,
    found_words,
    override_name,
    override_words,
    row_description,
    type_id,
)
from app.ui.connections.types.types_grid import TypesGrid
from app.ui.language import tr
from app.ui.theme import Theme
from app.ui.widgets.labels import label
from app.ui.widgets.ticks import TickBox

_TYPE, _FOUND, _OVERRIDE, _TODAY, _TIMES = range(5)


class FoundTable(TypesGrid):
    """Read only but for the override, which counts the type the other way until it is unticked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, times_column=_TIMES)

    def _headings(self, system: str) -> tuple[str, ...]:
        return (
            tr("Type in {system}", system=system),
            tr("{system} says", system=system),
            tr("Override"),
            tr("Today"),
            tr("Times today"),
        )

    def _add_row(self, number: int, row: AppointmentTypeChoice, draft: TypesDraft) -> None:
        key = type_id(row)
        box = TickBox(override_words(row), name=f"type_{number}", theme=self._theme)
        box.toggled.connect(lambda is_on: self._override(draft, key, is_on))
        self._boxes[key] = box
        self._put(number, _TYPE, self._type(row))
        self._put(number, _FOUND, self._found(row))
        self._put(number, _OVERRIDE, box)
        self._put(number, _TODAY, self._count_of(key))

    def _show_tick(
        self,
        box: TickBox,
        row: AppointmentTypeChoice,
        draft: TypesDraft,
        preview: DayPreview | None,
        system: str,
    ) -> None:
        is_overridden = draft.is_overridden(type_id(row))
        box.setChecked(is_overridden)
        box.setAccessibleName(override_name(row, preview, is_overridden=is_overridden))
        found = found_spoken(row, system=system)
        more = row_description(row, preview, system=system)
        box.setAccessibleDescription(", ".join(part for part in (found, more) if part))

    def _override(self, draft: TypesDraft, key: str, is_on: bool) -> None:
        draft.override(key, is_overridden=is_on)
        self.ticked.emit()

    def _type(self, row: AppointmentTypeChoice) -> QWidget:
        """The name, and below it the length and the colour: so that 200 % text has room."""
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        column.addWidget(label(row.appointment_type.name, role="strong", wrap=True))
        about = QHBoxLayout()
        about.setSpacing(12)
        about.addWidget(self._length(row))
        about.addWidget(self._colour(row), 1)
        column.addLayout(about)
        return place

    def _found(self, row: AppointmentTypeChoice) -> QWidget:
        tone = "info" if row.appointment_type.is_telehealth else "neutral"
        return Chip(self._theme, words=found_words(row), tone=tone)
