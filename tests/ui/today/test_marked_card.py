"""The card a person is at: marked once, in view where a bar takes room, kept from view to view."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.run import Application
from app.ui.theme import SchemeChoice
from app.ui.today.card_view import CardView
from tests.ui.studio import Studio, studio_on
from tests.ui.today.test_page import ELEVEN, opened, resync, views


def marked(studio: Studio) -> list[str]:
    """Every card that looks selected, in all columns."""
    found = []
    for view in views(studio.window.today):
        found += [view.cards.card_at(index).id for index in view.selectionModel().selectedIndexes()]
    return found


async def test_one_card_is_marked_whichever_column_the_keys_went_to(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        first, second = views(page)[:2]
        page.board.focus_column(1)
        QTest.keyClick(first, Qt.Key.Key_Down)
        was = first.current_card
        QTest.keyClick(first, Qt.Key.Key_Right)
        assert marked(studio) == [second.current_card.id]
        studio.scene.gentu.practice.cancel(str(was.row.pms_appointment_id))
        await resync(studio)
        assert marked(studio) == [second.current_card.id]
        page.board.focus_column(1)
        assert first.current_card.id == was.id  # it was remembered, and is marked again
        assert marked(studio) == [was.id]


async def test_where_a_bar_takes_room_the_marked_card_stays_in_view(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        view = views(page)[0]
        lowest = max(
            (card for card in view.cards.cards if is_in_view(view, card.id)),
            key=lambda card: card.row.start,
        )
        page.board.select(lowest.id)
        height = view.viewport().height()
        studio.window.context.show_message("A message of one line.")
        await studio.until(lambda: view.viewport().height() < height)
        await studio.until(lambda: is_in_view(view, lowest.id))


async def test_the_card_stays_marked_when_the_list_takes_the_place_of_the_columns(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        card = views(page)[2].cards.cards[8]
        page.board.select(card.id)
        studio.theme.choose(SchemeChoice.LIGHT, scale=2.0)
        await studio.until(page.list_pane.isVisible)
        rows = page.list_pane.view
        await studio.until(lambda: is_in_view(rows, card.id))
        assert rows.is_marked
        assert rows.current_card.id == card.id
        assert rows.hasFocus()
        studio.theme.choose(SchemeChoice.LIGHT, scale=1.0)
        await studio.until(page.board.isVisible)
        assert marked(studio) == [card.id]


def is_in_view(view: CardView, card_id: str) -> bool:
    """True where the whole card is on screen."""
    row = view.cards.row_of(card_id)
    box = view.visualRect(view.cards.index(row)).adjusted(0, 0, 0, -8)
    return view.viewport().rect().contains(box)
