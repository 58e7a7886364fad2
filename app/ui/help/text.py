"""A page of Help to read: its Markdown in our look, from a section on, what is found marked."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QImageReader,
    QPixmap,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser

from app.ui.help.pages import PICTURE, HelpPage, anchor_of
from app.ui.language import tr
from app.ui.resources import docs_dir
from app.ui.theme import Theme

_HEADING_PX = {1: 20, 2: 16, 3: 14}
_ABOVE_PX = {1: 0, 2: 22, 3: 16}
_MARGIN_PX = 16
_LINE_PERCENT = 140.0
_TOP_LEFT = QPoint(_MARGIN_PX, _MARGIN_PX)
_IMAGE = QTextDocument.ResourceType.ImageResource.value
_SMOOTH = Qt.TransformationMode.SmoothTransformation
_FIND_BACKWARD = QTextDocument.FindFlag.FindBackward


class HelpText(QTextBrowser):
    """Reads like a page of paper: selected, copied, scrolled by keys. `link_chosen` carries where a
    link leads, as the page has it. Pictures become smaller where there is little room.
    """

    link_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: HelpPage | None = None
        self._anchor = ""
        self._due: list[str] = []
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._load_next)
        self.setObjectName("help_text")
        self.setOpenLinks(False)
        self.setTabChangesFocus(False)  # Tab goes from link to link, then on
        self.document().setDocumentMargin(_MARGIN_PX)
        self.anchorClicked.connect(lambda link: self.link_chosen.emit(link.toString()))
        theme.changed.connect(self._show_again)

    def show_page(self, page: HelpPage, anchor: str = "") -> None:
        """Shows a page from one of its sections on; the beginning where it has no such one."""
        if page is not self._page:
            self._page = page
            self.setAccessibleName(tr("Help: {page}", page=page.title))
            self._fill(page)
        self.go_to(anchor)

    def go_to(self, anchor: str) -> None:
        """Scrolls to a section; the cursor stands in it: reading and finding go on from there."""
        self._anchor = anchor
        found = next((one for one in self._headings() if anchor_of(one.text()) == anchor), None)
        block = found if found is not None else self.document().begin()
        self.setTextCursor(QTextCursor(block))
        self._scroll_to(block)

    def _scroll_to(self, block: QTextBlock) -> None:
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(max(0, round(top) - _MARGIN_PX // 2))

    def mark(self, words: str, *, is_backward: bool = False) -> bool:
        """Selects the next place that has these words, from the cursor on and round again; False
        where there is none.
        """
        flags = _FIND_BACKWARD if is_backward else QTextDocument.FindFlag(0)
        if self.find(words, flags):
            return True
        before = self.textCursor()
        ending = QTextCursor.MoveOperation.End if is_backward else QTextCursor.MoveOperation.Start
        self.moveCursor(ending)
        if self.find(words, flags):
            return True
        self.setTextCursor(before)
        return False

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802  # Qt's name
        """The room of a picture of docs/; the picture comes a moment later, or the page would
        be long in coming. Nothing is read from anywhere else.
        """
        text = name if isinstance(name, str) else name.toString()
        is_ours = (docs_dir() / text).resolve().is_relative_to(docs_dir().resolve())
        if kind != _IMAGE or not is_ours:
            return None
        self._due.append(text)
        self._soon.start()
        room = QPixmap(self._fitted(QImageReader(str(docs_dir() / text)).size()))
        room.fill(self._theme.color("bg.sunken"))
        return room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: the pictures follow it, and what was at the top stays there."""
        top = self.cursorForPosition(_TOP_LEFT).block()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_pictures()
            self._scroll_to(top)

    def _load_next(self) -> None:
        """One picture, so that whatever else happens in the window is not kept waiting."""
        if not self._due:
            return
        name = self._due.pop(0)
        picture = QPixmap(str(docs_dir() / name))
        size = self._fitted(picture.size())
        fitted = picture if size == picture.size() else picture.scaledToWidth(size.width(), _SMOOTH)
        self.document().addResource(_IMAGE, QUrl(name), fitted)
        self.viewport().update()
        if self._due:
            self._soon.start()

    def _fitted(self, size: QSize) -> QSize:
        room = self.viewport().width() - 2 * _MARGIN_PX
        if not 0 < room < size.width():
            return size
        return QSize(room, round(size.height() * room / size.width()))

    def _fit_pictures(self) -> None:
        document = self.document()
        self._due.clear()
        for name in PICTURE.findall(self._page.markdown if self._page is not None else ""):
            document.addResource(_IMAGE, QUrl(name), self.loadResource(_IMAGE, name))
        document.markContentsDirty(0, document.characterCount())

    def _show_again(self) -> None:
        """In the colours and the size that are in force now, at the same section."""
        if self._page is not None:
            self._fill(self._page)
            self.go_to(self._anchor)

    # --- the look ------------------------------------------------------------------------------

    def _fill(self, page: HelpPage) -> None:
        self._due.clear()
        self.document().setDefaultFont(self._theme.font())
        self.setMarkdown(page.markdown)
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for block in self._blocks():
            self._dress(block, cursor)
        cursor.endEditBlock()
        self.document().setModified(False)

    def _dress(self, block: QTextBlock, cursor: QTextCursor) -> None:
        level, shape = block.blockFormat().headingLevel(), QTextBlockFormat()
        height = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        shape.setLineHeight(_LINE_PERCENT, height)
        cursor.setPosition(block.position())
        table = cursor.currentTable()
        if table is not None:
            self._dress_table(table)
        elif block.textList() is None:
            shape.setTopMargin(self._theme.px(8))
            shape.setBottomMargin(self._theme.px(8))
        if level:
            shape.setTopMargin(self._theme.px(_ABOVE_PX.get(level, 16)))
            shape.setBottomMargin(self._theme.px(6))
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.setCharFormat(self._heading(level))
        elif block.blockFormat().hasProperty(QTextFormat.Property.BlockQuoteLevel):
            shape.setLeftMargin(self._theme.px(12))
            shape.setBackground(self._theme.color("neutral.bg"))
        cursor.mergeBlockFormat(shape)

    def _dress_table(self, table: QTextTable) -> None:
        look = table.format()
        if look.cellPadding() != self._theme.px(6):  # once for all of its cells
            look.setCellPadding(self._theme.px(6))
            look.setBorderBrush(self._theme.color("border.subtle"))
            table.setFormat(look)

    def _heading(self, level: int) -> QTextCharFormat:
        """Made anew: Qt's own size of a heading wins over any that is merged into it."""
        look = QTextCharFormat()
        look.setFont(self._theme.font(_HEADING_PX.get(level, 14), strong=True))
        return look

    def _headings(self) -> Iterator[QTextBlock]:
        return (one for one in self._blocks() if one.blockFormat().headingLevel() > 1)

    def _blocks(self) -> Iterator[QTextBlock]:
        block = self.document().begin()
        while block.isValid():
            yield block
            block = block.next()
