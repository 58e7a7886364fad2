"""J16 and J17: a booking lands once whatever the network does, and is moved and cancelled later."""

import asyncio
import contextlib
import json
import sys
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from app.domain.booking import BookingStatus
from tests.end_to_end.jobs import booking_calls as calls
from tests.end_to_end.jobs.booking_calls import COOLED_S, NAMES, crm_at_work
from tests.end_to_end.jobs.newtown import DAY, at
from tests.end_to_end.jobs.reception import reception
from tests.end_to_end.jobs.surroundings import ROOT
from tests.support.waiting import on_this_machine

Key, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LATER = DAY.replace(day=26)


@contextlib.asynccontextmanager
async def desk(qapp, folder, at_work, *, job, actions, seconds, is_reopened=False):
    """A reception with this CRM; `is_reopened`: on another start, which needs the real keyring."""
    async with reception(
        qapp,
        folder,
        job=f"{job}, {at_work.label}",
        budget_actions=actions,
        budget_s=seconds,
        has_keyring=is_reopened,
        crm=at_work.sandbox,
    ) as person:
        yield person


@pytest.mark.parametrize("name", NAMES)
async def test_j16_a_known_person_is_booked_from_a_phone_call(qapp, tmp_path, name):
    with crm_at_work(name) as at_work:
        contacts = at_work.contacts
        job = "J16 Book a check-up"
        async with desk(qapp, tmp_path, at_work, job=job, actions=12, seconds=60) as person:
            await person.open()
            await person.to_card(0)
            person.begin()
            await calls.open_form(person)
            assert person.seek("form_someone_new") is None, "nobody was looked for yet"
            said = await calls.who_calls(person, calls.KNOWN_MOBILE, label=at_work.label)
            assert said == f"Found 1 in {at_work.label}. Who is it?"
            first, last = person.find("form_candidate_1"), person.find("form_someone_new")
            assert first.accessibleName().startswith("Isabel Fernandez")
            assert first.pos().y() < last.pos().y(), "candidates stand before Someone new"
            await calls.choose_known(person)
            await calls.choose_visit(person, at="2 pm", clinician="Dr Priya Nair")
            await calls.book(person)
            await person.until(lambda: person.seek("bookings_table"))
            await calls.until_state(person, f"✓ Confirmed in {at_work.label}")
            person.done()
            row = calls.page_of(person).model.rows[0]
            assert row.spoken.startswith("2:00 pm Tue 18 Nov, Isabel Fernandez, Check-up")
            assert len(at_work.meetings) == 1
            assert at_work.contacts == contacts


@pytest.mark.parametrize("name", NAMES)
async def test_j16_a_clash_with_gentus_list_is_named_before_anything_is_sent(qapp, tmp_path, name):
    with crm_at_work(name) as at_work:
        job = "J16 Somebody has that time"
        async with desk(qapp, tmp_path, at_work, job=job, actions=16, seconds=60) as person:
            await person.open()
            person.begin()
            await calls.open_form(person)
            await calls.who_calls(person, calls.KNOWN_MOBILE, label=at_work.label)
            await calls.choose_known(person)
            await calls.choose_visit(person, at="10:30 am", clinician="Dr Priya Nair")
            await calls.book(person)
            await person.until(lambda: person.has_focus("form_other_time"))
            words = person.text("form_clash_words")
            assert "Dr Priya Nair already has Viktor Petrov" in words
            assert "10:30 am to 10:45 am (from Gentu)" in words
            assert at_work.writes == []
            await person.press(Key.Key_Return, at="form_other_time")
            await person.write("2 pm", at="form_time")
            await calls.book(person)
            await person.until(lambda: person.seek("bookings_table"))
            await calls.until_state(person, f"✓ Confirmed in {at_work.label}")
            assert len(at_work.meetings) == 1


@pytest.mark.parametrize("name", NAMES)
async def test_j16_five_presses_and_a_lost_answer_make_one_meeting_and_one_contact(
    qapp, tmp_path, name
):
    with crm_at_work(name) as at_work:
        contacts = at_work.contacts
        job = "J16 Five presses, answer lost"
        async with desk(qapp, tmp_path, at_work, job=job, actions=20, seconds=60) as person:
            await person.open()
            at_work.lose("lost_answer")
            person.begin()
            await calls.open_form(person)
            said = await calls.who_calls(person, calls.NEW_MOBILE, label=at_work.label)
            assert said == f"Nobody in {at_work.label} has this. Who is it?"
            await calls.name_new(person)
            await calls.choose_visit(person, at="2 pm", clinician="Dr Priya Nair")
            await calls.book(person, times=5)
            await person.until(lambda: person.seek("bookings_table"))
            await calls.until_state(person, f"↥ Checking with {at_work.label}")
            await person.until(lambda: "(WRITE-03)" in person.text("booking_error"))
            assert "Checking before we try again" in person.text("booking_error")
            person.done()
            await calls.later(person, at_work, seconds=COOLED_S)
            await calls.until_state(person, f"✓ Confirmed in {at_work.label}")
            assert len(at_work.meetings) == 1
            assert at_work.contacts == contacts + 1


