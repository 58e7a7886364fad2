"""Adding, changing, noting and removing rows by keyboard; what is only in this app says so."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.domain.appointment import AppointmentStatus
from app.domain.words import STATUS_WORDS
from app.services.sheet.desk import EditChanges, ManualRow
from app.ui.run import Application
from app.ui.widgets.buttons import Button
from tests.ui.studio import studio_on
from tests.ui.today.hands import (
    CONTROL,
    ELEVEN,
    SHIFT,
    button,
    card_of_row,
    cards,
    changing,
    coming,
    focused,
    opened,
    press,
    type_text,
)


async def test_a_walk_in_is_added_by_keyboard_and_undone(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        count = len(cards(page))
        press(Qt.Key.Key_N, CONTROL, SHIFT)
        await studio.until(
            lambda: page.edits.form is not None and focused().objectName() == "form_name"
        )
        type_text("Jo van der Berg")
        press(Qt.Key.Key_Tab)
        type_text("0412 345 678")
        press(Qt.Key.Key_Tab)
        type_text("2.15 pm")
        press(Qt.Key.Key_Return)
        await studio.until(lambda: len(cards(page)) == count + 1)
        (added,) = [card for card in cards(page) if card.row.is_manual]
        assert (added.time, added.name) == ("2:15 pm", "Jo van der Berg")
        assert added.row.status is AppointmentStatus.ARRIVED
        assert added.line.startswith("✎ Only in this app")
        assert added.spoken.endswith("only in this app")
        assert page.edits.form is None
        assert isinstance(focused(), type(page.board.columns[0].view))
        page.edits.undo_bar.buttons[0].setFocus()
        press(Qt.Key.Key_Return)
        await studio.until(lambda: len(cards(page)) == count)


async def test_what_cannot_be_saved_is_said_at_its_field(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        press(Qt.Key.Key_N, CONTROL, SHIFT)
        await studio.until(lambda: page.edits.form is not None)
        form = page.edits.form
        assert form is not None
        press(Qt.Key.Key_Return)
        assert form.problem == "A row needs a name."
        type_text("Walker")
        form.time_box.setText("half past")
        press(Qt.Key.Key_Return)
        assert form.problem == "That isn't a time. Write it as 9:30 am."
        assert focused() is form.time_box
        form.time_box.setText("9.30")
        form.phone_box.setText("none")
        press(Qt.Key.Key_Return)
        await studio.until(lambda: "ASK-01" in form.problem)
        press(Qt.Key.Key_Escape)
        assert page.edits.form is None
        assert not [card for card in cards(page) if card.row.is_manual]


async def test_a_status_changed_here_says_it_is_only_here(
    qapp: Application, tmp_path: Path
) -> None:
    """J8: without write-back there is no Arrive button; a change is one by its label."""
    async with changing(qapp, tmp_path) as (studio, page, card, form):
        words = {each.text() for each in page.findChildren(Button)}
        assert not {"Arrive", "Arrived", "Mark as arrived"} & words
        assert "Gentu keeps its own." in form.accessibleDescription()
        assert focused() is form.status
        type_text("Arr")
        press(Qt.Key.Key_Return)
        await studio.until(lambda: card_of_row(page, card.row).word.startswith("Arrived"))
        changed = card_of_row(page, card.row)
        assert "✎ Only in this app" in changed.flags
        await studio.until(lambda: bool(page.edits.section.texts))
        assert not page.drawer.isHidden()
        (text,) = page.edits.section.texts
        assert text.startswith("✎ Status Arrived: only in this app, by ")
        assert f"Gentu has {STATUS_WORDS[card.row.status]}." in text
        button(page, "edit_take_back").click()
        await studio.until(lambda: card_of_row(page, card.row).word == card.word)


async def test_gentu_changing_it_too_offers_mine_again(qapp: Application, tmp_path: Path) -> None:
    """J6 with a change of one's own: both are told, and one click takes mine again."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        card = coming(page)
        desk = studio.scene.services.desk
        await desk.change(card.id, EditChanges(start=card.row.start + timedelta(minutes=30)))
        practice = studio.scene.gentu.practice
        theirs = card.row.start + timedelta(minutes=60)
        practice.move(str(card.row.pms_appointment_id), start=theirs)
        studio.scene.clock.pass_by(minutes=6)
        await studio.scene.sync()
        await studio.settle()
        now = card_of_row(page, card.row)
        assert "✎ Gentu changed this" in now.flags
        page.board.select(card.id)
        press(Qt.Key.Key_Return)
        (text,) = page.edits.section.texts
        assert text.startswith("Gentu changed this to ")
        assert " You had " in text
        button(page, "edit_again").click()
        mine = card.row.start + timedelta(minutes=30)
        await studio.until(lambda: card_of_row(page, card.row).row.start == mine)
        assert "✎ Only in this app" in card_of_row(page, card.row).flags


