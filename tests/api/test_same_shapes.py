"""What `--json` prints is what the API answers: one shape for every program."""

import json
from pathlib import Path

from app.sandbox import made_up_practice, running_gentu
from tests.cli.conftest import DAY, Office
from tests.cli.test_serve import get, served, token_of

PAIRS = {
    ("connections", "--json"): "/api/pms/connections",
    ("today", "--date", str(DAY), "--json"): f"/api/run-sheet?date={DAY}",
    ("crm", "status", "--json"): "/api/integrations/pms/providers",
    ("report", "--from", str(DAY), "--to", str(DAY), "--json"): (
        f"/api/analytics/report?from={DAY}&to={DAY}"
    ),
}


def test_the_command_line_prints_what_the_api_answers(tmp_path: Path) -> None:
    with running_gentu(made_up_practice(DAY)) as gentu:
        office = Office(tmp_path / "office", gentu)
        office.sync(office.connect())
        printed = {}
        for words in PAIRS:
            done = office.run(*words)
            assert (done.returncode, done.stderr) == (0, "")
            printed[words] = json.loads(done.stdout)
        assert len(printed["today", "--date", str(DAY), "--json"]["appointments"]) > 40
        with served(office) as (_, url):
            token = token_of(office)
            for words, path in PAIRS.items():
                answer = get(f"{url}{path}", token).json()
                if words[0] == "connections":  # the server has checked in the meantime, or not
                    _forget_times(answer, printed[words])
                assert answer == printed[words], words


def _forget_times(*lists: dict) -> None:
    for told in lists:
        for one in told["connections"]:
            for name in [name for name in one if name.startswith("last") or name == "updatedAt"]:
                one[name] = None
