"""`today` and `connections`: what is stored, in words and as the contract's JSON."""

import json
import re
from datetime import datetime, timedelta

from app.domain.run_sheet import RunSheetRow
from app.domain.words import clock_time
from tests.cli.conftest import DAY, Office, read_table

ON_DAY = ("--date", str(DAY))
# The HTTP contract, GET /api/run-sheet.
APPOINTMENT_FIELDS = """
    id source pmsConnectionId pmsType pmsAppointmentId pmsPatientId clinicianId clinicianName
    startTime endTime durationMinutes status rawStatus isTelehealth appointmentTypeName
    patientName patientFirstName patientLastName patientPhone patientEmail patientDob
    telehealthUrl notes removedAt updatedAt
"""
STATUSES = {"booked", "confirmed", "arrived", "in_progress", "completed", "cancelled", "no_show"}
UTC_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def test_the_json_has_exactly_the_contracts_fields_and_forms(office: Office) -> None:
    connection = office.connect()
    office.sync(connection)
    done = office.run("today", "--json", *ON_DAY)
    sheet = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    ours = {"unreadable", "withoutPractitioner"}
    assert [name for name in sheet if name not in ours] == [
        "date",
        "timezone",
        "clinicians",
        "appointments",
    ]
    assert {sheet[name] for name in ours} == {0}
    assert (sheet["date"], sheet["timezone"]) == ("2026-03-04", "Australia/Melbourne")
    assert len(sheet["clinicians"]) == 4
    for clinician in sheet["clinicians"]:
        assert list(clinician) == ["id", "name", "lastSyncAt"]
        assert UTC_TIME.fullmatch(clinician["lastSyncAt"])
    assert len(sheet["appointments"]) >= 60
    for row in sheet["appointments"]:
        ours = {"movedTo", "sourceRemovedAt"}
        assert [name for name in row if name not in ours] == APPOINTMENT_FIELDS.split()
        assert {row[name] for name in ours} == {None}
        _check_appointment(row, connection_id=connection.id)
    starts = [row["startTime"] for row in sheet["appointments"]]
    assert starts == sorted(starts)
    assert {row["isTelehealth"] for row in sheet["appointments"]} == {True, False}
    assert any(row["patientPhone"] and row["patientDob"] for row in sheet["appointments"])


def _check_appointment(row: dict[str, object], *, connection_id: str) -> None:
    assert (row["source"], row["pmsType"]) == ("pms", "gentu")
    assert row["pmsConnectionId"] == connection_id
    assert row["status"] in STATUSES
    start, end = (datetime.fromisoformat(str(row[name])) for name in ("startTime", "endTime"))
    assert start.utcoffset() == timedelta(hours=11)
    assert (end - start) == timedelta(minutes=int(str(row["durationMinutes"])))
    assert UTC_TIME.fullmatch(str(row["updatedAt"]))
    assert row["removedAt"] is None
    names = [row[name] for name in ("patientFirstName", "patientLastName") if row[name]]
    assert row["patientName"] == (" ".join(map(str, names)) or None)


def test_the_printed_list_marks_what_is_off_and_what_is_gone(office: Office) -> None:
    office.sync(office.connect())
    rows = office.sheet().rows
    on = [row for row in rows if not row.is_off and row.has_patient]
    office.gentu.practice.delete(on[0].pms_appointment_id or "")
    office.gentu.practice.cancel(on[1].pms_appointment_id or "")
    synced = office.run("sync", *ON_DAY)
    assert "2 removed" in synced.stdout
    done = office.run("today", *ON_DAY)
    assert done.stdout.startswith("Wed 4 Mar 2026 · Melbourne · ")
    assert "\x1b" not in done.stdout
    table = {(row["Time"], row["Clinician"]): row for row in read_table(done.stdout)}
    gone, cancelled = (table[_cell(row)] for row in on[:2])
    assert gone["Remarks"] == "No longer in Gentu"
    assert cancelled["Status"] == "Cancelled"
    marked = {place for place, row in table.items() if row["Telehealth"] == "Telehealth"}
    assert marked == {_cell(row) for row in rows if row.is_telehealth}


def _cell(row: RunSheetRow) -> tuple[str, str]:
    """Which line of the table; nobody of the made-up practice sees two people at once."""
    return clock_time(row.start, row.timezone), row.clinician_name


def test_connections_are_listed_with_their_freshness(office: Office) -> None:
    connection = office.connect()
    never = read_table(office.run("connections").stdout)
    assert [row["State"] for row in never] == ["Not checked yet."]
    office.act(lambda services: services.sync.run(connection.id))
    (row,) = read_table(office.run("connections").stdout)
    assert row["State"].startswith("Up to date, checked ")
    assert row["Id"] == connection.id
    assert (row["Connection"], row["System"]) == (connection.display_name, "Gentu")
    assert (row["Syncs"], row["People"], row["Telehealth types"]) == ("every 15 min", "4", "3")


def test_an_empty_installation_says_what_to_do_next(office: Office) -> None:
    for command in ("today", "connections"):
        done = office.run(command)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("Nothing connected yet.")
    assert json.loads(office.run("today", "--json").stdout)["appointments"] == []


def test_a_day_that_was_never_fetched_is_not_called_empty(office: Office) -> None:
    office.connect()
    done = office.run("today", "--date", "2026-05-01")
    assert "Fri 1 May 2026 has not been checked yet" in done.stdout


def test_what_a_removed_connection_left_is_printed_as_no_longer_checked(office: Office) -> None:
    connection = office.connect()
    office.sync(connection)
    rows = office.sheet().rows
    office.act(lambda services: services.connections.delete(connection.id))
    assert office.run("connections").stdout.startswith("Nothing connected yet.")
    done = office.run("today", *ON_DAY)
    printed = read_table(done.stdout)[: len(rows)]
    assert {row["Remarks"].split("; ")[-1] for row in printed} == {"No longer checked"}
    (line,) = [line for line in done.stdout.splitlines() if " are from Gentu" in line]
    assert line.startswith(f"{len(rows)} appointments are from Gentu, which was removed on ")
    assert line.endswith(". They are no longer checked.")
    sheet = json.loads(office.run("today", "--json", *ON_DAY).stdout)
    assert len(sheet["appointments"]) == len(rows)
    assert all(UTC_TIME.fullmatch(row["sourceRemovedAt"]) for row in sheet["appointments"])
