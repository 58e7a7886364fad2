"""Shows the properties that RunSheet promises, each with its figure and its control."""

import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from devtools.checks import Job, run_in_lanes
from devtools.console import say
from devtools.environment import venv_program
from devtools.foreground import run_in_front

PARTS = ("tests/api", "tests/end_to_end", "tests/services", "tests")
"""The tests that a free lane takes, the long ones first; `tests` is whatever the others are not."""

_LANES = 3
"""More than processors: half of what these tests take they wait for a process, or for its end."""

_VARIABLE = "RUNSHEET_PROOFS"


def prove(arguments: list[str]) -> int:
    """Runs every test that proves a property (or those of the ids given), prints a line each. 0
    where all are shown and every control fails as it should, else 1.
    """
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="runsheet-proofs-") as folder:
        notes = Path(folder) / "notes"
        os.environ[_VARIABLE] = str(notes)
        failed = run_in_lanes([_job(part, arguments) for part in PARTS], lanes=_LANES)
        told = ["-m", "tests.proofs", str(notes), *arguments]
        code = run_in_front([str(venv_program("python")), "-P", *told], environment=os.environ)
    if failed:  # also where tests could not even be found, of which no line above tells
        say(f"Failed: {', '.join(failed)}.")
    say(f"In {time.monotonic() - began:.0f} s.")
    return 1 if failed else code


def _job(part: str, ids: Sequence[str]) -> Job:
    inside = [f"--ignore={other}" for other in PARTS if other != part and other.startswith(part)]
    chosen = ["--proves", ",".join(ids)] if ids else []
    return Job(
        name=part,
        command=["python", "-m", "pytest", part, *inside, "-m", "proves", "-q", *chosen],
        has_desktop=True,
        is_proof=True,
    )
