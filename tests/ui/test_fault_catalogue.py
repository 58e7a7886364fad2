"""The fault catalogue (ux.md 3.14) at the window: each happens, is told, and its button works."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.adapters.http import HttpClient
from app.ui.run import Application
from app.ui.widgets.actions import ActionButton
from tests.support.opened import opened
from tests.support.waiting import until
from tests.ui import faults as of
from tests.ui.faults import FROM_9_27, QUICK, Case
from tests.ui.scene import NINE_27
from tests.ui.studio import Studio
from tests.ui.three_vendors import three_vendors

NOT_UPDATED = f"We couldn't update this list. {FROM_9_27} "
STAYS = "Today's list stays as it was at 9:27 am."


async def checked_again(studio: Studio) -> None:
    """The press begins a check, and with the fault gone nothing is left to tell."""
    await studio.until(lambda: not studio.window.banner.text)
    await studio.until(lambda: "Up to date" in studio.window.today.header.pill_text)


CASES = [
    Case(
        code="NET-01",
        happen=of.unplugged,
        words="No internet. Showing the list from 9:27 am. Changes made since then are not here.",
        button="Try again",
        effect=checked_again,
    ),
    Case(
        code="NET-01",
        happen=of.unplugged,
        words="No internet. Showing the list from 9:27 am. Changes made since then are not here.",
        button="Print this list",
        effect=of.print_panel,
    ),
    Case(
        code="NET-01",
        happen=of.unplugged,
        words="No internet. Showing the list from 9:27 am. Changes made since then are not here.",
        button="Open downtime pack",
        effect=of.downtime_panel,
    ),
    Case(
        code="NET-02",
        happen=of.struck("drop"),
        words=f"{NOT_UPDATED}We couldn't reach Gentu.",
        button="Try again",
        effect=checked_again,
    ),
    Case(
        code="NET-02",
        happen=of.struck("drop"),
        words=f"{NOT_UPDATED}We couldn't reach Gentu.",
        button="Gentu help page",
        effect=of.page_of_gentu,
    ),
    Case(
        code="NET-03",
        happen=of.struck("html_200"),
        words=f"{NOT_UPDATED}Something on this network is blocking Gentu "
        "(proxy or security software).",
        button="Copy details for your IT person",
        effect=of.copied,
    ),
    Case(
        code="NET-04",
        happen=of.kept_waiting,
        words=f"{NOT_UPDATED}Gentu took too long to answer. We'll try again at {{next}}.",
        button="Try now",
        effect=checked_again,
    ),
    Case(
        code="NET-05",
        happen=of.struck("status_500"),
        words=f"{NOT_UPDATED}Gentu is having trouble of its own.",
        button="Try again",
        effect=checked_again,
    ),
    Case(
        code="LIMIT-01",
        happen=of.struck("status_429"),
        words=f"{NOT_UPDATED}Gentu asked us to slow down. We'll carry on at {{next}}.",
        button=None,
        effect=of.nothing,
    ),
    Case(
        code="AUTH-02",
        happen=of.struck("status_401"),
        words=f"Gentu needs you to sign in again. {STAYS}",
        button="Sign in again",
        effect=of.connections_page,
    ),
    Case(
        code="AUTH-03",
        happen=of.revoked,
        words=f"Gentu no longer lists this practice as connected. {STAYS}",
        button="Connect again",
        effect=of.connections_page,
    ),
    Case(
        code="AUTH-07",
        happen=of.keys_taken_away,
        words=f"This installation has no Gentu partner keys. {STAYS}",
        button="Copy details for your IT person",
        effect=of.copied,
    ),
    Case(
        code="DATA-01",
        happen=of.struck(of.spoil_record("startAt", "9 o'clock")),
        words="4 appointments couldn't be read and are not on the list.",
        button="Show which",
        effect=of.history_of("gentu"),
    ),
    Case(
        code="DATA-03",
        happen=of.no_zone,
        words="{rows} appointments have no time zone; we used Sydney time.",
        button="Practice settings",
        effect=of.connections_page,
        opens=three_vendors,
    ),
    Case(
        code="DATA-04",
        happen=of.few_are_left,
        words="Only 1 appointment found. Tuesdays usually have about 22. "
        "Check that the right people are mapped.",
        button="Check people",
        effect=of.connections_page,
    ),
    Case(
        code="DATA-04",
        happen=of.nothing_changes,
        words="Nothing in Gentu has changed since 9:27 am, on a day with 58 appointments. "
        "Check that the right people are mapped.",
        button="Not today",
        effect=of.banner_gone,
    ),
    Case(
        code="DATA-05",
        happen=of.struck("json_truncated"),
        words=f"{NOT_UPDATED}Gentu sent an answer we couldn't read. The list stays as it was.",
        button="Try again",
        effect=checked_again,
    ),
    Case(
        code="DATA-07",
        happen=of.struck("status_400"),
        words=f"{NOT_UPDATED}Gentu refused our request. The list stays as it was.",
        button="Try again",
        effect=checked_again,
    ),
    Case(
        code="MAP-01",
        happen=of.a_locum,
        words="1 new person in Gentu needs a choice.",
        button="Choose",
        effect=of.connections_page,
    ),
    Case(
        code="MAP-02",
        happen=of.nobodys,
        words="3 appointments have no practitioner and are in no column.",
        button="Show which",
        effect=of.history_of("medirecords"),
        opens=three_vendors,
    ),
    Case(
        code="MAP-04",
        happen=of.nobody_shown,
        words="Nobody from Gentu has a column yet.",
        button="Choose",
        effect=of.connections_page,
    ),
    Case(
        code="CLOCK-01",
        happen=of.a_slow_clock,
        words="This PC's clock is 7 min slow. Times may be wrong.",
        button="How to fix",
        effect=of.clock_steps,
    ),
    Case(
        code="LOC-01",
        happen=of.a_full_disk,
        words=f"{NOT_UPDATED}The disk is full. The list stays as it was; "
        "free some space and sync again.",
        button="Try again",
        effect=checked_again,
    ),
    Case(
        code="SYNC-03",
        happen=of.three_crashes,
        words="Checking Gentu stopped RunSheet 3 times. We'll try again at {next}.",
        button="Try now",
        effect=checked_again,
    ),
]


async def put_right(studio: Studio) -> None:
    """Whatever was wrong outside RunSheet is over."""
    scene = studio.scene
    scene.gentu.faults.clear()
    of.environment(studio).update(scene.gentu.environment)
    await scene.services.core.database.read(
        lambda sql: sql.exec_driver_sql("PRAGMA max_page_count = 1000000")
    )
    scene.clock.pass_by(minutes=1)


async def expected(studio: Studio, case: Case) -> str:
    """The banner's whole text."""
    from app.domain.words import clock_time

    scene = studio.scene
    times = (await scene.services.schedule.next_sync_times()).values()
    due = [at for at in times if at is not None]
    sheet = await scene.services.run_sheet.sheet()
    facts = {
        "next": clock_time(min(due), sheet.timezone) if due else "",
        "rows": sum(row.pms_type == "medirecords" for row in sheet.rows),
    }
    return f"{case.words.format(**facts)} ({case.code})"


