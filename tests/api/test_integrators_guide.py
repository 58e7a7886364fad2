"""The guide for integrators: its commands run as they stand, and its answers are the answers."""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ROOT
from tests.support.waiting import PATIENCE_S

GUIDE = ROOT / "docs" / "integrators.md"
MARK = "@@@ block"
# Other from day to day, or from run to run; the rest of an answer's first level is compared.
CHANGING = re.compile(r".*Id$|date|version")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="its commands are for bash")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Commands and what the guide shows as their last answer; None where it shows none."""

    commands: str
    shown: Any


def blocks() -> list[Block]:
    fenced = re.findall(
        r"^```(\w+)\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert {kind for kind, _ in fenced} == {"sh", "json"}
    return [
        Block(commands=text, shown=json.loads(then[1]) if then[0] == "json" else None)
        for (kind, text), then in pairwise([*fenced, ("", "")])
        if kind == "sh"
    ]


def run_all(script: str, folder: Path) -> str:
    """What a bash prints that runs it in this folder; everything that it started ends with it."""
    program = folder / "runsheet"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m app "$@"\n', "utf-8")
    program.chmod(0o755)
    told = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    printed, complaints = folder / "printed.txt", folder / "complaints.txt"
    with printed.open("w", encoding="utf-8") as out, complaints.open("w", encoding="utf-8") as err:
        running = subprocess.Popen(
            [str(shutil.which("bash")), "--norc", "-eu", "-o", "pipefail", "-c", script],
            cwd=folder,
            env=os.environ | told,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        try:
            code = running.wait(timeout=PATIENCE_S * 3)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()
    words = printed.read_text("utf-8")
    assert code == 0, words[-2000:] + complaints.read_text("utf-8")
    return words


def last_answer(printed: str) -> Any:
    """The last of the JSON documents that curl printed one after the other."""
    answer, rest = None, printed.strip()
    while rest:
        answer, end = json.JSONDecoder().raw_decode(rest)
        rest = rest[end:].strip()
    return answer


def assert_like(told: Any, shown: Any, *, at: str) -> None:
    """Every field that is shown is there, with a value of its kind; lists by their first one."""
    if isinstance(shown, dict):
        assert [name for name in shown if name not in told] == [], at
        for name in shown:
            assert_like(told[name], shown[name], at=f"{at}.{name}")
    elif isinstance(shown, list) and shown:
        assert told, at
        assert_like(told[0], shown[0], at=f"{at}[0]")
    elif shown is not None:
        assert type(told) is type(shown), f"{at} is {told!r}"


def test_the_guides_commands_do_what_it_says(tmp_path: Path) -> None:
    parts = blocks()
    script = "\n".join(f"echo; echo {MARK}\n{block.commands}" for block in parts)
    printed = run_all(script, tmp_path).split(f"\n{MARK}\n")[1:]
    assert len(printed) == len(parts) > 15
    for block, words in zip(parts, printed, strict=True):
        if codes := re.findall(r"# (\d{3}):", block.commands):
            assert words.split() == codes
        elif block.shown is not None:
            told = last_answer(words)
            assert_like(told, block.shown, at=block.commands.strip().splitlines()[-1])
            for name in (each for each in block.shown if not CHANGING.fullmatch(each)):
                if not isinstance(block.shown[name], dict | list):
                    assert told[name] == block.shown[name], name


def test_every_address_of_the_guide_is_in_the_document() -> None:
    document = json.loads((ROOT / "docs" / "openapi.json").read_text("utf-8"))
    known = [re.sub(r"\{\w+\}", "[^/]+", path) for path in document["paths"]]
    named = re.findall(r"(?:\$API|GET )(/[^\s\"`?]+)", GUIDE.read_text("utf-8"))
    assert len(named) > 15
    assert [path for path in named if not any(re.fullmatch(one, path) for one in known)] == []
