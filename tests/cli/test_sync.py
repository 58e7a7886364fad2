"""`sync`: counts, failures, names, a run elsewhere, Ctrl-C."""

import json
import signal
import sys
import threading

import pytest

from app.domain.connection import Connection
from app.domain.sync_run import SyncRun, SyncStatus
from app.services.connections.service import ConnectionChanges
from tests.cli.conftest import DAY, Office, one_line
from tests.support.seed_shapes import SYNC_RESULT, assert_shows
from tests.support.waiting import PATIENCE_S

ON_DAY = ("--date", str(DAY))


def test_a_sync_tells_its_counts_and_a_second_one_changes_nothing(office: Office) -> None:
    name = office.connect().display_name
    first = office.run("sync", *ON_DAY)
    assert (first.returncode, first.stderr) == (0, "")
    line = one_line(first.stdout)
    assert line.startswith(f"{name} (Gentu): Wed 4 Mar 2026 is up to date.")
    fetched = int(line.split(" fetched:")[0].rsplit(" ", 1)[1])
    assert fetched >= 60
    assert f"{fetched} created, 0 updated, 0 skipped" in line
    again = office.run("sync", name.upper(), *ON_DAY)
    assert f"{fetched} fetched: 0 created, 0 updated, {fetched} skipped" in again.stdout


def test_a_sync_that_fails_ends_with_1_and_one_line_and_keeps_the_list(office: Office) -> None:
    office.sync(office.connect())
    before = office.sheet().rows
    office.gentu.faults.add("status_403", path="/appointments")
    done = office.run("sync", *ON_DAY)
    assert (done.returncode, done.stdout) == (1, "")
    assert one_line(done.stderr).endswith("(AUTH-03)")
    assert len(before) >= 60
    assert office.sheet().rows == before


def test_as_json_a_sync_is_what_the_http_api_answers_and_failures_are_among_it(
    office: Office,
) -> None:
    connection = office.connect()
    done = office.run("sync", "--json", *ON_DAY)
    assert (done.returncode, done.stderr) == (0, "")
    synced = json.loads(done.stdout)["syncs"]
    assert [each["connectionId"] for each in synced] == [connection.id]
    assert_shows(synced[0], SYNC_RESULT | {"displayName": connection.display_name})
    assert synced[0]["result"]["appointmentsCreated"] >= 60
    office.gentu.faults.add("status_403", path="/appointments")
    failed = office.run("sync", "--json", *ON_DAY)
    assert failed.returncode == 1
    assert one_line(failed.stderr).endswith("(AUTH-03)")
    told = json.loads(failed.stdout)["syncs"][0]
    assert (told["success"], told["status"]) == (False, "failed")
    assert told["details"] == {"code": "AUTH-03"}
    assert told["error"]


def test_as_json_nothing_to_sync_is_an_empty_list_and_a_sync_elsewhere_a_failure(
    office: Office,
) -> None:
    nothing = office.run("sync", "--json")
    assert (nothing.returncode, json.loads(nothing.stdout)) == (0, {"syncs": []})
    assert one_line(nothing.stderr).startswith("Nothing connected yet.")
    office.act(lambda services: services.connections.create("gentu", display_name="Not paired"))
    refused = office.run("sync", "Not paired", "--json")
    assert refused.returncode == 1
    told = json.loads(refused.stdout)["syncs"][0]
    assert told["success"] is False
    assert told["details"]["code"] in one_line(refused.stderr)


def test_a_connection_is_found_by_name_or_id_and_nothing_else_will_do(office: Office) -> None:
    first = office.connect()
    namesake = first.display_name
    second = office.act(
        lambda services: services.connections.create("gentu", display_name=namesake)
    )
    assert isinstance(second, Connection)
    unknown = office.run("sync", "Nobody's practice")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "No connection has this id or name" in one_line(unknown.stderr)
    ambiguous = office.run("sync", first.display_name.lower(), *ON_DAY)
    assert ambiguous.returncode == 2
    line = one_line(ambiguous.stderr)
    assert first.id in line
    assert second.id in line
    assert office.run("sync", first.id, *ON_DAY).returncode == 0


def test_only_connections_that_are_switched_on_are_synced_unless_named(office: Office) -> None:
    connection = office.connect()
    off = ConnectionChanges(sync_enabled=False)
    office.act(lambda services: services.connections.change(connection.id, off))
    all_of_them = office.run("sync", *ON_DAY)
    assert (all_of_them.returncode, all_of_them.stderr) == (0, "")
    assert "No connection is switched on" in all_of_them.stdout
    assert "created" in office.run("sync", connection.id, *ON_DAY).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a child gets no Ctrl-C of its own on Windows")
def test_while_a_sync_runs_another_is_refused_and_ctrl_c_records_it_as_cancelled(
    office: Office,
) -> None:
    connection = office.connect()
    asked = threading.Event()
    office.gentu.latency_s = 10 * PATIENCE_S
    office.gentu.on_request.append(lambda _call: asked.set())
    running = office.start("sync", *ON_DAY)
    try:
        assert asked.wait(PATIENCE_S)
        refused = office.run("sync", *ON_DAY)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert one_line(refused.stderr).endswith("already running. (SYNC-01)")
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=PATIENCE_S)
        assert (running.returncode, out, err) == (130, "", "Stopped.\n")
    finally:
        running.kill()
    runs = _history(office, connection.id)
    assert [run.status for run in runs] == [SyncStatus.SKIPPED, SyncStatus.CANCELLED]


def _history(office: Office, connection_id: str) -> tuple[SyncRun, ...]:
    runs: tuple[SyncRun, ...] = office.act(lambda services: services.sync.history(connection_id))
    return runs
