"""Vendors' texts stay texts in the window, whatever they look like (S16)."""

import dataclasses
import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QAbstractItemView, QLabel, QWidget

from app.sandbox import made_up_practice
from app.ui.widgets.labels import ElidedLabel
from app.ui.widgets.tips import plain_tip
from tests.ui.scene import DAY, scene
from tests.ui.studio import Studio

TAGS = (
    "<b>{}</b>", "<i>{}", "<a href='https://evil.example'>{}</a>", "<img src='file:///x'>{}",
    "<h1>{}</h1>", "<script>{}</script>", "<!--{}-->", "&lt;{}&gt;", "<font size=7>{}</font>",
    "<table><tr><td>{}</td></tr></table>", "{}\r\n2026-03-04T00:00:00Z INFO forged",
    "<qt>{}</qt>", "</span>{}", "[{}](https://evil.example)", "{{0}}{}", "%s{}", "$(){}",
)  # fmt: skip
PAYLOADS = [
    tag.format(f"Kim{n}") for n, tag in zip(range(200), itertools.cycle(TAGS), strict=False)
]


def odd_practice():
    """Everybody's names and every comment are payloads."""
    practice = made_up_practice(DAY)
    payloads = itertools.cycle(PAYLOADS)
    for patient in practice.patients():
        practice.change_patient(patient.id, family=next(payloads), given=next(payloads))
    for person in practice.practitioners():
        practice.change_practitioner(person.id, family=next(payloads))
    for kind in practice.types():
        practice.change_type(kind.id, text=next(payloads))
    for row in practice.appointments():
        if dataclasses.asdict(row).get("comment") is not None:
            practice.change(row.id, comment=next(payloads))
    return practice


def guessing(window):
    """Every widget that would show a text of its own as markup."""
    found = []
    for each in [window, *window.findChildren(QWidget)]:
        if isinstance(each, QLabel) and each.textFormat() is not Qt.TextFormat.PlainText:
            found += [each] if "<" in each.text() else []
        if "<" in each.toolTip() and not each.toolTip().startswith("<span style="):
            found.append(each)
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount() if model is not None else 0):
            tip = model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
            if tip and "<" in tip and not tip.startswith("<span style="):
                found.append(view)
    return found


@pytest.mark.proves("S16")
async def test_no_window_takes_a_vendors_text_for_markup(qapp, tmp_path, figure):
    async with scene(tmp_path, practice=odd_practice()) as around:
        await around.ready()
        studio = Studio(qapp, around)
        try:
            window = await studio.open()
            sheet = await around.services.run_sheet.sheet()
            shown = {row.patient_last_name for row in sheet.rows} & set(PAYLOADS)
            assert len(shown) > 20
            pages = [window.open_today, window.open_connections, window.open_history]
            for open_page in [*pages, window.open_bookings, window.open_support_export]:
                open_page()
                await studio.until(lambda: not window.page.tasks.running)
                assert guessing(window) == []
        finally:
            await studio.aclose()
    figure(f"{len(PAYLOADS)} payloads on {len(pages) + 2} pages")


@pytest.mark.proves("S16")
@pytest.mark.parametrize("payload", PAYLOADS[: len(TAGS)], ids=ascii)
def test_a_tooltip_says_every_letter(qapp, payload):
    shown = QTextDocument()
    tip = plain_tip(payload)
    shown.setHtml(tip) if tip.startswith("<span") else shown.setPlainText(tip)
    assert shown.toPlainText().split() == payload.split()
    cut = ElidedLabel()
    cut.resize(5, 20)
    cut.show_text(payload)
    assert cut.toolTip() in {tip, ""}
    assert cut.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.proves("S16", control=True)
def test_a_label_that_guesses_takes_them_for_markup(qapp, figure):
    guessed = 0
    for payload in PAYLOADS:
        shown = QTextDocument()
        shown.setHtml(payload)
        guessed += shown.toPlainText().split() != payload.split()
    figure(f"{guessed} of {len(PAYLOADS)} taken for markup")
    assert guessed > 100
