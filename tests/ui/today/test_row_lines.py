"""The lowest line of a list row: the line keeps its number, telehealth at least its sign."""

from dataclasses import replace

from app.ui.painting import SMALL, chip_width
from app.ui.run import Application
from app.ui.theme import SchemeChoice, Theme
from app.ui.today.cards import Card, card_of
from app.ui.today.names import is_cut
from app.ui.today.row_delegate import RowDelegate
from app.ui.today.third_line import fitted
from tests.ui.rows import NOW, row


def visit(**facts: object) -> Card:
    return card_of(row(is_telehealth=True, **facts), now=NOW)


def narrowest_with_word(delegate: RowDelegate, card: Card) -> int:
    """The smallest width in which telehealth still has its word."""
    return next(w for w in range(900, 0, -1) if not delegate._lower_chips(card, w - 1)[1].word)


def test_telehealth_gives_its_word_up_before_the_line_is_cut(qapp: Application) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    delegate, card = RowDelegate(theme), visit(patient_phone="0400111222")
    width = narrowest_with_word(delegate, card)
    room = width - sum(chip_width(theme, chip) + 6 for chip in delegate._lower_chips(card, width))
    assert not is_cut(theme, card.line, room - 6, SMALL)
    assert is_cut(theme, card.line, room - 7, SMALL)
    assert [chip.word for chip in delegate._lower_chips(card, width - 1)] == [card.word, ""]


def test_telehealth_keeps_its_word_only_where_the_line_loses_nothing_by_it(
    qapp: Application,
) -> None:
    theme = Theme(qapp, choice=SchemeChoice.LIGHT)
    delegate = RowDelegate(theme)
    card = visit(patient_phone="0400111222", moved_to_start=NOW, moved_to_clinician="Dr Lee")
    assert card.short_line
    kept = set()
    for width in range(900, 200, -1):
        status, where = delegate._lower_chips(card, width)
        kept.add(where.word)
        taken = chip_width(theme, status) + chip_width(theme, where) + 18
        sign = chip_width(theme, status) + chip_width(theme, replace(where, word="")) + 18
        lost = fitted(theme, card, width - taken).loss
        assert lost == fitted(theme, card, width - sign).loss
    assert kept == {"Telehealth", ""}
