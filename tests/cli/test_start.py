"""How starts go wrong in plain words, and what each start imports."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import (
    NO_KEYRING,
    ROOT,
    Office,
    imported_by,
    one_line,
    run_app,
    start_app,
)
from tests.support.waiting import PATIENCE_S

CREDENTIALS = ("BASE_URL", "APP_ID", "CLIENT_ID", "CLIENT_SECRET")
NO_DISPLAY = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("today", "--date", "2026-02-30"), "dates are written like 2025-11-18"),
        (("sync", "--date", "20260301"), "dates are written like 2025-11-18"),
        (("demo", "--date", "0001-01-01"), "dates are written like 2025-11-18"),
        (("tomorrow",), "No such command '…'. "),
        (("today", "--xml"), "No such option: …. "),
        (("--data-dir",), "--data-dir needs a folder"),
        (("--data-dir=", "today"), "--data-dir needs a folder"),
        (("sandbox", "--port", "70000"), "65535"),
        (("today", "Marchbanks"), "unexpected extra argument(s) (…). "),
    ],
)
def test_wrong_usage_is_one_plain_line_and_2(arguments: tuple[str, ...], words: str) -> None:
    done = run_app(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in one_line(done.stderr)


def test_without_a_password_store_a_plain_line_says_what_to_do_and_nothing_is_stored(
    office: Office,
) -> None:
    done = office.run("sync", **NO_KEYRING)
    assert (done.returncode, done.stdout) == (1, "")
    line = one_line(done.stderr)
    assert line.startswith("There is no password store")
    assert line.endswith("(KEY-01)")
    left = [path for path in office.data_dir.rglob("*") if path.is_file() and path.stat().st_size]
    assert [path.name for path in left] == ["runsheet.log"]
    assert re.fullmatch(r"\S+ INFO started version=\S+\n", left[0].read_text("utf-8"))


def test_the_folder_of_the_option_wins_over_the_variables(office: Office, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    assert run_app("--data-dir", str(mine), "today", **office.environment).returncode == 0
    assert (mine / "runsheet.db").exists()
    assert not office.data_dir.exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a screen")
def test_the_window_without_a_display_is_refused_in_one_line() -> None:
    done = run_app(**NO_DISPLAY)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no display" in one_line(done.stderr)


def imported(*arguments: str, **more: str) -> set[str]:
    return imported_by(run_app(*arguments, python=("-X", "importtime"), **more))


def test_help_and_the_stored_list_import_only_what_they_need(office: Office) -> None:
    heavy = {"PySide6", "qasync", "sqlalchemy", "httpx", "aiohttp"}
    assert imported("--help") & heavy == set()
    assert imported("today", **office.environment) & {"PySide6", "qasync"} == set()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a start without a window")
def test_the_window_does_not_wait_for_the_command_line() -> None:
    assert imported(**NO_DISPLAY) & {"typer", "rich", "click"} == set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
def test_the_sandbox_prints_what_points_at_it_and_refuses_a_port_in_use() -> None:
    first = start_app("sandbox")
    try:
        assert first.stdout is not None
        variables = _variables_until(first, "PMS_HUBSPOT_API_GENERATION")
        assert list(variables)[:4] == [f"RUNSHEET_GENTU_{name}" for name in CREDENTIALS]
        told = [name for name in variables if name.endswith("BASE_URL")]
        assert told == [f"{name}_BASE_URL" for name in SERVED]
        port = variables["RUNSHEET_GENTU_BASE_URL"].split(":")[2].split("/")[0]
        second = run_app("sandbox", "--port", port)
        assert (second.returncode, second.stdout) == (1, "")
        assert one_line(second.stderr).startswith(f"Port {port} is already in use.")
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=PATIENCE_S)
        assert first.returncode == 0
    finally:
        first.kill()
        first.communicate()


def _variables_until(process: subprocess.Popen[str], last: str) -> dict[str, str]:
    """The `NAME=value` lines that a process prints, up to the one named last."""
    assert process.stdout is not None
    found: dict[str, str] = {}
    while last not in found and (line := process.stdout.readline()):
        name, _, value = line.strip().partition("=")
        found[name] = value
    return found


SERVED = (
    "RUNSHEET_GENTU",
    "RUNSHEET_MEDIRECORDS",
    "RUNSHEET_HALAXY",
    "PMS_GHL",
    "PMS_SALESFORCE",
    "PMS_HUBSPOT",
)


BUG = """
import sys
from pathlib import Path
from app.cli.outcome import guarded
from app.domain.practice_day import today
from app.services.logs import Event, configure_logging, log_event

def work():
    import logging
    logging.getLogger("httpx").warning("GET https://x/?patient=%s", "Alice Brown")
    log_event(Event.SYNC_ENDED, status="failed", fetched=3)
    try:
        int("Alice Brown")
    except ValueError as error:
        today("Alice Brown", "Australia/Perth")

if sys.argv[1:]:
    configure_logging(Path(sys.argv[1]))
sys.exit(guarded(work))
"""


def run_bug(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BUG, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
    )


def test_a_bug_before_there_is_a_log_is_one_line_too() -> None:
    done = run_bug()
    assert (done.returncode, done.stdout) == (1, "")
    assert one_line(done.stderr) == "Something went wrong inside RunSheet. (APP-01)"


def test_a_bug_is_one_line_for_the_person_and_a_place_in_the_log_without_data(
    tmp_path: Path,
) -> None:
    done = run_bug(str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert one_line(done.stderr) == "Something went wrong inside RunSheet. (APP-01)"
    log = (tmp_path / "logs" / "runsheet.log").read_text("utf-8")
    assert "Alice" not in log
    assert "INFO sync_ended status=failed fetched=3" in log
    assert re.search(r"WARNING httpx$", log, re.MULTILINE)
    assert re.search(
        r"ERROR bug\n  builtins\.AttributeError\n"
        r"    app/cli/outcome\.py:\d+:guarded\n    app/domain/practice_day\.py:\d+:today\n"
        r"  builtins\.ValueError",
        log,
    ), log


def test_a_sync_leaves_an_event_and_no_name_in_the_log(office: Office) -> None:
    office.connect()
    office.run("sync", "--date", "2026-03-04")
    names = [row.patient_last_name for row in office.sheet().rows if row.patient_last_name]
    log = (office.data_dir / "logs" / "runsheet.log").read_text("utf-8")
    assert re.search(r"INFO sync_ended connection=\S+ run=\S+ trigger=manual status=success", log)
    assert len(names) > 50
    assert [name for name in names if name in log] == []
