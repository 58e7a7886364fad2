"""Rows added here, local edits, the overruled ones, notes, and the forms for them."""

from datetime import timedelta

from app.domain.appointment import AppointmentStatus
from app.services.sheet.desk import EditChanges, ManualRow
from app.ui.today.cards import Card
from tests.ui.scene import NINE_27
from tests.ui.studio import Shot, Studio

ELEVEN = NINE_27 + timedelta(minutes=98)
HALF_HOUR = timedelta(minutes=30)


def cards(studio: Studio) -> list[Card]:
    """Every card on the board."""
    return [
        card for column in studio.window.today.board.columns for card in column.view.cards.cards
    ]


async def edited(studio: Studio) -> list[Card]:
    """A walk-in, an edited row, an overruled one, and a note."""
    scene = await studio.scene.ready()
    await studio.open()
    coming = [
        card
        for card in cards(studio)
        if card.row.start > ELEVEN and not card.row.is_off and card.row.patient_phone
    ]
    mine, theirs = coming[0].row, coming[1].row
    desk = scene.services.desk
    await desk.change(mine.id, EditChanges(status=AppointmentStatus.ARRIVED, phone="0400 111 222"))
    await desk.set_note(mine.id, "Bring the referral. Daughter drives, so ring her when late.")
    await desk.change(theirs.id, EditChanges(start=theirs.start + HALF_HOUR))
    moved_to = theirs.start + 2 * HALF_HOUR
    scene.gentu.practice.move(str(theirs.pms_appointment_id), start=moved_to)
    walk_in = ManualRow(
        start=ELEVEN + timedelta(minutes=5),
        minutes=15,
        clinician_id=mine.clinician_id,
        first_name="Jo",
        last_name="Walker",
        phone=theirs.patient_phone,
        type_name="Dressing",
        notes="Will wait",
        status=AppointmentStatus.ARRIVED,
    )
    row_id = await desk.add_row(walk_in)
    scene.clock.pass_by(minutes=2)
    await scene.sync()
    await studio.settle()
    wanted = [row_id, mine.id, theirs.id]
    by_id = {card.id: card for card in cards(studio)}
    return [by_id[each] for each in wanted]


def show(studio: Studio, card: Card) -> None:
    """Opens a card's details."""
    studio.window.today.board.select(card.id)
    studio.window.today.board.details_wanted.emit(card)


async def walk_in(studio: Studio) -> None:
    show(studio, (await edited(studio))[0])


async def only_here(studio: Studio) -> None:
    show(studio, (await edited(studio))[1])


async def overruled(studio: Studio) -> None:
    show(studio, (await edited(studio))[2])


async def changing(studio: Studio) -> None:
    show(studio, (await edited(studio))[1])
    page = studio.window.today
    page.edits.section.change_button.click()
    await studio.until(lambda: page.edits.form is not None and page.edits.form.isVisible())


async def held_up(studio: Studio) -> None:
    """A colleague was faster with the same fields."""
    card = (await edited(studio))[2]
    show(studio, card)
    page = studio.window.today
    page.edits.section.change_button.click()
    await studio.until(lambda: page.edits.form is not None and page.edits.form.isVisible())
    form = page.edits.form
    if form is None:
        return
    form.phone_box.setText("0400 333 444")
    theirs = EditChanges(phone="0400 555 666", status=AppointmentStatus.ARRIVED)
    await studio.scene.services.desk.change(card.id, theirs)
    form.save_button.click()
    await studio.until(lambda: bool(form.choice.text))


async def held_note(studio: Studio) -> None:
    """A colleague's note came first."""
    card = (await edited(studio))[1]
    show(studio, card)
    page = studio.window.today
    page.edits.write_note()
    page.edits.section.note.setPlainText("Husband drives.")
    await studio.scene.services.desk.set_note(card.id, "Daughter has the new referral.")
    page.drawer.close_button.setFocus()
    await studio.until(lambda: bool(page.edits.section.choice.text))


async def two_edits(studio: Studio) -> None:
    """An edited row without a note: its history is in view."""
    card = (await edited(studio))[1]
    await studio.scene.services.desk.set_note(card.id, "")
    show(studio, card)
    await studio.settle()


async def adding(studio: Studio) -> None:
    await edited(studio)
    page = studio.window.today
    page.header.add_button.click()
    await studio.until(lambda: page.edits.form is not None and page.edits.form.isVisible())


async def removed(studio: Studio) -> None:
    (row, *_others) = await edited(studio)
    page = studio.window.today
    page.edits.remove(row)
    await studio.until(lambda: bool(page.edits.undo_bar.text))


SHOTS = [
    Shot(name="edit-walk-in", build=walk_in, now=ELEVEN),
    Shot(name="edit-held-up", build=held_up, now=ELEVEN),
    Shot(name="edit-held-note", build=held_note, now=ELEVEN),
    Shot(name="edit-two", build=two_edits, now=ELEVEN),
    Shot(name="edit-only-here", build=only_here, now=ELEVEN),
    Shot(name="edit-overruled", build=overruled, now=ELEVEN),
    Shot(name="edit-changing", build=changing, now=ELEVEN),
    Shot(name="edit-adding", build=adding, now=ELEVEN),
    Shot(name="edit-removed", build=removed, now=ELEVEN),
]
