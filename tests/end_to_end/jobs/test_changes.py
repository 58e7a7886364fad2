"""J5, J6, J8 and J9: what changes at Gentu is told, kept, and never taken for somebody else."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton

from tests.end_to_end.jobs.newtown import TELEHEALTH, at
from tests.end_to_end.jobs.reception import Reception, reception

Key = Qt.Key


def booked(person: Reception, start: str, column: int):
    """Gentu's record of the appointment in a column that starts then."""
    clinician = person.practice.practitioners()[column].id
    return next(
        row
        for row in person.practice.appointments(at(start).date())
        if row.start == at(start) and row.practitioner_id == clinician
    )


async def next_check(person: Reception) -> None:
    """The timed check comes round by itself."""
    sync, connection_id = person.desk.services.sync, person.desk.connection_id
    runs = len(await sync.history(connection_id))
    person.take_time(minutes=16)
    person.desk.services.scheduler.wake()

    async with person.within():
        history = await sync.history(connection_id)
        while len(history) == runs or history[0].completed_at is None:
            await person.rest()
            history = await sync.history(connection_id)
    person.window.today.context.feed.refresh()
    await person.settle()
    await person.until(lambda: not person.window.today.context.feed.snapshot.is_checking)
    await person.settle()


async def test_j5_a_cancelled_and_a_vanished_appointment_stay_and_are_told(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J5 A patient cancels", budget_actions=3, budget_s=5
    ) as person:
        await person.open()
        person.practice.cancel(booked(person, "10:00", 0).id, by="status")
        person.practice.delete(booked(person, "10:30", 0).id)
        await next_check(person)
        await person.to_card(0)
        person.begin()
        await person.until(lambda: "2 cancelled" in person.window.today.since_text)
        assert len(person.cards(0)) == 5
        assert "cancelled in Gentu, seen 9:43 am" in person.cards(0)[3]
        assert "no longer in Gentu, seen 9:43 am" in person.cards(0)[4]
        await person.press(Key.Key_N)
        await person.press(Key.Key_N)
        assert person.window.today.since_text == ""
        await person.press(Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: person.window.page.title == "Sync history")
        page = person.window.page
        await person.until(lambda: page.pane.detail is not None)
        changed = {change.patient_name for change in page.pane.detail.changes}
        assert changed == {"Mary Johnston", "Viktor Petrov"}


async def test_j5_a_list_that_could_not_be_read_marks_nobody_as_gone(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J5 A patient cancels, half an answer", budget_actions=0, budget_s=5
    ) as person:
        await person.open()
        row = booked(person, "10:30", 0)
        person.practice.delete(row.id)
        person.desk.gentu.faults.add("status_500", path="/appointments", times=40)
        await next_check(person)
        person.begin()
        assert person.row_count == 22
        assert not [
            card for column in range(5) for card in person.cards(column) if "longer" in card
        ]
        await person.until(lambda: "We couldn't update this list" in person.banner)


async def test_j6_a_patient_moved_to_another_dentist_is_one_person(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J6 Moved to another dentist and time", budget_actions=2, budget_s=5
    ) as person:
        await person.open()
        row = booked(person, "09:15", 0)
        other = person.practice.practitioners()[1].id
        person.practice.move(row.id, start=at("09:30"), practitioner_id=other)
        await next_check(person)
        was = next(card for card in person.cards(0) if "Thomas Nguyen" in card)
        now = next(card for card in person.cards(1) if "Thomas Nguyen" in card)
        assert "moved to Dr Sam Okafor, 9:30 am" in was
        assert "moved from Dr Priya Nair, 9:15 am" in now
        drawn = [card for column in range(5) for card in person.cards(column)]
        assert sum("Thomas Nguyen" in card for card in drawn) == 2
        await person.to_card(0, person.cards(0).index(was))
        person.begin()
        await person.press(Key.Key_A)
        await person.until(lambda: not [c for c in person.cards(0) if "Thomas Nguyen" in c])
        await person.press(Key.Key_Return)
        drawer = person.window.today.drawer
        await person.until(lambda: drawer.isVisible() and drawer.history)
        told = " ".join(words for _, words in drawer.history)
        assert "Dr Priya Nair, 9:15 am" in told
        assert "Dr Sam Okafor, 9:30 am" in told


async def test_j8_a_patient_arrives_and_waits(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J8 Patient arrives", budget_actions=0, budget_s=5
    ) as person:
        await person.open()
        row = booked(person, "09:45", 1)
        person.practice.mark_arrived(row.id, at=at("09:40"))
        await next_check(person)
        person.begin()
        await person.until(lambda: "arrived" in person.cards(1)[1])
        assert "waiting 3 minutes" in person.cards(1)[1]
        person.take_time(minutes=17)
        person.window.today.context.feed.refresh()
        await person.until(lambda: "waiting 20 minutes" in person.cards(1)[1])
        person.done()
        await person.to_card(1)
        await person.press(Key.Key_Return)
        await person.until(person.window.today.drawer.isVisible)
        offered = [button.text() for button in person.window.findChildren(QAbstractButton)]
        offered += [action.text() for action in person.window.findChildren(QAction)]
        assert any("Sync now" in words for words in offered)
        assert not [words for words in offered if "rrive" in words], "Gentu takes no word from us"


async def test_j9_two_similar_names_are_marked_on_both(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J9 Two similar names", budget_actions=1, budget_s=5
    ) as person:
        await person.open()
        assert "similar name" in person.cards(0)[2]
        assert "similar name" in person.cards(0)[3]
        assert "similar name" not in person.cards(1)[2], "Grace Kelly is like nobody"
        await person.to_card(0, 2)
        person.begin()
        await person.press(Key.Key_Return)
        drawer = person.window.today.drawer
        await person.until(drawer.isVisible)
        await person.until_told(drawer, "30 Sep 1978", "10:00 am")


async def test_j9_names_that_only_look_a_bit_alike_are_not_marked(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J9 No false alarm", budget_actions=0, budget_s=5
    ) as person:
        practice = person.practice
        kerry = next(each for each in practice.patients() if each.family == "Diallo")
        practice.put_patient(type(kerry)(id=kerry.id, family="Kerry", given="Amara"))
        practice.change(booked(person, "11:00", 1).id, type_id=TELEHEALTH)
        await person.desk.sync()
        await person.open()
        person.begin()
        kelly = next(card for card in person.cards(1) if "Grace Kelly" in card)
        assert "similar name" not in kelly
