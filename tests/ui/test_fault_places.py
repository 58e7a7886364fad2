"""The faults of the catalogue that are told elsewhere than in the banner, each where it belongs."""

import ast
import asyncio
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import Connection

from app.domain.appointment import AppointmentStatus
from app.domain.errors import CATALOGUE
from app.domain.sync_run import SyncTrigger
from app.services import Services, Settings, open_services
from app.services.core import LABELS
from app.store.sync.leases import LeaseHolder
from app.store.sync.log import WantedRun
from app.store.sync.run import claim_run
from app.ui.run import Application, live
from app.ui.window.main_window import MainWindow
from tests.support.waiting import patience
from tests.ui import faults as of
from tests.ui.connections.vendor_desk import hands
from tests.ui.scene import DAY
from tests.ui.studio import Studio, studio_on
from tests.ui.test_fault_catalogue import CASES, button_of, by_keyboard

START = "start/test_ways.py"
FORMS, PLACES, VENDORS = (
    "test_fault_forms.py",
    "test_fault_places.py",
    "connections/test_vendors.py",
)
BOOKING = "bookings/test_faults.py"
_AT_THE_START = f"{PLACES}::test_a_start_that_fails_says_why_and_tries_again"
PRINTING = "printing/test_print_desk.py"
# Where each code that no banner tells is seen and acted on, within tests/ui unless told.
ELSEWHERE = {
    "ASK-01": "today/test_edits.py::test_what_cannot_be_saved_is_said_at_its_field",
    "ASK-02": (
        f"{PLACES}::test_a_connection_that_another_window_removed_is_told_in_the_message_bar"
    ),
    "ASK-03": f"{FORMS}::test_a_row_that_was_removed_meanwhile_is_told_and_goes",
    "ASK-04": (
        "../services/bookings/test_changing.py::test_lists_find_bookings_by_what_a_person_looks_for"
    ),
    "ASK-05": (
        "../services/bookings/test_changing.py::test_a_change_is_checked_like_a_new_booking"
    ),
    "ASK-06": f"{BOOKING}::test_undoing_too_late_is_told_and_changes_nothing",
    "AUTH-04": f"{VENDORS}::test_a_used_or_expired_code_is_said_at_the_field",
    "AUTH-05": f"{VENDORS}::test_a_used_or_expired_code_is_said_at_the_field",
    "AUTH-06": f"{VENDORS}::test_another_practices_sign_in_changes_nothing",
    "AUTH-08": (
        "../cli/test_fault_lines.py::test_a_connection_whose_set_up_was_left_is_named_as_not_paired"
    ),
    "AUTH-09": f"{VENDORS}::test_a_wrong_key_is_said_at_the_form_and_stores_nothing",
    "AUTH-10": f"{PLACES}::test_a_practice_that_the_token_may_not_open_is_told_at_the_form",
    "AUTH-11": f"{VENDORS}::test_a_practice_that_is_connected_is_opened_instead",
    "AUTH-12": f"{FORMS}::test_a_key_for_several_practices_is_refused_at_the_form",
    "CRM-01": f"{BOOKING}::test_a_crm_that_is_taken_away_keeps_what_waits_for_it",
    "CRM-02": f"{BOOKING}::test_a_refused_key_is_told_with_its_code",
    "CRM-03": f"{BOOKING}::test_a_locked_record_is_tried_again_by_itself",
    "DATA-02": f"{PLACES}::test_an_unknown_status_is_matched_in_a_panel_and_can_be_taken_back",
    "DATA-06": f"{PLACES}::test_a_column_whose_clinician_is_gone_says_so",
    "DATA-08": f"{PLACES}::test_a_column_whose_clinician_is_gone_says_so",
    "DATA-09": f"{PLACES}::test_a_mass_vanish_waits_and_both_answers_work",
    "EDIT-01": f"{FORMS}::test_a_note_that_a_colleague_wrote_meanwhile_is_not_written_over",
    "KEY-01": _AT_THE_START,
    "KEY-02": _AT_THE_START,
    "KEY-03": _AT_THE_START,
    "KEY-04": _AT_THE_START,
    "KEY-05": f"{FORMS}::test_a_key_that_no_password_store_holds_is_refused_and_nothing_is_kept",
    "KEY-06": (
        "../store/test_secrets.py::test_a_value_that_the_store_does_not_keep_leaves_the_old_one"
    ),
    "KEY-07": f"{START}::test_without_a_password_store_a_passphrase_is_chosen_and_asked_for",
    "KEY-08": f"{START}::test_without_a_password_store_a_passphrase_is_chosen_and_asked_for",
    "KEY-09": f"{START}::test_the_recovery_code_opens_what_lost_its_key",
    "LOC-03": (
        "settings/test_settings_page.py"
        "::test_a_disk_that_is_full_says_so_at_the_setting_and_keeps_the_old_one"
    ),
    "LOC-04": "downtime/test_panel.py::test_without_a_pack_it_says_why_and_when_there_will_be_one",
    "LOC-05": (
        "support/test_support_page.py::test_nothing_went_wrong_is_said_and_a_missing_part_is_named"
    ),
    "LOC-06": _AT_THE_START,
    "LOC-07": _AT_THE_START,
    "LOC-08": f"{PLACES}::test_a_list_that_cannot_be_read_is_read_again_at_a_press",
    "LOC-09": _AT_THE_START,
    "LOC-10": "support/test_support_page.py::test_a_folder_that_cant_be_written_to_is_told",
    "LOC-11": (
        "settings/test_api_settings.py"
        "::test_a_port_that_is_taken_is_told_in_plain_words_and_another_one_answers"
    ),
    "LOC-12": (
        "settings/test_backups.py"
        "::test_a_backup_that_was_damaged_meanwhile_is_told_and_nothing_closes"
    ),
    "LOC-13": (
        "settings/test_backups.py"
        "::test_a_folder_that_cannot_be_written_to_opens_with_its_list_and_says_so"
    ),
    "LOCK-01": "test_lock.py::test_every_window_goes_and_a_wrong_pin_brings_none_back",
    "LOCK-02": "test_lock.py::test_too_many_wrong_pins_make_the_next_try_wait",
    "LOCK-03": "../api/test_locked.py::test_while_runsheet_is_locked_no_program_reads_a_patient",
    "MAP-03": f"{PLACES}::test_a_system_without_people_says_how_to_fix_that",
    "PRINT-01": f"{PRINTING}::test_a_printer_that_refuses_is_told_and_nothing_is_lost",
    "SYNC-01": (
        f"{PLACES}::test_a_sync_elsewhere_and_one_that_was_overtaken_are_told_in_the_message_bar"
    ),
    "SYNC-02": (
        f"{PLACES}::test_a_sync_elsewhere_and_one_that_was_overtaken_are_told_in_the_message_bar"
    ),
    "WRITE-01": f"{BOOKING}::test_a_refused_booking_says_why_and_is_fixed_and_sent",
    "WRITE-02": f"{BOOKING}::test_a_taken_time_offers_another_one",
    "WRITE-03": f"{BOOKING}::test_a_lost_answer_is_looked_for_at_a_press",
    "WRITE-04": f"{BOOKING}::test_what_was_not_sent_before_its_start_is_told_and_dismissed",
    "WRITE-05": (f"{BOOKING}::test_a_booking_that_hubspot_shows_differently_is_compared_with_ours"),
    "WRITE-06": f"{BOOKING}::test_a_missing_property_is_copied_for_the_admin",
    "WRITE-07": f"{BOOKING}::test_a_missing_right_stops_sending_and_names_the_right",
    "WRITE-08": f"{BOOKING}::test_a_number_that_two_people_have_is_a_persons_question",
    "WRITE-09": f"{BOOKING}::test_a_person_who_is_gone_from_hubspot_is_chosen_again",
}
# The buttons of ux.md 3.14: as CASES have them, or as they stand in the named test.
BUTTONS: dict[str, tuple[str | None, ...]] = {
    "NET-01": ("Try again", "Print this list"),
    # No practice system's papers name a status page, so its help page is called what it is; a CRM's
    # status page is pressed in bookings/test_faults.py.
    "NET-02": ("Try again", "Gentu help page"),
    "NET-03": ("Copy details for your IT person",),
    "NET-04": ("Try now",),
    "AUTH-02": ("Sign in again",),
    "AUTH-03": ("Connect again",),
    "AUTH-04": ("New code help",),
    "AUTH-05": ("New code help",),
    "AUTH-06": ("Use the other account",),
    "LIMIT-01": (None,),
    "DATA-01": ("Show which",),
    "DATA-02": ("Match it",),
    "DATA-03": ("Practice settings",),
    "DATA-04": ("Check people",),
    "MAP-01": ("Choose",),
    "MAP-02": ("Show which",),
    "MAP-03": ("Try again", "How to fix"),
    "WRITE-01": ("Deed.FIX",),
    "WRITE-02": ("Deed.PICK",),
    "WRITE-03": ("Deed.CHECK",),
    "WRITE-04": ("Deed.RING", "Deed.DISMISS"),
    "WRITE-05": ("Deed.COMPARE",),
    "WRITE-06": ("Deed.COPY",),
    "CLOCK-01": ("How to fix",),
    "LOC-01": ("Try again",),
}
# Codes that are told where there is nothing to press, and what helps instead.
NO_PRESS = {
    "ASK-04": "the lists' filter can't ask for what there isn't; other faces are told so",
    "ASK-05": "the form can't send what is refused so; other faces are told so",
    "AUTH-08": "a window leads to the set-up itself; the command line names what to do",
    "CRM-03": "it is tried again by itself",
    "DATA-06": "the column is asked for again with the next check",
    "DATA-08": "the column is asked for again with the next check",
    "KEY-06": "what a person did is told as not done, and can be done again there",
    "LOCK-03": "the program is told; whoever comes to the desk opens it",
    "LOC-04": "the pack comes by itself with the next sync",
    "LOC-10": "the person chooses another folder in the same dialog",
}
_PRESS = re.compile(
    r"by_keyboard\(|\.do\(|leads_to_|enter\(|press\(|sign_in\(|click\(|keyClick|\.emit\("
)
# Codes of the catalogue in ux.md 3.14 and of ours that nothing can cause, and why.
EXEMPT = {
    "LOC-02": "the history is in the one data file (LOC-06): there is no file of its own to lose",
    "AUTH-01": "no practice system and no CRM names the day on which a sign-in ends",
    **{f"INV-{number:02}": "comes with the invitations" for number in range(1, 6)},
}
_CODE = re.compile(
    r"\b((?:NET|LIMIT|AUTH|DATA|MAP|CLOCK|SYNC|KEY|LOC|PRINT|ASK|EDIT|INV|WRITE|CRM)-\d\d)\b"
)


