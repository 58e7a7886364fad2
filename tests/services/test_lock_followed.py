"""A RunSheet without a window, such as `runsheet serve`, is locked while the window's is."""

import asyncio

from app.services.lock.service import LockService
from tests.support.desk import front_desk
from tests.support.waiting import until

PIN = "2580"


async def test_a_runsheet_without_a_window_is_locked_while_the_window_is(tmp_path):
    async with front_desk(tmp_path) as desk:
        window, serving = desk.services.lock, LockService(desk.services.core)
        following = asyncio.ensure_future(serving.follow())
        await window.choose_pin(PIN)
        await window.lock()
        await until(lambda: serving.is_locked)
        await window.unlock(PIN)
        await until(lambda: not serving.is_locked)
        following.cancel()
