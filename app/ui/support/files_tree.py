"""The files of the export by what they are about, with sizes and what was taken out."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from app.services.support.bundle import SupportExport, SupportFile
from app.ui.support.words import GROUPS, file_words, spoken
from app.ui.theme import Theme

_COLUMNS = ("File", "Size", "Removed")
_INDENT_PX, _ARROW_PX = 20, 16


class FilesTree(QTreeWidget):
    """`chosen`: the file in focus has changed."""

    chosen = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("support_files")
        self.setAccessibleName("What's in the file")
        self.setColumnCount(len(_COLUMNS))
        self.setHeaderLabels(list(_COLUMNS))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setUniformRowHeights(True)
        theme.changed.connect(self._fit)
        self._fit()
        header = self.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._files: dict[str, SupportFile] = {}
        self.currentItemChanged.connect(lambda *_: self.chosen.emit())

    @property
    def current(self) -> SupportFile | None:
        """The file in focus; None on a heading."""
        item = self.currentItem()
        return self._files.get(item.text(0)) if item is not None else None

    @property
    def names(self) -> tuple[str, ...]:
        """The files that are listed, top to bottom."""
        return tuple(self._files)

    def drawBranches(  # noqa: N802  # Qt's name
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The theme's arrow beside a heading, as large as the text."""
        if index.parent().isValid():
            return
        arrow = "chevron_down" if self.isExpanded(index) else "chevron_right"
        place = QRect(0, 0, self._theme.px(_ARROW_PX), self._theme.px(_ARROW_PX))
        place.moveCenter(rect.center())
        self._theme.icon(arrow, size=_ARROW_PX).paint(painter, place)

    def show_export(self, export: SupportExport | None) -> None:
        """Lists its files; the one in focus stays in focus, if it is still there."""
        here = self.current.name if self.current is not None else ""
        self.blockSignals(True)
        self.clear()
        self._files = {}
        by_name = {file.name: file for file in export.files} if export is not None else {}
        for title, names in GROUPS:
            self._add_group(title, [by_name[name] for name in names if name in by_name])
        self.expandAll()
        self.blockSignals(False)
        self.choose(here or next(iter(self._files), ""))
        self.chosen.emit()

    def choose(self, name: str) -> None:
        """Puts the focus on a file."""
        found = self.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 0)
        if found:
            self.setCurrentItem(found[0])
        elif self._files:
            self.choose(next(iter(self._files)))

    def _fit(self) -> None:
        self.setIndentation(self._theme.px(_INDENT_PX))

    def _add_group(self, title: str, files: list[SupportFile]) -> None:
        if not files:
            return
        group = QTreeWidgetItem([title])
        group.setFirstColumnSpanned(True)
        self.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        for file in files:
            self._files[file.name] = file
            item = QTreeWidgetItem(list(file_words(file)))
            for column in range(len(_COLUMNS)):
                item.setData(column, Qt.ItemDataRole.AccessibleTextRole, spoken(file))
            item.setToolTip(2, file_words(file)[2])
            group.addChild(item)
