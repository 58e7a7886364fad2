"""Real processes of RunSheet against a sandbox, with the session's real password store."""

import asyncio
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from app.cli.demo_practice import connect, demo_system
from app.domain.connection import Connection
from app.domain.run_sheet import RunSheet
from app.domain.sync_run import SyncStatus
from app.sandbox import GentuSandbox, made_up_practice, running_gentu
from app.services import Services, Settings, open_services
from tests.support.waiting import PATIENCE_S

DAY = date(2026, 3, 4)
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Office:
    """A data folder of its own, and a Gentu that it may be connected to."""

    data_dir: Path
    gentu: GentuSandbox

    @property
    def environment(self) -> dict[str, str]:
        return self.gentu.environment | {"RUNSHEET_DATA_DIR": str(self.data_dir)}

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return run_app(*arguments, **self.environment, **more)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return start_app(*arguments, **self.environment)

    def act(self, action: Callable[[Services], Awaitable[Any]]) -> Any:
        """Do something with the services in this process, as a screen would."""

        async def work() -> Any:
            services = await open_services(Settings.from_environment(self.environment))
            try:
                return await action(services)
            finally:
                await services.aclose()

        return asyncio.run(work())

    def connect(self, code: str = "PAIR0001") -> Connection:
        system = demo_system(self.gentu)
        connection = self.act(lambda services: connect(services, system, pairing_code=code))
        assert isinstance(connection, Connection)
        return connection

    def sync(self, connection: Connection) -> None:
        run = self.act(lambda services: services.sync.run(connection.id, day=DAY))
        assert run.status is SyncStatus.SUCCESS

    def sheet(self) -> RunSheet:
        sheet = self.act(lambda services: services.run_sheet.sheet(DAY))
        assert isinstance(sheet, RunSheet)
        return sheet


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with running_gentu(made_up_practice(DAY)) as gentu:
        yield Office(tmp_path / "office", gentu)


def start_app(
    *arguments: str, python: tuple[str, ...] = (), stdin: int = subprocess.DEVNULL, **more: str
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *python, "-m", "app", *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONWARNINGS": "default"} | more,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def run_app(
    *arguments: str, python: tuple[str, ...] = (), **more: str
) -> subprocess.CompletedProcess[str]:
    process = start_app(*arguments, python=python, **more)
    try:
        out, err = process.communicate(timeout=PATIENCE_S)
    finally:
        process.kill()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def imported_by(done: subprocess.CompletedProcess[str]) -> set[str]:
    """The packages a start with `-X importtime` imported, from Python's own account of it."""
    names = re.findall(r"^import time:.*\| +([\w.]+)$", done.stderr, re.MULTILINE)
    assert "app.cli.outcome" in names
    return {name.partition(".")[0] for name in names}


def one_line(text: str) -> str:
    """The only line of it; a second one, such as a traceback's, fails the test."""
    lines = text.splitlines()
    assert len(lines) == 1, text
    return lines[0]


def read_table(output: str) -> list[dict[str, str]]:
    """The rows of a printed table by heading, from where its headings begin."""
    lines = output.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith(("Time ", "Connection ")))
    names = lines[first].split("  ")
    headings = [name.strip() for name in names if name.strip()]
    starts = [lines[first].index(heading) for heading in headings]
    ends = [*starts[1:], None]
    return [
        {
            heading: _by_cell(line)[start:end].replace(SECOND_CELL, "").strip()
            for heading, start, end in zip(headings, starts, ends, strict=True)
        }
        for line in itertools.takewhile(lambda line: "  " in line, lines[first + 1 :])
    ]


SECOND_CELL = "\0"


def _by_cell(line: str) -> str:
    """The line with as many characters as it takes cells: Chinese ones are two wide."""
    return "".join(char + SECOND_CELL * (cell_len(char) - 1) for char in line)
