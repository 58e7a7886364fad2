"""The look for a network: hosts that refuse, hang or don't exist, and resolvers that hang."""

import asyncio
import contextlib
import socket
import threading
import time

import pytest

from app.adapters.reach import Reach
from tests.support.waiting import on_this_machine, patience

QUICK = 0.2
"""Seconds of patience where the answer is that there is none."""


@contextlib.contextmanager
def listening(family=socket.AF_INET, host="127.0.0.1", *, backlog=8, port=0):
    with socket.socket(family, socket.SOCK_STREAM) as server:
        server.bind((host, port))
        server.listen(backlog)
        yield server.getsockname()[1]


@contextlib.contextmanager
def hanging_port():
    """A port that neither takes nor refuses: its queue of new connections is full."""
    with listening(backlog=0) as port, contextlib.ExitStack() as kept:
        for _ in range(4):
            waiting = kept.enter_context(socket.socket())
            waiting.setblocking(False)
            with contextlib.suppress(BlockingIOError):
                waiting.connect(("127.0.0.1", port))
        yield port


def free_port():
    with listening() as port:
        return port


async def test_a_host_that_takes_a_connection_is_there():
    with listening() as port:
        assert await Reach().is_there(f"http://127.0.0.1:{port}/v1")
        assert await Reach().is_there(f"http://localhost:{port}")


async def test_a_host_that_refuses_is_not_there():
    assert not await Reach().is_there(f"http://127.0.0.1:{free_port()}/v1")


async def test_a_host_that_hangs_is_not_there_once_patience_is_over():
    with hanging_port() as port:
        begun = time.monotonic()
        assert not await Reach(patience_s=QUICK).is_there(f"http://127.0.0.1:{port}/v1")
    assert QUICK <= time.monotonic() - begun < QUICK + on_this_machine(2)


async def test_a_name_that_nobody_knows_is_not_there():
    assert not await Reach().is_there("https://nobody.invalid/v1")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "https://",
        "http://[::1",
        "http://host:port",
        "http://" + "a" * 70 + ".invalid",
    ],
)
async def test_what_is_no_address_is_not_there(url):
    assert not await Reach().is_there(url)


async def test_a_literal_ipv6_address_is_understood():
    with listening(socket.AF_INET6, "::1") as port:
        assert await Reach().is_there(f"http://[::1]:{port}/v1")
    assert not await Reach().is_there(f"http://[::1]:{port}/v1")


async def test_a_host_that_is_cut_off_on_one_family_is_there_by_the_other(monkeypatch):
    with hanging_port() as port, listening(socket.AF_INET6, "::1", port=port):
        both = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port)),
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", port, 0, 0)),
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_names, **_options: both)
        assert await Reach(patience_s=2).is_there(f"http://both.invalid:{port}")


async def test_a_resolver_that_hangs_keeps_one_thread_and_holds_nobody_up(monkeypatch):
    goes_on, asked = threading.Event(), []

    def hang(host, port, **_options):
        asked.append(host)
        goes_on.wait(10)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    reach = Reach(patience_s=QUICK)
    with listening() as port:
        url = f"http://slow.invalid:{port}"
        looks = await asyncio.gather(*(reach.is_there(url) for _ in range(5)))
        assert looks == [False] * 5
        assert not await reach.is_there(url)
        assert asked == ["slow.invalid"]
        goes_on.set()
        async with patience():
            while not await reach.is_there(url):  # the answer came after all
                pass
