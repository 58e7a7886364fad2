"""A list that can't be read never looks fresh, and is read again as soon as that works."""

from pathlib import Path
from typing import Never

import pytest
from PySide6.QtWidgets import QLabel

from app.domain.errors import DatabaseBusy
from app.domain.words import clock_time
from app.ui.run import Application
from app.ui.theme import SchemeChoice
from tests.ui.studio import Studio, studio_on


async def test_a_database_that_cannot_be_read_takes_up_to_date_away(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        cards = sum(column.view.cards.rowCount() for column in window.today.board.columns)
        with monkeypatch.context() as broken:
            broken.setattr(type(studio.scene.services.run_sheet), "sheet", _busy)
            await _tick(studio)
            assert window.today.header.pill_text.startswith("!  Couldn't read the list")
            assert "We couldn't read the list from this PC." in window.banner.text
            assert "(LOC-08)" in window.banner.text
            snapshot = window.today.context.feed.snapshot
            assert snapshot is not None
            assert snapshot.now == studio.scene.clock()
            shown = sum(column.view.cards.rowCount() for column in window.today.board.columns)
            assert shown == cards
        await _tick(studio)
        assert "✓  Up to date" in window.today.header.pill_text
        assert window.banner.text == ""


async def test_a_bug_while_reading_takes_up_to_date_away_and_reaches_the_hook(
    qapp: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, _error, _trace: seen.append(kind))
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        monkeypatch.setattr(type(studio.scene.services.run_sheet), "sheet", _break)
        await _tick(studio)
        assert "(APP-01)" in window.banner.text
        assert window.today.header.pill_text.startswith("!  Couldn't read the list")
    assert seen == [ZeroDivisionError]


async def test_the_status_bar_names_the_next_check(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        connection_id = studio.scene.connection_id
        due_at = await studio.scene.services.schedule.next_sync_at(connection_id)
        assert due_at is not None
        window = await studio.open()
        assert f"Next check {clock_time(due_at, 'Australia/Melbourne')}" in window.status_bar.text
        studio.scene.clock.pass_by(hours=2)
        await _tick(studio)
        assert "Next check" not in window.status_bar.text


async def test_a_minute_that_changed_nothing_brings_the_same_rows_a_change_only_its_own(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        feed = window.today.context.feed
        await _tick(studio)
        assert feed.snapshot is not None
        before = feed.snapshot.sheet.rows
        assert before
        await _tick(studio)
        assert feed.snapshot.sheet.rows is before
        going = next(row for row in before if row.pms_appointment_id and not row.is_off)
        studio.scene.gentu.practice.cancel(str(going.pms_appointment_id))
        await studio.scene.sync()
        await _tick(studio)
        after = {row.id: row for row in feed.snapshot.sheet.rows}
        changed = {row.id for row in before if after[row.id] is not row}
        assert changed == {going.id}
        assert after[going.id].is_off


async def _tick(studio: Studio) -> None:
    studio.scene.clock.pass_by(minutes=1)
    studio.window.today.context.feed.refresh()
    await studio.settle()


async def _busy(*_arguments: object) -> Never:
    raise DatabaseBusy


async def _break(*_arguments: object) -> Never:
    raise ZeroDivisionError


async def test_the_next_check_gives_way_where_there_is_no_room(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        next_check = window.status_bar.findChild(QLabel, "status_next_check")
        assert next_check is not None
        assert next_check.isVisible()
        studio.theme.choose(SchemeChoice.LIGHT, scale=2.0)
        window.resize(1280, 720)
        await studio.until(lambda: not next_check.isVisible())
        window.resize(1024, 640)  # here the counts need a line of their own anyway
        await studio.until(next_check.isVisible)