async def test_a_note_is_saved_by_leaving_it(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        card = coming(page)
        page.board.select(card.id)
        press(Qt.Key.Key_O)
        assert focused().objectName() == "drawer_note"
        type_text("Bring the referral")
        press(Qt.Key.Key_Return, CONTROL)
        await studio.until(lambda: card_of_row(page, card.row).row.notes == "Bring the referral")
        assert page.drawer.isHidden()
        press(Qt.Key.Key_O)
        type_text(" ")
        press(Qt.Key.Key_Tab)
        assert page.edits.section.note.toPlainText().strip() == "Bring the referral"


async def test_a_note_goes_to_the_row_it_was_written_for(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        first = coming(page)
        other = next(card for card in cards(page) if card.id != first.id and not card.row.is_off)
        page.board.select(first.id)
        press(Qt.Key.Key_O)
        type_text("For the first")
        page.board.details_wanted.emit(other)
        await studio.until(lambda: card_of_row(page, first.row).row.notes == "For the first")
        assert card_of_row(page, other.row).row.notes is None
        assert page.edits.section.note.toPlainText() == ""


async def test_a_removed_row_comes_back_by_undo(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(page).row
        row_id = await studio.scene.services.desk.add_row(
            ManualRow(start=row.start, minutes=15, clinician_id=row.clinician_id, last_name="Lee")
        )
        await studio.settle()
        page.board.select(row_id)
        press(Qt.Key.Key_Return)
        button(page, "drawer_remove").click()
        await studio.until(lambda: row_id not in {card.id for card in cards(page)})
        assert page.edits.undo_bar.text == "Row removed."
        page.edits.undo_bar.buttons[0].click()
        await studio.until(lambda: row_id in {card.id for card in cards(page)})


async def test_the_systems_own_row_can_be_joined(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(page).row
        row_id = await studio.scene.services.desk.add_row(
            ManualRow(
                start=row.start,
                minutes=15,
                clinician_id=row.clinician_id,
                last_name="Other",
                phone=row.patient_phone,
                notes="Walked in",
            )
        )
        await studio.settle()
        page.board.select(row_id)
        press(Qt.Key.Key_Return)
        assert page.edits.section.texts[-1].startswith(f"Same as {row.patient_name}, ")
        button(page, "twin_join").setFocus()
        press(Qt.Key.Key_Space)
        await studio.until(lambda: row_id not in {card.id for card in cards(page)})
        assert card_of_row(page, row).row.notes == "Walked in"
        assert page.edits.undo_bar.text == "Rows joined."
        page.edits.undo_bar.buttons[0].setFocus()
        press(Qt.Key.Key_Space)
        await studio.until(lambda: row_id in {card.id for card in cards(page)})
        assert card_of_row(page, row).row.notes is None


async def test_privacy_puts_a_form_with_somebody_in_it_away(
    qapp: Application, tmp_path: Path
) -> None:
    """What was typed is off the window, and back when people are shown again."""
    async with changing(qapp, tmp_path) as (studio, page, card, form):
        form.phone_box.setFocus()
        form.phone_box.selectAll()
        type_text("0400 111 222")
        press(Qt.Key.Key_F8)
        await studio.until(lambda: page.context.privacy.is_on)
        assert page.edits.form is None
        written = {box.text() for box in QApplication.allWidgets() if isinstance(box, QLineEdit)}
        assert not written & {card.row.patient_phone, "0400 111 222"}
        page.board.select(card.id)
        page.board.details_wanted.emit(card_of_row(page, card.row))
        assert page.edits.section.change_button.isHidden()
        assert page.edits.section.note.toPlainText() == ""
        press(Qt.Key.Key_F8)
        await studio.until(lambda: page.edits.form is form)
        assert focused() is form.phone_box
        assert form.accessibleName() == f"Change {card.name}"
        press(Qt.Key.Key_Return)
        await studio.until(lambda: card_of_row(page, card.row).row.patient_phone == "0400 111 222")


async def test_a_half_typed_walk_in_outlives_privacy(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        press(Qt.Key.Key_N, CONTROL, SHIFT)
        await studio.until(lambda: page.edits.form is not None)
        type_text("Jo Walker")
        press(Qt.Key.Key_Tab)
        type_text("0412 3")
        press(Qt.Key.Key_F8)
        assert page.edits.form is None
        assert not [
            box
            for box in QApplication.allWidgets()
            if isinstance(box, QLineEdit) and "Walker" in box.text()
        ]
        press(Qt.Key.Key_F8)
        form = page.edits.form
        assert form is not None
        assert (form.entries.name, form.entries.phone) == ("Jo Walker", "0412 3")
        assert focused() is form.phone_box
        type_text("45 678")
        press(Qt.Key.Key_Return)
        await studio.until(lambda: any(card.name == "Jo Walker" for card in cards(page)))
        (added,) = [card for card in cards(page) if card.row.is_manual]
        assert added.row.patient_phone == "0412 345 678"


async def test_privacy_leaves_the_undo_of_a_removed_row(qapp: Application, tmp_path: Path) -> None:
    """It names nobody."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(page).row
        row_id = await studio.scene.services.desk.add_row(
            ManualRow(start=row.start, minutes=15, clinician_id=row.clinician_id, last_name="Lee")
        )
        await studio.settle()
        page.board.select(row_id)
        press(Qt.Key.Key_Return)
        button(page, "drawer_remove").setFocus()
        press(Qt.Key.Key_Space)
        await studio.until(lambda: row_id not in {card.id for card in cards(page)})
        press(Qt.Key.Key_F8)
        assert page.context.privacy.is_on
        assert page.edits.undo_bar.text == "Row removed."
        page.edits.undo_bar.buttons[0].setFocus()
        press(Qt.Key.Key_Space)
        await studio.until(lambda: row_id in {card.id for card in cards(page)})


async def test_a_cancellation_said_here_is_not_put_on_gentu(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        card = coming(page)
        changes = EditChanges(status=AppointmentStatus.CANCELLED)
        await studio.scene.services.desk.change(card.id, changes)
        await studio.settle()
        assert card_of_row(page, card.row).line == "Cancelled only in this app"


async def test_a_locum_gets_a_column_with_the_row(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        press(Qt.Key.Key_N, CONTROL, SHIFT)
        await studio.until(lambda: page.edits.form is not None)
        form = page.edits.form
        assert form is not None
        type_text("Jo Walker")
        form.clinician.setFocus()
        type_text("New")
        form.column_box.setFocus()
        type_text("Dr Lo Cum")
        press(Qt.Key.Key_Return)
        await studio.until(lambda: page.board.columns[-1].view.cards.rowCount() == 1)
        (card,) = page.board.columns[-1].view.cards.cards
        assert card.row.clinician_name == "Dr Lo Cum"
        assert page.header.pill_text.startswith("✓  Up to date")