def test_every_code_is_proven_by_a_named_test_or_exempt_for_a_reason() -> None:
    """Whatever code stands anywhere in the app, and every one of the catalogue."""
    written = {
        code
        for path in Path("app").rglob("*.py")
        for code in _CODE.findall(path.read_text("utf-8"))
    }
    proven = {case.code for case in CASES} | set(ELSEWHERE)
    assert set(CATALOGUE) | written == proven
    assert not proven & set(EXEMPT)
    assert not {case.code for case in CASES} & set(ELSEWHERE)


@pytest.mark.parametrize("code", ELSEWHERE)
def test_every_named_test_is_there_and_is_about_its_code(code: str) -> None:
    file, _, name = ELSEWHERE[code].partition("::")
    text = Path("tests/ui", file).read_text("utf-8")
    assert re.search(rf"^(async )?def {name}\(", text, re.MULTILINE), name
    assert code in text or CATALOGUE[code].__name__ in text


@pytest.mark.parametrize("code", BUTTONS)
def test_every_button_of_the_catalogue_is_pressed(code: str) -> None:
    pressed = {case.button for case in CASES if case.code == code}
    if code in ELSEWHERE:
        pressed = {button for button in BUTTONS[code] if button and button in _written(code)}
    assert pressed >= set(BUTTONS[code])


