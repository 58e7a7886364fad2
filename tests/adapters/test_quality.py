"""Every adapter's `quality.yaml` answers every rule of the scale; each *done* names a real test.

The scale is Home Assistant's integration quality scale cut to what RunSheet's adapters are
(reliability.md 2.6), with the reliability properties R4 to R8 of 2.1.
"""

import ast
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from app.adapters import pms
from app.adapters.registry import PMS_SPECS

ROOT = Path(__file__).resolve().parents[2]
ADAPTERS = Path(next(iter(pms.__path__)))
SHORTEST_REASON = 20

SCALE = {
    "bronze": {
        "test-before-save": "A sign-in is tried before anything of it is stored.",
        "unique-account": "A practice that is connected already is recognised.",
        "typed-errors": "Offline, sign-in, forbidden, quota and vendor's faults are told apart.",
        "set-up-tested": "Every step of the set-up has a test, recovering from an error too.",
    },
    "silver": {
        "sign-in-again-same-account": "Signing in again refuses another practice.",
        "log-once": "Loss and return are logged once each.",
        "concurrency-declared": "How many calls run side by side is bounded.",
        "quota-declared": "The vendor's limit is declared and kept.",
        "coverage-95": "At least 95 % of the lines are run by tests.",
        "R4-completeness": "A list that moves while it is read removes and misses nothing.",
        "R5-mass-vanish": "A mass that vanishes is held for a person.",
        "R6-bad-records": "10,000 damaged pages: read, counted or refused; nothing leaks.",
        "R7-network": "Every network fault ends typed and in time.",
        "R8-rate-limit": "Retry-After and the limit are kept over a thousand minutes.",
    },
    "gold": {
        "redacted-diagnostics": "No secret and nobody's data in errors, reprs and logs.",
        "actionable-issues": "A person is only asked where a person can act.",
        "reconfigure": "Settings change without connecting anew.",
        "stale-only-if-sure": "A record is only taken off when it is surely gone.",
        "documented": "The vendor's facts and our choices are written down.",
    },
}
RULES = frozenset(rule for tier in SCALE.values() for rule in tier)


def problems(answers: object, root: Path = ROOT) -> list[str]:
    """What is wrong with the content of a `quality.yaml`; empty when it answers every rule."""
    if not isinstance(answers, dict) or set(answers) != set(SCALE):
        return ["the tiers are not bronze, silver and gold"]
    found = []
    for tier, rules in SCALE.items():
        told = answers[tier] if isinstance(answers[tier], dict) else {}
        found += [f"{rule}: not answered" for rule in rules if rule not in told]
        found += [f"{rule}: no rule of {tier}" for rule in told if rule not in rules]
        for rule, answer in told.items():
            found += [f"{rule}: {problem}" for problem in _problems_of(answer, root)]
    return found


def _problems_of(answer: object, root: Path) -> list[str]:
    match answer:
        case {"done": [_, *_] as tests, **rest} if not rest:
            return [f"no such test: {one}" for one in tests if not _exists(one, root)]
        case {"done": str() as test, **rest} if not rest:
            return [] if _exists(test, root) else [f"no such test: {test}"]
        case {"exempt": str() as reason, **rest} if not rest and len(reason) >= SHORTEST_REASON:
            return []
        case _:
            return ["neither done (naming a test) nor exempt (with a reason)"]


def _exists(test: object, root: Path) -> bool:
    path, separator, name = str(test).partition("::")
    is_ours = bool(separator) and path.startswith("tests/") and (root / path).is_file()
    return is_ours and name.startswith("test_") and name in _functions(root / path)


@lru_cache(maxsize=128)
def _functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in tree.body if isinstance(node, kinds))


@pytest.mark.parametrize("pms_type", sorted(PMS_SPECS))
def test_every_adapter_answers_every_rule(pms_type):
    answers = yaml.safe_load((ADAPTERS / pms_type / "quality.yaml").read_text(encoding="utf-8"))
    assert problems(answers) == []


def test_every_adapters_folder_is_in_the_registry():
    folders = {one.parent.name for one in ADAPTERS.glob("*/__init__.py")}
    assert folders == set(PMS_SPECS)


# --- The check itself can fail -------------------------------------------------------------------

REAL = "tests/adapters/test_quality.py::test_every_adapter_answers_every_rule"


def good():
    return {tier: {rule: {"done": REAL} for rule in rules} for tier, rules in SCALE.items()}


def test_a_whole_scale_has_no_problem():
    assert problems(good()) == []


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_that_is_missing_is_found(rule):
    answers = good()
    for tier in answers.values():
        tier.pop(rule, None)
    assert problems(answers) == [f"{rule}: not answered"]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"done": "tests/adapters/test_quality.py::test_that_is_not_there"}, "no such test"),
        ({"done": "tests/adapters/test_quality.py::good"}, "no such test"),
        ({"done": "tests/adapters/no_such_file.py::test_x"}, "no such test"),
        ({"done": "app/adapters/base.py::test_x"}, "no such test"),
        ({"done": "tests/adapters/test_quality.py"}, "no such test"),
        ({"done": [REAL, "tests/adapters/test_quality.py::test_none"]}, "no such test"),
        ({"done": []}, "neither"),
        ({"done": None}, "neither"),
        ({"exempt": ""}, "neither"),
        ({"exempt": "not yet"}, "neither"),
        ({"exempt": None}, "neither"),
        ({"done": REAL, "exempt": "because it is done and not done"}, "neither"),
        ({"todo": "some day"}, "neither"),
        ("done", "neither"),
        (None, "neither"),
    ],
)
def test_an_answer_that_is_none_is_found(answer, problem):
    answers = good()
    answers["silver"]["log-once"] = answer
    (found,) = problems(answers)
    assert found.startswith(f"log-once: {problem}")


def test_unknown_rules_and_tiers_are_refused():
    answers = good()
    answers["gold"]["looks-nice"] = {"done": REAL}
    answers["gold"]["typed-errors"] = {"done": REAL}
    assert problems(answers) == [
        "looks-nice: no rule of gold",
        "typed-errors: no rule of gold",
    ]
    assert problems({**good(), "platinum": {}}) != []
    assert problems(None) == problems([]) != []
