"""J5, J6, J8 and J9 at the desk, by keyboard: what changed is told, led to, and kept."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.sandbox.gentu.records import Appointment
from app.ui.run import Application
from app.ui.today.cards import Card
from app.ui.today.page import TodayPage
from tests.ui.scene import DAY
from tests.ui.studio import Studio, studio_on
from tests.ui.today.test_page import ELEVEN

Key = Qt.Key


async def opened(studio: Studio) -> TodayPage:
    await studio.scene.ready()
    await studio.open()
    await studio.settle()
    return studio.window.today


def coming(studio: Studio) -> list[Appointment]:
    """Booked, with one patient, later today."""
    practice = studio.scene.gentu.practice
    return [
        row
        for row in practice.appointments(DAY)
        if row.start > ELEVEN + timedelta(minutes=30)
        and len(row.patient_ids) == 1
        and not practice.is_cancelled(row)
    ]


async def resync(studio: Studio) -> None:
    studio.scene.clock.pass_by(minutes=6)
    await studio.scene.sync()
    await studio.settle()


def once_today(studio: Studio) -> list[Appointment]:
    """Those to come whose patients have no other appointment today."""
    practice = studio.scene.gentu.practice
    booked = [who for row in practice.appointments(DAY) for who in row.patient_ids]
    return [row for row in coming(studio) if booked.count(row.patient_ids[0]) == 1]


def press(key: Qt.Key) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key)


def cards(page: TodayPage) -> dict[str, Card]:
    return {card.id: card for column in page.board.columns for card in column.view.cards.cards}


def focused(page: TodayPage) -> Card:
    column = next(column for column in page.board.columns if column.view.hasFocus())
    assert column.view.current_card is not None
    return column.view.current_card


def spoken(page: TodayPage, card: Card) -> str:
    """What a screen reader says of a card."""
    for column in page.board.columns:
        row = column.view.cards.row_of(card.id)
        if row is not None:
            child = QAccessible.queryAccessibleInterface(column.view).child(row)
            assert child is not None
            return child.text(QAccessible.Text.Name)
    raise AssertionError("the card is in no column")


async def test_the_first_list_of_a_pc_has_nothing_to_tell(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        page.focus_first()
        press(Key.Key_N)
        assert page.since_text == ""
        assert "Nothing else has changed" in studio.window.message_bar.text


async def test_n_leads_through_the_changes_and_the_last_one_ends_the_strip(
    qapp: Application, tmp_path: Path
) -> None:
    """J5: two key actions for two changes."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        cancelled, gone = coming(studio)[:2]
        practice = studio.scene.gentu.practice
        practice.cancel(cancelled.id, by="status")
        practice.delete(gone.id)
        await resync(studio)
        assert page.since_text == "Since you last looked: 2 cancelled"
        page.focus_first()
        press(Key.Key_N)
        first = focused(page)
        assert page.since_text == "Since you last looked: 1 cancelled"
        press(Key.Key_N)
        second = focused(page)
        assert {first.row.pms_appointment_id, second.row.pms_appointment_id} == {
            cancelled.id, gone.id,
        }  # fmt: skip
        assert first.is_struck
        assert second.is_struck
        assert page.since_text == ""
        by_id = {card.row.pms_appointment_id: card for card in (first, second)}
        assert by_id[cancelled.id].line == "Cancelled in Gentu, seen 11:11 am"
        assert by_id[gone.id].line == "No longer in Gentu · seen 11:11 am"
        assert "cancelled in Gentu, seen 11:11 am" in spoken(page, by_id[cancelled.id])
        assert "no longer in Gentu, seen 11:11 am" in spoken(page, by_id[gone.id])
        await studio.settle()
        studio.scene.clock.pass_by(minutes=1)
        page.context.feed.refresh()
        await studio.settle()
        assert page.since_text == ""


