"""`serve`: a process that answers other programs, and ends when it is told to."""

import datetime as dt
import json
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import httpx
import pytest

from app import __version__
from app.domain.stored_booking import BookingView
from app.domain.sync_run import SyncStatus
from tests.cli.conftest import Office, imported_by, one_line, run_app, start_app
from tests.support.crms import CRMS
from tests.support.waiting import PATIENCE_S, wait_until

LINE = "RunSheet API on http://127.0.0.1:"


@contextmanager
def served(office: Office, *arguments: str, **more: str) -> Iterator[tuple[subprocess.Popen, str]]:
    """A process of its own and the address it printed."""
    running = start_app("serve", "--port", "0", *arguments, **office.environment, **more)
    try:
        assert running.stdout is not None
        line = running.stdout.readline()
        assert line.startswith(LINE), running.communicate(timeout=PATIENCE_S)
        yield running, line.strip().removeprefix("RunSheet API on ")
    finally:
        running.kill()
        running.communicate()


def ended(running: subprocess.Popen, number: signal.Signals) -> tuple[int, str, str]:
    """How a process ends that gets this signal."""
    running.send_signal(number)
    out, err = running.communicate(timeout=PATIENCE_S)
    return running.returncode, out, err


def token_of(office: Office) -> str:
    return (office.data_dir / "api-token").read_text()


def get(url: str, token: str) -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx.get(url, headers=headers, timeout=PATIENCE_S, trust_env=False)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_answers_and_a_signal_ends_it_with_0(office, number) -> None:
    with served(office) as (running, url):
        health = httpx.get(f"{url}/api/health", timeout=PATIENCE_S, trust_env=False)
        assert health.json() == {"status": "ok", "version": __version__}
        assert get(f"{url}/openapi.json", token_of(office)).status_code == 200
        assert ended(running, number) == (0, "", "")


def test_token_and_port_are_for_one_person_and_go_with_the_server(office) -> None:
    files = [office.data_dir / name for name in ("api-token", "api-port")]
    with served(office) as (running, url):
        told = json.loads(files[1].read_text())
        assert told == {"port": int(url.rpartition(":")[2]), "pid": running.pid}
        if sys.platform != "win32":
            assert [stat.S_IMODE(path.stat().st_mode) for path in files] == [0o600, 0o600]
            assert stat.S_IMODE(office.data_dir.stat().st_mode) == 0o700
        first = token_of(office)
        ended(running, signal.SIGTERM)
    assert not any(path.exists() for path in files)
    with served(office):
        assert token_of(office) != first


def test_the_token_of_the_environment_is_taken_and_kept_in_no_file(office) -> None:
    with served(office, RUNSHEET_API_TOKEN="a-token-made-up-for-tests") as (running, url):
        assert get(f"{url}/openapi.json", "a-token-made-up-for-tests").status_code == 200
        assert not (office.data_dir / "api-token").exists()
        ended(running, signal.SIGTERM)
    kept = [path for path in office.data_dir.rglob("*") if path.is_file()]
    assert not [path for path in kept if b"a-token-made-up-for-tests" in path.read_bytes()]


def test_a_token_that_could_be_guessed_is_wrong_usage(office) -> None:
    done = office.run("serve", "--port", "0", RUNSHEET_API_TOKEN="fifteen-letters")
    assert (done.returncode, done.stdout) == (2, "")
    assert "RUNSHEET_API_TOKEN has fewer than 16 letters" in one_line(done.stderr)
    assert "fifteen" not in done.stderr


def test_a_port_that_is_taken_is_one_plain_line_and_harms_nobody(office, tmp_path) -> None:
    with served(office) as (_, url):
        port, token = url.rpartition(":")[2], token_of(office)
        second = office.run("serve", "--port", port)
        assert (second.returncode, second.stdout) == (1, "")
        assert one_line(second.stderr) == (
            f"Port {port} can't be used: another program has it. Choose another port. (LOC-11)"
        )
        assert token_of(office) == token
        assert get(f"{url}/openapi.json", token).status_code == 200


@pytest.mark.parametrize("host", ["no-such-place.invalid", "198.51.100.7"])
def test_an_address_of_another_pc_is_one_plain_line(office, host) -> None:
    done = office.run("serve", "--port", "0", "--host", host)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{host} is no address of this PC. (LOC-11)" in one_line(done.stderr)


def test_a_port_that_is_none_is_wrong_usage() -> None:
    done = run_app("serve", "--port", "70000")
    assert (done.returncode, done.stdout) == (2, "")
    assert "65535" in one_line(done.stderr)


