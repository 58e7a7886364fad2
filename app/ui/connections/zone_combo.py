"""The time zones to choose from: some 450, shown without building an item for each."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.said import say
from app.ui.connections.zones import zone_choices, zone_label
from app.ui.language import translated
from app.ui.theme import Theme
from app.ui.widgets.calm_combo import CalmCombo

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
CHOOSE_WORDS = say("Choose…")


class ZoneModel(QAbstractListModel):
    """`Sydney (Australia)`, and its IANA name as the item's data; `Choose…` for an empty name."""

    def __init__(self, names: tuple[str, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._names = names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """One row per zone."""
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What the combo asks for."""
        if role == Qt.ItemDataRole.DisplayRole:
            return zone_label(self._names[index.row()]) or translated(CHOOSE_WORDS)
        return self._names[index.row()] if role == Qt.ItemDataRole.UserRole else None


class ZoneCombo(CalmCombo):
    """Empty until `fill`: only few practices have to be asked."""

    def __init__(self, *, name: str, spoken: str, theme: Theme) -> None:
        super().__init__(name=name, spoken=spoken, theme=theme)

    @property
    def zone(self) -> str | None:
        """The IANA name of the chosen zone; None while it stands on *Choose…*."""
        return self.currentData() or None

    def fill(self, *, likely: str | None) -> None:
        """Offers every zone, with the likely one chosen; `None`: a person must choose.

        A zone by another name than those offered stands first, as it is.
        """
        self._offer(zone_choices(), likely)

    def show_only(self, zone: str | None) -> None:
        """Shows this zone alone, until the others are known."""
        self._offer((), zone)

    def _offer(self, names: tuple[str, ...], chosen: str | None) -> None:
        first = chosen or ""
        self.setModel(ZoneModel(names if first in names else (first, *names), self))
        self.setCurrentIndex(self.findData(first))
