"""The Help window: contents at the left, the page at the right, above them Back and a find box."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.ui import keys
from app.ui.announce import announce
from app.ui.help.contents import HelpContents
from app.ui.help.pages import Place, find, help_pages, place_of_code
from app.ui.help.text import HelpText
from app.ui.language import tr, tr_count
from app.ui.theme import Theme
from app.ui.web import open_page
from app.ui.widgets.actions import Action
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.widgets.search_box import SearchBox

_SIZE = (1000, 680)
_SMALLEST = (560, 400)
_CONTENTS_PX = 300


class HelpWindow(QWidget):
    """One for the window it belongs to. It reads files of RunSheet's own and nothing else; a link
    to a page elsewhere opens in the browser.
    """

    def __init__(self, owner: QWidget, theme: Theme) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self._theme = theme
        self._place: Place | None = None
        self._before: list[Place] = []
        self.setObjectName("page")  # its ground
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(tr("RunSheet – {page}", page=tr("Help")))
        self.contents, self.text = HelpContents(theme), HelpText(theme)
        self.find_box = SearchBox(theme, name="help_find", hints=(tr("Find in Help"), tr("Find")))
        self.find_box.setAccessibleName(tr("Find in Help"))
        self.notice = NoticeBar(name="help_notice")
        self.found: QLabel = label(role="secondary", name="help_found")
        tip = tr("Back ({key})", key=keys.shown(keys.HELP_BACK))
        self.back = make_button(tr("Back"), name="help_back", on_click=self.go_back, tip=tip)
        self._lay_out()
        self._connect()

    @property
    def place(self) -> Place | None:
        """What is being read; None before anything was."""
        return self._place

    def open_at(self, place: Place, *, told: str = "") -> None:
        """Comes to the front at a place. `told`: the code of a fault that is on screen, which is
        one press away.
        """
        self.find_box.clear()
        self.show()  # first: a place is scrolled to in what has its size
        self.raise_()
        self.go_to(place)
        self._offer(told)
        self.activateWindow()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, place: Place) -> None:
        """Shows a place; Back returns to the one before."""
        if self._place is not None and place != self._place:
            self._before.append(self._place)
        self._show(place)

    def go_back(self) -> None:
        """To the place before this one."""
        if self._before:
            self._show(self._before.pop())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the find box, then closes the window."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.find_box.text():
            self.find_box.clear()
        else:
            self.close()

    def _show(self, place: Place) -> None:
        self._place = place
        self.text.show_page(help_pages()[place.page], place.anchor)
        self.contents.show_place(place)
        self.back.setEnabled(bool(self._before))

    def _offer(self, code: str) -> None:
        place = place_of_code(code)
        if place is None or place == self._place:
            self.notice.clear()
            return
        action = Action(tr("What {code} means", code=code), lambda: self._take_offer(place))
        words = tr("RunSheet shows {code} at the moment.", code=code)
        self.notice.show_notice(words, actions=(action,))

    def _take_offer(self, place: Place) -> None:
        self.notice.clear()
        self.go_to(place)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- finding -------------------------------------------------------------------------------

    def _find(self, text: str) -> None:
        """The sections that have these words; the whole contents where nothing is looked for."""
        found = find(text)
        if not text.strip():
            self.contents.show_all()
            words = ""
        else:
            self.contents.show_found(found)
            some = tr_count(len(found), "{n} section found", "{n} sections found")
            words = some if found else tr("Nothing found")
            announce(self, words)
        self.found.setText(words)
        if self._place is not None:
            self.contents.show_place(self._place)

    def _go_to_first(self) -> None:
        """Enter in the find box: the first section that has it, the word marked."""
        found = find(self.find_box.text())
        if found:
            self.go_to(found[0].place)
            self._mark()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, place: Place) -> None:
        self.go_to(place)
        self._mark()

    def _mark(self, *, is_backward: bool = False) -> None:
        words = self.find_box.text().split()
        if words:
            self.text.mark(words[0], is_backward=is_backward)

    def _follow(self, link: str) -> None:
        page = self._place.page if self._place is not None else ""
        place = Place.of(f"{page}.md{link}" if link.startswith("#") else link)
        if place is not None:
            self.go_to(place)
        elif link.startswith("https://"):
            open_page(link, self._say)

    def _say(self, words: str) -> None:
        self.notice.show_notice(words)

    # --- building ------------------------------------------------------------------------------

    def _focus_find(self) -> None:
        self.find_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find_box.selectAll()

    def _step_pane(self) -> None:
        """F6: from the contents to the page, and back."""
        pane = self.contents if self.text.hasFocus() else self.text
        pane.setFocus(Qt.FocusReason.TabFocusReason)

    def _share_width(self) -> None:
        """Larger words need longer lines, but the page keeps the better part."""
        contents = min(self._theme.px(_CONTENTS_PX), self.width() * 2 // 5)
        self._panes.setSizes([contents, self.width() - contents])

    def _connect(self) -> None:
        self._theme.changed.connect(self._share_width)
        self.contents.chosen.connect(self._chosen)
        self.text.link_chosen.connect(self._follow)
        self.find_box.textChanged.connect(self._find)
        self.find_box.returnPressed.connect(self._go_to_first)
        for each, act in (
            (keys.FIND, self._focus_find),
            (keys.HELP_BACK, self.go_back),
            (keys.FIND_NEXT, self._mark),
            (keys.FIND_PREVIOUS, lambda: self._mark(is_backward=True)),
            (keys.NEXT_PANE, self._step_pane),
            (keys.PREVIOUS_PANE, self._step_pane),
            (keys.HELP, self.close),
        ):
            keys.bind(self, each, act, everywhere=True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(self.find_box, 1)
        head.addWidget(self.found)
        head.addStretch(1)
        self._panes = panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        panes.addWidget(self.contents)
        panes.addWidget(self.text)
        panes.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(panes, 1)
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_SIZE)
        self._share_width()