@pytest.mark.parametrize("code", ELSEWHERE)
def test_every_named_test_presses_what_helps_or_there_is_nothing_to_press(code: str) -> None:
    assert bool(_PRESS.search(_written(code))) is (code not in NO_PRESS)


def _written(code: str) -> str:
    """The source of the test that is named for a code."""
    file, _, name = ELSEWHERE[code].partition("::")
    text = Path("tests/ui", file).read_text("utf-8")
    found = next(each for each in ast.parse(text).body if getattr(each, "name", "") == name)
    return ast.get_source_segment(text, found) or ""


# --- at the start ------------------------------------------------------------------------------


class LockedKeyring(NullKeyring):
    """A password store that nobody has unlocked."""

    def get_password(self, service: str, username: str) -> str | None:  # noqa: ARG002
        raise KeyringLocked


def _installation(folder: Path) -> str:
    found: str = json.loads((folder / "key.json").read_text())["installation"]
    return found


def _key_name(folder: Path) -> str:
    return f"RunSheet/{_installation(folder)}/database-key"


def _forget_key(folder: Path) -> None:
    keyring.delete_password(_key_name(folder), "RunSheet")


def _wrong_key(folder: Path) -> None:
    keyring.set_password(_key_name(folder), "RunSheet", "ab" * 32)


