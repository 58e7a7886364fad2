"""Every adapter's `quality.yaml` answers every rule of the scale; each *done* names a real test.

The scale is Home Assistant's integration quality scale cut to what RunSheet's adapters are
(reliability.md 2.6), with the reliability properties R4 to R8 of 2.1.

A test proves something of a vendor when it lives in the vendor's folder or has the vendor among its
parameters. One that names no vendor at all is Gentu's: the desks and the client of those tests are.
"""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
import yaml

from app.adapters import pms
from app.adapters.registry import PMS_SPECS

ROOT = Path(__file__).resolve().parents[2]
ADAPTERS = Path(next(iter(pms.__path__)))
THIS_FILE = "tests/adapters/test_quality.py"
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


def problems(answers: object, vendor: str = "gentu") -> list[str]:
    """What is wrong with a vendor's `quality.yaml`; empty when it answers every rule."""
    if not isinstance(answers, dict) or set(answers) != set(SCALE):
        return ["the tiers are not bronze, silver and gold"]
    found = []
    for tier, rules in SCALE.items():
        told = answers[tier] if isinstance(answers[tier], dict) else {}
        found += [f"{rule}: not answered" for rule in rules if rule not in told]
        found += [f"{rule}: no rule of {tier}" for rule in told if rule not in rules]
        for rule, answer in told.items():
            found += [f"{rule}: {problem}" for problem in _problems_of(answer, vendor)]
    return found


def _problems_of(answer: object, vendor: str) -> Iterator[str]:
    match answer:
        case {"exempt": str() as reason, **rest} if not rest and len(reason) >= SHORTEST_REASON:
            return
        case {"done": [_, *_] | str(), **rest} if not rest:
            for test in _tests_of(answer):
                if test not in _collected():
                    yield f"no such test: {test}"
                elif not _opens(test, vendor):
                    yield f"does not open {vendor}: {test}"
        case _:
            yield "neither done (naming a test) nor exempt (with a reason)"


def _tests_of(answer: object) -> list[str]:
    done = answer.get("done") if isinstance(answer, dict) else None
    return [str(one) for one in (done if isinstance(done, list) else [done])]


def _opens(test: str, vendor: str) -> bool:
    if test.startswith(f"tests/adapters/{vendor}/"):
        return True
    named = _collected()[test] & set(PMS_SPECS)
    is_anothers = any(test.startswith(f"tests/adapters/{one}/") for one in PMS_SPECS)
    return vendor in named or (vendor == "gentu" and not named and not is_anothers)


@cache
def _collected() -> Mapping[str, frozenset[str]]:
    """The tests of every file that a `quality.yaml` names, as pytest itself finds them, and the
    words of their parameters.
    """
    told = [
        answer for one in PMS_SPECS for tier in _answers(one).values() for answer in tier.values()
    ]
    named = {test.partition("::")[0] for answer in told for test in _tests_of(answer)}
    files = sorted(one for one in {*named, THIS_FILE} if (ROOT / one).is_file())
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, *files], cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, frozenset[str]] = {}
    for line in done.stdout.splitlines():
        test, _, parameters = line.partition("[")
        if "::" in test:
            words = parameters.removesuffix("]").split("-")
            found[test] = found.get(test, frozenset()).union(words)
    return found


def _answers(pms_type: str) -> dict[str, dict[str, object]]:
    return yaml.safe_load((ADAPTERS / pms_type / "quality.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("pms_type", sorted(PMS_SPECS))
def test_every_adapter_answers_every_rule(pms_type):
    assert problems(_answers(pms_type), pms_type) == []


def test_every_adapters_folder_is_in_the_registry():
    folders = {one.parent.name for one in ADAPTERS.glob("*/__init__.py")}
    assert folders == set(PMS_SPECS)


# --- The check itself can fail -------------------------------------------------------------------

REAL = f"{THIS_FILE}::test_every_adapter_answers_every_rule"
OTHER = f"{THIS_FILE}::test_a_whole_scale_has_no_problem"
FOLDER_OF_GENTU = "tests/adapters/gentu/test_fuzz.py"
FUZZ = "test_ten_thousand_damaged_pages_are_read_counted_or_refused"
KEYS_ONLY = "test_another_practices_sign_in_changes_nothing"


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


@pytest.mark.parametrize(
    ("vendor", "test", "is_proof"),
    [
        ("halaxy", REAL, True),
        ("halaxy", OTHER, False),
        ("gentu", OTHER, True),
        ("halaxy", f"{FOLDER_OF_GENTU}::{FUZZ}", False),
        ("gentu", f"{FOLDER_OF_GENTU}::{FUZZ}", True),
        ("gentu", f"tests/adapters/halaxy/test_fuzz.py::{FUZZ}", False),
        ("gentu", f"tests/ui/connections/test_vendors.py::{KEYS_ONLY}", False),
        ("halaxy", f"tests/ui/connections/test_vendors.py::{KEYS_ONLY}", True),
    ],
)
def test_a_test_that_never_opens_the_vendor_proves_nothing(vendor, test, is_proof):
    answers = good()
    answers["silver"]["log-once"] = {"done": [REAL, test]}
    expected = [] if is_proof else [f"log-once: does not open {vendor}: {test}"]
    assert problems(answers, vendor) == expected


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
