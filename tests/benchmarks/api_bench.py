"""The HTTP API on one core: requests a second and how long one takes, at rest and while syncs run.

RunSheet serves a day of 300 rows from an encrypted file, in a process of its own on one core. Four
clients ask on kept connections, each its next request once its last is answered, from this process.
They ask at rest, and while that same core syncs, one unchanged re-sync after another without a
pause: of a vendor that takes 50 ms to answer, as in the other benchmarks (the aims are for this),
and of one that takes no time at all, a storm that no desk sees: then syncs take all that is left.
Every sync makes what the API serves anew, twice. The floor is a bare FastAPI route that answers the
same bytes, alone on that core and at rest. CPU is the whole process's, its syncs included.
"""

import json
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.children import python, running_sandbox
from tests.benchmarks.figures import Aim, print_table

CLIENTS = 4
PRACTITIONERS, ROWS = 15, 300
LONG_S, QUICK_S = 10.0, 3.0
PATHS = SHEET, CONNECTIONS = "/api/run-sheet", "/api/pms/connections"
LATENCIES_MS = {50: "syncing, 50 ms vendor", 0: "storm of syncs, 0 ms"}
MOST_MS = Aim(limit=25.0, unit="ms")
LEAST_A_SECOND = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What the clients met."""

    path: str
    while_what: str
    size: int
    a_second: float
    median_ms: float
    p99_ms: float
    cpu_ms: float


class Server:
    """A driver in its process, and where it answers."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        told = self.listen()
        self.port, self._token = int(told["port"]), str(told["token"])

    def ask(self, word: str) -> dict[str, Any]:
        """What it says to `sync`, `rest` or `cpu`."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()
        return self.listen()

    def listen(self) -> dict[str, Any]:
        """The next line it says."""
        assert self._process.stdout is not None
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told

    def request(self, path: str) -> bytes:
        return (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Authorization: Bearer {self._token}\r\n\r\n"
        ).encode()


def bench_api(*, quick: bool) -> list[Load]:
    """Measures and prints."""
    seconds = QUICK_S if quick else LONG_S
    found, syncs = [], []
    with tempfile.TemporaryDirectory(prefix="runsheet-bench-") as name:
        folder = Path(name)
        for latency_ms, words in LATENCIES_MS.items():
            with _serving(latency_ms) as ours:
                if not found:
                    found = [_load(ours, path, "at rest", seconds) for path in PATHS]
                    for place, path in enumerate(PATHS):
                        (folder / str(place)).write_bytes(_one_answer(ours, path))
                ours.ask("sync")
                found += [_load(ours, path, words, seconds) for path in PATHS]
                syncs.append(f"{ours.ask('rest')['syncs']} of a {latency_ms} ms vendor")
        with _running(
            "floor", *(f"{path}={folder / str(n)}" for n, path in enumerate(PATHS))
        ) as it:
            bare = {path: _load(it, path, "bare route", seconds) for path in PATHS}
        rows = len(json.loads((folder / "0").read_bytes())["appointments"])
    print_table(
        f"HTTP API: {rows} rows, {CLIENTS} clients; syncs meanwhile: {', '.join(syncs)}",
        ("asked for", "while", "bytes", "a second", "of the floor", "median", "p99", "CPU", "aim"),
        [_row(each, bare[each.path]) for each in (*found, *bare.values())],
    )
    return [*found, *bare.values()]


def _row(load: Load, bare: Load) -> tuple[str, ...]:
    enough = "met" if load.a_second >= LEAST_A_SECOND else "MISSED"
    return (
        load.path,
        load.while_what,
        str(load.size),
        f"{load.a_second:.0f}",
        f"{load.a_second / bare.a_second:.2f}",
        f"{load.median_ms:.1f} ms",
        f"{load.p99_ms:.1f} ms",
        f"{load.cpu_ms:.2f} ms",
        f"{enough}: {LEAST_A_SECOND} a second; {MOST_MS.verdict(load.p99_ms)}",
    )


@contextmanager
def _serving(latency_ms: int) -> Iterator[Server]:
    """RunSheet, connected to a vendor that takes so long for an answer."""
    practice = f"{PRACTITIONERS}x{ROWS}"
    with (
        running_sandbox("--bulk", practice, "--latency-ms", str(latency_ms)) as sandbox,
        _running("ours", environment=sandbox.environment) as ours,
    ):
        yield ours


@contextmanager
def _running(*arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    process = subprocess.Popen(
        python("-m", "tests.benchmarks.api_driver", *arguments),
        env={**os.environ, **(environment or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Server(process)
    finally:
        process.communicate(timeout=30)


def _load(server: Server, path: str, while_what: str, seconds: float) -> Load:
    """Four clients at once, for so long."""
    size = len(_one_answer(server, path))
    cpu_s = server.ask("cpu")["cpu_s"]
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(CLIENTS) as pool:
        asking = [pool.submit(_ask_until, server, path, until) for _ in range(CLIENTS)]
        took_s = sorted(each for done in asking for each in done.result())
    cpu_s = server.ask("cpu")["cpu_s"] - cpu_s
    return Load(
        path=path,
        while_what=while_what,
        size=size,
        a_second=len(took_s) / seconds,
        median_ms=took_s[len(took_s) // 2] * 1000,
        p99_ms=took_s[int(len(took_s) * 0.99)] * 1000,
        cpu_ms=cpu_s / len(took_s) * 1000,
    )


def _ask_until(server: Server, path: str, until: float) -> list[float]:
    """One client: the seconds of each request."""
    took_s = []
    request = server.request(path)
    with socket.create_connection(("127.0.0.1", server.port)) as wire:
        while (began := time.monotonic()) < until:
            _exchange(wire, request)
            took_s.append(time.monotonic() - began)
    return took_s


def _one_answer(server: Server, path: str) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port)) as wire:
        return _exchange(wire, server.request(path))


def _exchange(wire: socket.socket, request: bytes) -> bytes:
    """The body of a 200; a bare socket costs this core least."""
    wire.sendall(request)
    got = bytearray()
    while (end := got.find(b"\r\n\r\n")) < 0:
        got += _more(wire)
    head = bytes(got[:end]).lower()
    if not head.startswith(b"http/1.1 200"):
        raise AssertionError(head.partition(b"\r\n")[0])
    size = int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0])
    while len(got) < end + 4 + size:
        got += _more(wire)
    return bytes(got[end + 4 :])


def _more(wire: socket.socket) -> bytes:
    if not (piece := wire.recv(1 << 18)):
        raise AssertionError("the server hung up")
    return piece
