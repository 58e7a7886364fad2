"""`dev.py prove` is content only where every test that proves something could be run."""

import pytest

from devtools import prove as proving


@pytest.mark.parametrize("failed", [[], ["tests/services"]])
def test_a_part_that_can_not_be_run_fails_whatever_the_table_says(
    monkeypatch: pytest.MonkeyPatch, failed: list[str]
) -> None:
    monkeypatch.setattr(proving, "run_in_lanes", lambda _jobs, **_told: failed)
    monkeypatch.setattr(proving, "run_in_front", lambda _command, **_told: 0)
    monkeypatch.setenv("RUNSHEET_PROOFS", "put back afterwards")
    assert proving.prove(["S9"]) == (1 if failed else 0)
