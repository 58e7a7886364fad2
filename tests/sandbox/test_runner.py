"""Starting and stopping, alone and in the background."""

import asyncio
import contextlib
import gc
import os
import pathlib
import signal
import socket
import subprocess
import sys
import threading
import time

import httpx
import pytest

from app.sandbox import made_up_practice, most_at_once, running_gentu
from app.sandbox.runner import HOST, listening
from tests.support.waiting import PATIENCE_S, on_this_machine, wait_until

ROOT = pathlib.Path(__file__).parents[2]


def test_it_stops_at_once_though_clients_hang_and_leaves_no_thread():
    before = set(threading.enumerate())
    with running_gentu() as gentu:
        for name in ("hang", "slow_drip"):
            gentu.faults.add(name, times=1)
        clients = [threading.Thread(target=ask, args=(gentu.base_url,)) for _ in range(2)]
        for client in clients:
            client.start()
        wait_until(lambda: not gentu.faults.pending)
        started = time.monotonic()
    assert time.monotonic() - started < on_this_machine(2)
    for client in clients:
        client.join(PATIENCE_S)
    assert set(threading.enumerate()) == before


def ask(base_url):
    with pytest.raises(httpx.TransportError):
        httpx.get(f"{base_url}/tenants", timeout=PATIENCE_S)


@pytest.mark.parametrize("rounds", range(7))
def test_a_client_that_comes_as_the_server_ends_is_closed_too(rounds):
    """The garbage collector warns of a connection that is open yet, which fails whatever runs."""
    client = asyncio.run(visit_and_end(rounds))
    gc.collect()
    with client:
        client.settimeout(PATIENCE_S)
        assert read_to_the_end(client) == b""


async def visit_and_end(rounds):
    """A client's socket that connected `rounds` of the loop before the end."""
    async with listening(hang, 0) as port:
        client = socket.create_connection((HOST, port))
        for _ in range(rounds):
            await asyncio.sleep(0)
    return client


async def hang(_request):
    await asyncio.Event().wait()


def read_to_the_end(client):
    with contextlib.suppress(ConnectionResetError):
        return client.recv(1)
    return b""


def test_a_taken_port_is_an_oserror():
    before = threading.active_count()
    with running_gentu() as first:
        with pytest.raises(OSError, match="address"), running_gentu(port=first.port):
            pass
        assert httpx.get(f"{first.base_url}/tenants").status_code == 401
    assert threading.active_count() == before


def test_closing_twice_does_nothing():
    with running_gentu() as gentu:
        gentu.close()


def test_the_journal_shows_how_many_requests_were_open_at_once():
    with running_gentu(made_up_practice(), latency_s=0.3) as gentu:
        callers = [
            threading.Thread(target=httpx.get, args=(f"{gentu.base_url}/tenants",))
            for _ in range(3)
        ]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join(PATIENCE_S)
        assert most_at_once(gentu.requests) == 3
        gentu.latency_s = 0
        gentu.journal.clear()
        for _ in range(3):
            httpx.get(f"{gentu.base_url}/tenants")
        assert most_at_once(gentu.requests) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't send SIGTERM to be handled")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_alone_it_prints_the_environment_serves_and_ends_cleanly(number):
    command = [sys.executable, "-m", "app.sandbox", "--bulk", "2x20", "--latency-ms", "1"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        lines = dict(process.stdout.readline().strip().split("=", 1) for _ in range(4))
        base_url = lines["RUNSHEET_GENTU_BASE_URL"]
        credentials = (lines["RUNSHEET_GENTU_CLIENT_ID"], lines["RUNSHEET_GENTU_CLIENT_SECRET"])
        form = {"grant_type": "client_credentials"}
        answer = httpx.post(f"{base_url}/oauth2/token", data=form, auth=credentials)
        assert answer.status_code == 200
        os.kill(process.pid, number)
        _, errors = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, errors) == (0, "")


