"""Two hands on one row: what others changed is told, a person chooses, no typed word is lost."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from app.domain.appointment import AppointmentStatus
from app.domain.practice_day import local
from app.domain.run_sheet import RunSheetRow
from app.services.pc.who import current_user
from app.services.sheet.desk import EditChanges, ManualRow
from app.ui.run import Application
from app.ui.today.edit.choice import ChoicePanel
from app.ui.today.edit.form import RowForm
from app.ui.today.page import TodayPage
from tests.ui.studio import Studio, studio_on
from tests.ui.today.hands import (
    CONTROL,
    ELEVEN,
    button,
    card_of_row,
    cards,
    changing,
    coming,
    focused,
    open_change,
    opened,
    press,
    type_text,
)

KIM = "kim"


def shown_day(page: TodayPage) -> date | None:
    snapshot = page.context.feed.snapshot
    return snapshot.sheet.day if snapshot is not None else None


async def colleague(studio: Studio, row_id: str, changes: EditChanges) -> None:
    """Kim, at another PC."""
    from app.services.sheet import desk

    studio.scene.clock.pass_by(seconds=1)
    original, desk.current_user = desk.current_user, lambda: KIM
    try:
        await studio.scene.services.desk.change(row_id, changes)
    finally:
        desk.current_user = original


def write(box: str, text: str, form: RowForm) -> None:
    getattr(form, box).setFocus()
    getattr(form, box).selectAll()
    type_text(text)


async def held_up(studio: Studio, page: TodayPage) -> ChoicePanel:
    """Saves by Enter, and waits until a choice is asked for."""
    form = page.edits.form
    assert form is not None
    press(Qt.Key.Key_Return)
    await studio.until(lambda: bool(form.choice.text))
    assert focused() is form.choice
    return form.choice


def now_of(page: TodayPage, row: RunSheetRow) -> RunSheetRow:
    return card_of_row(page, row).row


async def test_ones_own_note_does_not_stand_in_the_way_of_ones_own_change(
    qapp: Application, tmp_path: Path
) -> None:
    """The note is stored by leaving it for Change…, and the form is of the row as it then is."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(page).row
        page.board.select(row.id)
        press(Qt.Key.Key_O)
        studio.scene.clock.pass_by(seconds=1)
        type_text("Bring the referral")
        button(page, "drawer_change").setFocus()
        press(Qt.Key.Key_Space)
        await studio.until(lambda: page.edits.form is not None)
        assert page.edits.form is not None
        write("phone_box", "0400 111 222", page.edits.form)
        press(Qt.Key.Key_Return)
        await studio.until(lambda: now_of(page, row).patient_phone == "0400 111 222")
        assert page.edits.form is None
        assert now_of(page, row).notes == "Bring the referral"


async def test_what_a_colleague_changed_is_told_and_mine_can_be_kept(
    qapp: Application, tmp_path: Path
) -> None:
    """EDIT-01: saved over the newest row; what I did not touch stays the colleague's."""
    async with changing(qapp, tmp_path) as (studio, page, card, form):
        write("phone_box", "0400 111 222", form)
        await colleague(
            studio,
            card.id,
            EditChanges(phone="0400 999 888", status=AppointmentStatus.ARRIVED),
        )
        choice = await held_up(studio, page)
        assert choice.text.splitlines() == [
            "kim changed the status to Arrived.",
            "kim changed the phone number to 0400 999 888. You wrote 0400 111 222.",
        ]
        assert "(EDIT-01)" in form.problem
        assert form.phone_box.text() == "0400 111 222"
        press(Qt.Key.Key_Tab)
        assert focused() is choice.mine_button
        press(Qt.Key.Key_Space)
        await studio.until(lambda: now_of(page, card.row).patient_phone == "0400 111 222")
        assert now_of(page, card.row).status is AppointmentStatus.ARRIVED
        assert page.edits.form is None


async def test_what_is_to_be_chosen_is_in_view_in_a_small_window_too(
    qapp: Application, tmp_path: Path
) -> None:
    async with changing(qapp, tmp_path) as (studio, page, card, form):
        studio.window.resize(1024, 640)
        write("phone_box", "0400 111 222", form)
        await colleague(studio, card.id, EditChanges(phone="0400 999 888"))
        choice = await held_up(studio, page)
        (area,) = form.findChildren(QScrollArea)
        await studio.until(
            lambda: (
                not choice.visibleRegion().isEmpty()
                and choice.visibleRegion().boundingRect().size() == choice.size()
            )
        )
        assert area.isAncestorOf(choice)