def _damage(folder: Path) -> None:
    path = folder / "runsheet.db"
    content = bytearray(path.read_bytes())
    content[0:4096] = bytes(4096)
    path.write_bytes(content)


def _replace_by_a_file(folder: Path) -> None:
    shutil.move(folder, folder.with_suffix(".away"))
    folder.write_text("not a folder")


def _lock(_folder: Path) -> None:
    keyring.set_keyring(LockedKeyring())


def _take_the_store_away(_folder: Path) -> None:
    keyring.set_keyring(NoKeyring())


def _nothing_more(_folder: Path) -> None:
    """The newer version was there before."""


def _of_a_newer_version(sql: Connection) -> None:
    sql.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")


STARTS: list[tuple[str, Callable[[Path], None], str]] = [
    ("KEY-01", _take_the_store_away, "There is no password store"),
    ("KEY-02", _lock, "is locked"),
    ("KEY-03", _forget_key, "is not in this PC's password store"),
    ("KEY-04", _wrong_key, "does not open RunSheet's data file"),
    ("LOC-06", _damage, "data file is damaged"),
    ("LOC-07", _nothing_more, "written by a newer version"),
    ("LOC-09", _replace_by_a_file, "can't use its data folder"),
]


@pytest.mark.parametrize(("code", "spoil", "words"), STARTS, ids=[each[0] for each in STARTS])
async def test_a_start_that_fails_says_why_and_tries_again(
    qapp: Application, tmp_path: Path, code: str, spoil: Callable[[Path], None], words: str
) -> None:
    folder, whole = tmp_path / "data", tmp_path / "whole"
    store = keyring.get_keyring()
    services = await open_services(Settings(data_dir=folder))
    await services.aclose()
    shutil.copytree(folder, whole)
    if code == "LOC-07":
        services = await open_services(Settings(data_dir=folder))
        await services.core.database.write(_of_a_newer_version)
        await services.aclose()
    key = keyring.get_password(_key_name(folder), "RunSheet")
    name = _key_name(folder)
    spoil(folder)

    async def begin() -> Services:
        return await open_services(Settings(data_dir=folder))

    painted = asyncio.Event()
    life = asyncio.create_task(live(qapp, begin, on_painted=painted.set))
    try:
        window = await _window_with_failure(code)
        assert words in _text(window, "start_failure_text")
        keyring.set_keyring(store)
        keyring.set_password(name, "RunSheet", key or "")
        _put_back(folder, whole)
        again = window.failure.findChild(QWidget, "start_failure_action_1")
        await by_keyboard(again)
        async with patience():
            await painted.wait()
        window.quit_wanted.emit()
        assert await life == 0
    finally:
        keyring.set_keyring(store)
        keyring.delete_password(name, "RunSheet")


def _put_back(folder: Path, whole: Path) -> None:
    if folder.is_dir():
        shutil.rmtree(folder)
    else:
        folder.unlink()
    shutil.copytree(whole, folder)


async def _window_with_failure(code: str) -> MainWindow:
    async with patience():
        while True:
            for widget in QApplication.topLevelWidgets():
                if not isinstance(widget, MainWindow) or not widget.isVisible():
                    continue
                if f"({code})" in _text(widget, "start_failure_text"):
                    widget.activateWindow()  # without a window manager nobody else does
                    if widget.isActiveWindow():
                        return widget
            await asyncio.sleep(0.02)


def _text(window: MainWindow, name: str) -> str:
    found = window.failure.findChild(QWidget, name)
    return str(found.text()) if found is not None else ""  # type: ignore[attr-defined]


# --- at the column, in the message bar, in a panel --------------------------------------------


