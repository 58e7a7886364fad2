"""The last 24 hours at a glance: a mark for each run, its shape telling the result."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.history import RunMark
from app.domain.practice_day import local
from app.domain.sync_run import SyncStatus
from app.domain.words import clock_time
from app.ui.history.strip_words import STRIP, Strip, mark_words, strip_words
from app.ui.theme import Theme
from app.ui.widgets.tips import plain_tip

_LANE_PX, _AXIS_PX, _SIDE_PX, _NEAR_PX = 18, 18, 8, 7
# What is drawn last lies on top: trouble is never hidden by the many that went well.
_ORDER = (
    SyncStatus.SUCCESS,
    SyncStatus.RUNNING,
    SyncStatus.SKIPPED,
    SyncStatus.CANCELLED,
    SyncStatus.ABANDONED,
    SyncStatus.PARTIAL,
    SyncStatus.FAILED,
)
_INKS = {
    SyncStatus.SUCCESS: "ok.solid",
    SyncStatus.PARTIAL: "warn.solid",
    SyncStatus.FAILED: "err.solid",
}


class HistoryStrip(QWidget):
    """`chosen` carries the id of a run that was clicked. The table is its twin for the keyboard."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("history_strip")
        self._theme = theme
        self._strip: Strip | None = None
        self._placed: tuple[tuple[int, float], Mapping[SyncStatus, Sequence[QPointF]]] | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_strip(self, strip: Strip) -> None:
        """Draws these marks, and says them in one sentence."""
        lanes_before = len(self._strip.lanes) if self._strip else 0
        self._strip, self._placed = strip, None
        self.setAccessibleName(f"Last 24 hours, {strip_words(strip)}")
        if len(strip.lanes) != lanes_before:
            self.updateGeometry()
        self.update()

    def mark_at(self, x: float, y: float) -> RunMark | None:
        """The run drawn nearest to a place, None where there is none."""
        strip = self._strip
        if strip is None:
            return None
        lane = list(strip.lanes)[int(y // self._lane)] if y < self._lane * len(strip.lanes) else ""
        marks = [each for each in strip.marks if each.connection_id == lane]
        far = [(abs(self._x(mark) - x), -_ORDER.index(mark.status), mark) for mark in marks]
        distance, _order, mark = min(far, key=lambda each: each[:2], default=(99.0, 0, None))
        return mark if distance <= _NEAR_PX else None

    def place_of(self, run_id: str) -> QPointF:
        """Where a run is drawn. Raises StopIteration for one that isn't."""
        assert self._strip is not None  # noqa: S101 (it has marks only then)
        mark = next(each for each in self._strip.marks if each.run_id == run_id)
        return QPointF(self._x(mark), self._y(mark))

    def sizeHint(self) -> QSize:
        """A lane for each connection, and the hours below."""
        lanes = max(1, len(self._strip.lanes)) if self._strip else 1
        return QSize(400, round(self._lane * lanes) + self._theme.px(_AXIS_PX))

    def minimumSizeHint(self) -> QSize:
        """As high as the lanes, however narrow."""
        return QSize(160, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """The pointer on a mark: what it was."""
        if isinstance(event, QHelpEvent) and self._strip is not None:
            mark = self.mark_at(event.pos().x(), event.pos().y())
            words = mark_words(mark, self._strip) if mark else ""
            QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a mark goes to its run."""
        mark = self.mark_at(event.position().x(), event.position().y())
        if mark is not None:
            self.chosen.emit(mark.run_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        mark = self.mark_at(event.position().x(), event.position().y())
        shape = Qt.CursorShape.PointingHandCursor if mark else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Closed hours, then the hours' lines, then the marks."""
        if self._strip is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, self._strip)
        for status in _ORDER:
            places = self._places(self._strip).get(status)
            if places:
                self._paint_marks(painter, status, places)
        painter.end()

    # --- geometry ----------------------------------------------------------------------------

    @property
    def _lane(self) -> float:
        return float(self._theme.px(_LANE_PX))

    @property
    def _left(self) -> int:
        """The room for the lanes' names, where there are several."""
        if self._strip is None or len(self._strip.lanes) < 2:
            return 0
        metrics = QFontMetrics(self._theme.font(12))
        widest = max(metrics.horizontalAdvance(name) for name in self._strip.lanes.values())
        return min(widest + self._theme.px(_SIDE_PX), self.width() // 4)

    def _x_of(self, share: float) -> float:
        side, left = self._theme.px(_SIDE_PX), self._left
        return left + side + min(1.0, max(0.0, share)) * (self.width() - left - 2 * side)

    def _x(self, mark: RunMark) -> float:
        assert self._strip is not None  # noqa: S101 (called for its marks only)
        return self._x_of((mark.started_at - self._strip.begins) / STRIP)

    def _y(self, mark: RunMark) -> float:
        assert self._strip is not None  # noqa: S101 (called for its marks only)
        lanes = list(self._strip.lanes)
        known = mark.connection_id in lanes
        return self._lane * ((lanes.index(mark.connection_id) if known else 0) + 0.5)

    # --- strokes -----------------------------------------------------------------------------

    def _paint_ground(self, painter: QPainter, strip: Strip) -> None:
        height = self._lane * max(1, len(strip.lanes))
        ground = QRectF(self._left, 0, self.width() - self._left, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("bg.surface"))
        painter.drawRoundedRect(ground, 4, 4)
        for begin, end in strip.closed:
            left = self._x_of((begin - strip.begins) / STRIP)
            right = self._x_of((end - strip.begins) / STRIP)
            painter.fillRect(QRectF(left, 0, right - left, height), self._theme.color("bg.sunken"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("border.subtle"), 1))
        painter.drawRoundedRect(ground.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self._paint_hours(painter, strip, height)
        self._paint_names(painter, strip)

    def _paint_names(self, painter: QPainter, strip: Strip) -> None:
        """Whose lane it is, where there are several."""
        room, metrics = self._left, QFontMetrics(self._theme.font(12))
        if not room:
            return
        painter.setPen(self._theme.color("text.secondary"))
        for number, name in enumerate(strip.lanes.values()):
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room - 4)
            box = QRectF(0, self._lane * number, room, self._lane)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_hours(self, painter: QPainter, strip: Strip, height: float) -> None:
        """A word every three hours, every six where there is little room."""
        painter.setFont(self._theme.font(12))
        metrics = painter.fontMetrics()
        step = 3 if self.width() > 9 * metrics.horizontalAdvance("12:00 pm") else 6
        now = local(strip.setting.now, strip.setting.timezone)
        on_the_hour = strip.setting.now.replace(minute=0, second=0, microsecond=0)
        on_the_hour -= (now.utcoffset() or STRIP) % (STRIP / 24)  # zones with half an hour
        for back in range(25):
            at = on_the_hour - back * (STRIP / 24)
            if at < strip.begins or local(at, strip.setting.timezone).hour % step:
                continue
            x = self._x_of((at - strip.begins) / STRIP)
            painter.setPen(QPen(self._theme.color("border.subtle"), 1))
            painter.drawLine(QPointF(x, 0), QPointF(x, height))
            words = clock_time(at, strip.setting.timezone).replace(":00", "")
            width = metrics.horizontalAdvance(words)
            left = min(max(0.0, x - width / 2), self.width() - width)
            painter.setPen(self._theme.color("text.muted"))
            box = QRectF(left, height, width + 4, self._theme.px(_AXIS_PX))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)

    def _places(self, strip: Strip) -> Mapping[SyncStatus, Sequence[QPointF]]:
        """Where marks of each result stand; those on one pixel are one. Kept until it changes."""
        key = (self.width(), self._theme.scale)
        if self._placed is None or self._placed[0] != key:
            lanes = {each: self._lane * (n + 0.5) for n, each in enumerate(strip.lanes)}
            left, room = self._x_of(0), self._x_of(1) - self._x_of(0)
            begins, whole = strip.begins, STRIP
            seen: dict[SyncStatus, dict[tuple[int, float], None]] = {}
            for mark in strip.marks:
                x = round(left + (mark.started_at - begins) / whole * room)
                y = lanes.get(mark.connection_id, self._lane / 2)
                seen.setdefault(mark.status, {})[x, y] = None
            placed = {status: [QPointF(*at) for at in found] for status, found in seen.items()}
            self._placed = key, placed
        return self._placed[1]

    def _paint_marks(
        self, painter: QPainter, status: SyncStatus, places: Sequence[QPointF]
    ) -> None:
        """A bar, half a disc, a triangle, a cross, a ring: told apart without colour."""
        ink, size = self._theme.color(_INKS.get(status, "neutral.solid")), self._theme.px(5)
        if status is SyncStatus.SUCCESS:
            bar = QRectF(-1.5, -size, 3, 2 * size)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.drawRects([bar.translated(at) for at in places])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            return
        shape, is_filled = _shape(status, size)
        painter.setPen(QPen(ink, 1.6))
        painter.setBrush(ink if is_filled else Qt.BrushStyle.NoBrush)
        for at in places:
            painter.drawPath(shape.translated(at))
            if status is SyncStatus.PARTIAL:
                painter.setBrush(ink)
                painter.drawPie(
                    QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size), 90 * 16, 180 * 16
                )
                painter.setBrush(Qt.BrushStyle.NoBrush)


def _shape(status: SyncStatus, size: float) -> tuple[QPainterPath, bool]:
    """A result's outline around the origin, and whether it is filled."""
    path = QPainterPath()
    if status is SyncStatus.FAILED:
        corners = [QPointF(0, -size), QPointF(size, size), QPointF(-size, size)]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
        return path, True
    if status in (SyncStatus.CANCELLED, SyncStatus.ABANDONED):
        for side in (-1, 1):
            path.moveTo(-size * side, -size)
            path.lineTo(size * side, size)
        return path, False
    path.addEllipse(QRectF(-size, -size, 2 * size, 2 * size))
    return path, False
