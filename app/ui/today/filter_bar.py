"""The find box and the filter chips. It says what a person chose and hides nothing itself."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QWidget

from app.domain.run_sheet import RunSheetColumn
from app.ui import keys
from app.ui.language import tr
from app.ui.theme import Theme
from app.ui.today.filters import Filters
from app.ui.widgets.buttons import Button, Toggle
from app.ui.widgets.search_box import SearchBox
from app.ui.widgets.two_part_row import TwoPartRow


class FindBox(SearchBox):
    """`found`: Enter, go to the first card. `left`: Esc or Down, back to the board."""

    found = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        key = f"   ({keys.shown(keys.FIND)})"
        whole, short = tr("Find a patient: name, phone or date of birth"), tr("Find a patient")
        super().__init__(theme, name="find", hints=(whole + key, whole, short + key, short))
        self.setAccessibleName(tr("Find a patient by name, phone or date of birth"))
        self.setMinimumWidth(220)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the first match, Esc clears and then leaves, Down enters the board."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.found.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(TwoPartRow):
    """`changed`: the filters differ. `list_chosen`: True for the list, False for columns."""

    changed = Signal()
    list_chosen = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(grows="left", parent=parent)
        self.find_box = FindBox(theme)
        self._people = Button(f"{tr('All clinicians')} ▾", name="filter_clinicians")
        self._menu = QMenu(self._people)
        self._people.setMenu(self._menu)
        self.telehealth = Toggle(tr("Telehealth only"), name="filter_telehealth")
        self.cancelled = Toggle(tr("Show cancelled"), name="filter_cancelled", checked=True)
        self._columns = Toggle(tr("Columns"), name="view_columns", checked=True)
        self._list = Toggle(tr("List"), name="view_list")
        self._views = QWidget()
        self._names: tuple[tuple[str, str], ...] = ()
        self._left_out: set[str] = set()
        self._build()
        self._connect()

    @property
    def filters(self) -> Filters:
        """What is chosen now."""
        chosen = [str(each.data()) for each in self._menu.actions() if each.isChecked()]
        everybody = len(chosen) in (0, len(self._names))
        return Filters(
            clinician_ids=None if everybody else frozenset(chosen),
            telehealth_only=self.telehealth.isChecked(),
            show_cancelled=self.cancelled.isChecked(),
            find=self.find_box.text(),
        )

    def clear(self) -> None:
        """Everything is shown again."""
        self.find_box.clear()
        self.telehealth.setChecked(False)
        self.cancelled.setChecked(True)
        for action in self._menu.actions():
            action.setChecked(True)

    def show_clinicians(self, columns: Sequence[RunSheetColumn]) -> None:
        """Offers these clinicians, and keeps who was left out."""
        names = tuple((column.clinician_id, column.name) for column in columns)
        if names == self._names:
            return
        self._names = names
        self._menu.clear()
        for clinician_id, name in names:
            self._add_clinician(clinician_id, name, is_checked=clinician_id not in self._left_out)
        self._name_the_chosen()

    def show_view(self, *, as_list: bool, is_forced: bool) -> None:
        """Marks the view on screen; `is_forced`: the window is too narrow for columns, so that
        there is nothing to choose.
        """
        (self._list if as_list else self._columns).setChecked(True)
        self._views.setVisible(not is_forced)

    def _add_clinician(self, clinician_id: str, name: str, *, is_checked: bool) -> None:
        action = self._menu.addAction(name.replace("&", "&&"))
        action.setData(clinician_id)
        action.setCheckable(True)
        action.setChecked(is_checked)
        action.toggled.connect(self._choose_people)

    @property
    def left_out(self) -> frozenset[str]:
        """Whose columns a person hides on this PC, on whatever day they have one."""
        return frozenset(self._left_out)

    def leave_out_these(self, clinician_ids: Iterable[str]) -> None:
        """As it was left; before the first clinicians are shown."""
        self._left_out = set(clinician_ids)

    def leave_out(self, clinician_id: str) -> bool:
        """Hides one column; False for the last one, which stays."""
        shown = [each for each in self._menu.actions() if each.isChecked()]
        mine = [each for each in shown if each.data() == clinician_id]
        if not mine or len(shown) == 1:
            return False
        mine[0].setChecked(False)
        return True

    def _choose_people(self) -> None:
        for each in self._menu.actions():
            change = self._left_out.discard if each.isChecked() else self._left_out.add
            change(str(each.data()))
        self._name_the_chosen()
        self.changed.emit()

    def _name_the_chosen(self) -> None:
        chosen = self.filters.clinician_ids
        if chosen is None:
            words = spoken = tr("All clinicians")
        else:
            some, everybody = len(chosen), len(self._names)
            words = tr("{some} of {all}", some=some, all=everybody)
            spoken = tr("{some} of {all} clinicians", some=some, all=everybody)
        self._people.setText(f"{words} ▾")
        self._people.setAccessibleName(spoken)

    def _build(self) -> None:
        group = QButtonGroup(self)
        self.left.addWidget(self.find_box, 1)
        for button in (self._people, self.telehealth, self.cancelled):
            self.right.addWidget(button)
        choice = QHBoxLayout(self._views)
        choice.setContentsMargins(8, 0, 0, 0)
        choice.setSpacing(8)
        for button in (self._columns, self._list):
            group.addButton(button)
            choice.addWidget(button)
        self.right.addWidget(self._views)
        self.right.addStretch(1)
        self._columns.setAccessibleName(tr("Columns, a column per clinician"))
        self._list.setAccessibleName(tr("List, one list by time"))

    def _connect(self) -> None:
        self.find_box.textChanged.connect(lambda _text: self.changed.emit())
        self.telehealth.toggled.connect(lambda _on: self.changed.emit())
        self.cancelled.toggled.connect(lambda _on: self.changed.emit())
        self._list.toggled.connect(self.list_chosen)
