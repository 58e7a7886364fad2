"""One connection's details: facts, the test, the recent syncs, and the way back from each step."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.sync_run import (
    PractitionerOutcome,
    SyncCounts,
    SyncRun,
    SyncStatus,
    SyncTrigger,
)
from app.domain.words import clock_time
from app.services.pc.who import current_user
from app.ui.connections.cards.details import ConnectionDetails
from app.ui.connections.cards.history_words import found_words, history_row, trouble_words
from tests.ui.connections.builders import MORNING
from tests.ui.connections.desk import Desk, desk
from tests.ui.connections.test_accessibility import check_page

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
RUN = SyncRun(
    id="r1",
    connection_id="c1",
    trigger=SyncTrigger.SCHEDULED,
    status=SyncStatus.PARTIAL,
    day=MORNING.date(),
    counts=SyncCounts(
        fetched=18, created=1, updated=2, skipped=15, unchanged=14, removed=1, quarantined=2
    ),
    started_at=MORNING,
    completed_at=MORNING + timedelta(milliseconds=1440),
    error_code=None,
    error=None,
    outcomes=(
        PractitionerOutcome(pms_practitioner_id="a", name="Dr Lee", fetched=18),
        PractitionerOutcome(
            pms_practitioner_id="b", name="Dr Smith", fetched=0, error_code="NET-04", error="Slow."
        ),
    ),
)


def test_a_run_is_told_in_words() -> None:
    row = history_row(RUN, timezone="Australia/Melbourne", now=MORNING + timedelta(hours=1))
    assert (row.at, row.started_by, row.result, row.took) == (
        "today 9:00 am",
        "Timer",
        "◑ Partly",
        "1.4 s",
    )
    assert row.found == "1 new · 2 changed · 1 removed · 14 unchanged · 1 skipped · 2 not imported"
    assert row.trouble == "Dr Smith couldn't be checked (NET-04)"
    assert row.spoken == (
        "today 9:00 am, Timer, partly, 1 new, 2 changed, 1 removed, 14 unchanged, 1 skipped, "
        "2 not imported, Dr Smith couldn't be checked (NET-04)"
    )


def test_a_failed_run_says_why_with_its_code_once() -> None:
    failed = replace(RUN, status=SyncStatus.FAILED, error="Too slow. (NET-04)", error_code="NET-04")
    assert trouble_words(failed) == "Too slow. (NET-04)"
    assert trouble_words(replace(failed, error="Too slow.")) == "Too slow. (NET-04)"


def test_an_empty_list_is_not_nothing_known() -> None:
    empty = replace(RUN, counts=SyncCounts())
    assert not found_words(empty)
    assert found_words(replace(empty, status=SyncStatus.SUCCESS)) == "Nothing in the list"


async def open_details(opened: Desk) -> ConnectionDetails:
    """Opens the details by keyboard and waits for the history."""
    await opened.click("card_details")
    await opened.until_shown("sync_history")
    details = opened.page.flow
    assert isinstance(details, ConnectionDetails)
    return details


async def test_details_tell_the_facts_and_the_recent_syncs(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        opened.scene.clock.pass_by(minutes=3)
        opened.scene.gentu.faults.add("html_200", path="/appointments")
        await opened.scene.sync()
        opened.scene.clock.pass_by(minutes=2)
        details = await open_details(opened)
        name = opened.text("details_title")
        assert opened.focus.accessibleName() == "Back to connections"
        due_at = await opened.services.schedule.next_sync_at(opened.scene.connection_id)
        assert due_at is not None
        is_due = due_at <= opened.services.now()
        next_at = "Now" if is_due else clock_time(due_at, "Australia/Melbourne")
        await opened.until(lambda: details.facts.facts["Next check"] == next_at)
        assert details.facts.facts == {
            "Practice": name,
            "System": "Gentu",
            "Time zone": "Melbourne time",
            "Connected since": "Tue 18 Nov 2025",
            "Last good check": "5 min ago",
            "Last try": "2 min ago. Something on this network is blocking Gentu "
            "(proxy or security software). (NET-03)",
            "Next check": next_at,
            "Checks": "Every 15 minutes",
            "People shown": "4",
            "Telehealth types": "3 ticked",
            "Today's list": "All appointments, telehealth marked",
            "Access": "Reads only; nothing in Gentu changes",
        }
        newest, first = details.history.lines
        assert newest[:3] == ("today 9:30 am", current_user(), "! Failed")
        assert newest[3].endswith("(NET-03)")
        assert first[2] == "✓ Complete"
        assert first[3].split(" · ")[0].endswith(" new")
        check_page(opened)
        await opened.settle()


async def test_details_test_the_connection_and_sync_it(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        details = await open_details(opened)
        await opened.click("details_test")
        await opened.until(lambda: opened.text("card_result_text").startswith("Working."))
        assert "5 people and 8 appointment types found in " in opened.text("card_result_text")
        opened.find("details_back").setFocus()
        opened.press(Qt.Key.Key_S, ALT)
        await opened.until(lambda: len(details.history.lines) == 2)
        await opened.until(lambda: details.history.lines[0][2] == "✓ Complete")
        await opened.until_shown("details_sync")
        await opened.settle()


async def test_a_step_leads_back_to_the_details_it_was_opened_from(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await open_details(opened)
        await opened.click("details_types")
        box = await opened.until_shown("type_1")
        await opened.until(box.hasFocus)
        opened.press(Qt.Key.Key_Space)
        opened.press(Qt.Key.Key_S, CTRL)
        await opened.until_shown("connection_details")
        assert opened.text("card_result_text").startswith("Telehealth types saved.")
        opened.press(Qt.Key.Key_Escape)
        await opened.until_shown("connection_list")
        assert opened.find("connection_card").isAncestorOf(opened.focus)


async def test_escape_closes_what_is_open_first(qapp: QApplication, tmp_path: Path) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await open_details(opened)
        await opened.click("details_settings")
        await opened.until_shown("settings_panel")
        opened.press(Qt.Key.Key_Escape)
        assert opened.seek("settings_panel") is None
        assert opened.seek("connection_details") is not None
        opened.press(Qt.Key.Key_Escape)
        await opened.until_shown("connection_list")


async def test_removing_in_the_details_leads_back_to_the_cards(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with desk(qapp, tmp_path, is_ready=True) as opened:
        await open_details(opened)
        await opened.click("details_remove")
        assert opened.text("remove_question_text").startswith("Remove Gentu, ")
        assert opened.focus.accessibleName() == "Keep"
        await opened.click("remove_question_action_2")
        await opened.until(lambda: opened.text("nothing_connected"))
        assert await opened.services.connections.list() == ()