async def test_a_column_whose_clinician_is_gone_says_so(qapp: Application, tmp_path: Path) -> None:
    """DATA-06 and DATA-08 concern one column: its header tells, its history has the code."""
    for code, fault in (("DATA-06", "status_404"), ("DATA-08", of.spoil_record("id", None))):
        async with studio_on(qapp, tmp_path / code) as studio:
            await studio.scene.ready()
            window = await studio.open()
            studio.scene.gentu.faults.add(fault, path="/appointments", times=1)
            await of.sync_later(studio)
            await studio.until(
                lambda: any(each.warning for each in studio.window.today.board.columns)
            )
            warnings = [column.warning for column in window.today.board.columns]
            assert warnings.count("! couldn't check since 9:27 am") == 1
            run = (await studio.scene.services.sync.history(studio.scene.connection_id))[0]
            assert code in {outcome.error_code for outcome in run.outcomes}


async def test_a_mass_vanish_waits_and_both_answers_work(qapp: Application, tmp_path: Path) -> None:
    """DATA-09, by its question."""
    for answer, are_gone in (("Keep them", False), ("Mark as gone", True)):
        async with studio_on(qapp, tmp_path / answer[:4]) as studio:
            await studio.scene.ready()
            await studio.open()
            await of.a_mass_vanish(studio)
            await studio.until(lambda: "no longer in Gentu" in studio.window.banner.text)
            await by_keyboard(button_of(studio, answer))
            await studio.until(lambda: not studio.window.banner.text)
            sheet = await studio.scene.services.run_sheet.sheet()
            assert any(row.removed_at for row in sheet.rows) is are_gone


async def test_a_sync_elsewhere_and_one_that_was_overtaken_are_told_in_the_message_bar(
    qapp: Application, tmp_path: Path
) -> None:
    """SYNC-01 and SYNC-02: nothing is lost, and *Dismiss* puts the sentence away."""
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        core = studio.scene.services.core
        other = LeaseHolder(core.settings.data_dir / "holders")
        await core.database.write(
            claim_run,
            WantedRun(
                connection_id=studio.scene.connection_id, trigger=SyncTrigger.SCHEDULED, day=DAY
            ),
            holder=other,
            labels=LABELS,
            now=studio.scene.clock(),
        )
        QTest.keyClick(window, Qt.Key.Key_F5)
        await studio.until(lambda: "(SYNC-01)" in window.message_bar.text)
        await by_keyboard(window.message_bar.buttons[0])
        assert window.message_bar.text == ""
        other.close()
        await studio.scene.services.sync.recover()
        await _overtaken(studio)
        await studio.until(lambda: "(SYNC-02)" in window.message_bar.text)
        await by_keyboard(window.message_bar.buttons[0])
        assert window.message_bar.text == ""


async def test_a_connection_that_another_window_removed_is_told_in_the_message_bar(
    qapp: Application, tmp_path: Path
) -> None:
    """ASK-02."""
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        await studio.until(lambda: bool(_named(studio, "card_sync")))
        await studio.scene.services.core.database.write(
            lambda sql: sql.exec_driver_sql("UPDATE pms_connections SET removed_at = created_at")
        )
        await by_keyboard(_named(studio, "card_sync")[0])
        await studio.until(lambda: "(ASK-02)" in window.message_bar.text)
        await by_keyboard(window.message_bar.buttons[0])
        assert window.message_bar.text == ""


def _named(studio: Studio, name: str) -> list[QWidget]:
    assert studio.window.page is not None
    found = studio.window.page.findChildren(QWidget, name)
    return [each for each in found if each.isVisible()]


async def _overtaken(studio: Studio) -> None:
    """The run's lease goes to another one while the vendor is being asked."""
    loop, seen = asyncio.get_running_loop(), asyncio.Event()

    def notice(_call: object) -> None:
        loop.call_soon_threadsafe(seen.set)

    studio.scene.gentu.latency_s = 0.3
    studio.scene.gentu.on_request.append(notice)
    QTest.keyClick(studio.window, Qt.Key.Key_F5)
    async with patience():
        await seen.wait()
    await studio.scene.services.core.database.write(
        lambda sql: sql.exec_driver_sql("UPDATE sync_leases SET epoch = epoch + 1, holder = NULL")
    )


