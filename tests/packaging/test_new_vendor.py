"""The guide to a new practice system, followed: its own blocks make a fourth one, and it syncs."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "new-vendor.md").read_text("utf-8")
BLOCKS = dict(
    re.findall(r'^```\w+ title="(\S+)"\n(.*?)^```$', GUIDE, flags=re.MULTILINE | re.DOTALL)
)
SHOWN = re.findall(r"^```text\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)
REGISTRY = "app/adapters/registry.py"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """RunSheet with the guide's files in it, and its registry changed as the guide says."""
    tree = tmp_path / "tree"
    shutil.copytree(ROOT / "app", tree / "app", ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in BLOCKS.items():
        if name == REGISTRY:
            run("git", "apply", "-", folder=tree, said=text)
        else:
            (tree / name).parent.mkdir(exist_ok=True)
            (tree / name).write_text(text, "utf-8")
    return tree


def run(*command: str, folder: Path, said: str = "") -> str:
    """What a program prints that ends well."""
    ended = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        input=said,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_a_fourth_system_made_from_the_guide_syncs_as_it_says(tree: Path) -> None:
    server = subprocess.Popen(
        [sys.executable, "wattle_server.py"], cwd=tree, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert run(sys.executable, "try_wattle.py", address, folder=tree) == SHOWN[0]
    finally:
        server.terminate()
        server.communicate()


def test_what_the_guide_shows_is_written_as_the_house_writes(tree: Path) -> None:
    python = [name for name in BLOCKS if name != REGISTRY]
    assert len(python) == 5
    style = ("--config", str(ROOT / "pyproject.toml"), "--no-cache")
    run(sys.executable, "-m", "ruff", "format", "--check", *style, *python, folder=tree)
    adapter = [name for name in python if name.startswith("app/")]
    run(sys.executable, "-m", "ruff", "check", *style, *adapter, folder=tree)
