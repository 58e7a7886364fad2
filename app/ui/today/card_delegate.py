"""Paints a card: status bar at the left, time and name, chips, one line. One delegate for all."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.ui.painting import (
    BOLD,
    Chip,
    chip_width,
    draw_card,
    draw_chip,
    draw_stale_corner,
    draw_text,
    time_width,
    turned,
)
from app.ui.theme import Theme
from app.ui.today.card_model import CARD_ROLE
from app.ui.today.cards import Card, telehealth_icon
from app.ui.today.names import draw_name, is_name_cut
from app.ui.today.third_line import draw_third_line, fitted, is_line_whole
from app.ui.widgets.tips import plain_tip

# The words above a line that takes two, so that those stand clear of the chips.
_RAISED_PX = 4


class CardDelegate(QStyledItemDelegate):
    """Cards of three lines. `is_stale` takes the fill of all away and cuts their corner."""

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
        box = option.rect.adjusted(0, 0, 0, -8)
        with turned(painter, box):
            self._draw_body(painter, option, box, card)
            self._draw_words(painter, box, card)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The whole name and the whole line, where not all of them is seen."""
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return False
        theme, box = self._theme, option.rect
        tips = [card.name] if is_name_cut(theme, card, self._name_box(box).width()) else []
        if not is_line_whole(theme, card, self._line_box(box).width()):
            tips.append(card.line)
        QToolTip.showText(event.globalPos(), plain_tip("\n".join(tips)), view)
        return bool(tips)

    def _name_box(self, box: QRect) -> QRect:
        """Beside the time."""
        theme = self._theme
        left, right = box.left() + theme.px(14) + self._time_room, box.right() - theme.px(12)
        return QRect(left, box.top() + theme.px(7), right - left, theme.px(24))

    def _line_box(self, box: QRect) -> QRect:
        """Below the chips."""
        theme = self._theme
        left, right = box.left() + theme.px(14), box.right() - theme.px(12)
        return QRect(left, box.bottom() - theme.px(26), right - left, theme.px(20))

    def _measure(self) -> None:
        self._time_room = time_width(self._theme) + self._theme.px(8)

    def _draw_body(
        self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, card: Card
    ) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
        is_stale = self.is_stale or card.is_old
        fill = self._fill(state, selected, is_stale=is_stale)
        draw_card(painter, self._theme, box, fill=fill, tone=card.tone, is_focused=focused)
        if is_stale:
            draw_stale_corner(painter, self._theme, box)

    def _fill(self, state: QStyle.StateFlag, selected: bool, *, is_stale: bool) -> str | None:
        if selected:
            return "bg.selected"
        if state & QStyle.StateFlag.State_MouseOver:
            return "bg.hover"
        return None if is_stale else "bg.surface"

    def _draw_words(self, painter: QPainter, box: QRect, card: Card) -> None:
        theme = self._theme
        left, right, line = box.left() + theme.px(14), box.right() - theme.px(12), theme.px(24)
        lines = fitted(theme, card, right - left).lines
        box = box.adjusted(0, 0 if len(lines) == 1 else -theme.px(_RAISED_PX), 0, 0)
        top = box.top() + theme.px(7)
        ink = "text.secondary" if card.is_done else "text.primary"
        time_box = QRect(left, top, self._time_room, line)
        draw_text(painter, theme, time_box, card.time, cut=BOLD, ink=ink)
        draw_name(painter, theme, self._name_box(box), card, ink=ink)
        self._draw_chips(painter, card, left=left, right=right, top=top + line + theme.px(2))
        draw_third_line(painter, theme, self._line_box(box), card)

    def _draw_chips(
        self, painter: QPainter, card: Card, *, left: int, right: int, top: int
    ) -> None:
        theme, status = self._theme, Chip(word=card.word, glyph=card.glyph, tone=card.tone)
        where = Chip(word=card.telehealth, icon=telehealth_icon(card.row))
        sign = replace(where, word="")
        room = right - left - (chip_width(theme, sign) + 6 if card.telehealth else 0)
        left = 6 + draw_chip(painter, theme, status, left=left, top=top, room=room)
        if card.telehealth:
            is_whole = left + chip_width(theme, where) <= right
            chip = where if is_whole else sign  # which says more than `T…`
            draw_chip(painter, theme, chip, left=left, top=top, room=right - left)
