"""The Sync history page by keyboard: find, read, try again, copy, save, and stay where one is."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QScrollArea

from app.domain.sync_run import SyncStatus
from app.services.pc.who import current_user
from app.ui.run import Application
from app.ui.theme import SchemeChoice
from app.ui.widgets.buttons import Button
from tests.ui.history.desk import CTRL, HistoryDesk, history_desk
from tests.ui.history.eventful import eventful_morning
from tests.ui.test_window import nameless


async def opened(desk: HistoryDesk) -> None:
    await eventful_morning(desk.scene)
    await desk.studio.open()
    await desk.open()


def spoken(desk: HistoryDesk) -> list[str]:
    """The rows as they reach the accessibility tree, by their first cells."""
    interface = QAccessible.queryAccessibleInterface(desk.page.table)
    cells = [interface.child(number) for number in range(interface.childCount())]
    header = QAccessible.Role.ColumnHeader
    rows = [cell for cell in cells if cell is not None and cell.role() is not header]
    names = [cell.text(QAccessible.Text.Name) for cell in rows]
    return list(dict.fromkeys(name for name in names if ", " in name))


async def patients(desk: HistoryDesk) -> set[str]:
    sheet = await desk.services.run_sheet.sheet()
    return {row.patient_last_name for row in sheet.rows if row.patient_last_name}


async def test_the_newest_run_is_in_focus_and_told_in_full(
    qapp: Application, tmp_path: Path
) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        page = desk.page
        assert desk.window.windowTitle() == "RunSheet – Sync history"
        assert desk.focus is page.table
        assert page.table.currentIndex().row() == 0
        assert [result.split()[1] for result in desk.results] == [
            "Partly", "Failed", "Complete", "Complete",
        ]  # fmt: skip
        assert [row.cells[1] for row in page.model.rows] == ["Timer"] * 3 + ["Set-up"]
        detail = page.pane.detail
        assert detail is not None
        (failed,) = [each for each in detail.entry.run.outcomes if each.error_code]
        assert (
            f"! {failed.name}: Gentu refused our request. The list stays as it was. (DATA-07)"
            in (desk.lines)
        )
        assert any("1 × no start time" in line and "(DATA-01)" in line for line in desk.lines)
        assert any(
            line.startswith("↷ ") and " → " in line and ", moved" in line for line in desk.lines
        )
        assert any(line.startswith("Run: ") for line in desk.lines)
        assert page._since.text() == (
            "4 checks: 2 complete, 1 partly, 1 failed. Gentu has not been complete since 9:47 am."
        )


async def test_a_row_is_spoken_whole_and_names_nobody(qapp: Application, tmp_path: Path) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        detail = desk.page.pane.detail
        assert detail is not None
        name = next(each.name for each in detail.entry.run.outcomes if each.error_code)
        assert spoken(desk)[0] == (
            f"9:52 am, Timer, Gentu, partly updated, {name} not checked, "
            "1 moved, 2 cancelled, 1 not imported"
        )
        assert spoken(desk)[1] == "9:47 am, Timer, Gentu, failed (NET-03)"
        assert desk.page.table.accessibleName() == "Sync history, 4 checks, newest first"
        assert desk.page.strip.accessibleName().startswith("Last 24 hours, 4 checks: ")
        assert nameless(desk.window) == []
        desk.press(Qt.Key.Key_C, CTRL)
        copied = QGuiApplication.clipboard().text()
        assert copied == spoken(desk)[0]
        assert not [each for each in await patients(desk) if each in copied]


async def test_arrows_enter_and_escape_go_through_list_and_details(
    qapp: Application, tmp_path: Path
) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        desk.press(Qt.Key.Key_Down)
        await desk.settle()
        assert any("blocking Gentu" in line for line in desk.lines)
        desk.press(Qt.Key.Key_Down)
        await desk.settle()
        assert any(line.startswith("✕ ") and ", cancelled" in line for line in desk.lines)
        assert any(line.startswith("⌫ ") and "no longer in Gentu" in line for line in desk.lines)
        desk.press(Qt.Key.Key_Return)
        assert desk.focus is desk.page.pane.lines
        desk.press(Qt.Key.Key_Down)
        assert desk.page.pane.lines.currentIndex().row() == 1
        desk.press(Qt.Key.Key_Escape)
        assert desk.focus is desk.page.table
        assert desk.page.table.currentIndex().row() == 2


async def test_filters_leave_what_matches_and_say_so_when_nothing_does(
    qapp: Application, tmp_path: Path
) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        await desk.choose("filter_result", "◑ Partly")
        assert [result.split()[1] for result in desk.results] == ["Partly"]
        await desk.choose("filter_result", "✕ Stopped")
        assert desk.page.empty.title == "No checks match this choice."
        desk.tab_to("history_empty_action_1")
        desk.press(Qt.Key.Key_Return)
        await desk.settle()
        assert len(desk.results) == 4
        assert desk.focus is desk.page.table
        await desk.choose("filter_day", "Today")
        assert len(desk.results) == 4
        await desk.choose("filter_connection", "Gentu")
        assert len(desk.results) == 4


async def test_ctrl_f_and_a_letter_find_a_result(qapp: Application, tmp_path: Path) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        desk.press(Qt.Key.Key_F, CTRL)
        results = desk.page.filters.results
        assert desk.focus is results
        desk.press(Qt.Key.Key_P)
        assert results.currentText() == "◑ Partly"
        await desk.settle()
        assert {result.split()[1] for result in desk.results} == {"Partly"}
        desk.press(Qt.Key.Key_X)
        assert results.currentText() == "◑ Partly", "no result begins so"


async def test_only_the_failed_column_is_tried_again_with_r(
    qapp: Application, tmp_path: Path
) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        before = desk.page.pane.detail
        assert before is not None
        (failed,) = before.entry.failed_practitioners
        name = next(e.name for e in before.entry.run.outcomes if e.pms_practitioner_id == failed)
        assert desk.page.pane.again.text() == f"Try {name} again"
        desk.press(Qt.Key.Key_R)
        await desk.studio.until(lambda: len(desk.results) == 5)
        await desk.settle()
        newest = (await desk.services.history.runs(limit=1))[0]
        assert [each.pms_practitioner_id for each in newest.run.outcomes] == [failed]
        assert newest.run.status is SyncStatus.SUCCESS
        assert desk.page.model.rows[0].cells[1] == current_user()
        # The run that was read stays in focus; nothing of it can be tried a second time by mistake.
        assert desk.page.pane.detail is not None
        assert desk.page.pane.detail.entry.id == before.entry.id
        assert desk.page.table.currentIndex().row() == 1
        assert desk.window.message_bar.text.startswith("List updated, ")


async def test_letters_do_nothing_where_a_person_turned_them_off(
    qapp: Application, tmp_path: Path
) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await desk.services.preferences.write("keys.single_letters", "no")
        await opened(desk)
        desk.press(Qt.Key.Key_R)
        desk.press(Qt.Key.Key_E)
        await desk.settle()
        assert len(desk.results) == 4
        desk.tab_to("run_again")
        desk.press(Qt.Key.Key_Return)
        await desk.studio.until(lambda: len(desk.results) == 5)
        await desk.settle()


async def test_e_leads_to_the_support_export(qapp: Application, tmp_path: Path) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        desk.press(Qt.Key.Key_E)
        assert desk.window.windowTitle() == "RunSheet – Support export"


async def test_the_summary_tells_everything_but_who_comes(
    qapp: Application, tmp_path: Path
) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        desk.tab_to("run_copy")
        desk.press(Qt.Key.Key_Return)
        copied = QGuiApplication.clipboard().text()
        detail = desk.page.pane.detail
        assert detail is not None
        assert copied.splitlines()[0] == "RunSheet check, Tue 18 Nov 2025 9:52 am (Melbourne time)"
        for words in ("Result: Partly", "(DATA-07)", "no start time", detail.entry.id, "1 moved"):
            assert words in copied
        names = {change.patient_last_name for change in detail.changes} | await patients(desk)
        assert not [name for name in names if name and name in copied]


async def test_a_new_run_comes_in_at_the_top_and_moves_nothing(
    qapp: Application, tmp_path: Path
) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        desk.press(Qt.Key.Key_Down)
        desk.press(Qt.Key.Key_Down)
        await desk.settle()
        chosen = desk.page.table.current
        assert chosen is not None
        await desk.scene.sync()
        await desk.studio.until(lambda: len(desk.results) == 5)
        await desk.settle()
        assert desk.page.table.current is not None
        assert desk.page.table.current.id == chosen.id
        assert desk.page.table.currentIndex().row() == 3
        assert desk.focus is desk.page.table


async def test_names_are_hidden_at_once_and_nowhere_else_to_be_found(
    qapp: Application, tmp_path: Path
) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        names = {n for change in desk.page.pane.detail.changes for n in (change.patient_last_name,)}  # type: ignore[union-attr]
        assert any(name in line for name in names if name for line in desk.lines)
        desk.page.context.privacy.turn_on()
        assert not [name for name in names if name and any(name in line for line in desk.lines)]
        moved = next(line for line in desk.lines if line.startswith("↷"))
        assert moved.split(", moved")[0].endswith(".")
        await desk.services.preferences.write("privacy.level", "off")
        await desk.studio.until(lambda: "Hidden while privacy is on." in desk.lines)
        assert not [line for line in desk.lines if line.startswith("↷")]
        desk.page.context.privacy.turn_off()
        await desk.settle()


async def test_nothing_connected_says_what_comes_and_leads_there(
    qapp: Application, tmp_path: Path
) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await desk.studio.open()
        await desk.open()
        assert desk.page.empty.title == "No checks yet. The first one runs when you connect."
        await desk.studio.until(lambda: desk.focus.objectName() == "history_empty_action_1")
        desk.studio.theme.choose(SchemeChoice.LIGHT, scale=2.0)
        area = desk.page.findChild(QScrollArea)
        await desk.studio.until(lambda: area.verticalScrollBar().maximum() == 0)
        assert nameless(desk.window) == []
        desk.press(Qt.Key.Key_Return)
        assert desk.window.windowTitle() == "RunSheet – Connections"


async def test_a_refused_sign_in_is_repaired_from_here(qapp: Application, tmp_path: Path) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await desk.scene.ready()
        desk.scene.clock.pass_by(minutes=15)
        desk.scene.gentu.practice.revoke()
        await desk.scene.sync()
        await desk.studio.open()
        await desk.open()
        assert desk.results[0] == "! Failed\nAUTH-03"
        assert not desk.page.pane.again.isVisible()
        desk.tab_to("run_sign_in")
        desk.press(Qt.Key.Key_Return)
        assert desk.window.windowTitle() == "RunSheet – Connections"


async def test_a_connections_recent_syncs_lead_to_their_run(
    qapp: Application, tmp_path: Path
) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        runs = await eventful_morning(desk.scene)
        await desk.studio.open()
        desk.window.open_connections(desk.scene.connection_id, "details")
        details = desk.window.page
        await desk.studio.until(
            lambda: bool(details and details.findChild(Button, "details_history"))
        )
        table = details.flow.history  # type: ignore[union-attr]
        await desk.studio.until(lambda: len(table.lines) == 4)
        table.setCurrentCell(2, 0)
        desk.press(Qt.Key.Key_Return, on=table)
        await desk.settle()
        assert desk.page.pane.detail is not None
        assert desk.page.pane.detail.entry.id == runs[1].id
        desk.window.open_history(None, desk.scene.connection_id)
        await desk.settle()
        assert desk.page.filters.connections.currentText() == "Gentu"
        assert desk.page.table.currentIndex().row() == 0


async def test_the_log_is_saved_where_a_person_says(qapp: Application, tmp_path: Path) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        desk.tab_to("save_log")
        desk.press(Qt.Key.Key_Return)
        assert desk.focus is desk.page.save_panel.spans
        desk.tab_to("save_log_as")
        desk.press(Qt.Key.Key_Return)
        dialog = await asked(desk)
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert name is not None
        assert name.text() == "RunSheet-sync-log-2025-11-18.csv"
        name.setText(str(tmp_path / "of my own.csv"))
        dialog.accept()
        await desk.studio.until(lambda: not desk.page.save_panel.isVisible())
        body = (tmp_path / "of my own.csv").read_text(encoding="utf-8-sig")
        assert len(body.splitlines()) == 5
        assert desk.window.message_bar.text == "Sync log saved with 4 checks: of my own.csv"
        back = desk.window.focusWidget()
        assert back is not None
        assert back.objectName() == "save_log"


async def test_a_log_that_cannot_be_saved_says_why(qapp: Application, tmp_path: Path) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        desk.page._save_button.click()
        desk.page.save_panel.formats.setCurrentIndex(1)
        desk.page.save_panel.save.click()
        dialog = await asked(desk)
        (tmp_path / "gone").mkdir()
        dialog.selectFile(str(tmp_path / "gone" / "log.json"))
        (tmp_path / "gone").rmdir()
        dialog.done(1)
        await desk.studio.until(lambda: "LOC-10" in desk.window.message_bar.text)
        assert desk.page.save_panel.isVisible()
        assert desk.page.save_panel.save.isEnabled()


async def test_a_person_may_think_better_of_saving(qapp: Application, tmp_path: Path) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        before = sorted(each.name for each in tmp_path.iterdir())
        desk.page._save_button.click()
        desk.page.save_panel.save.click()
        (await asked(desk)).reject()
        await desk.studio.until(desk.page.save_panel.save.isEnabled)
        assert desk.page.save_panel.isVisible()
        desk.press(Qt.Key.Key_Escape, on=desk.page.save_panel.spans)
        assert not desk.page.save_panel.isVisible()
        assert sorted(each.name for each in tmp_path.iterdir()) == before


async def asked(desk: HistoryDesk) -> QFileDialog:
    """The dialog that asks where."""
    found: list[QFileDialog] = []

    def is_open() -> bool:
        found[:] = [d for d in desk.window.findChildren(QFileDialog) if d.isVisible()]
        return bool(found)

    await desk.studio.until(is_open)
    return found[0]


async def test_the_strip_goes_to_a_run_and_tells_what_it_was(
    qapp: Application, tmp_path: Path
) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        runs = await eventful_morning(desk.scene)
        desk.scene.clock.pass_by(hours=1)
        await desk.studio.open()
        await desk.open()
        place = desk.page.strip.place_of(runs[0].id)
        mark = desk.page.strip.mark_at(place.x(), place.y())
        assert mark is not None
        assert mark.run_id == runs[0].id
        desk.page.strip.chosen.emit(mark.run_id)
        await desk.settle()
        assert desk.page.table.currentIndex().row() == 3
        assert desk.page.strip.mark_at(place.x() - 200, place.y()) is None
        # A run that the filter hides is shown all the same.
        await desk.choose("filter_result", "! Failed")
        desk.page.strip.chosen.emit(mark.run_id)
        await desk.settle()
        assert desk.page.table.current is not None
        assert desk.page.table.current.id == runs[0].id


async def test_the_page_keeps_its_ages_over_midnight(qapp: Application, tmp_path: Path) -> None:
    async with history_desk(qapp, tmp_path) as desk:
        await opened(desk)
        desk.scene.clock.pass_by(hours=24)
        desk.page.context.feed.refresh()
        await desk.settle()
        assert desk.page.model.rows[0].cells[0] == "9:52 am\n18 Nov"
        assert desk.page.filters.days.count() == 3
