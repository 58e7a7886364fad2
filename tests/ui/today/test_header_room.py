"""The head of the page at 1280: one row, whatever the pill says, before any words go."""

from datetime import date

from PySide6.QtCore import QPoint

from app.ui.run import Application
from app.ui.theme import SchemeChoice, Theme
from app.ui.today.freshness_words import Pill
from app.ui.today.header import Header
from tests.support.waiting import until

DAY = date(2025, 11, 18)
AT_1280 = 1044
"""What a window of 1280 leaves the page, less its margins."""


async def test_a_long_pill_takes_the_keys_from_the_buttons_before_it_takes_a_second_row(
    qapp: Application,
) -> None:
    header = Header(Theme(qapp, choice=SchemeChoice.LIGHT))
    header.show_day(DAY, current=DAY)
    header.resize(AT_1280, header.sizeHint().height())
    header.show()
    try:
        for words in ("Up to date · checked 9:27 am", "Out of date · last good check 10:27 am"):
            header.show_pill(Pill(glyph="!", words=words, tone="err", spoken=words))
            await until(lambda: header._pill.mapTo(header, QPoint()).x() > AT_1280 // 4)
            is_tight = words.startswith("Out")
            await until(lambda tight=is_tight: (header.add_button.text() == "") is tight)
    finally:
        header.close()
        header.deleteLater()