def test_it_listens_on_this_pc_alone(office) -> None:
    with served(office) as (_, url):
        port = int(url.rpartition(":")[2])
        with socket.socket() as elsewhere:
            elsewhere.bind(("127.0.0.2", port))  # taken, if it listened on every address


def test_no_part_of_a_window_is_loaded(office) -> None:
    noted = ("-X", "importtime")
    running = start_app("serve", "--port", "0", python=noted, **office.environment)
    ending = threading.Thread(target=_end_once_it_serves, args=(running, office))
    try:
        ending.start()
        out, err = running.communicate(timeout=PATIENCE_S)
    finally:
        running.kill()
        ending.join()
    assert out.startswith(LINE)
    assert running.returncode == 0
    done = subprocess.CompletedProcess(running.args, 0, out, err)
    assert imported_by(done) & {"PySide6", "qasync", "pyqtgraph"} == set()


def _end_once_it_serves(running: subprocess.Popen, office: Office) -> None:
    """Its pipes are read elsewhere meanwhile: what it says of its imports would fill them."""
    wait_until(lambda: running.poll() is not None or _answers(office))
    running.terminate()


def _answers(office: Office) -> bool:
    try:
        port = json.loads((office.data_dir / "api-port").read_text())["port"]
        return httpx.get(f"http://127.0.0.1:{port}/api/health", trust_env=False).is_success
    except (OSError, ValueError, httpx.HTTPError):
        return False


def test_a_signal_while_a_sync_runs_ends_it_with_0_and_the_sync_as_cancelled(office) -> None:
    connection, asked = office.connect(), threading.Event()
    office.gentu.latency_s = 10 * PATIENCE_S
    office.gentu.on_request.append(lambda _call: asked.set())
    with served(office) as (running, url):
        call = threading.Thread(target=_ask_for_a_sync, args=(url, token_of(office), connection.id))
        call.start()
        assert asked.wait(PATIENCE_S)
        assert ended(running, signal.SIGTERM) == (0, "", "")
        call.join(PATIENCE_S)
    runs = office.act(lambda services: services.sync.history(connection.id, only_begun=True))
    assert [run.status for run in runs] == [SyncStatus.CANCELLED]


def _ask_for_a_sync(url: str, token: str, connection_id: str) -> None:
    """Runs one, unless the one by the clock was first."""
    answer = httpx.post(
        f"{url}/api/pms/connections/{connection_id}/sync",
        headers={"Authorization": f"Bearer {token}"},
        timeout=PATIENCE_S,
        trust_env=False,
    )
    assert answer.status_code in {409, 500}


def test_a_signal_while_bookings_are_sent_or_wait_answers_that_they_are_kept(office) -> None:
    with CRMS["hubspot"].running() as hubspot, ThreadPoolExecutor() as pool:
        hubspot.latency_s = 10 * PATIENCE_S
        with served(office, **hubspot.environment) as (running, url):
            token = token_of(office)
            listed = f"{url}/api/integrations/pms/bookings"
            calling = [pool.submit(_book, url, token, hour) for hour in range(9, 15)]
            wait_until(lambda: get(listed, token).json()["total"] == len(calling))
            assert ended(running, signal.SIGTERM) == (0, "", "")
            answers = [each.result(PATIENCE_S) for each in calling]
        hubspot.latency_s = 0.0
    told = [each.json() for each in answers]
    assert [each.status_code for each in answers] == [202] * len(answers), told
    assert {(each["status"], each["externalId"]) for each in told} == {("pending", None)}
    kept = office.act(lambda services: services.bookings.list(BookingView.ALL))
    assert {each.id for each in kept} == {each["bookingId"] for each in told}


def _book(url: str, token: str, hour: int) -> httpx.Response:
    """On the next Monday, within the opening hours."""
    today = dt.datetime.now(dt.UTC).date()
    monday = today + dt.timedelta(days=8 - today.isoweekday())
    body = {
        "patient": {"firstName": "Alex", "lastName": "Brown", "phone": "0491 570 156"},
        "service": "Check-up",
        "startTime": f"{monday}T{hour:02}:00:00+10:00",
        "durationMinutes": 30,
        "timezone": "Australia/Brisbane",
    }
    return httpx.post(
        f"{url}/api/integrations/pms/hubspot/book",
        headers={"Authorization": f"Bearer {token}"},
        json=body,
        timeout=PATIENCE_S,
        trust_env=False,
    )
