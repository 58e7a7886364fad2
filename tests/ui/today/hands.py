"""Hands on the board's rows: find, press, type, open *Change…*."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.run_sheet import RunSheetRow
from app.ui.run import Application
from app.ui.today.cards import Card
from app.ui.today.edit.form import RowForm
from app.ui.today.page import TodayPage
from app.ui.widgets.buttons import Button
from tests.ui.scene import NINE_27
from tests.ui.studio import Studio, studio_on

ELEVEN = NINE_27 + timedelta(minutes=98)
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


async def opened(studio: Studio) -> TodayPage:
    await studio.scene.ready()
    await studio.open()
    return studio.window.today


def cards(page: TodayPage) -> list[Card]:
    return [card for column in page.board.columns for card in column.view.cards.cards]


def coming(page: TodayPage) -> Card:
    """A patient with a phone who is still to come."""
    return next(
        card
        for card in cards(page)
        if card.row.start > ELEVEN and not card.row.is_off and card.row.patient_phone
    )


def card_of_row(page: TodayPage, row: RunSheetRow) -> Card:
    return next(card for card in cards(page) if card.id == row.id)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    together = Qt.KeyboardModifier.NoModifier
    for each in modifiers:
        together |= each
    QTest.keyClick(focused(), key, together)


def type_text(text: str) -> None:
    QTest.keyClicks(focused(), text)


def button(page: TodayPage, name: str) -> Button:
    found = page.findChild(Button, name)
    assert isinstance(found, Button)
    return found


async def open_change(studio: Studio, page: TodayPage, card: Card) -> RowForm:
    """Enter and *Change…*; the form of that row."""
    page.board.select(card.id)
    press(Qt.Key.Key_Return)
    button(page, "drawer_change").setFocus()
    press(Qt.Key.Key_Space)
    await studio.until(lambda: page.edits.form is not None and page.edits.form.isVisible())
    assert page.edits.form is not None
    return page.edits.form


@asynccontextmanager
async def changing(
    app: Application, folder: Path
) -> AsyncIterator[tuple[Studio, TodayPage, Card, RowForm]]:
    """At eleven o'clock somebody who is still to come is being changed."""
    async with studio_on(app, folder, now=ELEVEN) as studio:
        page = await opened(studio)
        card = coming(page)
        yield studio, page, card, await open_change(studio, page, card)