@pytest.mark.parametrize("name", NAMES)
async def test_j16_a_booking_that_lands_late_is_not_made_again(qapp, tmp_path, name):
    with crm_at_work(name) as at_work:
        contacts = at_work.contacts
        job = "J16 Lands after a minute"
        async with desk(qapp, tmp_path, at_work, job=job, actions=16, seconds=60) as person:
            await person.open()
            at_work.lose("late_commit")
            person.begin()
            await calls.open_form(person)
            await calls.who_calls(person, calls.NEW_MOBILE, label=at_work.label)
            await calls.name_new(person)
            await calls.choose_visit(person, at="2 pm", clinician="Dr Priya Nair")
            await calls.book(person)
            await person.until(lambda: person.seek("bookings_table"))
            await calls.until_state(person, f"↥ Checking with {at_work.label}")
            person.done()
            await calls.later(person, at_work, seconds=60)
            await person.a_while(0.5)
            assert at_work.meetings == [], "not there is not believed that early"
            assert len(at_work.sandbox.commit_late()) == 1
            await calls.later(person, at_work, seconds=40)
            await calls.until_state(person, f"✓ Confirmed in {at_work.label}")
            assert len(at_work.meetings) == 1
            assert at_work.contacts == contacts + 1


@pytest.mark.parametrize("name", NAMES)
async def test_j16_killed_while_it_sends_and_opened_again_it_has_one_meeting(qapp, tmp_path, name):
    with crm_at_work(name) as at_work:
        contacts = at_work.contacts
        job = "J16 Killed while it sends"
        async with desk(
            qapp, tmp_path, at_work, job=job, actions=1, seconds=60, is_reopened=True
        ) as person:
            await person.open()
            await person.close()
            at_work.lose("stall_after_head")
            await killed_while_it_sends(person, at_work)
            person.take_time(seconds=COOLED_S)
            at_work.catch_up()
            await person.start()
            person.begin()
            await person.until(lambda: person.window.context.late.is_open)
            await person.press(Key.Key_2, CTRL)
            await calls.until_state(person, f"✓ Confirmed in {at_work.label}")
            assert len(at_work.meetings) == 1
            assert at_work.contacts == contacts + 1
            kinds = [each.kind for each in await events(person)]
            assert kinds.count("unsure") == 1, "it was killed before the answer"


@pytest.mark.parametrize("name", NAMES)
async def test_j16_a_row_of_the_run_sheet_fills_the_form(qapp, tmp_path, name):
    with crm_at_work(name) as at_work:
        job = "J16 Book a row's visit"
        async with desk(qapp, tmp_path, at_work, job=job, actions=5, seconds=30) as person:
            await person.open()
            await person.until(lambda: person.window.context.bookings.standing.is_set_up)
            await person.to_card(0)
            person.begin()
            await person.press(Key.Key_B)
            await person.until(lambda: person.seek("form_phone"))
            form = calls.page_of(person).form.parts
            await person.until(lambda: form.person.is_decided)
            assert person.text("form_phone") == "0412 345 678"
            assert form.person.person.full_name == "Alice Brown"
            assert person.text("form_time") == "9:00 am"
            await choose_other_day(person)
            await calls.book(person)
            await person.until(lambda: person.seek("bookings_table"))
            await calls.until_state(person, f"✓ Confirmed in {at_work.label}")
            person.done()
            assert (await calls.the_booking(person)).run_sheet_appointment_id
            await lead_there_by_menu_and_drawer(person)


async def choose_other_day(person):
    """Today's nine o'clock is over: Alt+D, and up to the day after tomorrow."""
    await person.press(Key.Key_D, ALT)
    for _ in range(2):
        await person.press(Key.Key_Up, at="form_day")
    assert calls.page_of(person).form.parts.when.day == DAY + timedelta(days=2)