async def test_theirs_can_be_used_and_the_rest_of_mine_stays(
    qapp: Application, tmp_path: Path
) -> None:
    async with changing(qapp, tmp_path) as (studio, page, card, form):
        type_text("Arr")
        write("phone_box", "0400 111 222", form)
        await colleague(studio, card.id, EditChanges(phone="0400 999 888"))
        choice = await held_up(studio, page)
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Tab)
        assert focused() is choice.theirs_button
        press(Qt.Key.Key_Space)
        assert choice.text == ""
        assert form.phone_box.text() == "0400 999 888"
        assert form.entries.status is AppointmentStatus.ARRIVED
        assert focused() is form.save_button
        press(Qt.Key.Key_Return)
        await studio.until(lambda: now_of(page, card.row).status is AppointmentStatus.ARRIVED)
        assert now_of(page, card.row).patient_phone == "0400 999 888"


async def test_theirs_alone_ends_the_change(qapp: Application, tmp_path: Path) -> None:
    async with changing(qapp, tmp_path) as (studio, page, card, form):
        write("phone_box", "0400 111 222", form)
        await colleague(studio, card.id, EditChanges(phone="0400 999 888"))
        choice = await held_up(studio, page)
        choice.theirs_button.setFocus()
        press(Qt.Key.Key_Space)
        assert page.edits.form is None
        assert not page.drawer.isHidden()
        await studio.until(lambda: now_of(page, card.row).patient_phone == "0400 999 888")


async def test_gentu_moving_it_meanwhile_is_told_as_gentus(
    qapp: Application, tmp_path: Path
) -> None:
    async with changing(qapp, tmp_path) as (studio, page, card, form):
        write("time_box", "5.15 pm", form)
        practice = studio.scene.gentu.practice
        practice.move(str(card.row.pms_appointment_id), start=card.row.start.replace(minute=55))
        studio.scene.clock.pass_by(minutes=6)
        await studio.scene.sync()
        choice = await held_up(studio, page)
        (line,) = choice.text.splitlines()
        assert line.startswith("Gentu changed the time to ")
        assert line.endswith("You wrote 5:15 pm.")
        choice.mine_button.setFocus()
        press(Qt.Key.Key_Space)
        await studio.until(lambda: card_of_row(page, card.row).time == "5:15 pm")


async def test_a_key_held_down_chooses_nothing(qapp: Application, tmp_path: Path) -> None:
    async with changing(qapp, tmp_path) as (studio, page, card, form):
        write("phone_box", "0400 111 222", form)
        await colleague(studio, card.id, EditChanges(phone="0400 999 888"))
        choice = await held_up(studio, page)
        press(Qt.Key.Key_Return)
        form.phone_box.setFocus()
        press(Qt.Key.Key_Return)
        assert focused() is choice
        assert not page.tasks.running or page.edits.form is form
        assert choice.text
        assert (await studio.scene.services.desk.row(card.id)).patient_phone == "0400 999 888"


# --- notes -------------------------------------------------------------------------------------


async def note_against_kims(studio: Studio, page: TodayPage) -> tuple[RunSheetRow, ChoicePanel]:
    """I write a note, Kim's is stored first."""
    row = coming(page).row
    page.board.select(row.id)
    press(Qt.Key.Key_O)
    type_text("Mine")
    await colleague(studio, row.id, EditChanges(notes="Kim's"))
    press(Qt.Key.Key_Tab)
    choice = page.edits.section.choice
    await studio.until(lambda: bool(choice.text))
    await studio.settle()
    return row, choice


