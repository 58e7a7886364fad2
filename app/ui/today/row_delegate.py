"""Paints a card as one row of the list view: the same facts side by side, in fixed columns."""

import itertools
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.domain.said import say
from app.ui.painting import (
    BOLD,
    PLAIN,
    Chip,
    chip_width,
    draw_chip,
    draw_stale_corner,
    draw_text,
    time_width,
    turned,
)
from app.ui.theme import Theme
from app.ui.today.card_model import CARD_ROLE
from app.ui.today.cards import Card, telehealth_icon
from app.ui.today.names import draw_name, is_cut, is_name_cut
from app.ui.today.third_line import draw_third_line, fitted, is_line_whole
from app.ui.widgets.tips import plain_tip

# Shares of the width after the time: name, clinician, status, telehealth, third line.
_SHARES = (0.22, 0.2, 0.18, 0.14, 0.26)
_HEIGHTS = {1: 40, 2: 64, 3: 88}
_WITH_OWN_LINE = 3
HEADINGS = (say("Name"), say("Clinician"), say("Status"), say("Where"), say("Details"))


def column_edges(left: int, right: int, *, time_room: int) -> list[int]:
    """The x of every column after the time, and the right end."""
    edges, room = [left + time_room], right - left - time_room
    for share in _SHARES:
        edges.append(edges[-1] + round(room * share))
    return edges