async def lead_there_by_menu_and_drawer(person):
    """Esc and back: the card's menu has it, and so have its details."""
    await person.press(Key.Key_1, CTRL)
    await person.settle()
    view = await person.to_card(1)
    await person.press(Key.Key_Return)
    await person.until(lambda: person.seek("drawer_book"))
    await person.press(Key.Key_Escape)
    await person.until(view.hasFocus)
    place = view.visualRect(view.currentIndex()).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, view.mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)  # as the system tells of the Menu key
    await person.choose("Book in CRM…")
    await person.until(lambda: person.text("form_phone"))
    assert person.text("form_phone") == "0491 570 158", "Helen Zhao's"
    await person.press(Key.Key_Escape)


async def test_j16_a_booking_that_nobody_confirms_is_told_once_and_stays_in_sight(qapp, tmp_path):
    with crm_at_work("hubspot") as at_work:
        job = "J16 Not confirmed for two minutes"
        async with desk(qapp, tmp_path, at_work, job=job, actions=20, seconds=60) as person:
            await person.open()
            at_work.sandbox.faults.add("status_503_before", path=at_work.crm.booking_path)
            await calls.open_form(person)
            await calls.who_calls(person, calls.KNOWN_MOBILE, label=at_work.label)
            await calls.choose_known(person)
            await calls.choose_visit(person, at="2 pm", clinician="Dr Priya Nair")
            await calls.book(person)
            button = person.find("nav_bookings")
            await person.until(lambda: button.accessibleName() == "Bookings, 1 waiting to send")
            for _ in range(4):
                person.take_time(minutes=1)
                person.window.context.feed.refresh()
                await person.settle()
                await person.a_while(0.3)
            await person.until_shown_outside("1 booking isn't confirmed yet. Open Bookings.")
            assert len([each for each in await person.toasts() if "confirmed" in each]) == 1
            await person.until_shown_outside("RunSheet – 1 booking not confirmed")
            at_work.sandbox.faults.clear()
            await calls.later(person, at_work, seconds=600)
            await person.until(lambda: button.accessibleName() == "Bookings")
            assert len(at_work.meetings) == 1


async def test_j11_what_was_booked_without_internet_is_sent_and_told_when_it_is_back(
    qapp, tmp_path
):
    with crm_at_work("hubspot") as at_work:
        job = "J11 Book without internet"
        async with desk(qapp, tmp_path, at_work, job=job, actions=20, seconds=60) as person:
            await person.open()
            person.unplug()
            await person.services.crm.reload()
            await person.desk.sync()
            person.window.context.feed.refresh()
            await person.until(lambda: "(NET-01)" in person.banner)
            person.begin()
            await calls.open_form(person)
            await calls.who_calls(person, calls.NEW_MOBILE, label=at_work.label)
            await calls.name_new(person)
            await calls.choose_visit(person, at="2 pm", clinician="Dr Priya Nair")
            assert person.text("form_book") == "Book when online"
            await calls.book(person)
            await person.until(lambda: person.seek("bookings_table"))
            await calls.until_state(person, "◷ Waiting for internet")
            person.done()
            person.plug_in()
            await person.services.crm.reload()
            await calls.later(person, at_work, seconds=120)
            await person.desk.sync()
            person.window.context.feed.refresh()
            await calls.until_state(person, f"✓ Confirmed in {at_work.label}")
            said = "Back online. No changes, 1 booking sent."
            await person.until(lambda: said in person.messages)
            assert len(at_work.meetings) == 1


async def killed_while_it_sends(person, at_work):
    """Another process books over the same folder, and ends once the CRM has the booking and has
    not said so.
    """
    settings = person.desk.services.settings
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.end_to_end.jobs.window_process"),
        *(str(settings.data_dir), person.desk.clock().isoformat(), at_work.label),
        stdin=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    try:
        assert process.stdin is not None
        process.stdin.write(json.dumps(dict(settings.environment)).encode() + b"\n")
        async with asyncio.timeout(on_this_machine(60)):  # a whole RunSheet starts
            while not at_work.meetings:
                assert process.returncode is None, "the window ended by itself"
                await person.rest()
    finally:
        process.kill()
        await process.wait()


async def events(person):
    """What happened to the one booking."""
    booking = await calls.the_booking(person)
    return await person.services.bookings.events(booking.id)


