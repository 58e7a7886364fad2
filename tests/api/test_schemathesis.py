"""schemathesis, every check, against servers with a practice and the three CRMs."""

import asyncio
import os
import re
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from hypothesis.configuration import storage_directory

from tests.proofs.plugin import Figure
from tests.support.api import Api, running_api

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "the-token-of-this-test"
CRMS = ["ghl-v2", "salesforce", "hubspot"]
SEED = "5"
APART = (
    "POST /api/pms/connections",
    *(f"{method} /api/pms/connections/{{id}}" for method in ("GET", "PATCH", "DELETE")),
)
_GENERATED = re.compile(r"(\d+) generated")
PARTS = tuple(
    [word for name in APART for word in (option, name)]
    for option in ("--exclude-name", "--include-name")
)
"""One run of schemathesis in two, side by side, each against a server of its own: connections are
made and deleted where nobody else needs the practice's one, or minds a hundred.
"""


@pytest.mark.slow
@pytest.mark.proves("S5")
async def test_no_made_up_request_finds_a_fault(tmp_path: Path, figure: Figure) -> None:
    folders = [tmp_path / str(number) for number in range(len(PARTS))]
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(_server(folder)) for folder in folders]
        for api in servers:
            await api.practice.sync()
        runs = map(_tried, servers, folders, PARTS)
        said = await asyncio.gather(*runs)
    assert [code for code, _ in said] == [0] * len(PARTS), "\n".join(text for _, text in said)
    cases = sum(int(number) for _, text in said for number in _GENERATED.findall(text))
    figure(f"{cases:,} requests: no fault")


def _server(folder: Path):
    folder.mkdir()
    told = {"RUNSHEET_API_TOKEN": TOKEN}
    many = {"wrong_tokens_a_minute": 1_000_000}  # the checks try without a good token, too
    return running_api(folder, system="gentu", crms=CRMS, environment=told, **many)


async def _tried(api: Api, folder: Path, part: list[str]) -> tuple[int | None, str]:
    """How a run ended, and what it said."""
    run = await asyncio.create_subprocess_exec(
        Path(sys.executable).parent / "schemathesis",
        *("--config-file", ROOT / "schemathesis.toml"),
        *("run", f"{api.address.url}/openapi.json", "--seed", SEED, *part),
        *("-H", f"Authorization: Bearer {TOKEN}"),
        cwd=folder,
        # Hypothesis has drawn up its tables of characters there already.
        env=os.environ | {"HYPOTHESIS_STORAGE_DIRECTORY": str(storage_directory().path.absolute())},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    text, _ = await run.communicate()
    return run.returncode, text.decode()
