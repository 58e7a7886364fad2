"""A built RunSheet at work, by nothing but its own commands, its window and its HTTP API."""

import contextlib
import json
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from devtools.console import SetupError
from devtools.environment import BUILD
from devtools.screen import Picture, Screen

LOG = BUILD / "try-out.log"
"""What the tried programs say on standard error."""

PATIENCE_S = 120.0
QUIT_S = 30.0
_EVERY_S = 0.25
_LAST_VARIABLE = "PMS_HUBSPOT_API_GENERATION"
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A way to start RunSheet. `command`: what comes before its arguments. `root`: where the files
    that it writes lie, as seen from here: another folder than `/` for what runs in one.
    """

    command: tuple[str, ...]
    environment: Mapping[str, str]
    root: Path = Path("/")

    def run(self, *arguments: str) -> str:
        """What one of its commands prints. Raises SetupError where it fails."""
        done = subprocess.run(
            [*self.command, *arguments],
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=PATIENCE_S,
        )
        if done.returncode != 0:
            raise SetupError(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    @contextmanager
    def running(
        self, *arguments: str, display: str = "", **more: str
    ) -> Iterator[subprocess.Popen[str]]:
        """One that stays, asked to quit at the end if it has not yet."""
        environment = {**self.environment, **more, "DISPLAY": display}
        with LOG.open("ab") as errors:
            process = subprocess.Popen(
                [*self.command, *arguments],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                encoding="utf-8",
                start_new_session=True,
            )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(QUIT_S)
            process.kill()
            process.wait()


@contextmanager
def sandbox(program: Program) -> Iterator[dict[str, str]]:
    """The vendors in small, by the program's own command; yields the variables that lead there."""
    with program.running("sandbox", "--port", "0") as process:
        assert process.stdout is not None  # noqa: S101 - asked for; tells mypy so
        found: dict[str, str] = {}
        for line in process.stdout:
            name, _, value = line.strip().partition("=")
            found[name] = value
            if name == _LAST_VARIABLE:
                break
        else:
            raise SetupError("The sandbox ended before it was there.")
        yield found


def set_up_and_sync(program: Program, data_dir: Path, variables: Mapping[str, str]) -> int:
    """Pairs the made-up practice through the HTTP API, gives everybody a column, syncs, books in a
    CRM; how many appointments are on the run sheet then.
    """
    place = {"RUNSHEET_DATA_DIR": str(data_dir)}
    with program.running("serve", "--port", "0", **variables, **place) as process:
        assert process.stdout is not None  # noqa: S101 - asked for; tells mypy so
        found = re.search(r"http://\S+", process.stdout.readline())
        if found is None:
            raise SetupError("The HTTP API did not start.")
        token = (program.root / data_dir.relative_to("/") / "api-token").read_text("utf-8")
        call = _Api(found[0], token.strip()).call
        practice = call("POST", "/pms/connections", pmsType="gentu", displayName="Made-up")
        there = f"/pms/connections/{practice['id']}"
        code = variables["RUNSHEET_SANDBOX_GENTU_PAIRING_CODE"]
        call("POST", f"{there}/pair", pairingCode=code)
        people = call("GET", f"{there}/practitioners")["practitioners"]
        call("POST", f"{there}/practitioners", mappings=[_column(each) for each in people])
        call("PATCH", there, syncTelehealthOnly=False)
        if call("POST", f"{there}/sync")["status"] not in {"success", "skipped"}:
            raise SetupError("The frozen RunSheet could not sync the sandbox.")
        _book(call)
        return len(call("GET", "/run-sheet")["appointments"])


def _column(person: Json) -> Json:
    name = person["fullName"]
    return {
        "pmsPractitionerId": person["id"],
        "pmsPractitionerName": name,
        "runSheetClinicianId": "new",
        "newClinicianName": name,
        "syncEnabled": True,
    }


def _book(call: Callable[..., Json]) -> None:
    """On Tuesday next week; with a phone number, so that the numbering plans must be there, too."""
    today = datetime.now(UTC).date()
    tuesday = today + timedelta(days=8 - today.weekday())
    booked = call(
        "POST",
        "/integrations/pms/hubspot/book",
        patient={"firstName": "Alex", "lastName": "Brown", "phone": "0491 570 156"},
        service="Check-up",
        startTime=f"{tuesday}T10:00:00+10:00",
        durationMinutes=30,
        timezone="Australia/Melbourne",
        doctorName="Dr Raghunathan",
        source="assistant",
    )
    if booked["status"] not in {"confirmed", "pending"}:
        raise SetupError(f"The booking became {booked['status']}.")


class _Api:
    def __init__(self, address: str, token: str) -> None:
        self._address, self._token = address, token
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def call(self, method: str, path: str, **body: object) -> Json:
        """The answer as an object. Raises SetupError with the API's own words."""
        request = urllib.request.Request(  # noqa: S310 - an address on this PC
            f"{self._address}/api{path}",
            method=method,
            data=json.dumps(body).encode() if body else None,
            headers={
                "Authorization": f"Bearer {self._token}",
                "Content-Type": "application/json",
            },
        )
        try:
            with self._opener.open(request, timeout=PATIENCE_S) as answer:
                told: Json = json.load(answer)
        except urllib.error.HTTPError as error:
            raise SetupError(f"{method} {path}: {error.read().decode()[:500]}") from None
        return told


def is_window_on(display: str) -> bool:
    """Whether RunSheet's window is on that screen (asks xdotool)."""
    xdotool = shutil.which("xdotool")
    if xdotool is None:
        raise SetupError("xdotool is not installed.")
    done = subprocess.run(
        [xdotool, "search", "--onlyvisible", "--name", "^RunSheet – "],
        env={"DISPLAY": display},
        capture_output=True,
        check=False,
    )
    return bool(done.stdout.strip())


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Raises SetupError where it does not come true within two minutes."""
    give_up_at = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > give_up_at:
            raise SetupError(f"{what} did not happen within {PATIENCE_S:.0f} s.")
        time.sleep(_EVERY_S)


def settled(screen: Screen) -> Picture:
    """The picture once nothing has moved on it for two seconds, give or take a caret."""
    seen = [screen.look()]

    def is_still() -> bool:
        time.sleep(2.0)
        seen.append(screen.look())
        return seen[-1].differing(seen[-2]) <= CARET

    wait_until(is_still, "A still picture")
    return seen[-1]


CARET = 120
"""A blinking caret is 2 × 20 pixels; with the frame of what has the focus no more than these."""
