"""What ships is listed from the lock: all that RunSheet needs at work, and nothing else."""

import json
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from devtools.supply import Lock, normal_name, shipped

ROOT = Path(__file__).parents[2]
TEXT = """a==1 \\
    --hash=sha256:{one}
    # via runsheet (pyproject.toml)
b-c==2 ; sys_platform == 'linux' \\
    --hash=sha256:{two} \\
    --hash=sha256:{one}
    # via
    #   a
    #   d
d==3 \\
    --hash=sha256:{two}
    # via runsheet (pyproject.toml:dev)
""".format(one="1" * 64, two="2" * 64)


@pytest.mark.proves("S13")
def test_the_lock_tells_what_is_needed_at_work() -> None:
    lock = Lock.read((ROOT / "requirements.lock").read_text("utf-8"))
    needed = lock.needed_at_work()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {normal_name(Requirement(each).name) for each in project["dependencies"]} <= needed
    assert {"shiboken6", "cffi"} <= needed
    assert not {"pytest", "ruff", "mypy", "hypothesis"} & needed
    assert all(lock.hashes[name] for name in needed)


def test_a_list_keeps_what_ships_with_its_hashes_and_its_links() -> None:
    lock = Lock.read(TEXT)
    assert lock.needed_at_work() == {"a", "b-c"}
    names = ("A", "b_c", "d")
    bom = {
        "metadata": {"component": {"bom-ref": "root"}},
        "components": [{"name": name, "bom-ref": name} for name in names],
        "dependencies": [
            {"ref": "root", "dependsOn": ["A", "d"]},
            {"ref": "A", "dependsOn": ["b_c"]},
            {"ref": "d"},
        ],
    }
    found = shipped(json.loads(json.dumps(bom)), lock)
    assert [one["name"] for one in found["components"]] == ["A", "b_c"]
    told = [one["properties"] for one in found["components"]]
    assert [[each["value"][0] for each in hashes] for hashes in told] == [["1"], ["2", "1"]]
    assert found["dependencies"] == [
        {"ref": "root", "dependsOn": ["A"]},
        {"ref": "A", "dependsOn": ["b_c"]},
    ]
