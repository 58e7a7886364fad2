"""What is in Help: pages with their sections, or the sections that have what was looked for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from app.ui.help.pages import CODES_PAGE, HelpPage, Place, Section, help_pages
from app.ui.language import tr
from app.ui.theme import Theme

_INDENT_PX = 12
_PLACE = int(Qt.ItemDataRole.UserRole)


class HelpContents(QTreeWidget):
    """`chosen` carries the place that a person went to, by keys or with the mouse."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("help_contents")
        self.setAccessibleName(tr("Contents of Help"))
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.currentItemChanged.connect(self._choose)
        theme.changed.connect(self._dress)
        self.show_all()

    def show_all(self) -> None:
        """Every page with its sections; the many codes folded."""
        self._fill([(page, page.sections[1:]) for page in help_pages().values()])

    def show_found(self, found: Sequence[Section]) -> None:
        """These sections alone, beneath their pages."""
        pages = help_pages()
        names = dict.fromkeys(one.place.page for one in found)
        self._fill([(pages[n], [one for one in found if one.place.page == n]) for n in names])
        self.expandAll()

    def show_place(self, place: Place) -> None:
        """Marks where the reader is; nothing is told of it."""
        item = next((each for each in self._items() if each.data(0, _PLACE) == place), None)
        self.blockSignals(True)
        if item is None:
            self.clearSelection()
        else:
            self.setCurrentItem(item)
            self.scrollToItem(item)  # unfolds the page that it is on
        self.blockSignals(False)

    @property
    def places(self) -> list[Place]:
        """Every place that is listed, top to bottom."""
        return [item.data(0, _PLACE) for item in self._items()]

    def _fill(self, listed: Sequence[tuple[HelpPage, Sequence[Section]]]) -> None:
        self.blockSignals(True)
        self.clear()
        for page, sections in listed:
            top = _item(page.sections[0])
            top.addChildren([_item(one) for one in sections if one.place.anchor])
            self.addTopLevelItem(top)
            top.setExpanded(page.name != CODES_PAGE)
        self.blockSignals(False)
        self._dress()

    def _dress(self) -> None:
        self.setIndentation(self._theme.px(_INDENT_PX))
        font = self._theme.font(strong=True)
        for top in self._tops():
            top.setFont(0, font)
        current = self.currentItem()
        if current is not None:
            self.scrollToItem(current)

    def _items(self) -> list[QTreeWidgetItem]:
        items = list[QTreeWidgetItem]()
        for top in self._tops():
            items.append(top)
            inner = (top.child(number) for number in range(top.childCount()))
            items += [each for each in inner if each is not None]
        return items

    def _tops(self) -> list[QTreeWidgetItem]:
        found = (self.topLevelItem(number) for number in range(self.topLevelItemCount()))
        return [each for each in found if each is not None]

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(0, _PLACE))


def _item(section: Section) -> QTreeWidgetItem:
    item = QTreeWidgetItem([section.title])
    item.setData(0, _PLACE, section.place)
    item.setToolTip(0, section.title)
    return item
