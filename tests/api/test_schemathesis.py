"""schemathesis, every check but one, against a server with a practice and the three CRMs."""

import asyncio
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "the-token-of-this-test"
CRMS = ["ghl-v2", "salesforce", "hubspot"]


@pytest.mark.slow
async def test_no_made_up_request_finds_a_fault(open_api, tmp_path: Path) -> None:
    told = {"RUNSHEET_API_TOKEN": TOKEN}
    many = {"wrong_tokens_a_minute": 1_000_000}  # the checks try without a good token, too
    async with open_api(system="gentu", crms=CRMS, environment=told, **many) as api:
        await api.practice.sync()
        run = await asyncio.create_subprocess_exec(
            Path(sys.executable).parent / "schemathesis",
            *("--config-file", ROOT / "schemathesis.toml"),
            *("run", f"{api.address.url}/openapi.json"),
            *("-H", f"Authorization: Bearer {TOKEN}"),
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        said, _ = await run.communicate()
    assert run.returncode == 0, said.decode()
