"""Programs that the benchmark starts: the sandbox, and workers that answer one JSON line each."""

import contextlib
import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any


class WorkerFailed(Exception):
    """A worker ended or answered with an error: the figures would be worth nothing."""


class Worker:
    """A child process that carries out commands; parent's side of `serve_commands`."""

    def __init__(
        self, module: str, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> None:
        self._process = subprocess.Popen(
            python("-m", module, *arguments),
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
    """A Gentu server in a process of its own."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)
        address = self.environment["RUNSHEET_GENTU_BASE_URL"]
        self._control = address.removesuffix("/v1") + "/_sandbox/"

    def look(self) -> dict[str, Any]:
        """The practice as it stands."""
        with urllib.request.urlopen(self._control + "state") as answer:
            state: dict[str, Any] = json.load(answer)
        return state

    def pair(self) -> None:
        """Give the client access, as a pairing does."""
        urllib.request.urlopen(self._control + "pair", b"{}").close()

    def move(self, appointment_id: str, start: str) -> None:
        body = json.dumps({"id": appointment_id, "start": start}).encode()
        urllib.request.urlopen(self._control + "move", body).close()


@contextlib.contextmanager
def running_sandbox(*arguments: str) -> Iterator[Sandbox]:
    """`python -m app.sandbox ...` while the block runs."""
    process = subprocess.Popen(
        python("-m", "app.sandbox", *arguments), stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        lines = [process.stdout.readline().strip() for _ in range(4)]
        yield Sandbox(dict(line.split("=", 1) for line in lines))
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()


def python(*arguments: str) -> list[str]:
    """This interpreter; -P: a folder named app or tests where the caller stands is not ours."""
    return [sys.executable, "-P", *arguments]
