"""The time zones to choose from: some 450, shown without building an item for each."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.connections.calm_combo import CalmCombo
from app.ui.connections.zones import zone_choices, zone_label
from app.ui.theme import Theme

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ZoneModel(QAbstractListModel):
    """`Sydney (Australia)`, and its IANA name as the item's data."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names = names

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """One row per zone."""
        return 0 if parent.isValid() else len(self._names)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What the combo asks for."""
        if role == Qt.ItemDataRole.DisplayRole:
            return zone_label(self._names[index.row()])
        return self._names[index.row()] if role == Qt.ItemDataRole.UserRole else None


class ZoneCombo(CalmCombo):
    """Empty until `fill`: only few practices have to be asked."""

    def __init__(self, *, name: str, spoken: str, theme: Theme) -> None:
        super().__init__(name=name, spoken=spoken, theme=theme)
        self._zones: ZoneModel | None = None

    @property
    def zone(self) -> str:
        """The IANA name of the chosen zone."""
        return str(self.currentData())

    def fill(self, *, likely: str) -> None:
        """Offers every zone, with the likely one chosen."""
        if self._zones is None:
            self._zones = ZoneModel(zone_choices())
            self.setModel(self._zones)
        self.setCurrentIndex(max(self.findData(likely), 0))
