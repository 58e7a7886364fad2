"""J11 and J12: the internet drops, or a sign-in was taken back; the desk knows what it has."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from app.ui.history.rows import RESULT
from tests.end_to_end.jobs.newtown import at
from tests.end_to_end.jobs.reception import reception
from tests.end_to_end.jobs.test_changes import booked, next_check

Key = Qt.Key


def sits(qapp, tmp_path, *, job):
    """A desk at five past ten on which nobody presses a key."""
    return reception(qapp, tmp_path, job=job, budget_actions=0, budget_s=20, now=at("10:05"))


async def notices_that_it_is_offline(person, *, since, showing):
    """The banner within two minutes, the tray, one notification in all; the list stays."""
    while "(NET-01)" not in person.banner:
        await person.awake(seconds=20)
        assert person.desk.clock() - since <= timedelta(minutes=2)
    assert "No internet" in person.pill
    assert f"showing {showing}" in person.pill
    assert person.row_count == 22
    await person.awake(seconds=240)
    await person.until_shown_outside(f"No internet. Showing the list from {showing}.")
    outside = await person.around.look()
    assert len(outside.toasts) == 1
    assert any("No internet" in words for words in outside.tray)


async def is_caught_up_with_once_it_is_back(person):
    for start, column in (("10:10", 3), ("10:40", 4), ("11:40", 4)):
        person.practice.cancel(booked(person, start, column).id, by="status")
    person.plug_in()
    await person.awake(seconds=120)
    await person.until(lambda: "Up to date" in person.pill)
    await person.until(lambda: "Back online. 3 changes" in person.messages)
    assert not person.banner


async def test_j11_the_internet_drops_and_comes_back(qapp, tmp_path):
    async with sits(qapp, tmp_path, job="J11 Internet drops") as person:
        await person.open()
        person.unplug()
        person.begin()
        await notices_that_it_is_offline(person, since=at("10:05"), showing="10:05 am")
        await is_caught_up_with_once_it_is_back(person)


@pytest.mark.parametrize("minutes", [3, 40])
async def test_j11_the_internet_drops_while_the_pc_sleeps(qapp, tmp_path, minutes):
    """For longer than until the next check, or shorter."""
    job = f"J11 Internet drops in a sleep of {minutes} min"
    async with sits(qapp, tmp_path, job=job) as person:
        await person.open()
        person.begin()
        person.unplug()
        person.take_time(minutes=minutes)
        woke_at = person.desk.clock()
        await notices_that_it_is_offline(person, since=woke_at, showing="10:05 am")
        await is_caught_up_with_once_it_is_back(person)


async def test_j11_the_internet_drops_after_the_pc_woke_up(qapp, tmp_path):
    async with sits(qapp, tmp_path, job="J11 Internet drops after waking") as person:
        await person.open()
        person.begin()
        person.take_time(minutes=40)
        while "checked 10:4" not in person.pill:
            await person.awake(seconds=20)
            assert person.desk.clock() < at("10:48")
        checked = person.pill.split("checked ")[1]
        lost_at = person.desk.clock()
        person.unplug()
        await notices_that_it_is_offline(person, since=lost_at, showing=checked)
        await is_caught_up_with_once_it_is_back(person)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("AUTH-02", "Gentu needs you to sign in again"),
        ("AUTH-03", "Gentu no longer lists this practice"),
    ],
)
async def test_j12_a_sign_in_taken_back_waits_for_a_person_and_keeps_everything(
    qapp, tmp_path, code, words
):
    async with reception(
        qapp,
        tmp_path,
        job=f"J12 Sign-in revoked overnight, {code}",
        budget_actions=3,
        budget_s=15,
        now=at("07:15"),
    ) as person:
        await person.open()
        if code == "AUTH-02":
            person.desk.gentu.faults.add("status_401", path="/appointments")
        else:
            person.practice.access = "disabled"
        await next_check(person)
        await person.until(lambda: "⚿" in person.pill)
        assert f"({code})" in person.banner
        assert person.row_count == 22
        people = await person.desk.services.mapping.people(person.desk.connection_id, refresh=False)
        await person.until_shown_outside("Today's list is from 7:15 am.")
        requests = len(person.desk.gentu.requests)
        for _ in range(3):
            person.take_time(minutes=16)
            await person.awake(seconds=20)
        (toast,) = await person.toasts()
        assert toast == f"RunSheet {words}. Today's list is from 7:15 am."
        assert len(person.desk.gentu.requests) == requests, "nobody is asked until a person acts"
        await person.press(Key.Key_4, Qt.KeyboardModifier.ControlModifier)
        await person.until(lambda: person.window.page.title == "Sync history")
        page = person.window.page
        await person.until(lambda: page.is_settled and page.model.rows)
        failed = [row for row in page.model.rows if "! Failed" in row.cells[RESULT]]
        assert [row.cells[RESULT] for row in failed] == [f"! Failed\n{code}"]
        await person.press(Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        person.practice.access = "enabled"
        person.desk.gentu.faults.clear()
        await person.settle()
        await person.until(person.window.banner.isVisible)
        await person.to_card(0)
        person.begin()
        await person.press(Key.Key_F6)
        banner = person.window.banner
        await person.until(lambda: banner.buttons and banner.buttons[0].hasFocus())
        await person.press(Key.Key_Return)
        await person.write("7kq2 m9xd", at="pairing_code")
        await person.until(lambda: not person.banner and "Up to date" in person.pill)
        after = await person.desk.services.mapping.people(person.desk.connection_id, refresh=False)
        assert after.choices == people.choices
