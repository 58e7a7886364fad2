"""The broken variants of who may get at RunSheet: a bare server, a shared port, a plain file."""

import asyncio
import contextlib
import os
import socket
import stat
import sys
from pathlib import Path

import pytest
import sqlcipher3
import uvicorn
from fastapi import FastAPI, HTTPException

from app.domain.api_access import Address
from tests.support.raw_http import request, send_raw
from tests.support.unwritable import unwritable
from tests.support.waiting import until

PATH = "/openapi.json"
SCHEMATHESIS = Path(sys.executable).parent / "schemathesis"


def bare_app():
    """FastAPI as it comes, with a number that nobody thought of."""
    app = FastAPI()

    @app.get("/share")
    def share(people: int) -> float:
        if people == 0:
            raise HTTPException(500)
        return 100 / people

    return app


@contextlib.asynccontextmanager
async def serving(app, **options):
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None, **options))
    running = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    yield Address(host="127.0.0.1", port=server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    await running


@pytest.mark.proves("S4", control=True)
async def test_a_bare_server_answers_whoever_asks(figure):
    async with serving(bare_app()) as address:
        host = f"Host: 127.0.0.1:{address.port}"
        probes = (
            (host,),
            (host, "Authorization: Bearer wrong"),
            (f"Host: evil.example:{address.port}",),
            (f"Host: 0.0.0.0:{address.port}",),
            (host, "Origin: https://evil.example"),
            (host, "Origin: null"),
            (host, "Sec-Fetch-Site: cross-site"),
        )
        asked = [request(f"GET {PATH} HTTP/1.1", *headers) for headers in probes]
        seen = [await send_raw(address, each) for each in asked]
    answered = [each for each in seen if each.status == 200]
    figure(f"{len(answered)} of {len(probes)} probes answered")
    assert len(answered) == len(probes)


@pytest.mark.expected_logs("uvicorn.error")
@pytest.mark.proves("S5", control=True)
async def test_made_up_requests_find_the_fault_of_a_bare_server(tmp_path, figure):
    async with serving(bare_app()) as address:
        url = f"http://127.0.0.1:{address.port}{PATH}"
        run = await asyncio.create_subprocess_exec(
            *(SCHEMATHESIS, "run", url, "--seed", "5", "--max-examples", "20"),
            *("--checks", "not_a_server_error"),
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await run.communicate()
    assert (run.returncode, b"Server error" in said) == (1, True), said.decode()
    figure("a number that breaks it is found")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists instead of modes")
@pytest.mark.proves("S6", control=True)
def test_a_file_written_as_usual_is_everybodys_and_follows_a_link(tmp_path, figure):
    theirs, ours = tmp_path / "theirs", tmp_path / "api-token"
    ours.symlink_to(theirs)
    before = os.umask(0o022)
    try:
        ours.write_text("secret")
    finally:
        os.umask(before)
    mode = stat.S_IMODE(theirs.stat().st_mode)
    figure(f"mode {mode:o}, through a link")
    assert (mode, theirs.read_text()) == (0o644, "secret")


@pytest.mark.skipif(not hasattr(socket, "SO_REUSEPORT"), reason="no port can be shared here")
@pytest.mark.proves("S7", control=True)
def test_a_port_that_may_be_shared_is_taken_by_another(figure):
    with socket.socket() as ours, socket.socket() as theirs:
        for each in (ours, theirs):
            each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        ours.bind(("127.0.0.1", 0))
        ours.listen()
        theirs.bind(ours.getsockname())
        theirs.listen()
        assert theirs.getsockname() == ours.getsockname()
    figure("a second program listens beside it")


@pytest.mark.proves("R13", control=True)
def test_a_file_opened_as_usual_cannot_even_be_read_there(tmp_path, figure):
    file = tmp_path / "usual.db"
    with contextlib.closing(sqlcipher3.connect(file)) as sql:
        sql.execute("PRAGMA key = 'x'")
        sql.execute("PRAGMA journal_mode = WAL")
        sql.execute("CREATE TABLE patients (id)")
        sql.commit()
    with unwritable(tmp_path, file), contextlib.closing(sqlcipher3.connect(file)) as sql:
        sql.execute("PRAGMA key = 'x'")
        with pytest.raises(sqlcipher3.OperationalError):
            sql.execute("SELECT * FROM patients")
    figure("its list can't be read")
