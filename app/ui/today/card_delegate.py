"""Paints a card: status bar at the left, time and name, chips, one line. One delegate for all."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.painting import (
    Chip,
    draw_card,
    draw_chip,
    draw_stale_corner,
    draw_text,
    time_width,
)
from app.ui.theme import Theme
from app.ui.today.card_model import CARD_ROLE
from app.ui.today.cards import Card

TELEHEALTH_ICONS = {"Telehealth": "video", "Phone": "call"}


class CardDelegate(QStyledItemDelegate):
    """Cards of three lines. `is_stale` takes their fill away and cuts their corner."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.is_stale = False
        self._measure()
        theme.changed.connect(self._measure)

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every card is as high as the next, with the gap below it."""
        return QSize(200, self._theme.px(84) + 8)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draws within the option's rectangle less the gap."""
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(0, 0, 0, -8)
        self._draw_body(painter, option, box, card)
        self._draw_words(painter, box, card)
        painter.restore()

    def _measure(self) -> None:
        self._bold = self._theme.font(14, strong=True)
        self._small = self._theme.font(12)
        self._struck = self._theme.font(14, strong=True)
        self._struck.setStrikeOut(True)
        self._time_room = time_width(self._bold) + self._theme.px(12)

    def _draw_body(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, card: Card
    ) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus) and selected
        draw_card(painter, self._theme, box, fill=self._fill(state, selected), is_focused=focused)
        if self.is_stale:
            draw_stale_corner(painter, self._theme, box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(f"{card.tone}.solid"))
        painter.drawRoundedRect(box.left(), box.top() + 8, 4, box.height() - 16, 2, 2)

    def _fill(self, state: QStyle.StateFlag, selected: bool) -> str | None:
        if selected:
            return "bg.selected"
        if state & QStyle.StateFlag.State_MouseOver:
            return "bg.hover"
        return None if self.is_stale else "bg.surface"

    def _draw_words(self, painter: QPainter, box: QRect, card: Card) -> None:
        theme = self._theme
        left, right, line = box.left() + theme.px(14), box.right() - theme.px(12), theme.px(24)
        top = box.top() + theme.px(7)
        quiet = theme.color("text.secondary" if card.is_done else "text.primary")
        draw_text(painter, QRect(left, top, self._time_room, line), card.time, self._bold, quiet)
        name_left = left + self._time_room
        draw_text(
            painter,
            QRect(name_left, top, right - name_left, line),
            card.name,
            self._struck if card.is_struck else self._bold,
            quiet,
            elide=True,
        )
        self._draw_chips(painter, card, left=left, right=right, top=top + line + theme.px(2))
        bottom = QRect(left, box.bottom() - theme.px(26), right - left, theme.px(20))
        colour = theme.color("err.fg" if card.line.startswith("!") else "text.muted")
        draw_text(painter, bottom, card.line, self._small, colour, elide=True)

    def _draw_chips(
        self, painter: QPainter, card: Card, *, left: int, right: int, top: int
    ) -> None:
        chip = Chip(word=card.word, glyph=card.glyph, tone=card.tone)
        end = draw_chip(painter, self._theme, chip, left=left, top=top, room=right - left)
        if card.telehealth:
            chip = Chip(word=card.telehealth, icon=TELEHEALTH_ICONS[card.telehealth])
            left = end + 6
            draw_chip(painter, self._theme, chip, left=left, top=top, room=right - left)