async def test_a_note_that_kim_was_faster_with_stands_beside_hers_until_i_choose(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row, choice = await note_against_kims(studio, page)
        assert choice.text.splitlines() == [
            "kim has changed the note to:",
            "Kim's",
            "Yours is below and is not saved yet.",
        ]
        box = page.edits.section.note
        assert box.toPlainText() == "Mine"
        choice.setFocus()
        press(Qt.Key.Key_Tab)
        assert focused() is choice.mine_button
        press(Qt.Key.Key_Space)
        await studio.until(lambda: now_of(page, row).notes == "Mine")
        assert choice.text == ""
        assert box.toPlainText() == "Mine"


async def test_kims_note_can_be_used_or_both_kept(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row, choice = await note_against_kims(studio, page)
        choice.both_button.setFocus()
        press(Qt.Key.Key_Space)
        await studio.until(lambda: now_of(page, row).notes == "Kim's\nMine")
        page.edits.section.note.setFocus()
        type_text("more ")
        await colleague(studio, row.id, EditChanges(notes="Anew"))
        press(Qt.Key.Key_Tab)
        await studio.until(lambda: "Anew" in choice.text)
        choice.theirs_button.setFocus()
        press(Qt.Key.Key_Space)
        assert page.edits.section.note.toPlainText() == "Anew"
        assert choice.text == ""
        await studio.until(lambda: now_of(page, row).notes == "Anew")


async def test_a_held_note_is_not_lost_by_closing_the_details(
    qapp: Application, tmp_path: Path
) -> None:
    """It was left with Ctrl+Enter, so a bar leads back to it, from another day as well."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(page).row
        page.board.select(row.id)
        press(Qt.Key.Key_O)
        type_text("Mine")
        await colleague(studio, row.id, EditChanges(notes="Kim's"))
        press(Qt.Key.Key_Return, CONTROL)
        assert page.drawer.isHidden()
        bar = page.edits.note_bar
        assert bar is not None
        await studio.until(lambda: bool(bar.text))
        assert bar.text == "A note that you wrote is not saved: kim changed it meanwhile."
        other = next(card for card in cards(page) if card.id != row.id and not card.row.is_off)
        page.board.details_wanted.emit(other)
        assert page.edits.section.note.toPlainText() == ""
        page.context.feed.step_day(1)
        await studio.until(lambda: shown_day(page) != local(row.start, row.timezone).date())
        await studio.settle()
        bar.buttons[0].setFocus()
        press(Qt.Key.Key_Space)
        await studio.until(lambda: not page.drawer.isHidden())
        assert bar.text == ""
        assert page.edits.section.note.toPlainText() == "Mine"
        assert "Kim's" in page.edits.section.choice.text


async def test_two_notes_of_ones_own_in_a_row_are_no_conflict(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(page).row
        page.board.select(row.id)
        press(Qt.Key.Key_O)
        type_text("One")
        press(Qt.Key.Key_Tab)
        page.edits.section.note.setFocus()
        type_text("Two ")
        press(Qt.Key.Key_Tab)
        await page.edits.notes.stored()
        await studio.settle()
        assert page.edits.section.choice.text == ""
        assert "Two" in (now_of(page, row).notes or "")


async def test_a_note_that_cannot_be_stored_stays_in_its_box(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(page).row
        page.board.select(row.id)
        press(Qt.Key.Key_O)
        box = page.edits.section.note
        box.setPlainText("x" * 2001)
        press(Qt.Key.Key_Return, CONTROL)
        await studio.until(lambda: "(ASK-01)" in studio.window.message_bar.text)
        page.board.select(row.id)
        press(Qt.Key.Key_O)
        assert len(box.toPlainText()) == 2001
        box.setPlainText("Short")
        press(Qt.Key.Key_Return, CONTROL)
        await studio.until(lambda: now_of(page, row).notes == "Short")


# --- a row of one's own ------------------------------------------------------------------------


async def test_a_walk_ins_name_length_and_type_are_corrected_by_keyboard(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(page).row
        row_id = await studio.scene.services.desk.add_row(
            ManualRow(start=row.start, minutes=15, clinician_id=row.clinician_id, last_name="Le")
        )
        await studio.until(lambda: row_id in {card.id for card in cards(page)})
        card = next(card for card in cards(page) if card.id == row_id)
        form = await open_change(studio, page, card)
        press(Qt.Key.Key_Tab)
        assert focused() is form.name_box
        type_text("Jo Lee")
        write("minutes_box", "0", form)
        press(Qt.Key.Key_Return)
        assert form.problem == "The length is a number of minutes."
        type_text("40")
        write("minutes_box", "40", form)
        write("type_box", "Dressing", form)
        press(Qt.Key.Key_Return)
        await studio.until(lambda: now_of(page, card.row).patient_name == "Jo Lee")
        changed = now_of(page, card.row)
        assert (changed.duration_minutes, changed.appointment_type_name) == (40, "Dressing")
        assert changed.entered_by == current_user()


async def test_a_systems_name_length_and_type_are_not_in_the_form(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        form = await open_change(studio, page, coming(page))
        assert form.phone_box.isVisible()
        assert not any(box.isVisible() for box in (form.name_box, form.minutes_box, form.type_box))


# --- what has no box twice ---------------------------------------------------------------------


async def test_a_note_stands_once_on_a_cancelled_row_and_can_be_written_on_a_vanished_one(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(page).row
        desk = studio.scene.services.desk
        await desk.change(
            row.id, EditChanges(status=AppointmentStatus.CANCELLED, notes="Rang at 8")
        )
        await studio.until(lambda: now_of(page, row).is_off)
        page.board.select(row.id)
        press(Qt.Key.Key_Return)
        assert page.edits.section.note.toPlainText() == "Rang at 8"
        assert page.drawer.value_of("notes") == ""
        press(Qt.Key.Key_Escape)
        gone = next(
            card.row for card in cards(page) if card.row.start > ELEVEN and card.id != row.id
        )
        studio.scene.gentu.practice.delete(str(gone.pms_appointment_id))
        studio.scene.clock.pass_by(minutes=6)
        await studio.scene.sync()
        await studio.until(lambda: now_of(page, gone).removed_at is not None)
        page.board.select(gone.id)
        press(Qt.Key.Key_O)
        assert focused() is page.edits.section.note
        type_text("Rang them")
        press(Qt.Key.Key_Return, CONTROL)
        await studio.until(lambda: now_of(page, gone).notes == "Rang them")
