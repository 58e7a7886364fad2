"""`runsheet crm status` and `runsheet report`, as real processes beside real sandboxes."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.cli.crm import print_checks
from app.sandbox import HubSpotSandbox
from app.services import Settings, open_services
from tests.cli.conftest import Office, one_line, run_app
from tests.support.crms import CRMS

SECRET = "PMS_HUBSPOT_PRIVATE_APP_TOKEN"


@pytest.fixture
def hubspot() -> Iterator[HubSpotSandbox]:
    with CRMS["hubspot"].running() as sandbox:
        yield sandbox


def desk(tmp_path: Path, **more: str) -> dict[str, str]:
    """What a process of an empty desk is told."""
    return {"RUNSHEET_DATA_DIR": str(tmp_path / "desk"), **more}


def notes(hubspot: HubSpotSandbox) -> list[str]:
    """Every report that HubSpot holds."""
    return [one.properties["hs_note_body"] for one in hubspot.account.records("notes")]


def test_the_status_names_what_is_set_up_and_what_is_missing_and_no_secret(
    tmp_path: Path, hubspot: HubSpotSandbox
) -> None:
    told = {"PMS_GHL_BASE_URL": "https://crm.example", "PMS_GHL_TIMEOUT_MS": "2500"}
    done = run_app("crm", "status", **desk(tmp_path, **hubspot.environment, **told))
    assert (done.returncode, done.stderr) == (0, "")
    rows = {line.split("  ")[0]: line for line in done.stdout.splitlines()}
    assert list(rows) == ["CRM", "GoHighLevel", "Salesforce", "HubSpot"]
    assert "PMS_GHL_API_KEY, PMS_GHL_LOCATION_ID, PMS_GHL_CALENDAR_ID" in rows["GoHighLevel"]
    assert "2.5 s" in rows["GoHighLevel"]
    assert " yes " in rows["HubSpot"]
    assert " no " in rows["Salesforce"]
    assert hubspot.base_url in rows["HubSpot"]
    assert hubspot.token not in done.stdout
    assert hubspot.requests == []


def test_the_status_as_json_is_what_the_http_api_gives(
    tmp_path: Path, hubspot: HubSpotSandbox
) -> None:
    done = run_app("crm", "status", "--json", **desk(tmp_path, **hubspot.environment))
    providers = json.loads(done.stdout)["providers"]
    assert [each["id"] for each in providers] == ["ghl", "salesforce", "hubspot"]
    assert providers[2] == {
        "id": "hubspot",
        "label": "HubSpot",
        "baseUrl": hubspot.base_url,
        "configured": True,
        "missing": [],
        "timeoutMs": 15000,
    }
    assert providers[0]["missing"][0] == "PMS_GHL_BASE_URL"
    assert hubspot.token not in done.stdout


def test_an_env_file_in_the_data_folder_sets_a_crm_up(
    tmp_path: Path, hubspot: HubSpotSandbox
) -> None:
    (tmp_path / "desk").mkdir()
    lines = "".join(f"{name}={value}\n" for name, value in hubspot.environment.items())
    (tmp_path / "desk" / ".env").write_text(lines, "utf-8")
    done = run_app("crm", "status", "--json", **desk(tmp_path))
    assert json.loads(done.stdout)["providers"][2]["configured"]


def test_the_report_is_printed_in_words_and_as_the_figures_that_are_sent(office: Office) -> None:
    connection = office.connect()
    office.sync(connection)
    span = ("--from", "2026-03-04", "--to", "2026-03-04")
    words, figures = office.run("report", *span), office.run("report", "--json", *span)
    assert (words.returncode, figures.returncode) == (0, 0)
    told = json.loads(figures.stdout)
    assert told["period"]["from"] == told["period"]["to"] == "2026-03-04"
    assert told["appointments"]["booked"] > 40
    assert f"Appointments: {told['appointments']['booked']}" in words.stdout.splitlines()
    assert "Clinician 1: " in words.stdout
    names = {part for row in office.sheet().rows for part in (row.patient_name or "").split()}
    said = set(words.stdout.split()) | set(figures.stdout.replace('"', " ").split())
    assert len(names) > 40
    assert said & {name for name in names if len(name) > 3} == set()


def test_the_report_is_of_this_week_unless_told(tmp_path: Path) -> None:
    before = datetime.now(UTC).astimezone().date()
    done = run_app("report", "--json", **desk(tmp_path))
    period = json.loads(done.stdout)["period"]
    assert datetime.fromisoformat(period["from"]).weekday() == 0
    assert abs((datetime.fromisoformat(period["to"]).date() - before).days) <= 1


def test_a_report_is_sent_once_and_a_second_time_is_said_to_be_again(
    tmp_path: Path, hubspot: HubSpotSandbox
) -> None:
    told = desk(tmp_path, **hubspot.environment)
    first = run_app("report", "--push", "hubspot", **told)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.splitlines()[-1] == "Sent to HubSpot."
    hubspot.account.catch_up()
    second = run_app("report", "--push", "hubspot", **told)
    assert second.stdout.splitlines()[-1] == "Sent to HubSpot, again."
    assert len(notes(hubspot)) == 1
    assert hubspot.violations == []


def test_what_became_of_a_sending_is_told_to_programs_as_the_http_api_tells_it(
    tmp_path: Path, hubspot: HubSpotSandbox
) -> None:
    done = run_app("report", "--push", "hubspot", "--json", **desk(tmp_path, **hubspot.environment))
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["success"], told["provider"], told["status"]) == (True, "hubspot", "sent")
    assert [told["externalId"]] == [str(one.id) for one in hubspot.account.records("notes")]


def test_a_report_that_cannot_be_sent_now_is_kept(tmp_path: Path) -> None:
    with CRMS["hubspot"].running() as sandbox:
        gone = sandbox.environment
    done = run_app("report", "--push", "hubspot", **desk(tmp_path, **gone))
    assert done.returncode == 1
    said = done.stderr.splitlines()
    assert said[0].startswith("Not sent to HubSpot: ")
    assert said[1] == "It is kept, and RunSheet tries again."


def test_a_report_to_a_crm_that_is_not_set_up_is_one_plain_line(tmp_path: Path) -> None:
    done = run_app("report", "--push", "ghl", **desk(tmp_path))
    assert done.returncode == 1
    line = one_line(done.stderr)
    assert "PMS_GHL_API_KEY" in line
    assert "(CRM-01)" in line


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("report", "--push", "pipedrive"), "ghl, salesforce, hubspot"),
        (("report", "--from", "2026-03-04"), "--from and --to come together"),
        (("report", "--from", "4 March", "--to", "2026-03-04"), "2025-11-18"),
        (("crm", "statuss"), "Did you mean 'status'? Try: "),
    ],
)
def test_wrong_usage_is_one_line_and_2(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = run_app(*arguments, **desk(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert words in one_line(done.stderr)


def test_a_span_that_ends_before_it_begins_fails_in_one_line(tmp_path: Path) -> None:
    done = run_app("report", "--from", "2026-03-04", "--to", "2026-03-03", **desk(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "1 to 92 days" in one_line(done.stderr)


async def test_the_checks_tell_each_crm_in_a_line_and_whether_all_work(
    tmp_path: Path, hubspot: HubSpotSandbox, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, key in enumerate((hubspot.token, "not-the-key")):
        settings = Settings(
            data_dir=tmp_path / str(number),
            environment=hubspot.environment | {SECRET: key},
            memory_secrets=True,
        )
        services = await open_services(settings)
        try:
            assert not await print_checks(services), "two are not set up"
        finally:
            await services.aclose()
    out, err = capsys.readouterr()
    assert one_line(out).startswith("HubSpot: working. The key may read contacts")
    lines = err.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        *("GoHighLevel", "Salesforce"),
        *("GoHighLevel", "Salesforce", "HubSpot"),
    ]
    assert lines[-1].endswith("(CRM-02)")
    assert "not-the-key" not in err
