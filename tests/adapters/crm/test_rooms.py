"""The shape of a CRM's adapter: the same rooms by the same names in every folder."""

from pathlib import Path

import pytest

from app.adapters.registry import CRM_SPECS

FOLDER = Path(__file__).parents[3] / "app/adapters/crm"
THREE = {"client", "mapping", "errors"}
"""What is asked and in which order; our words and theirs; what an answer means."""

MORE = {
    "ghl": {"calls_v1", "calls_v2"},  # the requests, in each of its two dialects
    "salesforce": {"calls", "people"},  # the requests; who it is, found or made
    "hubspot": {"calls", "people"},
}


@pytest.mark.parametrize("provider", CRM_SPECS)
def test_every_crm_has_the_same_rooms(provider):
    found = {path.stem for path in (FOLDER / provider).glob("*.py")} - {"__init__"}
    assert found == THREE | MORE[provider]
