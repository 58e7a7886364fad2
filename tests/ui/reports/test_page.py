"""The Reports page on a synced practice, with a HubSpot beside it: figures, huddle, sending."""

import asyncio
import contextlib
from pathlib import Path
from typing import Never

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStyle, QStyleOptionViewItem, QWidget

from app.domain.errors import DatabaseBusy
from app.domain.report_push import PushState
from app.ui.reports.figure_table import FigureTable
from app.ui.reports.page import ReportsPage
from app.ui.run import Application
from app.ui.window.pages import PageName
from tests.support.crms import CRMS
from tests.ui.scene import scene
from tests.ui.studio import Studio


@contextlib.asynccontextmanager
async def reports(qapp: Application, folder: Path, *, is_synced: bool = True):
    """A window on Reports; the practice has been checked once today."""
    with CRMS["hubspot"].running() as hubspot:
        async with scene(folder, environment=hubspot.environment) as desk:
            if is_synced:
                await desk.ready()
            studio = Studio(qapp, desk)
            try:
                window = await studio.open()
                page = window.open_page(PageName.REPORTS)
                assert isinstance(page, ReportsPage)
                await studio.until(lambda: page.is_settled)
                yield studio, page, hubspot
            finally:
                await studio.aclose()


def press(widget: QWidget, key: Qt.Key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


async def test_the_figures_are_those_of_the_sheet(qapp: Application, tmp_path: Path) -> None:
    async with reports(qapp, tmp_path) as (studio, page, _hubspot):
        sheet = await studio.scene.services.run_sheet.sheet()
        coming = [row for row in sheet.rows if not row.is_off]
        shown = {row[0]: row[1] for row in page.visits.texts}
        assert shown["Booked"] == str(len(coming))
        assert shown["Telehealth"] == str(sum(row.is_telehealth for row in coming))
        assert sum(int(row[1]) for row in page.by_clinician.texts) == len(coming)
        assert [row[1] for row in page.by_day.texts] == ["–", str(len(coming))]
        await studio.until(lambda: page.day_chart.is_drawn and page.clinician_chart.is_drawn)


async def test_a_fresh_desk_says_when_reports_begin(qapp: Application, tmp_path: Path) -> None:
    async with reports(qapp, tmp_path, is_synced=False) as (_studio, page, _hubspot):
        assert page.empty.title == "Reports start after the first full day."
        assert page.empty.isVisible()
        assert not page.send_button.isEnabled()


async def test_privacy_hides_the_huddles_people(qapp: Application, tmp_path: Path) -> None:
    async with reports(qapp, tmp_path) as (studio, page, _hubspot):
        sheet = await studio.scene.services.run_sheet.sheet()
        names = {row.patient_name for row in sheet.rows if row.is_telehealth and not row.is_off}

        def seen() -> str:
            labels = page.huddle.findChildren(QWidget)
            return " ".join(each.text() for each in labels if hasattr(each, "text"))

        assert any(name in seen() for name in names)
        studio.window.privacy.turn_on()
        await studio.until(lambda: not any(name in seen() for name in names))


async def test_what_is_previewed_is_what_leaves_and_nobody_is_in_it(
    qapp: Application, tmp_path: Path
) -> None:
    async with reports(qapp, tmp_path) as (studio, page, hubspot):
        services = studio.scene.services
        hubspot.account.create("contacts", {"lastname": "Clinic reports"})  # of earlier reports
        hubspot.account.catch_up()
        sent: list[bytes] = []
        hubspot.on_request.append(
            lambda call: sent.append(call.body) if "/notes" in call.path and call.body else None
        )
        modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        press(page, Qt.Key.Key_R, modifiers)
        await studio.until(lambda: page.send_panel.is_ready)
        previewed = page.send_panel.payload.toPlainText()
        rows = (await services.run_sheet.sheet()).rows
        for row in rows:
            for secret in (row.patient_last_name, row.patient_phone, row.patient_email):
                assert not secret or len(secret) < 4 or secret not in previewed
        page.send_panel.send_button.setFocus()
        press(page.send_panel.send_button, Qt.Key.Key_Return)
        await studio.until(lambda: bool(page.pushes.table.texts))
        await studio.until(lambda: "✓ Sent" in page.pushes.table.texts[0][2])
        assert previewed.encode() in sent
        (push,) = await services.reports.history()
        assert push.payload == previewed
        assert not push.is_resend


async def test_sending_again_is_marked_as_a_resend(qapp: Application, tmp_path: Path) -> None:
    async with reports(qapp, tmp_path) as (studio, page, _hubspot):
        services = studio.scene.services
        preview = await services.reports.preview("hubspot", await services.reports.this_week())
        await services.reports.push("hubspot", preview)
        await studio.until(page.pushes.again_button.isEnabled)
        studio.scene.clock.pass_by(seconds=1)
        page.pushes.again_button.setFocus()
        press(page.pushes.again_button, Qt.Key.Key_Return)
        await studio.until(lambda: len(page.pushes.table.texts) == 2)
        await studio.until(lambda: "(resend)" in page.pushes.table.texts[0][0])
        newest, _first = await services.reports.history()
        assert newest.is_resend
        await studio.until(lambda: "✓ Sent" in page.pushes.table.texts[0][2])


async def test_without_internet_the_report_waits_and_says_when(
    qapp: Application, tmp_path: Path
) -> None:
    async with reports(qapp, tmp_path) as (studio, page, hubspot):
        services = studio.scene.services
        preview = await services.reports.preview("hubspot", await services.reports.this_week())
        hubspot.close()
        push = await services.reports.push("hubspot", preview)
        assert push.state is PushState.PENDING
        await studio.until(lambda: bool(page.pushes.table.texts))
        await studio.until(lambda: page.pushes.table.texts[0][2].startswith("◷ Waiting, next try "))
        assert not page.pushes.again_button.isEnabled()
        assert page.pushes.fault.property("role") == "secondary", "what waits is no fault yet"


async def test_what_was_sent_is_gone_to_and_says_why_it_was_refused(
    qapp: Application, tmp_path: Path
) -> None:
    async with reports(qapp, tmp_path) as (studio, page, hubspot):
        hubspot.faults.add("status_400", path="/notes", method="POST")
        page.send_button.click()
        await studio.until(lambda: page.send_panel.is_ready)
        page.send_panel.send_button.click()
        await studio.until(lambda: bool(page.pushes.table.texts))
        await studio.until(lambda: page.pushes.table.texts[0][2] == "! Not sent")
        await studio.until(page.pushes.table.hasFocus)
        assert page.pushes.table.texts[0][0] == "Mon 17 Nov 2025 to Tue 18 Nov 2025"
        assert page.pushes.fault.text().startswith("HubSpot didn't accept this report")
        assert page.pushes.fault.property("role") == "error"
        studio.theme.choose(studio.theme.choice, scale=2.0)
        studio.window.resize(1024, 640)
        await studio.until(lambda: all_of_its_first_column_is_seen(page.pushes.table))


def all_of_its_first_column_is_seen(table: FigureTable) -> bool:
    """Every word of the first row's first cell has room, on as many lines as it takes."""
    wraps = int(Qt.TextFlag.TextWordWrap.value)
    option = QStyleOptionViewItem()
    table.initViewItemOption(option)
    option.rect = QRect(0, 0, table.columnWidth(0), table.rowHeight(0))
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDisplay
    option.text = table.texts[0][0]
    room = table.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, table)
    needed = table.fontMetrics().boundingRect(
        QRect(0, 0, room.width() - 6, 10_000), wraps, table.texts[0][0]
    )
    is_wrapped = needed.height() > table.fontMetrics().height()
    return is_wrapped and table.rowHeight(0) >= needed.height()


