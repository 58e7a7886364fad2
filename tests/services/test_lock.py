"""The screen's lock over a real database and password store: what opens it, and how often."""

import subprocess
import sys
from datetime import timedelta

import pytest

from app.domain.audit import Deed
from app.domain.errors import DataReadOnly, InvalidRequest, UnlockRefused, UnlockTooSoon
from app.domain.screen_lock import LockSettings, UnlockWay, WrongTries, pin_fault, was_locked
from app.services.changes import Topic
from app.services.lock import os_account, os_password
from app.services.lock.service import LockService
from tests.store.test_desk_backups import a_desk
from tests.support.desk import NOON, front_desk

PIN, OTHER = "2580", "1357"
THIS_SYSTEMS = os_account.has_password
"""No test's window asks it."""


async def test_it_never_locks_until_somebody_chose_how_it_opens(tmp_path):
    async with front_desk(tmp_path) as desk:
        lock = desk.services.lock
        assert await lock.lock() is False
        assert not lock.is_locked
        await lock.choose_pin(PIN)
        assert await lock.lock() is True
        assert lock.is_locked


@pytest.mark.proves("S10")
async def test_until_somebody_chooses_the_users_own_password_opens_it_where_there_is_one(tmp_path):
    async with a_desk(tmp_path) as desk:
        lock = LockService(
            desk.services.core, check_password=lambda typed: typed == "a b c", has_password=yes
        )
        await lock.recover()
        told = await lock.settings()
        assert (told.way, told.idle_minutes, told.is_settled) == (UnlockWay.PASSWORD, 5, True)
        assert await lock.lock() is True
        again = LockService(desk.services.core, has_password=yes)
        await again.recover()
        assert again.is_locked
        assert was_locked(await desk.services.preferences.read())
        with pytest.raises(UnlockRefused):
            await lock.unlock("wrong")
        await lock.unlock("a b c")
        await lock.turn_off("a b c")
        again = LockService(desk.services.core, has_password=yes)
        await again.recover()
        assert ((await again.settings()).way, await again.lock()) == (UnlockWay.NONE, False)
        assert (await again.settings()).is_settled


async def test_without_a_password_it_waits_for_somebody_to_choose(tmp_path):
    async with a_desk(tmp_path) as desk:
        lock = LockService(desk.services.core, has_password=lambda: False)
        await lock.recover()
        told = await lock.settings()
        assert (told.way, told.is_settled) == (UnlockWay.NONE, False)


async def test_made_up_data_are_not_locked_by_themselves(tmp_path):
    async with front_desk(tmp_path) as desk:
        lock = LockService(desk.services.core, has_password=yes)
        await lock.recover()
        assert await lock.lock() is False


def yes():
    return True


@pytest.mark.skipif(sys.platform == "win32", reason="asks what POSIX' programs say")
@pytest.mark.parametrize(
    ("status", "has_one"),
    [
        ("kim P 2026-01-31 0 99999 7 -1\n", True),
        ("kim PS 2026-01-31 0 99999 7 -1 (Password set.)\n", True),
        ("kim NP 2026-01-31 0 99999 7 -1\n", False),
        ("kim L 2026-01-31 0 99999 7 -1\n", False),
        ("", False),
    ],
)
def test_a_locked_account_or_one_without_a_password_has_none(status, has_one):
    assert os_account.linux_has_password(status) is has_one


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks this Linux")
def test_this_systems_own_answer_is_understood(monkeypatch):
    """A program that is missing, fails or hangs is no answer."""
    status = subprocess.run(["passwd", "--status"], capture_output=True, text=True, check=False)
    assert THIS_SYSTEMS() is os_account.linux_has_password(status.stdout)
    monkeypatch.setenv("PATH", "/nowhere")
    assert not THIS_SYSTEMS()


async def test_only_the_pin_opens_it_and_a_restart_does_not(tmp_path):
    async with front_desk(tmp_path) as desk:
        lock = desk.services.lock
        await lock.choose_pin(PIN)
        await lock.lock()
        with pytest.raises(UnlockRefused):
            await lock.unlock(OTHER)
        again = LockService(desk.services.core)
        await again.recover()
        assert again.is_locked
        await again.unlock(PIN)
        assert not again.is_locked
        deeds = [each.deed for each in await desk.services.audit.entries()]
        assert deeds[-3:] == [Deed.LOCKED, Deed.UNLOCK_REFUSED, Deed.UNLOCKED]


async def test_wrong_tries_are_slowed_also_over_a_restart(tmp_path):
    async with front_desk(tmp_path) as desk:
        lock = desk.services.lock
        await lock.choose_pin(PIN)
        await lock.lock()
        for _ in range(5):
            with pytest.raises(UnlockRefused):
                await lock.unlock(OTHER)
        again = LockService(desk.services.core)
        await again.recover()
        for each in (lock, again):
            with pytest.raises(UnlockTooSoon) as refused:
                await each.unlock(PIN)
            assert refused.value.facts["seconds"] == 30
        desk.clock.moment += timedelta(seconds=31)
        await again.unlock(PIN)
        assert not again.is_locked


