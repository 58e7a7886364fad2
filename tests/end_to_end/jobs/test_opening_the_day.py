"""J1 and J4: the PC is switched on, the list is there and says whether it can be trusted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from app.sandbox import MediRecordsSandbox
from app.sandbox.fault_kinds import Fault, FaultKind
from tests.end_to_end.jobs.newtown import DAY, at
from tests.end_to_end.jobs.reception import reception
from tests.end_to_end.jobs.rooms import specialist_rooms
from tests.end_to_end.jobs.test_changes import booked

SLOW = Fault(name="eight seconds", kind=FaultKind.DELAY, seconds=8)


async def test_j1_the_list_from_disk_is_there_at_once_and_then_checked(qapp, tmp_path):
    async with reception(
        qapp,
        tmp_path,
        job="J1 Open the day",
        budget_actions=0,
        budget_s=5,
        now=at("07:30"),
        has_keyring=True,
    ) as person:
        person.take_time(minutes=28)
        person.begin()
        await person.start()
        await person.until(lambda: person.row_count == 22)
        assert "9:00 am, Alice Brown" in person.cards(0)[0]
        await person.until(lambda: "Up to date · checked 7:58 am" in person.pill)
        await person.until_shown_outside("up to date, 7:58 am")
        assert not person.banner
        assert not person.window.findChildren(QDialog)


async def test_j1_without_a_network_the_same_list_is_shown_with_its_age(qapp, tmp_path):
    async with reception(
        qapp,
        tmp_path,
        job="J1 Open the day, no network",
        budget_actions=0,
        budget_s=5,
        now=at("17:42", DAY.replace(day=17)),
        has_keyring=True,
    ) as person:
        await person.desk.services.sync.run(person.desk.connection_id, day=DAY)
        person.take_time(hours=14, minutes=16)
        person.unplug()
        person.begin()
        await person.start()
        await person.until(lambda: person.row_count == 22)
        await person.until(lambda: "No internet" in person.pill)
        assert "showing yesterday 5:42 pm list" in person.pill
        await person.until(lambda: "(NET-01)" in person.banner)
        await person.until(lambda: person.row_count == 22)


async def test_j4_the_pill_answers_and_f5_checks_now(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J4 Is this list right?", budget_actions=2, budget_s=5
    ) as person:
        await person.open()
        await person.settle()
        assert "Up to date · checked 9:27 am" in person.pill
        view = await person.to_card(1)
        before = view.current_card.id
        person.take_time(minutes=2)
        person.begin()
        await person.press(Qt.Key.Key_F5)
        await person.until(lambda: "Up to date · checked 9:29 am" in person.pill)
        await person.until(lambda: not person.window.today.context.sync.is_running)
        await person.until(lambda: person.spoken)
        assert person.spoken == ["List updated, 9:29 am. No changes."]
        await person.settle()
        assert view.hasFocus()
        assert view.current_card.id == before
        person.take_time(seconds=12)
        await person.press(Qt.Key.Key_F5)
        await person.until(lambda: "You can check again in 18 s" in person.window.message_bar.text)


async def test_j4_while_one_answer_takes_eight_seconds_the_other_columns_stay_fresh(qapp, tmp_path):
    with MediRecordsSandbox(specialist_rooms()).running() as sandbox:
        async with reception(
            qapp,
            tmp_path,
            job="J4 Is this list right? (slow answer)",
            budget_actions=1,
            budget_s=12,
        ) as person:
            await person.join(sandbox)
            await person.open()
            view = await person.to_card(1)
            chosen = view.current_card.id
            person.practice.cancel(booked(person, "10:00", 0).id, by="status")
            sandbox.practice.cancel(sandbox.practice.appointments()[0].id)
            person.take_time(minutes=2)
            person.desk.gentu.faults.add(SLOW, path="/appointments", times=1)
            person.begin()
            await person.press(Qt.Key.Key_F5)
            await person.until(lambda: "6 of 7 clinicians" in person.pill)
            await person.until(lambda: "cancelled in MediRecords" in person.cards(5)[0])
            assert "6 of 7 clinicians" in person.pill, "the slow one is still awaited"
            assert not any("cancelled" in card for card in person.cards(0))
            assert are_fresh(person.columns)
            await person.until(lambda: person.spoken)
            assert person.spoken == ["List updated, 9:29 am. 2 cancelled."]
            assert "Up to date · checked 9:29 am" in person.pill
            assert "cancelled in Gentu" in person.cards(0)[3]
            assert are_fresh(person.columns)
            assert view.hasFocus()
            assert view.current_card.id == chosen


def are_fresh(columns):
    """No column has a warning of its own or is grey."""
    return not any(each.warning or each.view.itemDelegate().is_stale for each in columns)