@pytest.mark.parametrize("name", NAMES)
async def test_j17_a_week_later_it_is_moved_keeping_its_length_and_then_cancelled(
    qapp, tmp_path, name
):
    with crm_at_work(name) as at_work:
        job = "J17 Move, then cancel"
        async with desk(
            qapp, tmp_path, at_work, job=job, actions=24, seconds=60, is_reopened=True
        ) as person:
            await person.open()
            booking = await calls.booked_before(person, at_work, at("11:00", LATER))
            await person.close()
            person.take_time(days=7)
            await person.start(has_list=False)
            await person.until(lambda: person.window.context.late.is_open)
            person.begin()
            await find_by_mobile(person)
            await move_to_three(person, at_work)
            moved = await calls.the_booking(person)
            assert moved.id == booking.id
            assert moved.end_at - moved.start_at == booking.end_at - booking.start_at
            assert len(at_work.records()) == 1
            await cancel_and_undo(person, at_work)
            await cancel_for_good(person, at_work)
            person.done()
            await check_what_is_told(person, at_work)


async def find_by_mobile(person):
    """Ctrl+2, Ctrl+F, the mobile."""
    await person.press(Key.Key_2, CTRL)
    await person.until(lambda: person.seek("bookings_find"))
    await person.press(Key.Key_F, CTRL)
    await person.write(calls.KNOWN_MOBILE, at="bookings_find")
    page = calls.page_of(person)
    await person.until(lambda: page.tabs.wanted.text == calls.KNOWN_MOBILE and page.is_settled)
    await person.until(lambda: len(page.model.rows) == 1)
    await person.press_until_focused(Key.Key_Tab, "bookings_table")
    await person.until(lambda: page.pane.booking is not None)


async def move_to_three(person, at_work):
    """Enter, Move…, another time, Ctrl+Enter."""
    await person.press(Key.Key_Return, at="bookings_table")
    await person.press(Key.Key_Return, at="booking_move")
    await person.until(lambda: person.has_focus("form_day"))
    await person.until(lambda: person.text("form_book") == f"Move in {at_work.label}")
    assert "30 min. The length stays." in person.text("form_about")
    await calls.choose_time(person, "3 pm")
    await calls.book(person)
    await person.until(lambda: person.seek("bookings_table"))
    page = calls.page_of(person)
    await person.until(lambda: page.model.rows and "3:00 pm" in page.model.rows[0].cells[0])
    await calls.until_state(person, f"✓ Confirmed in {at_work.label}")


async def ask_to_cancel(person, at_work):
    """Del on the list, and a reason."""
    page = calls.page_of(person)
    await person.until(lambda: page.table.hasFocus() and page.is_settled)
    await person.press(Key.Key_Delete)
    await person.press(Key.Key_Down, at="cancel_reason")
    assert person.text("cancel_reason") == "Clinician away"
    assert person.text("cancel_keep") == "Keep appointment"
    await person.press_until_focused(Key.Key_Tab, "cancel_confirm")
    await person.press(Key.Key_Return, at="cancel_confirm")
    await person.until(lambda: "10 seconds" in page.undo_bar.text)
    await calls.until_state(person, f"✕ Cancelled, {at_work.label} not told yet")


async def cancel_and_undo(person, at_work):
    """Ctrl+Z within ten seconds: the CRM hears of nothing."""
    before = list(at_work.writes)
    await ask_to_cancel(person, at_work)
    await calls.later(person, at_work, seconds=8)
    await person.press(Key.Key_Z, CTRL)
    await calls.until_state(person, f"✓ Confirmed in {at_work.label}")
    await calls.later(person, at_work, seconds=20)
    await person.a_while(0.5)
    assert at_work.writes == before, "an undone cancellation was sent"
    assert len(at_work.meetings) == 1


async def cancel_for_good(person, at_work):
    """Ten seconds later the CRM is told, and read back."""
    await ask_to_cancel(person, at_work)
    await calls.later(person, at_work, seconds=11)
    service = person.services.bookings
    async with person.within():
        booking = await calls.the_booking(person)
        while booking.status is not BookingStatus.CANCELLED:
            await person.rest()
            booking = await service.get(booking.id)
    assert at_work.meetings == []
    assert at_work.is_cancelled()


async def check_what_is_told(person, at_work):
    """The booking's details say who did what, when, at which PC, and why."""
    from app.services.pc.who import current_user

    page = calls.page_of(person)
    await person.press_until_focused(Key.Key_Backtab, "bookings_upcoming", SHIFT)
    await person.press_until_focused(Key.Key_Right, "bookings_all")
    await person.until(lambda: page.pane.booking and page.pane.booking.cancelled_at)
    cancelled = next(each for each in await events(person) if each.kind == "cancel_asked")
    assert cancelled.who == current_user()
    assert cancelled.pc
    await person.until_told(
        page.pane,
        f"Cancelled in {at_work.label}",
        "Moved to 3:00 pm Wed 26 Nov",
        "Cancelling was taken back",
        "Cancelled here: clinician away",
        f"{cancelled.who}, {cancelled.pc}",
    )
