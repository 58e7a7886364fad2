"""The states of what nobody has seen yet: moved, similar, waiting, found on another day."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from app.ui.today.cards import Card
from tests.ui.scene import DAY, NINE_27
from tests.ui.studio import Shot, Studio

ELEVEN = NINE_27 + timedelta(minutes=98)


async def unseen_changes(studio: Studio) -> None:
    """The strip: a new row, a moved one, two that are off; two similar names; who waits long."""
    desk = await studio.scene.ready()
    await studio.open()
    practice = desk.gentu.practice
    coming = [
        row
        for row in practice.appointments(DAY)
        if row.start > ELEVEN and len(row.patient_ids) == 1 and not practice.is_cancelled(row)
    ]
    moved, cancelled, gone, late, early, *rest = coming
    whose = next(r.practitioner_id for r in rest if r.practitioner_id != moved.practitioner_id)
    practice.move(moved.id, start=moved.start + timedelta(minutes=20), practitioner_id=whose)
    practice.cancel(cancelled.id, by="status")
    practice.delete(gone.id)
    practice.mark_arrived(late.id, at=ELEVEN - timedelta(minutes=14))
    practice.mark_arrived(early.id, at=ELEVEN)
    first, second = _once_today(practice.appointments(DAY), rest)[:2]
    for row, family in ((first, "Johnson"), (second, "Johnston")):
        practice.change_patient(row.patient_ids[0], given="Mary", family=family)
    practice.add(
        practitioner_id=rest[0].practitioner_id,
        start=rest[0].start + timedelta(minutes=5),
        patient_ids=rest[0].patient_ids,
    )
    desk.clock.pass_by(minutes=6)
    await desk.sync()
    await studio.settle()
    studio.window.today.focus_first()


def _once_today(booked: list, rows: list) -> list:
    """The rows whose patients have no other appointment on the day."""
    patients = [who for row in booked for who in row.patient_ids]
    return [row for row in rows if patients.count(row.patient_ids[0]) == 1]


async def moved_today(studio: Studio) -> None:
    """The place that an appointment left, with its details."""
    await unseen_changes(studio)
    await _open(studio, next(card for card in _cards(studio) if card.row.awaits_acknowledgement))


async def similar_name(studio: Studio) -> None:
    await unseen_changes(studio)
    await _open(studio, next(card for card in _cards(studio) if card.name == "Mary Johnson"))


async def found_elsewhere(studio: Studio) -> None:
    """Who is looked for is on the list of tomorrow."""
    desk = await studio.scene.ready()
    practice = desk.gentu.practice
    doctor, someone = practice.appointments(DAY)[0].practitioner_id, practice.patients()[0]
    for number, family in enumerate(("Quill", "Quilly", "Quillfeather", "Quilt")):
        who = replace(someone, id=str(uuid4()), given="Ada", family=family)
        practice.put_patient(who)
        start = ELEVEN + timedelta(hours=24 + number)
        practice.add(practitioner_id=doctor, start=start, patient_ids=(who.id,))
    await desk.services.sync.run(desk.connection_id, day=DAY + timedelta(days=1))
    await studio.open()
    page = studio.window.today
    page.open_find()
    page.filter_bar.find_box.setText("qui")
    await studio.until(lambda: bool(page._elsewhere.found))


def _cards(studio: Studio) -> list[Card]:
    board = studio.window.today.board
    return [card for column in board.columns for card in column.view.cards.cards]


async def _open(studio: Studio, card: Card) -> None:
    page = studio.window.today
    page.board.select(card.id)
    page.board.details_wanted.emit(card)
    await studio.until(lambda: bool(page.drawer.history))


SHOTS = [
    Shot(name="today-unseen", build=unseen_changes, now=ELEVEN),
    Shot(name="today-moved-today", build=moved_today, now=ELEVEN),
    Shot(name="today-similar-name", build=similar_name, now=ELEVEN),
    Shot(name="today-found-elsewhere", build=found_elsewhere, now=ELEVEN),
]
