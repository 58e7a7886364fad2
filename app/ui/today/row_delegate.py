"""Paints a card as one row of the list view: the same facts side by side, in fixed columns."""

import itertools

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.painting import (
    BOLD,
    SMALL,
    STRUCK,
    Chip,
    draw_chip,
    draw_stale_corner,
    draw_text,
    time_width,
)
from app.ui.theme import Theme
from app.ui.today.card_delegate import TELEHEALTH_ICONS
from app.ui.today.card_model import CARD_ROLE
from app.ui.today.cards import Card

# Shares of the width after the time: name, clinician, status, telehealth, third line.
_SHARES = (0.22, 0.2, 0.18, 0.14, 0.26)
HEADINGS = ("Name", "Clinician", "Status", "Where", "Details")


def column_edges(left: int, right: int, *, time_room: int) -> list[int]:
    """The x of every column after the time, and the right end."""
    edges, room = [left + time_room], right - left - time_room
    for share in _SHARES:
        edges.append(edges[-1] + round(room * share))
    return edges


class RowDelegate(QStyledItemDelegate):
    """Rows of 40 px at 100 %, of 64 where they take two lines.

    `stale_clinicians`: whose rows look old.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.stale_clinicians: frozenset[str] = frozenset()
        self.is_two_lined = False
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
        return QSize(400, self._theme.px(64 if self.is_two_lined else 40))

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
        self._draw_ground(painter, option, card)
        if self.is_two_lined:
            self._draw_two_lines(painter, option.rect, card)
        else:
            self._draw_cells(painter, option.rect, card)
        painter.restore()

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
        theme = self._theme
        left = box.left() + theme.px(14)
        edges = column_edges(left, box.right() - 8, time_room=self._time_room)
        cells = [
            QRect(start, box.top(), end - start - 8, box.height())
            for start, end in itertools.pairwise(edges)
        ]
        ink = "text.secondary" if card.is_done else "text.primary"
        muted = "err.fg" if card.line.startswith("!") else "text.muted"
        time_box = QRect(left, box.top(), self._time_room, box.height())
        draw_text(painter, theme, time_box, card.time, cut=BOLD, ink=ink)
        cut = STRUCK if card.is_struck else BOLD
        draw_text(painter, theme, cells[0], card.name, cut=cut, ink=ink, shorter=card.short_name)
        clinician = card.row.clinician_name
        draw_text(painter, theme, cells[1], clinician, ink=ink)
        self._draw_chips(painter, cells, card)
        words, fewer = card.line, card.short_line
        draw_text(painter, theme, cells[4], words, cut=SMALL, ink=muted, shorter=fewer)

    def _draw_two_lines(self, painter: QPainter, box: QRect, card: Card) -> None:
        """Time, name, clinician above; status, telehealth, the third line below."""
        theme, left, right = self._theme, box.left() + self._theme.px(14), box.right() - 8
        half = box.height() // 2
        upper = QRect(left, box.top() + theme.px(4), right - left, half - theme.px(4))
        ink = "text.secondary" if card.is_done else "text.primary"
        draw_text(painter, theme, upper, card.time, cut=BOLD, ink=ink)
        rest = upper.adjusted(self._time_room, 0, 0, 0)
        name_room = rest.width() * 3 // 5
        name_box = QRect(rest.left(), rest.top(), name_room - 8, rest.height())
        cut = STRUCK if card.is_struck else BOLD
        draw_text(painter, theme, name_box, card.name, cut=cut, ink=ink, shorter=card.short_name)
        who = rest.adjusted(name_room, 0, 0, 0)
        draw_text(painter, theme, who, card.row.clinician_name, ink=ink)
        self._draw_lower(painter, QRect(left, box.top() + half, right - left, half), card)

    def _draw_lower(self, painter: QPainter, box: QRect, card: Card) -> None:
        top, theme = box.top() + self._theme.px(4), self._theme
        chips = [Chip(word=card.word, glyph=card.glyph, tone=card.tone)]
        if card.telehealth:
            chips.append(Chip(word=card.telehealth, icon=TELEHEALTH_ICONS[card.telehealth]))
        left = box.left()
        for chip in chips:
            left = 6 + draw_chip(painter, theme, chip, left=left, top=top, room=box.right() - left)
        line = QRect(left + 6, top, box.right() - left - 6, theme.px(20))
        muted = "err.fg" if card.line.startswith("!") else "text.muted"
        words, fewer = card.line, card.short_line
        draw_text(painter, theme, line, words, cut=SMALL, ink=muted, shorter=fewer)

    def _draw_chips(self, painter: QPainter, cells: list[QRect], card: Card) -> None:
        top = cells[2].center().y() - self._theme.px(20) // 2
        status = Chip(word=card.word, glyph=card.glyph, tone=card.tone)
        draw_chip(
            painter, self._theme, status, left=cells[2].left(), top=top, room=cells[2].width()
        )
        if card.telehealth:
            chip = Chip(word=card.telehealth, icon=TELEHEALTH_ICONS[card.telehealth])
            draw_chip(
                painter, self._theme, chip, left=cells[3].left(), top=top, room=cells[3].width()
            )
