"""The booking form by keyboard, against the CRMs' sandboxes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from app.domain.booking import BookingStatus
from app.sandbox.hubspot.account import HubSpotAccount
from app.ui.bookings.form.start import FormStart
from tests.support.crms import CRMS
from tests.ui.bookings.desk import BookingDesk, booking_desk

ALICE = {"firstname": "Alice", "lastname": "Brown", "mobilephone": "+61412345678"}
ALICES_PHONE = "0412 345 678"


@pytest.fixture
def hubspot():
    account = HubSpotAccount(index_lag_s=0)
    account.create("contacts", ALICE)
    account.catch_up()
    with CRMS["hubspot"].running(account) as sandbox:
        yield sandbox


async def look_up(desk: BookingDesk, phone: str = ALICES_PHONE) -> str:
    desk.type_text(phone)
    return await desk.answered()


def fill_visit(desk: BookingDesk, service: str = "Check-up", at: str = "4 pm") -> None:
    """Service, tomorrow, a time: by their letters."""
    desk.alt(Qt.Key.Key_S)
    desk.type_text(service)
    desk.alt(Qt.Key.Key_D)
    desk.press(Qt.Key.Key_Up)
    desk.alt(Qt.Key.Key_T)
    desk.type_over(at)


async def new_person(desk: BookingDesk, phone: str = "0491 570 159") -> None:
    await look_up(desk, phone)
    desk.alt(Qt.Key.Key_F)
    desk.type_text("Sara")
    desk.alt(Qt.Key.Key_L)
    desk.type_text("Ali")


async def sent(desk: BookingDesk):
    """The booking that was told, once the CRM has confirmed it or not."""
    await desk.until(lambda: desk.booked)
    return await desk.services.bookings.settled(desk.booked[0], within_s=60)


async def test_a_known_person_is_booked_by_keyboard_alone(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        assert desk.focus.objectName() == "form_phone"
        assert await look_up(desk) == "Found 1 in HubSpot. Who is it?"
        desk.press(Qt.Key.Key_Tab)
        desk.press(Qt.Key.Key_Tab)
        assert desk.focus.accessibleName() == "Alice Brown"
        desk.press(Qt.Key.Key_Space)
        fill_visit(desk)
        desk.book()
        booking = await sent(desk)
    assert (booking.status, booking.error_message) == (BookingStatus.CONFIRMED, None)
    assert booking.person.full_name == "Alice Brown"
    assert len(hubspot.account.records("meetings")) == 1
    assert len(hubspot.account.records("contacts")) == 1


@pytest.mark.parametrize("name", ["hubspot", "salesforce", "ghl-v2"])
async def test_somebody_new_is_booked_in_each_crm(qapp, tmp_path, name):
    crm = CRMS[name]
    with crm.running() as sandbox:
        people = crm.contacts(sandbox)
        async with booking_desk(qapp, tmp_path, sandbox) as desk:
            await desk.open(desk.form.open_new)
            await new_person(desk)
            fill_visit(desk)
            desk.alt(Qt.Key.Key_C)
            desk.type_text("Dr Priya Nair")
            await desk.settle()
            desk.book()
            booking = await sent(desk)
        assert (booking.status, booking.error_message) == (BookingStatus.CONFIRMED, None)
        assert crm.contacts(sandbox) == people + 1
        assert len(crm.starts(sandbox)) == 1
        assert sandbox.violations == []


async def test_five_presses_make_one_booking_and_one_contact(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        await new_person(desk)
        fill_visit(desk)
        for _ in range(5):
            desk.book()
        await sent(desk)
        await desk.settle()
    assert len(desk.booked) == 1
    assert len(hubspot.account.records("meetings")) == 1
    assert len(hubspot.account.records("contacts")) == 2


async def test_someone_new_is_offered_only_after_the_look_up_answered(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        assert desk.seek("form_someone_new") is None
        assert desk.seek("form_first") is None
        await look_up(desk)
        assert isinstance(desk.find("form_someone_new"), QRadioButton)
        desk.type_text("9")
        assert desk.seek("form_someone_new") is None
        fill_visit(desk)
        desk.book()
        await desk.until(lambda: desk.text("form_phone_problem"))
        assert desk.booked == []


async def test_nobody_is_booked_before_it_is_said_who_of_them_it_is(qapp, tmp_path, hubspot):
    hubspot.account.create("contacts", {**ALICE, "lastname": "Browne"})
    hubspot.account.catch_up()
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        await look_up(desk)
        spoken = [desk.find(f"form_candidate_{n}").accessibleName() for n in (1, 2)]
        assert spoken == ["Alice Brown, ≈ similar name", "Alice Browne, ≈ similar name"]
        fill_visit(desk)
        desk.book()
        await desk.until(lambda: desk.text("form_candidates_problem"))
        assert desk.focus.objectName() == "form_candidate_1"
        assert desk.booked == []


async def test_a_name_that_is_told_chooses_the_one_person_who_has_it(qapp, tmp_path, hubspot):
    start = FormStart(first_name="alice", last_name="BROWN", phone=ALICES_PHONE)
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(lambda: desk.form.open_new(start))
        await desk.answered()
        assert desk.form.parts.person.person.external_contact_id is not None
        assert desk.focus.objectName() == "form_service"


async def test_without_a_way_to_the_crm_it_is_booked_for_later(qapp, tmp_path):
    with CRMS["hubspot"].running() as sandbox:
        pass
    async with booking_desk(qapp, tmp_path, sandbox) as desk:
        await desk.open(desk.form.open_new)
        words = await look_up(desk)
        assert words == "HubSpot can't be reached now. We'll look in HubSpot when online."
        assert desk.text("form_book") == "Book when online"
        desk.alt(Qt.Key.Key_L)
        desk.type_text("Ali")
        fill_visit(desk)
        desk.book()
        await desk.until(lambda: desk.booked)
        booking = await desk.services.bookings.get(desk.booked[0])
    assert booking.status in {BookingStatus.WAITING, BookingStatus.SENDING}
    assert booking.person.last_name == "Ali"


async def test_every_problem_stands_at_its_field_and_the_focus_at_the_first(
    qapp, tmp_path, hubspot
):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        desk.alt(Qt.Key.Key_T)
        desk.type_text("noonish")
        desk.book()
        await desk.until(lambda: desk.text("form_phone_problem"))
        assert desk.text("form_service_problem") == "Say what is booked."
        assert desk.text("form_time_problem") == "That isn't a time. Write it as 9:30 am."
        assert desk.focus.objectName() == "form_phone"
        assert desk.focus.accessibleDescription() == desk.text("form_phone_problem")
        desk.type_text("0")
        assert desk.text("form_phone_problem") == ""
        assert desk.booked == []


async def test_the_length_is_the_services_until_a_person_tells_another(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot, has_sheet=True) as desk:
        await desk.open(desk.form.open_new)
        choices = await desk.services.bookings.choices()
        name, other = _two(choices)
        desk.alt(Qt.Key.Key_S)
        desk.type_over(name)
        assert desk.text("form_minutes") == str(choices.minutes_of(name))
        desk.alt(Qt.Key.Key_G)
        desk.type_over("50")
        desk.alt(Qt.Key.Key_S)
        desk.type_over(other)
        assert desk.text("form_minutes") == "50"


def _two(choices):
    """Two services of different lengths."""
    first = choices.services[0]
    length = choices.minutes_of(first)
    return first, next(each for each in choices.services if choices.minutes_of(each) != length)


async def test_what_will_be_sent_has_the_note_only_when_it_is_ticked(qapp, tmp_path, hubspot):
    async with booking_desk(qapp, tmp_path, hubspot) as desk:
        await desk.open(desk.form.open_new)
        await new_person(desk)
        fill_visit(desk)
        note = desk.form.parts.what.notes
        assert not note.isVisible()
        desk.find("form_sends_notes").setFocus()
        desk.press(Qt.Key.Key_Space)
        desk.alt(Qt.Key.Key_N)
        desk.type_text("Ring the side door")
        desk.find("form_outline").setFocus()
        desk.press(Qt.Key.Key_Space)
        await desk.until(lambda: "Notes: Ring the side door" in desk.text("form_outline_lines"))
        assert "Last name: Ali" in desk.text("form_outline_lines")
        desk.find("form_sends_notes").setFocus()
        desk.press(Qt.Key.Key_Space)
        await desk.until(lambda: "side door" not in desk.text("form_outline_lines"))
        assert "(no notes)" in desk.text("form_outline")


async def test_without_a_crm_the_form_says_where_to_set_one_up(qapp, tmp_path):
    async with booking_desk(qapp, tmp_path) as desk:
        await desk.open(desk.form.open_new)
        assert desk.text("form_no_crm_title") == "No booking system is set up yet."
        assert desk.seek("form_book") is None
        assert desk.focus is desk.form.shown.empty.buttons[0]
