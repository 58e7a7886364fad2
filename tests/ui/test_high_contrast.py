"""High contrast: no fills, borders and glyphs stay; chosen by a person or asked for by the PC."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.ui.high_contrast import without_fills
from app.ui.painting import Chip, draw_chip
from app.ui.resources import token_sets
from app.ui.run import Application
from app.ui.theme import SchemeChoice, Theme
from tests.ui.test_contrast import SHAPES, TEXT, contrast

SCHEMES = ("light", "dark")


@pytest.fixture
def theme(qapp: Application) -> Iterator[Theme]:
    made = Theme(qapp, choice=SchemeChoice.LIGHT)
    yield made
    made.choose(SchemeChoice.LIGHT)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_is_read_more_easily_than_before(scheme: str) -> None:
    plain = token_sets()[scheme]
    strong = without_fills(plain, is_dark=scheme == "dark")
    for ink, ground in TEXT:
        at_least = min(contrast(plain[ink], plain[ground]), 7)
        assert contrast(strong[ink], strong[ground]) >= min(at_least, 4.5), (ink, ground)
        if ink.startswith("text.") and ground != "bg.selected":
            assert contrast(strong[ink], strong[ground]) == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_shape_and_border_is_seen(scheme: str) -> None:
    strong = without_fills(token_sets()[scheme], is_dark=scheme == "dark")
    for shape, ground in (*SHAPES, ("border.subtle", "bg.app"), ("border.subtle", "bg.surface")):
        assert contrast(strong[shape], strong[ground]) >= 3, (shape, ground)


def test_only_what_is_selected_is_still_filled() -> None:
    strong = without_fills(token_sets()["light"], is_dark=False)
    grounds = {name for name in strong if name.startswith("bg.") or name.endswith(".bg")}
    assert {name for name in grounds if strong[name] != "#FFFFFF"} == {"bg.selected"}


def test_a_person_chooses_it(theme: Theme) -> None:
    theme.choose(SchemeChoice.CONTRAST)
    assert theme.is_high_contrast
    assert theme.tokens["warn.bg"] == "#FFFFFF"
    theme.choose(SchemeChoice.LIGHT)
    assert not theme.is_high_contrast
    assert theme.tokens["warn.bg"] == token_sets()["light"]["warn.bg"]


class Wishes(QObject):
    """What a desktop says of contrast; no platform of this machine has the setting."""

    contrastPreferenceChanged = Signal()  # noqa: N815  # Qt's name

    def __init__(self) -> None:
        super().__init__()
        self.is_high = False

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802  # Qt's name
        which = Qt.ContrastPreference
        return which.HighContrast if self.is_high else which.NoPreference


def test_the_pc_asks_for_it(qapp: Application) -> None:
    wishes = Wishes()
    theme = Theme(qapp, wishes=wishes)
    assert not theme.is_high_contrast
    wishes.is_high = True
    wishes.contrastPreferenceChanged.emit()
    assert theme.tokens["text.muted"] == "#000000"
    theme.choose(SchemeChoice.LIGHT)
    assert not theme.is_high_contrast


@pytest.mark.parametrize(("choice", "has_line"), [("light", False), ("contrast", True)])
def test_a_chip_without_its_fill_has_a_line(theme: Theme, choice: str, has_line: bool) -> None:
    theme.choose(SchemeChoice(choice))
    image = QImage(120, 24, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    draw_chip(painter, theme, Chip(word="Arrived", tone="ok"), left=0, top=0, room=120)
    painter.end()
    line = theme.color("ok.solid").rgb()
    assert (image.pixelColor(40, 0).rgb() == line) is has_line


def test_the_pcs_wish_is_still_heard_by_a_later_theme(qapp: Application) -> None:
    for _ in range(3):
        theme = Theme(qapp)
        theme.choose(SchemeChoice.LIGHT)
        theme.choose(SchemeChoice.SYSTEM)
        assert not theme.is_high_contrast
        theme.deleteLater()
        QApplication.sendPostedEvents(theme, QEvent.Type.DeferredDelete)
        del theme
        gc.collect()
