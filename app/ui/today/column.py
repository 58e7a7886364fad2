"""One clinician's column: a header with count, source and its own freshness, and the cards."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import Theme
from app.ui.today.card_delegate import CardDelegate
from app.ui.today.card_view import CardView
from app.ui.today.column_menu import ColumnDeed, ColumnMenu
from app.ui.today.content import ColumnContent
from app.ui.widgets.labels import ElidedLabel, label

MIN_WIDTH, MAX_WIDTH = 240, 420
_HEAD_GAP = 6
_NOTHING = "\u00a0"  # as high as words are, which an empty label is not


class Column(QWidget):
    """Shows a `ColumnContent`; a later one changes it in place. `wanted` carries a deed."""

    wanted = Signal(str)

    def __init__(self, clinician_id: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clinician_id = clinician_id
        self.setObjectName(f"column_{clinician_id}")
        self._delegate = CardDelegate(theme)
        self.view = CardView(theme, self._delegate)
        self.view.setObjectName(f"cards_{clinician_id}")
        self._name = ElidedLabel(role="strong", name="column_name")
        self._count = label(role="muted", name="column_count")
        self._source = ElidedLabel(role="muted", name="column_source", is_optional=True)
        self._below = ElidedLabel(role="muted", name="column_below")
        self._warning = label(role="error", name="column_warning")
        self.menu = ColumnMenu(clinician_id, theme)
        self.menu.wanted.connect(self.wanted)
        self.view.print_wanted.connect(lambda: self.wanted.emit(ColumnDeed.PRINT))
        self._build()

    @property
    def warning(self) -> str:
        """The column's own freshness, empty while it is fine."""
        return self._warning.text().strip()

    def show_content(self, content: ColumnContent, *, has_warning_room: bool) -> None:
        """`has_warning_room` keeps the cards of all columns level when one header has a warning."""
        self._name.show_text(content.name)
        self.menu.name_for(content.name)
        self._count.setText(content.count_words)
        self._source.show_text(content.source)
        self._below.show_text(f"{content.count_words} {content.source}".strip())
        self._warning.setText(content.warning or _NOTHING)
        self._warning.setVisible(has_warning_room)
        self.view.setAccessibleName(content.spoken)
        if self._delegate.is_stale != content.is_stale:
            self._delegate.is_stale = content.is_stale
            self.view.viewport().update()
        self.view.update_to(content.cards, empty_words=content.empty_words, next_id=content.next_id)

    def is_cut_at(self, width: int) -> bool:
        """True when name and count don't fit beside each other in this width."""
        words = (self._name, self._count)
        for part in words:
            part.ensurePolished()  # before it was ever shown, a name is measured as if not bold
        needed = sum(part.sizeHint().width() + _HEAD_GAP for part in words)
        return needed + _HEAD_GAP + self.menu.minimumWidth() > width

    def stack_head(self, is_stacked: bool) -> None:
        """Gives count and source a line of their own, or has them beside the name."""
        for part in (self._count, self._source):
            part.setVisible(not is_stacked)
        self._below.setVisible(is_stacked)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_HEAD_GAP)
        head.addWidget(self._name)
        head.addWidget(self._count)
        head.addWidget(self._source, 1)
        head.addWidget(self.menu)
        self._source.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._below)
        column.addWidget(self._warning)
        column.addSpacing(6)
        column.addWidget(self.view, 1)
