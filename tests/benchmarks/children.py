"""Programs that the benchmark starts: the sandbox, and workers that answer one JSON line each."""

import contextlib
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from tests.benchmarks.vendors import CLOCK_AHEAD, VENDORS, Vendor, seconds_to_noon


class WorkerFailed(Exception):
    """A worker ended or answered with an error: the figures would be worth nothing."""


class Worker:
    """A child process that carries out commands; parent's side of `serve_commands`.

    `program`: another one than this interpreter, which then gets no module.
    """

    def __init__(
        self,
        *arguments: str,
        program: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._process = subprocess.Popen(
            [*program, *arguments] if program else python("-m", *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, command: str, **facts: Any) -> dict[str, Any]:
        """The worker's answer; raises WorkerFailed."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"command": command, **facts}) + "\n")
        self._process.stdin.flush()
        return self.listen()

    def listen(self) -> dict[str, Any]:
        """The next line it says."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        answer: dict[str, Any] = json.loads(line) if line else {"error": "it ended"}
        if "error" in answer:
            raise WorkerFailed(answer["error"])
        return answer

    def close(self, *, timeout_s: float = 20) -> None:
        """Its input ends, which ends it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()

    def __enter__(self) -> "Worker":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Sandbox:
    """A vendor's server in a process of its own."""

    def __init__(self, vendor: Vendor, environment: Mapping[str, str]) -> None:
        self.vendor = vendor
        self.environment = dict(environment)
        self.clock = {CLOCK_AHEAD: str(seconds_to_noon())}
        address = environment[f"RUNSHEET_{vendor.name.upper()}_BASE_URL"]
        self._control = address.rpartition("/")[0] + "/_sandbox/"

    def look(self) -> dict[str, Any]:
        """The practice as it stands."""
        with urllib.request.urlopen(self._control + "state") as answer:
            state: dict[str, Any] = json.load(answer)
        return state

    def requests(self) -> list[dict[str, Any]]:
        """Every request of a client so far: method, path, violation and more."""
        with urllib.request.urlopen(self._control + "requests") as answer:
            journal: list[dict[str, Any]] = json.load(answer)
        return journal

    def pair(self) -> None:
        """Give the client access, as a pairing does."""
        urllib.request.urlopen(self._control + "pair", b"{}").close()

    def mover(self) -> Callable[[], None]:
        """Moves the same two appointments, a minute later each time it is called."""
        moved = self.look()["appointments"][:2]
        minutes = 0

        def move() -> None:
            nonlocal minutes
            minutes += 1
            for one in moved:
                start = datetime.fromisoformat(one[self.vendor.start_field])
                self._move(one["id"], start + timedelta(minutes=minutes))

        return move

    def _move(self, appointment_id: str, start: datetime) -> None:
        body = json.dumps({"id": appointment_id, "start": start.isoformat()}).encode()
        urllib.request.urlopen(self._control + "move", body).close()


@contextlib.contextmanager
def running_sandbox(*arguments: str, vendor: str = "gentu") -> Iterator[Sandbox]:
    """`python -m app.sandbox ...` with one vendor alone while the block runs."""
    process = subprocess.Popen(
        python("-m", "app.sandbox", "--vendor", vendor, *arguments),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        lines = [process.stdout.readline().strip() for _ in range(VENDORS[vendor].lines)]
        yield Sandbox(VENDORS[vendor], dict(line.split("=", 1) for line in lines))
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def python(*arguments: str) -> list[str]:
    """This interpreter; -P: a folder named app or tests where the caller stands is not ours."""
    return [sys.executable, "-P", *arguments]