async def test_other_days_stay_grey_when_names_are_hidden_meanwhile(
    qapp: Application, tmp_path: Path
) -> None:
    async with reports(qapp, tmp_path) as (studio, page, _hubspot):
        never = asyncio.Event()

        async def wait(*_days: object) -> None:
            await never.wait()

        studio.scene.services.reports.report = wait
        page.spans.combo.setCurrentIndex(1)
        page.spans.combo.activated.emit(1)
        await studio.until(lambda: not page.visits.isEnabled())
        studio.window.privacy.turn_on()
        assert not page.visits.isEnabled(), "these are the figures of the days before"
        assert page.findChild(QLabel, "report_data_words").text() == "Updating…"


async def test_figures_that_cant_be_read_say_so_and_are_read_at_a_press(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with scene(tmp_path) as desk:
        await desk.ready()
        studio = Studio(qapp, desk)
        try:
            with monkeypatch.context() as broken:

                async def fail(*_days: object) -> Never:
                    raise DatabaseBusy

                broken.setattr(desk.services.reports, "report", fail)
                page = (await studio.open()).open_page(PageName.REPORTS)
                assert isinstance(page, ReportsPage)
                await studio.until(lambda: "(LOC-08)" in page.empty.text)
                assert not page.huddle.isVisible()
            page.empty.buttons[0].click()
            await studio.until(lambda: page.is_settled)
            assert page.visits.isVisible()
            assert not page.empty.isVisible()
        finally:
            await studio.aclose()


async def test_no_clinicians_name_is_cut(qapp: Application, tmp_path: Path) -> None:
    async with reports(qapp, tmp_path) as (studio, page, _hubspot):
        table = page.by_clinician
        for size in ((1280, 720), (1024, 640)):
            studio.window.resize(*size)
            await studio.until(lambda size=size: studio.window.width() == size[0])
            await studio.until(lambda: table.columnWidth(0) >= table.sizeHintForColumn(0))
            await studio.until(lambda: not table.horizontalScrollBar().isVisible())