async def by_keyboard(button: QWidget) -> None:
    """As somebody without a mouse presses it, once it can be pressed."""
    await until(lambda: button.isVisible() and button.isEnabled())
    button.setFocus(Qt.FocusReason.TabFocusReason)
    await until(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Return)


def button_of(studio: Studio, words: str) -> ActionButton:
    found = [each for each in studio.window.banner.buttons if each.text() == words]
    assert found, [each.text() for each in studio.window.banner.buttons]
    return found[0]  # type: ignore[return-value]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.button}")
async def test_each_fault_is_told_with_its_code_and_its_button_works(
    qapp: Application, tmp_path: Path, case: Case
) -> None:
    async with case.opens(tmp_path, now=NINE_27) as scene:
        studio = Studio(qapp, scene)
        try:
            await _walk_through(studio, case)
        finally:
            await studio.aclose()


async def _walk_through(studio: Studio, case: Case) -> None:
    await studio.scene.ready()  # type: ignore[attr-defined]
    await of.use_client(studio, HttpClient(patience=QUICK))
    window = await studio.open()
    await case.happen(studio)
    told = await expected(studio, case)
    await _until_told(studio, told)
    if case.button is None:
        verbs = [button.text() for button in window.banner.buttons]
        assert not [verb for verb in verbs if not verb.startswith("and ")]
        return
    await put_right(studio)
    with opened() as studio.opened:
        await by_keyboard(button_of(studio, case.button))
        await case.effect(studio)


async def _until_told(studio: Studio, told: str) -> None:
    """The banner says it, at once or behind *and 1 more*; all that it says is looked through."""
    banner, heard = studio.window.banner, set[str]()

    def is_told() -> bool:
        heard.add(banner.text)
        if banner.text != told and banner.buttons and _more(banner.buttons[-1]):
            banner.buttons[-1].click()
        return banner.text == told

    try:
        await studio.until(is_told)
    except TimeoutError:
        raise AssertionError(f"not told: {told}; only {heard}") from None


def _more(button: QPushButton) -> bool:
    return button.text().startswith("and ")
