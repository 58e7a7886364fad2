"""What is struck through is seen to be, and a line too long for its place keeps its time."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from app.ui.painting import BOLD, STRUCK, Chip, Cut, draw_chip, draw_text, shortened
from app.ui.run import Application
from app.ui.theme import SchemeChoice, Theme


def test_the_line_lies_over_the_struck_words(qapp: Application) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    plain, struck = _inked(theme, BOLD), _inked(theme, STRUCK)
    line = struck - plain
    assert line
    assert min(x for x, _ in line) >= 100
    assert max(x for x, _ in line) <= max(x for x, _ in plain) + 2
    assert len({x for x, _ in struck}) > 0.95 * (max(x for x, _ in plain) - 100)
    assert len({y for _, y in line}) <= 3


def test_a_name_without_room_is_drawn_in_its_shorter_form(qapp: Application) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    whole, shorter = "Konstantinos Papadopoulos", "K. Papadopoulos"
    assert _inked(theme, BOLD, whole, shorter=shorter, room=150) == _inked(theme, BOLD, shorter)
    assert _inked(theme, BOLD, whole, shorter=shorter) == _inked(theme, BOLD, whole)


def test_a_sign_without_a_word_stands_in_the_middle_of_its_chip(qapp: Application) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    image = QImage(60, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    end = draw_chip(painter, theme, Chip(word="", icon="video"), left=0, top=0, room=60)
    painter.end()
    white, middle = QColor("white").rgb(), range(5, 15)
    inked = [x for x in range(60) if any(image.pixel(x, y) != white for y in middle)]
    sign = [x for x in inked if 4 < x < end - 5]
    assert abs((min(sign) - inked[0]) - (inked[-1] - max(sign))) <= 2


def _inked(
    theme: Theme, cut: Cut, text: str = "Ann Lee", *, shorter: str = "", room: int = 280
) -> set[tuple[int, int]]:
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(60, 0)  # as in a view, whose painter begins at the window's corner
    draw_text(painter, theme, QRect(40, 0, room, 40), text, cut=cut, shorter=shorter)
    painter.end()
    white = QColor("white").rgb()
    return {(x, y) for x in range(400) for y in range(40) if image.pixel(x, y) != white}


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Moved to A/Prof Minh Khai Đặng-Whitaker, 11:05 am", ", 11:05 am"),
        ("✎ Only in this app, by the front desk · 0491 578 148", " · 0491 578 148"),
        ("≈ Similar name, a possible duplicate, too · (03) 7010 0133", " · (03) 7010 0133"),
        ("≈ Similar name · ↷ Moved from Dr Wendy Okafor, 9:00 am", ", 9:00 am"),
        ("Cancelled in MediRecords, seen Sat 21 Nov, 9:32 am", " Sat 21 Nov, 9:32 am"),
        ("Phone 0491 570 156 · Interpreter booked", ""),
    ],
)
def test_a_line_that_is_too_long_keeps_the_time_at_its_end(
    qapp: Application, line: str, kept: str, percent: int
) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    theme.choose(SchemeChoice.LIGHT, scale=percent / 100)
    metrics = QFontMetrics(theme.font(12))
    room = theme.px(240 - 26)
    shown = shortened(metrics, line, room)
    assert metrics.horizontalAdvance(shown) <= room
    assert shown != line
    assert shown.endswith(f"…{kept}")
    assert shortened(metrics, line, 10 * room) == line
    assert shortened(metrics, line, metrics.horizontalAdvance(line)) == line
    assert shortened(metrics, line, theme.px(60)).endswith("…")
