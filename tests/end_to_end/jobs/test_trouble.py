"""J11 and J12: the internet drops, or a sign-in was taken back; the desk knows what it has."""

from datetime import timedelta

from PySide6.QtCore import Qt

from tests.end_to_end.jobs.newtown import NEXT_DAY, at
from tests.end_to_end.jobs.reception import reception
from tests.end_to_end.jobs.test_changes import booked, next_check

Key = Qt.Key


async def test_j11_the_internet_drops_and_comes_back(qapp, tmp_path):
    async with reception(
        qapp, tmp_path, job="J11 Internet drops", budget_actions=0, budget_s=20, now=at("10:05")
    ) as person:
        desk = person.desk
        await desk.services.sync.run(desk.connection_id, day=NEXT_DAY)  # or it would come first
        await person.open()
        person.unplug()
        person.begin()
        for _ in range(5):
            person.take_time(seconds=20)
            person.desk.services.scheduler.wake()
            await person.a_while(0.5)
        await person.until(lambda: "(NET-01)" in person.banner)
        assert person.desk.clock() - at("10:05") < timedelta(minutes=2)
        assert "No internet" in person.pill
        assert "showing 10:05 am" in person.pill
        assert person.row_count == 22
        await person.until_shown_outside("No internet")
        for start, column in (("10:10", 3), ("10:40", 4), ("11:40", 4)):
            person.practice.cancel(booked(person, start, column).id, by="status")
        person.plug_in()
        person.take_time(minutes=2)
        person.desk.services.scheduler.wake()
        await person.until(lambda: "Up to date" in person.pill)
        await person.until(lambda: "Back online. 3 changes" in person.messages)
        assert not person.banner


async def test_j12_a_sign_in_taken_back_waits_for_a_person_and_keeps_everything(qapp, tmp_path):
    async with reception(
        qapp,
        tmp_path,
        job="J12 Sign-in revoked overnight",
        budget_actions=3,
        budget_s=15,
        now=at("07:15"),
    ) as person:
        await person.open()
        person.practice.access = "disabled"
        await next_check(person)
        await person.until(lambda: "⚿" in person.pill)
        assert "(AUTH-0" in person.banner
        assert person.row_count == 22
        people = await person.desk.services.mapping.people(person.desk.connection_id, refresh=False)
        await person.until_shown_outside("Gentu")
        requests = len(person.desk.gentu.requests)
        for _ in range(3):
            person.take_time(minutes=16)
            person.desk.services.scheduler.wake()
            await person.a_while(1)
        assert len(person.desk.gentu.requests) == requests, "nobody is asked until a person acts"
        history = await person.desk.services.sync.history(person.desk.connection_id)
        assert sum(run.error_code is not None for run in history) == 1
        person.practice.access = "enabled"
        person.begin()
        person.click(person.window.banner.buttons[0].objectName())
        await person.until(lambda: person.seek("pairing_code"))
        person.find("pairing_code").setFocus()
        person.write("7kq2 m9xd")
        await person.until(lambda: not person.banner and "Up to date" in person.pill)
        after = await person.desk.services.mapping.people(person.desk.connection_id, refresh=False)
        assert after.choices == people.choices