async def test_whoever_changes_the_way_must_know_the_old_one(tmp_path):
    async with front_desk(tmp_path) as desk:
        lock = desk.services.lock
        await lock.choose_pin(PIN)
        with pytest.raises(UnlockRefused):
            await lock.choose_pin(OTHER)
        with pytest.raises(UnlockRefused):
            await lock.turn_off(OTHER)
        await lock.choose_pin(OTHER, secret=PIN)
        await lock.turn_off(OTHER)
        assert (await lock.settings()).way is UnlockWay.NONE


async def test_the_users_own_password_opens_it_once_it_was_right(tmp_path):
    async with front_desk(tmp_path) as desk:
        asked = []

        def check(password):
            asked.append(password)
            return password == "a b c"

        lock = LockService(desk.services.core, check_password=check)
        with pytest.raises(UnlockRefused):
            await lock.choose_password("wrong")
        assert (await lock.settings()).way is UnlockWay.NONE
        await lock.choose_password("a b c")
        await lock.lock()
        with pytest.raises(UnlockRefused):
            await lock.unlock("")
        await lock.unlock("a b c")
        assert asked == ["wrong", "a b c", "a b c"]


async def test_a_pin_is_kept_in_the_password_store_and_never_as_it_is(tmp_path):
    async with front_desk(tmp_path) as desk:
        await desk.services.lock.choose_pin(PIN)
        assert PIN not in str(await desk.services.preferences.read())
        assert PIN not in str(await desk.services.audit.entries())
        name = f"RunSheet/{desk.services.core.installation_id}/lock-pin"
        assert PIN not in (await desk.services.core.secrets.read(name) or PIN)


@pytest.mark.parametrize(
    "pin", ["123", "1111", "1234", "9876", "12a4", "1234567890123", "１２５８"]
)
def test_a_pin_that_anybody_would_try_first_is_refused(pin):
    assert pin_fault(pin) is not None


async def test_a_refused_pin_changes_nothing(tmp_path):
    async with front_desk(tmp_path) as desk:
        with pytest.raises(InvalidRequest):
            await desk.services.lock.choose_pin("1234")
        assert (await desk.services.lock.settings()) == LockSettings()


def test_the_wait_doubles_and_a_clock_put_back_adds_nothing():
    tries = WrongTries(count=5, last_at=NOON)
    assert tries.wait_s(NOON) == 30
    assert tries.one_more(NOON).wait_s(NOON) == 60
    assert WrongTries(count=99, last_at=NOON).wait_s(NOON) == 900
    assert tries.wait_s(NOON - timedelta(days=3)) == 30
    assert WrongTries.read(tries.text) == tries
    assert WrongTries.read("nonsense") == WrongTries()


async def test_where_nothing_can_be_written_it_locks_opens_and_counts_wrong_tries(tmp_path):
    async with front_desk(tmp_path) as desk:
        lock, heard = desk.services.lock, []
        await lock.choose_pin(PIN)
        desk.services.core.database.read_only = DataReadOnly(reason="the disk is full.")
        desk.services.changes.subscribe(lambda each: heard.append((each.topic, lock.is_locked)))
        assert await lock.lock() is True
        for _ in range(5):
            with pytest.raises(UnlockRefused):
                await lock.unlock(OTHER)
        with pytest.raises(UnlockTooSoon):
            await lock.unlock(PIN)
        desk.clock.moment += timedelta(seconds=31)
        await lock.unlock(PIN)
        assert not lock.is_locked
        assert heard == [(Topic.LOCK, True), (Topic.LOCK, False)], "the window hears of both"


@pytest.mark.parametrize("is_offered", [True, False])
async def test_a_pin_that_the_password_store_lost_locks_nobody_out(
    tmp_path, monkeypatch, is_offered
):
    monkeypatch.setattr(os_password, "is_offered", lambda: is_offered)
    async with front_desk(tmp_path) as desk:
        core = desk.services.core
        lock = LockService(core, check_password=lambda password: password == "a b c")
        await lock.choose_pin(PIN)
        await lock.lock()
        assert await lock.asks() is UnlockWay.PIN
        await core.secrets.delete(f"RunSheet/{core.installation_id}/lock-pin")
        if is_offered:
            assert await lock.asks() is UnlockWay.PASSWORD
            with pytest.raises(UnlockRefused, match="the password of"):
                await lock.unlock(PIN)
            await lock.unlock("a b c")
        else:
            assert await lock.asks() is UnlockWay.NONE
            await lock.unlock("")
        assert not lock.is_locked
