"""What is struck through is seen to be: the line lies over the words, and nowhere else."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from app.ui.painting import BOLD, STRUCK, Cut, draw_text
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


def _inked(theme: Theme, cut: Cut) -> set[tuple[int, int]]:
    image = QImage(400, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.translate(60, 0)  # as in a view, whose painter begins at the window's corner
    draw_text(painter, theme, QRect(40, 0, 280, 40), "Ann Lee", cut=cut)
    painter.end()
    white = QColor("white").rgb()
    return {(x, y) for x in range(400) for y in range(40) if image.pixel(x, y) != white}