async def test_what_was_seen_is_seen_after_a_restart_and_a_part_of_it_is_not(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        first, second, third = coming(studio)[:3]
        practice = studio.scene.gentu.practice
        practice.cancel(first.id)
        await resync(studio)
        page.focus_first()
        press(Key.Key_N)
        await studio.until(lambda: not page.context.feed.snapshot.unseen)
        practice.cancel(second.id)
        practice.cancel(third.id)
        await resync(studio)
        press(Key.Key_N)
        assert page.since_text == "Since you last looked: 1 cancelled"
        sheet = await studio.scene.services.run_sheet.sheet()
        told = await studio.scene.services.run_sheet.unseen(sheet)
        assert len(told) == 2


async def test_changes_wait_while_nobody_looks_and_a_click_marks_them_as_seen(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        studio.window.hide()
        moved, cancelled, away = coming(studio)[:3]
        practice = studio.scene.gentu.practice
        practice.move(moved.id, start=moved.start + timedelta(minutes=5))
        await resync(studio)
        practice.cancel(cancelled.id)
        practice.move(away.id, start=away.start + timedelta(days=1))
        practice.add(
            practitioner_id=moved.practitioner_id,
            start=moved.start + timedelta(hours=2),
            patient_ids=moved.patient_ids,
        )
        await resync(studio)
        studio.window.show()
        assert page.since_text == "Since you last looked: 1 new · 2 moved · 1 cancelled"
        page._looking.strip._seen.click()
        await studio.until(lambda: page.since_text == "")
        await studio.until(lambda: not page.context.feed.snapshot.unseen)


async def test_marking_changes_as_seen_can_be_undone_for_ten_seconds(
    qapp: Application, tmp_path: Path
) -> None:
    """What was seen one by one before stays seen."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        for row in coming(studio)[:3]:
            studio.scene.gentu.practice.cancel(row.id)
        await resync(studio)
        page.focus_first()
        press(Key.Key_N)
        told = "Since you last looked: 2 cancelled"
        assert page.since_text == told
        page._looking.strip._seen.click()
        await studio.until(lambda: not page.context.feed.snapshot.unseen)
        await studio.until(lambda: page.edits.undo_bar.text == "2 changes marked as seen.")
        assert page.since_text == ""
        undo = page.edits.undo_bar.buttons[0]
        undo.setFocus()
        press(Key.Key_Return)
        await studio.until(lambda: page.since_text == told)
        await studio.until(lambda: len(page.context.feed.snapshot.unseen) == 3)
        await studio.settle()
        assert page.since_text == told


async def test_opening_a_changed_row_is_seeing_it(qapp: Application, tmp_path: Path) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        cancelled = coming(studio)[0]
        studio.scene.gentu.practice.cancel(cancelled.id)
        await resync(studio)
        card = next(c for c in cards(page).values() if c.row.pms_appointment_id == cancelled.id)
        page.board.select(card.id)
        assert page.since_text == "Since you last looked: 1 cancelled"
        press(Key.Key_Return)
        assert page.since_text == ""


async def test_show_me_leads_past_the_filter_that_hides_a_change(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        cancelled = coming(studio)[0]
        studio.scene.gentu.practice.cancel(cancelled.id)
        await resync(studio)
        page.filter_bar.cancelled.click()
        assert cancelled.id not in {c.row.pms_appointment_id for c in cards(page).values()}
        page._looking.strip.show_button.click()
        assert focused(page).row.pms_appointment_id == cancelled.id


async def test_letters_do_nothing_once_they_are_turned_off(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        studio.scene.gentu.practice.cancel(coming(studio)[0].id)
        await resync(studio)
        await studio.scene.services.preferences.write("keys.single_letters", "no")
        await studio.settle()
        page.focus_first()
        press(Key.Key_N)
        assert page.since_text == "Since you last looked: 1 cancelled"
        assert page._looking.strip.show_button.text() == "Show me"


async def test_a_moved_patient_is_told_at_both_places_until_a_key_takes_the_old_one(
    qapp: Application, tmp_path: Path
) -> None:
    """J6."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(studio)[0]
        practice = studio.scene.gentu.practice
        other = next(
            r.practitioner_id for r in coming(studio) if r.practitioner_id != row.practitioner_id
        )
        practice.move(row.id, start=row.start + timedelta(hours=1), practitioner_id=other)
        await resync(studio)
        found = [c for c in cards(page).values() if c.row.pms_appointment_id == row.id]
        old, new = sorted(found, key=lambda card: card.row.start)
        assert page.since_text == "Since you last looked: 1 moved"
        assert [card.is_struck for card in (old, new)] == [True, False]
        assert old.line == f"Moved to {new.row.clinician_name}, {new.time}"
        assert new.line.startswith(f"↷ Moved from {old.row.clinician_name}, {old.time}")
        assert f"moved to {new.row.clinician_name}, {new.time}" in spoken(page, old)
        page.board.select(old.id)
        press(Key.Key_Return)
        await studio.until(lambda: bool(page.drawer.history))
        was = f"{old.row.clinician_name}, {old.time}"
        now = f"{new.row.clinician_name}, {new.time}"
        assert page.drawer.history[0] == ("11:11 am", f"Moved from {was}, to {now}.")
        assert not page.drawer.seen_button.isHidden()
        press(Key.Key_Escape)
        assert focused(page).id == old.id
        press(Key.Key_A)
        assert focused(page).id == new.id
        await studio.until(lambda: old.id not in cards(page))
        assert focused(page).id == new.id
        press(Key.Key_A)
        await studio.settle()
        assert new.id in cards(page)
        assert page.edits.undo_bar.text.startswith("Marked as seen.")
        page.edits.undo_bar.buttons[0].setFocus()
        press(Key.Key_Return)
        await studio.until(lambda: old.id in cards(page))


async def test_the_button_in_the_details_takes_the_old_place_too(
    qapp: Application, tmp_path: Path
) -> None:
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(studio)[0]
        studio.scene.gentu.practice.move(row.id, start=row.start + timedelta(hours=1))
        await resync(studio)
        old = next(c for c in cards(page).values() if c.row.has_moved_away)
        page.board.select(old.id)
        press(Key.Key_Return)
        page.drawer.seen_button.setFocus()
        press(Key.Key_Return)
        await studio.until(lambda: old.id not in cards(page))
        assert focused(page).row.pms_appointment_id == row.id


async def test_the_details_tell_the_past_newest_first_and_only_of_their_row(
    qapp: Application, tmp_path: Path
) -> None:
    """J5 and J8."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row, other = coming(studio)[:2]
        practice = studio.scene.gentu.practice
        practice.mark_arrived(row.id, at=ELEVEN)
        await resync(studio)
        practice.cancel(row.id, by="status")
        await resync(studio)
        by_id = {card.row.pms_appointment_id: card for card in cards(page).values()}
        page.board.select(by_id[row.id].id)
        press(Key.Key_Return)
        await studio.until(lambda: bool(page.drawer.history))
        when = [each for each, _ in page.drawer.history]
        what = [each for _, each in page.drawer.history]
        assert when == ["11:17 am", "11:11 am", "11:05 am"]
        assert what[0] == "Cancelled in Gentu."
        assert what[1].startswith("Arrived in Gentu, was ")
        assert what[2].startswith("First seen in Gentu: Dr ")
        seen = [label.text() for label in page.drawer.findChildren(QLabel)]
        assert [text for text in what if text in seen] == what
        page.board.details_wanted.emit(by_id[other.id])
        await studio.until(lambda: len(page.drawer.history) == 1)


async def test_who_has_waited_long_is_said_in_words(qapp: Application, tmp_path: Path) -> None:
    """J8."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        page = await opened(studio)
        row = coming(studio)[0]
        studio.scene.gentu.practice.mark_arrived(row.id, at=ELEVEN)
        await resync(studio)

        def card() -> Card:
            return next(c for c in cards(page).values() if c.row.pms_appointment_id == row.id)

        assert (card().glyph, card().word, card().tone) == ("●", "Arrived · 6 min", "ok")
        studio.scene.clock.pass_by(minutes=14)
        page.context.feed.refresh()
        await studio.settle()
        assert (card().word, card().tone) == ("Arrived · ! 20 min", "warn")


async def test_two_similar_names_are_marked_on_both_and_the_details_name_the_other(
    qapp: Application, tmp_path: Path
) -> None:
    """J9."""
    async with studio_on(qapp, tmp_path, now=ELEVEN) as studio:
        await studio.scene.ready()
        practice = studio.scene.gentu.practice
        rows = once_today(studio)[:2]
        for row, family in zip(rows, ("Quillfeather", "Quillfeathers"), strict=True):
            patient = practice.patient(row.patient_ids[0])
            practice.change_patient(patient.id, given="Mary", family=family)
        await studio.open()
        await resync(studio)
        page = studio.window.today
        marked = [c for c in cards(page).values() if "Quillfeather" in c.name]
        assert [card.flags for card in marked] == [("≈ Similar name",)] * 2
        assert all("similar name" in spoken(page, card) for card in marked)
        first, second = sorted(marked, key=lambda card: card.row.start)
        page.board.select(first.id)
        press(Key.Key_Return)
        told = page.drawer.value_of("similar")
        assert told.startswith(f"{second.name}, {second.time}, born ")
        page.context.privacy.toggle()
        await studio.settle()
        hidden = cards(page)[second.id]
        assert hidden.flags == ("≈",)
        assert "Quillfeather" not in hidden.spoken + hidden.line
