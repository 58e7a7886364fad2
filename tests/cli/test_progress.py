"""Long work tells of itself on a terminal, and on nothing else."""

import os
import subprocess
import sys
from contextlib import suppress

import pytest

from tests.cli.conftest import DAY, ROOT, Office
from tests.support.crms import CRMS
from tests.support.waiting import PATIENCE_S

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")


def on_a_terminal(office: Office, *arguments: str, **more: str) -> tuple[int, str]:
    """Exit code, and what a terminal gets on standard error."""
    import pty  # Windows has none

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "app", *arguments],
        cwd=ROOT,
        env=os.environ | office.environment | {"TERM": "xterm"} | more,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as running:
        os.close(theirs)
        shown = _read_to_the_end(ours)
        return running.wait(timeout=PATIENCE_S), shown


def _read_to_the_end(terminal: int) -> str:
    pieces = []
    with suppress(OSError):  # Linux ends a terminal with an error
        while piece := os.read(terminal, 65_536):
            pieces.append(piece)
    os.close(terminal)
    return b"".join(pieces).decode("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("demo", "--headless"), "Connecting the made-up practices"),
        (("sync", "--date", str(DAY)), "Brunswick East"),
        (("export-support", "support.zip"), "Collecting what support needs"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_terminal_is_told_that_it_takes_a_while_and_a_pipe_is_not(
    office: Office, arguments: tuple[str, ...], words: str
) -> None:
    office.connect()
    arguments = tuple(each.replace("support.zip", str(office.data_dir)) for each in arguments)
    code, shown = on_a_terminal(office, *arguments)
    assert code == 0
    assert words in shown
    piped = office.run(*arguments)
    assert (piped.returncode, piped.stderr) == (0, "")


def test_sending_a_report_says_where_it_goes(office: Office) -> None:
    with CRMS["hubspot"].running() as hubspot:
        told = on_a_terminal(office, "report", "--push", "hubspot", **hubspot.environment)
    assert told[0] == 0
    assert "Sending to HubSpot" in told[1]