async def test_an_unknown_status_is_matched_in_a_panel_and_can_be_taken_back(
    qapp: Application, tmp_path: Path
) -> None:
    """DATA-02."""
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        await of.a_new_word(studio)
        told = 'Gentu sent an unknown status, "postponed". We show it as it is. (DATA-02)'
        await studio.until(lambda: window.banner.text == told)
        await by_keyboard(button_of(studio, "Match it"))
        panel = window.banner_panel
        assert panel.text.startswith('What does "postponed" mean?')
        assert panel.buttons[0].hasFocus()
        words = [button.text() for button in panel.buttons]
        assert words[-2:] == ["Keep as it is", "Close"]
        await by_keyboard(panel.buttons[words.index("Arrived")])
        await studio.until(lambda: panel.text == '"postponed" is shown as Arrived.')
        await studio.until(lambda: not window.banner.text)
        assert await _statuses(studio, "postponed") == {AppointmentStatus.ARRIVED}
        await studio.until(panel.buttons[0].isEnabled)
        await by_keyboard(panel.buttons[0])
        await studio.until(lambda: panel.text == "" and window.banner.text == told)
        await by_keyboard(button_of(studio, "Match it"))
        QTest.keyClick(panel.buttons[0], Qt.Key.Key_Escape)
        assert panel.text == ""


async def _statuses(studio: Studio, word: str) -> set[AppointmentStatus]:
    sheet = await studio.scene.services.run_sheet.sheet()
    return {row.status for row in sheet.rows if row.raw_status == word}


async def test_a_list_that_cannot_be_read_is_read_again_at_a_press(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.ready()
        window = await studio.open()
        database = studio.scene.services.core.database
        read = database.read

        async def busy(*_arguments: object, **_named: object) -> None:
            from app.domain.errors import DatabaseBusy

            raise DatabaseBusy

        database.read = busy  # type: ignore[method-assign,assignment]
        window.today.context.feed.refresh()
        await studio.until(lambda: "(LOC-08)" in window.banner.text)
        database.read = read  # type: ignore[method-assign]
        await by_keyboard(button_of(studio, "Try again"))
        await studio.until(lambda: not window.banner.text)


async def test_a_practice_that_the_token_may_not_open_is_told_at_the_form(
    qapp: QApplication, tmp_path: Path
) -> None:
    """AUTH-10."""
    async with hands(qapp, tmp_path, "medirecords") as opened:
        await opened.begin()
        opened.sign_in(practiceId="00000000-0000-4000-8000-000000000000")
        await opened.until(lambda: "(AUTH-10)" in opened.text("sign_in_error"))


async def test_a_system_without_people_says_how_to_fix_that(
    qapp: Application, tmp_path: Path
) -> None:
    """MAP-03."""
    async with studio_on(qapp, tmp_path) as studio:
        await studio.scene.connect()
        window = await studio.open()
        studio.scene.gentu.faults.add("empty_list", path="/practitioners")
        window.open_connections(studio.scene.connection_id, "people")
        await studio.until(lambda: any("(MAP-03)" in words for words in _labels(studio)))
        await by_keyboard(_labelled(studio, "How to fix"))
        steps = next(text for text in _labels(studio) if text.startswith("Gentu lists nobody"))
        assert "open Settings, User Columns" in steps
        assert "press Try again" in steps
        (close,) = _named(studio, "people_help_action_1")
        assert close.hasFocus()
        QTest.keyClick(close, Qt.Key.Key_Escape)
        assert steps not in _labels(studio)
        assert _labelled(studio, "How to fix").hasFocus()
        await by_keyboard(_labelled(studio, "How to fix"))
        studio.scene.gentu.faults.clear()
        await by_keyboard(_labelled(studio, "Try again"))
        await studio.until(lambda: not any("(MAP-03)" in words for words in _labels(studio)))
        assert steps not in _labels(studio)


def _texts(studio: Studio) -> list[tuple[QWidget, str]]:
    """What is to be read on the page, and where."""
    assert studio.window.page is not None
    found = studio.window.page.findChildren(QWidget)
    texts = [(each, getattr(each, "text", "")) for each in found if each.isVisible()]
    return [(each, str(text() if callable(text) else text)) for each, text in texts]


def _labels(studio: Studio) -> list[str]:
    return [text for _, text in _texts(studio)]


def _labelled(studio: Studio, words: str) -> QWidget:
    return next(each for each, text in _texts(studio) if text == words)
