"""Processes that sync, forked from a warm one: a start costs 30 ms instead of a second.

    python -m tests.support.fork_server SOCKET DATA_DIR [MODULE]

Each connection to the socket is a process of its own. It says `pid N`, opens the services, says
`ready`, and then for every line `sync CONNECTION DAY` answers `done RUN STATUS` (said after the
commit) or `error CODE`. It ends with its connection. Its clock is as many seconds ahead of this
PC's as the variable CLOCK_AHEAD_S says. With MODULE its `serve(reader, say, data_dir)` says and
does it all instead, after `pid N`.
"""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path

import keyring

# Everything that a sync imports late, so that no fork has to.
import app.adapters.pms.gentu.client
import app.adapters.pms.halaxy.client
import app.adapters.pms.medirecords.client
import app.adapters.transport  # noqa: F401
from app.domain.errors import RunSheetError
from app.services import Settings, open_services
from app.services.settings import utc_now
from tests.support.keyrings import FolderKeyring

CLOCK_AHEAD = "CLOCK_AHEAD_S"

Say = Callable[[str], None]
Serve = Callable[[asyncio.StreamReader, Say, Path], Awaitable[None]]


def main() -> None:
    """Fork a child per connection until the input ends."""
    path, data_dir = sys.argv[1], Path(sys.argv[2])
    serve = import_module(sys.argv[3]).serve if len(sys.argv) > 3 else _serve
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the killed
    keyring.set_keyring(FolderKeyring())
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(64)
        print("listening", flush=True)
        while True:
            connection, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                _child(connection, data_dir, serve)
            connection.close()


def _child(connection: socket.socket, data_dir: Path, serve: Serve) -> None:
    """Never returns. Keeps nothing of the server's output open, which tells of the server's end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        asyncio.run(_talk(connection, data_dir, serve))
    finally:
        os._exit(0)


async def _talk(connection: socket.socket, data_dir: Path, serve: Serve) -> None:
    reader, writer = await asyncio.open_unix_connection(sock=connection)

    def say(line: str) -> None:
        writer.write(f"{line}\n".encode())

    say(f"pid {os.getpid()}")
    await serve(reader, say, data_dir)


def _now() -> datetime:
    return utc_now() + timedelta(seconds=float(os.environ.get(CLOCK_AHEAD, "0")))


async def _serve(reader: asyncio.StreamReader, say: Say, data_dir: Path) -> None:
    services = await open_services(Settings.from_environment(data_dir=data_dir), now=_now)
    say("ready")
    while words := (await reader.readline()).decode().split():
        _, connection_id, day = words
        try:
            run = await services.sync.run(connection_id, day=date.fromisoformat(day))
        except RunSheetError as error:
            say(f"error {error.code}")
        else:
            say(f"done {run.id} {run.status}")
    await services.aclose()


class Worker:
    """A forked process as the test sees it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self.pid = 0

    async def begin(self) -> None:
        """Returns when its services are open."""
        self.pid = int((await self.line())[1])
        assert await self.line() == ["ready"]

    async def line(self) -> list[str]:
        """The next thing it says; empty when it is dead."""
        try:
            return (await self._reader.readline()).decode().split()
        except ConnectionError:
            return []

    def sync(self, connection_id: str, day: date) -> None:
        """Tell it to begin; `line` has the outcome."""
        self.tell(f"sync {connection_id} {day}")

    def tell(self, line: str) -> None:
        """Say something to it."""
        self._writer.write(f"{line}\n".encode())

    async def kill(self) -> list[str]:
        """kill -9; what it had said before it died, as one line's words."""
        os.kill(self.pid, signal.SIGKILL)
        said = await self.line()
        await self.close()
        return said

    async def close(self) -> None:
        """Let it end by itself."""
        self._writer.close()
        try:
            await self._writer.wait_closed()
        except ConnectionError:
            return


class ForkServer:
    """Makes workers."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def worker(self, *told: str) -> Worker:
        """A new process with open services; `told` are the first lines that it hears."""
        reader, writer = await asyncio.open_unix_connection(self._path)
        worker = Worker(reader, writer)
        for line in told:
            worker.tell(line)
        await worker.begin()
        return worker


@asynccontextmanager
async def forking(
    folder: Path, *, data_dir: Path, environment: dict[str, str], module: str | None = None
) -> AsyncIterator[ForkServer]:
    """A server whose workers open `data_dir` against the vendor of `environment`; `module` says
    what they do instead of syncing.
    """
    path = folder / "fork.sock"
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.support.fork_server", path, data_dir, *([module] if module else [])),
        env={**os.environ, **environment},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        assert await process.stdout.readline() == b"listening\n"
        yield ForkServer(path)
    finally:
        process.kill()
        await process.communicate()


if __name__ == "__main__":
    main()
