"""Book in: which CRM the booking goes to, and whether that one can be reached."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.crm import CrmProvider
from app.ui.theme import Theme
from app.ui.widgets.calm_combo import CalmCombo
from app.ui.widgets.labels import label


class BookIn(QWidget):
    """Only the CRMs that are set up. `changed`: another one is chosen."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._providers: tuple[CrmProvider, ...] = ()
        self._wanted: str | None = None
        self.combo = CalmCombo(name="form_book_in", spoken="Book in", theme=theme)
        self.combo.setMinimumContentsLength(12)
        caption = label("Book &in", role="muted")
        caption.setBuddy(self.combo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(caption)
        row.addWidget(self.combo)
        self.combo.activated.connect(self._choose)

    @property
    def provider(self) -> CrmProvider | None:
        """The chosen one; None where none is set up, or none is known yet."""
        chosen = self.combo.currentData()
        return next((each for each in self._providers if each.id == chosen), None)

    def offer(self, providers: Sequence[CrmProvider]) -> None:
        """Those that can be chosen; what was wanted stays."""
        if tuple(providers) != self._providers:
            self._providers = tuple(providers)
            self.combo.clear()
            for each in providers:
                self.combo.addItem(each.label, each.id)
        self._show()

    def want(self, provider: str | None, *, is_fixed: bool) -> None:
        """Chooses one; None leaves the last. `is_fixed`: a booking stays in its own CRM."""
        self._wanted = provider or self._wanted
        self.combo.setEnabled(not is_fixed)
        self._show()

    def _show(self) -> None:
        self.combo.setCurrentIndex(max(0, self.combo.findData(self._wanted)))

    def _choose(self, _index: int) -> None:
        self._wanted = self.combo.currentData()
        self.changed.emit()