class RowDelegate(QStyledItemDelegate):
    """Rows of 40 px at 100 %, of 64 where they take two lines, of 88 with the clinician on one of
    their own.

    `stale_clinicians`: whose rows look old.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.stale_clinicians: frozenset[str] = frozenset()
        self.lines = 1
        self._measure()
        theme.changed.connect(self._measure)

    @property
    def time_room(self) -> int:
        """The width of the time column."""
        return self._time_room

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every row is as high as the next."""
        return QSize(400, self._theme.px(_HEIGHTS[self.lines]))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draws the row's ground, then its cells."""
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        with turned(painter, option.rect):
            self._draw_ground(painter, option, card)
            if self.lines == 1:
                self._draw_cells(painter, option.rect, card)
            else:
                self._draw_lines(painter, option.rect, card)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The whole names and the whole line, where not all of them is seen."""
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return False
        box, theme, clinician = option.rect, self._theme, card.row.clinician_name
        is_one = self.lines == 1
        name_box, who = self._cells(box)[:2] if is_one else self._places(self._upper(box))
        tips = [card.name] if is_name_cut(theme, card, name_box.width()) else []
        if is_cut(theme, clinician, who.width(), PLAIN):
            tips.append(clinician)
        if not is_line_whole(theme, card, self._line_box(box, card).width()):
            tips.append(card.line)
        QToolTip.showText(event.globalPos(), plain_tip("\n".join(tips)), view)
        return bool(tips)

    def _measure(self) -> None:
        self._time_room = time_width(self._theme) + self._theme.px(16)

    def _draw_ground(self, painter: QPainter, option: QStyleOptionViewItem, card: Card) -> None:
        box, theme = option.rect, self._theme
        is_stale = card.is_old or card.row.clinician_id in self.stale_clinicians
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("bg.selected" if selected else "bg.hover"))
        elif not is_stale:
            painter.fillRect(box, theme.color("bg.surface"))
        painter.setPen(QPen(theme.color("border.subtle"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(f"{card.tone}.solid"))
        painter.drawRoundedRect(box.left(), box.top() + 6, 4, box.height() - 12, 2, 2)
        if is_stale:
            draw_stale_corner(painter, theme, box)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -2, -2), 4, 4)

    def _draw_cells(self, painter: QPainter, box: QRect, card: Card) -> None:
        theme, cells = self._theme, self._cells(box)
        left = box.left() + theme.px(14)
        ink = "text.secondary" if card.is_done else "text.primary"
        time_box = QRect(left, box.top(), self._time_room, box.height())
        draw_text(painter, theme, time_box, card.time, cut=BOLD, ink=ink)
        draw_name(painter, theme, cells[0], card, ink=ink)
        clinician = card.row.clinician_name
        draw_text(painter, theme, cells[1], clinician, ink=ink)
        self._draw_chips(painter, cells, card)
        draw_third_line(painter, theme, self._line_box(box, card), card)

    def _cells(self, box: QRect) -> list[QRect]:
        """What stands beside the time in one line."""
        left = box.left() + self._theme.px(14)
        edges = column_edges(left, box.right() - 8, time_room=self._time_room)
        return [
            QRect(start, box.top(), end - start - 8, box.height())
            for start, end in itertools.pairwise(edges)
        ]

    def _draw_lines(self, painter: QPainter, box: QRect, card: Card) -> None:
        """Time, name, clinician above; status, telehealth, the third line below."""
        theme, upper = self._theme, self._upper(box)
        ink = "text.secondary" if card.is_done else "text.primary"
        draw_text(painter, theme, upper, card.time, cut=BOLD, ink=ink)
        name_box, who = self._places(upper)
        draw_name(painter, theme, name_box, card, ink=ink)
        draw_text(painter, theme, who, card.row.clinician_name, ink=ink)
        self._draw_lower(painter, self._lowest(box), card)
        draw_third_line(painter, theme, self._line_box(box, card), card)

    def _upper(self, box: QRect) -> QRect:
        """The first of several lines."""
        left, gap = box.left() + self._theme.px(14), self._theme.px(4)
        line = box.height() // self.lines
        return QRect(left, box.top() + gap, box.right() - 8 - left, line - gap)

    def _places(self, upper: QRect) -> tuple[QRect, QRect]:
        """Where the name and the clinician stand: side by side, or one below the other."""
        rest = upper.adjusted(self._time_room, 0, 0, 0)
        if self.lines == _WITH_OWN_LINE:
            return rest, rest.translated(0, upper.height())
        name_room = rest.width() * 3 // 5
        name_box = QRect(rest.left(), rest.top(), name_room - 8, rest.height())
        return name_box, rest.adjusted(name_room, 0, 0, 0)

    def _lowest(self, box: QRect) -> QRect:
        """The last of several lines."""
        line, upper = box.height() // self.lines, self._upper(box)
        return QRect(upper.left(), box.bottom() + 1 - line, upper.width(), line)

    def _line_box(self, box: QRect, card: Card) -> QRect:
        """Where the third line stands: a cell of its own, or after the chips."""
        if self.lines == 1:
            return self._cells(box)[4]
        lowest, theme = self._lowest(box), self._theme
        chips = self._lower_chips(card, lowest.width())
        left = lowest.left() + sum(chip_width(theme, chip) + 6 for chip in chips) + 6
        return QRect(left, lowest.top() + theme.px(4), lowest.right() - left, theme.px(20))

    def _draw_lower(self, painter: QPainter, box: QRect, card: Card) -> None:
        top, theme = box.top() + self._theme.px(4), self._theme
        left = box.left()
        for chip in self._lower_chips(card, box.width()):
            left = 6 + draw_chip(painter, theme, chip, left=left, top=top, room=box.right() - left)

    def _lower_chips(self, card: Card, width: int) -> list[Chip]:
        """Telehealth by its sign alone where less of the line is lost then."""
        theme = self._theme
        chips = [Chip(word=card.word, glyph=card.glyph, tone=card.tone)]
        if not card.telehealth:
            return chips
        whole = Chip(word=card.telehealth, icon=telehealth_icon(card.row))
        sign = replace(whole, word="")
        room = width - sum(chip_width(theme, chip) + 6 for chip in (*chips, whole)) - 6
        more = room + chip_width(theme, whole) - chip_width(theme, sign)
        helps = fitted(theme, card, more).loss < fitted(theme, card, room).loss
        return [*chips, sign if helps else whole]

    def _draw_chips(self, painter: QPainter, cells: list[QRect], card: Card) -> None:
        top = cells[2].center().y() - self._theme.px(20) // 2
        status = Chip(word=card.word, glyph=card.glyph, tone=card.tone)
        draw_chip(
            painter, self._theme, status, left=cells[2].left(), top=top, room=cells[2].width()
        )
        if card.telehealth:
            chip = Chip(word=card.telehealth, icon=telehealth_icon(card.row))
            draw_chip(
                painter, self._theme, chip, left=cells[3].left(), top=top, room=cells[3].width()
            )
