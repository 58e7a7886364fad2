"""The shape of a CRM's adapter: the same three files in every folder."""

from pathlib import Path

import pytest

from app.adapters.registry import CRM_SPECS

FOLDER = Path(__file__).parents[3] / "app/adapters/crm"
THREE = {"__init__.py", "client.py", "mapping.py"}
"""Its SPEC and what its answers mean; what is asked and in which order; our words and theirs."""


@pytest.mark.parametrize("provider", CRM_SPECS)
def test_every_crm_is_three_files(provider):
    found = {
        path.relative_to(FOLDER / provider).as_posix()
        for path in (FOLDER / provider).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    assert found == THREE
