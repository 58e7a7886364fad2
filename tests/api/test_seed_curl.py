"""The seed's own curl lines, with the token's header, against a real `runsheet serve`."""

import json
import shlex
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain.practice_day import today
from app.sandbox import made_up_practice, running_gentu
from tests.cli.conftest import Office
from tests.cli.test_serve import served, token_of
from tests.support.seed_shapes import (
    CREATED,
    LISTED,
    PAIRED,
    PRACTITIONER,
    SYNC_RESULT,
    assert_shows,
)
from tests.support.waiting import PATIENCE_S

SEED = Path("/work/shared/seeds/000_3f637d1bb86a725f.txt")

CREATE = r"""curl -X POST http://localhost:3000/api/pms/connections \
  -H "Content-Type: application/json" \
  -d '{"pmsType": "gentu", "displayName": "Test Practice"}'"""
LIST = "curl http://localhost:3000/api/pms/connections"
PAIR = r"""curl -X POST http://localhost:3000/api/pms/connections/{id}/pair \
  -H "Content-Type: application/json" \
  -d '{"pairingCode": "TEST1234"}'"""
PRACTITIONERS = "curl http://localhost:3000/api/pms/connections/{id}/practitioners"
SYNC = "curl -X POST http://localhost:3000/api/pms/connections/{id}/sync"
LINES = (CREATE, LIST, PAIR, PRACTITIONERS, SYNC)


def run(line: str, *, url: str, token: str, id_: str = "") -> tuple[int, Any]:
    """Status and body of a line, at the address that answers and with the token."""
    port = url.rpartition(":")[2]
    asked = line.replace("\\\n", "").replace(":3000", f":{port}").replace("{id}", id_)
    command = shlex.split(asked)
    command += ["--silent", "--write-out", "\n%{http_code}", "--noproxy", "*"]
    command += ["-H", f"Authorization: Bearer {token}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    body, _, status = done.stdout.rpartition("\n")
    return int(status), json.loads(body)


def test_these_are_the_seeds_lines() -> None:
    if not SEED.exists():  # elsewhere the lines above are all there is
        return
    seed = SEED.read_text("utf-8")
    assert all(line in seed for line in LINES)
    assert seed.count("\ncurl ") == len(LINES)


def test_the_seeds_lines_connect_a_practice_and_sync_it(tmp_path: Path) -> None:
    practice = made_up_practice(today(datetime.now(UTC), "Australia/Melbourne").day)
    with running_gentu(practice) as gentu, served(Office(tmp_path / "office", gentu)) as (_, url):
        told = {"url": url, "token": token_of(Office(tmp_path / "office", gentu))}
        status, created = run(CREATE, **told)
        assert status == 201
        assert_shows(created, CREATED | {"displayName": "Test Practice"})
        status, listed = run(LIST, **told)
        assert (status, [one["id"] for one in listed["connections"]]) == (200, [created["id"]])
        at = told | {"id_": created["id"]}
        status, paired = run(PAIR, **at)
        assert status == 200
        assert_shows(paired, PAIRED)
        status, people = run(PRACTITIONERS, **at)
        assert status == 200
        assert_shows(people["practitioners"][0], PRACTITIONER | {"mapping": None})
        assert run(SYNC, **at)[0] == 409, "nobody has a column yet"
        assert run(_map(people["practitioners"]), **at)[0] == 200
        status, synced = run(SYNC, **at)
        assert status == 200
        assert_shows(synced, SYNC_RESULT)
        assert synced["result"]["appointmentsFetched"] > 40
        assert_shows(run(LIST, **told)[1]["connections"][0], LISTED)


def test_without_the_token_a_line_is_refused(tmp_path: Path) -> None:
    with running_gentu() as gentu, served(Office(tmp_path / "office", gentu)) as (_, url):
        status, told = run(LIST, url=url, token="another")
        assert (status, list(told)) == (401, ["error", "details"])


def _map(practitioners: list[dict[str, Any]]) -> str:
    """A column for everybody, as the seed's request has it."""
    mappings = [
        {
            "pmsPractitionerId": one["id"],
            "pmsPractitionerName": one["fullName"],
            "runSheetClinicianId": "new",
            "syncEnabled": True,
        }
        for one in practitioners
    ]
    body = shlex.quote(json.dumps({"mappings": mappings}))
    return f'{PRACTITIONERS} -X POST -H "Content-Type: application/json" -d {body}'
