"""The table of people: name, today's count, the column's combo and why it was suggested."""

import asyncio
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.connection import PractitionerChoice
from app.domain.said import say
from app.ui.connections.cards.chip import Chip
from app.ui.connections.people.choices import CHOOSE, ColumnChoice, PeopleDraft
from app.ui.language import tr, translated
from app.ui.theme import Theme
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.controls import clear
from app.ui.widgets.labels import label, restyle

_NAME, _TODAY, _COLUMN, _WHY = range(4)
_HEADINGS = (say("Person in {system}"), say("Today"), say("Column"), say("Why suggested"))
_COMBO_CHARACTERS = 16
_AT_ONCE = 3
_WIDE_PX = 560  # with less room than this, at 100 % text, the reasons stand below the combos


class PeopleTable(QWidget):
    """`chosen`: another column was picked for this practitioner id."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("people_table")
        self._shown: PeopleDraft | None = None
        self._combos: dict[str, CalmCombo] = {}
        self._counts: dict[str, QLabel] = {}
        self._reasons: dict[str, tuple[QLabel, QVBoxLayout]] = {}
        self._is_wide = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(_COLUMN, 5)
        theme.changed.connect(self._make_room)

    @property
    def combos(self) -> Mapping[str, CalmCombo]:
        """The combo of each practitioner by id, in the order of the rows."""
        return self._combos

    async def show_people(self, draft: PeopleDraft, *, system: str) -> None:
        """Builds a row per practitioner, a few at a time: fifty would stop the window."""
        self._shown = draft
        clear(self._grid)
        self._combos.clear()
        self._counts.clear()
        self._reasons.clear()
        if not draft.people.choices:
            return
        for column, words in enumerate(_HEADINGS):
            self._grid.addWidget(
                label(translated(words.format(system=system)), role="small"), 0, column
            )
        for number, row in enumerate(draft.people.choices, 1):
            self._add_row(number, row, draft)
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
                if self._shown is not draft:  # another list came meanwhile and builds its own
                    return
        self._grid.setRowStretch(len(draft.people.choices) + 1, 1)
        self._make_room()

    def show_counts(self, counts: Mapping[str, int | None]) -> None:
        """Today's appointments per practitioner; None where they could not be counted."""
        for key, target in self._counts.items():
            count = counts.get(key, 0)
            target.setText("–" if count is None else str(count))
            target.setAccessibleName(
                tr("not counted") if count is None else tr("{count} today", count=count)
            )

    def show_choices(self, draft: PeopleDraft) -> None:
        """Brings the combos in line with answers that were changed elsewhere."""
        rows = {_id(row): row for row in draft.people.choices}
        for key, combo in self._combos.items():
            self._say_why(key, _why(rows[key], draft))
            wanted = combo.findData(draft.choice(key).key)
            if combo.currentIndex() != wanted:
                combo.blockSignals(True)
                combo.setCurrentIndex(wanted)
                combo.blockSignals(False)
            restyle(combo, "unanswered", "true" if key in draft.unanswered() else "false")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Makes room."""
        super().resizeEvent(event)
        self._make_room()

    def focus_person(self, practitioner_id: str | None) -> None:
        """Into this person's combo, or the first one's."""
        combo = self._combos.get(practitioner_id or "") or next(iter(self._combos.values()), None)
        if combo is not None:
            combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, number: int, row: PractitionerChoice, draft: PeopleDraft) -> None:
        key = _id(row)
        count = label("…", name=f"today_{number}")
        count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._counts[key] = count
        combo = self._combo(number, row, draft)
        self._combos[key] = combo
        reason = label(role="secondary", wrap=True)
        self._grid.addWidget(_person(row, combo, self._theme), number, _NAME)
        self._grid.addWidget(count, number, _TODAY)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(combo)
        self._grid.addLayout(column, number, _COLUMN)
        self._grid.setRowMinimumHeight(number, 44)
        self._reasons[key] = (reason, column)
        self._say_why(key, _why(row, draft))
        self._place_reason(number, reason, column)

    def _say_why(self, key: str, reason: str) -> None:
        self._reasons[key][0].setText(reason)
        self._combos[key].setAccessibleDescription(
            tr("{reason}. Alt+Down opens the columns.", reason=reason)
        )

    def _make_room(self) -> None:
        """In large text beside the preview the reasons would have a line to each word."""
        self._is_wide = self.width() >= self._theme.px(_WIDE_PX)
        self._grid.setColumnStretch(_NAME, 3 if self._is_wide else 2)
        self._grid.setColumnStretch(_WHY, 3 if self._is_wide else 0)
        self._show_heading()
        for number, (reason, column) in enumerate(self._reasons.values(), 1):
            self._place_reason(number, reason, column)

    def _show_heading(self) -> None:
        item = self._grid.itemAtPosition(0, _WHY)
        if item is not None and (heading := item.widget()) is not None:
            heading.setVisible(self._is_wide)

    def _place_reason(self, number: int, reason: QLabel, below: QVBoxLayout) -> None:
        """In a column of its own, or below the combo."""
        is_below = below.indexOf(reason) >= 0
        if self._is_wide and (is_below or reason.parent() is None):
            below.removeWidget(reason)
            self._grid.addWidget(reason, number, _WHY)
        elif not self._is_wide and not is_below:
            self._grid.removeWidget(reason)
            below.addWidget(reason)

    def _combo(self, number: int, row: PractitionerChoice, draft: PeopleDraft) -> CalmCombo:
        key = _id(row)
        combo = CalmCombo(
            name=f"column_{number}", spoken=_spoken(row, draft), theme=self._theme, is_row=True
        )
        combo.step_wanted.connect(lambda step: self._step(key, step))
        combo.setMinimumContentsLength(_COMBO_CHARACTERS)
        for words, choice in draft.options(key):
            combo.addItem(words, choice.key)
        combo.setCurrentIndex(combo.findData(draft.choice(key).key))
        combo.currentIndexChanged.connect(lambda _index: self._choose(draft, key, combo))
        return combo

    def _step(self, practitioner_id: str, step: int) -> None:
        """Up and Down go from person to person."""
        keys = list(self._combos)
        place = keys.index(practitioner_id) + step
        if 0 <= place < len(keys):
            self.focus_person(keys[place])

    def _choose(self, draft: PeopleDraft, key: str, combo: CalmCombo) -> None:
        draft.choose(key, ColumnChoice.from_key(str(combo.currentData())))
        self.chosen.emit(key)


def _person(row: PractitionerChoice, combo: CalmCombo, theme: Theme) -> QWidget:
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 2, 0, 2)
    column.setSpacing(0)
    name = QHBoxLayout()
    name.setSpacing(8)
    words = label(row.practitioner.full_name, role="strong", wrap=True)
    words.setBuddy(combo)  # on Linux a combo is named by its label, not by its accessible name
    name.addWidget(words, 1)
    if row.is_new:
        chip = Chip(theme)
        chip.show_state("●", tr("New"), "info")
        name.addWidget(chip)
    column.addLayout(name)
    standing = _standing(row)
    if standing:
        column.addWidget(label(standing, role="small"))
    return place


def _standing(row: PractitionerChoice) -> str:
    if not row.practitioner.is_active:
        return tr("No longer active")
    return "" if row.practitioner.is_shown else tr("Not shown in the appointment book")


def _why(row: PractitionerChoice, draft: PeopleDraft) -> str:
    """Why this column is picked: another one than was suggested was picked by a person."""
    is_first = draft.choice(_id(row)) == draft.first_choice(_id(row))
    return translated(row.suggestion.reason) if is_first else tr("you chose this")


def _id(row: PractitionerChoice) -> str:
    return row.practitioner.pms_practitioner_id


def _spoken(row: PractitionerChoice, draft: PeopleDraft) -> str:
    """`Column for Dr John Smith, suggested Dr Smith because same surname and first initial`."""
    key = _id(row)
    name = tr("Column for {name}", name=row.practitioner.full_name)
    if row.mapping is not None:
        return tr("{name}, you chose this before", name=name)
    words = {choice.key: shown for shown, choice in draft.options(key)}
    suggested = words.get(draft.first_choice(key).key)
    if suggested is None or draft.first_choice(key) == CHOOSE:
        return tr(
            "{name}, needs a choice because {reason}", name=name, reason=row.suggestion.reason
        )
    return tr(
        "{name}, suggested {suggested} because {reason}",
        name=name,
        suggested=suggested,
        reason=row.suggestion.reason,
    )