@contextlib.contextmanager
def alone(*options):
    """`python -m app.sandbox` in the foreground; gives its process."""
    command = [sys.executable, "-m", "app.sandbox", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def read_lines(process, last_name):
    """The `NAME=value` lines up to the one named last."""
    lines = {}
    while last_name not in lines:
        name, value = process.stdout.readline().strip().split("=", 1)
        lines[name] = value
    return lines


def test_alone_every_vendor_is_served_with_what_a_person_types_to_sign_in():
    with alone() as process:
        lines = read_lines(process, "PMS_HUBSPOT_API_GENERATION")
        assert [name for name in lines if name.endswith("BASE_URL")] == [
            "RUNSHEET_GENTU_BASE_URL",
            "RUNSHEET_MEDIRECORDS_BASE_URL",
            "RUNSHEET_HALAXY_BASE_URL",
            "PMS_GHL_BASE_URL",
            "PMS_SALESFORCE_BASE_URL",
            "PMS_HUBSPOT_BASE_URL",
        ]
        token = {"Authorization": f"Bearer {lines['PMS_HUBSPOT_PRIVATE_APP_TOKEN']}"}
        pipelines = f"{lines['PMS_HUBSPOT_BASE_URL']}/crm/pipelines/2026-09/deals"
        assert httpx.get(pipelines, headers=token).status_code == 200
        practice_id = lines["RUNSHEET_SANDBOX_MEDIRECORDS_PRACTICE_ID"]
        answer = httpx.get(
            f"{lines['RUNSHEET_MEDIRECORDS_BASE_URL']}/practices/{practice_id}",
            headers={"Authorization": f"Bearer {lines['RUNSHEET_SANDBOX_MEDIRECORDS_API_TOKEN']}"},
        )
    assert answer.json()["id"] == practice_id


def test_alone_one_vendor_can_be_served_with_a_practice_of_any_size():
    with alone("--vendor", "medirecords", "--bulk", "3x12") as process:
        lines = read_lines(process, "RUNSHEET_SANDBOX_MEDIRECORDS_API_TOKEN")
        state = lines["RUNSHEET_MEDIRECORDS_BASE_URL"].replace("/v1", "/_sandbox/state")
        assert len(httpx.get(state).json()["appointments"]) == 12
        assert len(lines) == 3


def test_alone_one_crm_can_be_served_and_has_no_practice_of_any_size():
    with alone("--vendor", "ghl") as process:
        lines = read_lines(process, "PMS_GHL_CALENDAR_ID")
    assert list(lines) == [f"PMS_GHL_{name}" for name in GHL]
    command = [sys.executable, "-m", "app.sandbox", "--vendor", "ghl", "--bulk", "3x12"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "--bulk is for one of gentu, medirecords, halaxy" in ended.stderr


GHL = ("BASE_URL", "API_KEY", "LOCATION_ID", "CALENDAR_ID")


def six_ports_in_a_row():
    """The first of six neighbouring ports of which nobody is listening on any."""
    for first in range(20_000, 32_000, 6):
        with contextlib.ExitStack() as stack, contextlib.suppress(OSError):
            for port in range(first, first + 6):
                stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
            return first
    raise AssertionError("no free ports")


def test_alone_the_vendors_stand_on_neighbouring_ports():
    first = six_ports_in_a_row()
    with alone("--port", str(first)) as process:
        lines = read_lines(process, "PMS_HUBSPOT_API_GENERATION")
    ports = [
        int(value.split(":")[2].split("/")[0])
        for name, value in lines.items()
        if name.endswith("BASE_URL")
    ]
    assert ports == list(range(first, first + 6))


def test_alone_a_neighbouring_port_that_is_taken_is_the_one_named():
    first = six_ports_in_a_row()
    with running_gentu(port=first + 1):
        command = [sys.executable, "-m", "app.sandbox", "--port", str(first)]
        ended = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"Port {first + 1} can't be used")


def test_alone_a_taken_port_is_one_plain_line():
    with running_gentu() as gentu:
        command = [sys.executable, "-m", "app.sandbox", "--port", str(gentu.port)]
        ended = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
