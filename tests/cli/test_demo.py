"""The demo: the same rows as its sandbox has, nothing needed beforehand, nothing left behind."""

import signal
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.adapters.registry import CRM_SPECS
from app.cli.demo import Demo
from app.cli.demo_practice import DemoClock, running_crms, running_systems
from app.domain.crm import ToldBy
from app.domain.practice_day import local
from app.domain.report_push import PushState
from app.domain.words import clock_time, short_date
from app.sandbox import (
    Practice,
    Unknown,
    made_up_halaxy_practice,
    made_up_medirecords_practice,
    made_up_practice,
)
from app.sandbox.book import AnyBook, Entry
from app.services.bookings.helpers import push_performance_report
from app.services.logs import close_logging
from tests.cli.conftest import DAY, NO_KEYRING, imported_by, read_table, run_app, start_app
from tests.support.waiting import PATIENCE_S, wait_until

ZONE = "Australia/Melbourne"
MADE_UP = (made_up_practice, made_up_medirecords_practice, made_up_halaxy_practice)


def expected_rows(practice: AnyBook) -> Counter[tuple[str, str]]:
    """Time and patient of every row of an active practitioner, from the sandbox's book."""
    active = {item.id for item in practice.practitioners() if item.active}
    zone = practice.tzinfo.key
    return Counter(
        (clock_time(row.start, zone), name)
        for row in practice.appointments(DAY)
        if row.practitioner_id in active
        for name in _names(practice, row)
    )


def _names(practice: AnyBook, row: Entry) -> list[str]:
    """A row a patient; blocked time without one is a row in Gentu alone."""
    if not row.patient_ids:
        return ["No patient named"] if isinstance(practice, Practice) else []
    return [_name(practice, patient_id) for patient_id in row.patient_ids]


def _name(practice: AnyBook, patient_id: str) -> str:
    try:
        person = practice.patient(patient_id)
    except Unknown:
        return "Unnamed patient"
    parts = [part for part in (person.given, person.family) if part]
    return " ".join(parts) or "Unnamed patient"


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def test_the_headless_demo_prints_every_row_of_its_practices_and_leaves_nothing(
    temporary: Path, tmp_path: Path
) -> None:
    # The caller's own vendor and data folder must not matter, and there is no password store.
    surroundings = NO_KEYRING | {
        "TMPDIR": str(temporary),
        "RUNSHEET_DATA_DIR": str(tmp_path / "mine"),
        "RUNSHEET_DATABASE_URL": "postgresql://nowhere.invalid/x",
        "RUNSHEET_GENTU_BASE_URL": "http://127.0.0.1:9/v1",
        "RUNSHEET_GENTU_CLIENT_SECRET": "mine",
        "PMS_HUBSPOT_BASE_URL": "http://127.0.0.1:9",
        "PMS_HUBSPOT_REPORT_CONTACT_ID": "999",
    }
    done = run_app("demo", "--headless", "--date", str(DAY), **surroundings)
    assert (done.returncode, done.stderr) == (0, "")
    rows = Counter((r["Time"], r["Patient"]) for r in read_table(done.stdout))
    practices = [make(DAY, is_calm=True) for make in MADE_UP]
    assert rows == sum(map(expected_rows, practices), Counter())
    assert rows.total() >= 180
    assert "Wed 4 Mar 2026 · Melbourne" in done.stdout
    assert "Up to date, checked" in done.stdout
    for practice, system in zip(practices, ("Gentu", "MediRecords", "Halaxy"), strict=True):
        count = expected_rows(practice).total()
        assert f"({system}): Wed 4 Mar 2026 is up to date. {count} fetched" in done.stdout
    for crm in ("GoHighLevel", "Salesforce", "HubSpot"):
        assert f"{crm}: working. " in done.stdout
    assert list(temporary.iterdir()) == []
    assert not (tmp_path / "mine").exists()


async def test_the_demo_has_three_crms_that_can_be_booked_in_and_no_env_file_of_the_callers(
    temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("PMS_HUBSPOT_REPORT_CONTACT_ID=999\nPMS_SALESFORCE_CLIENT_ID=x")
    monkeypatch.chdir(tmp_path)
    clock = DemoClock(DAY)
    with running_systems(clock.day) as systems, running_crms() as crms:
        services = await Demo(temporary, systems, clock, crms=crms).open_synced()
        try:
            assert all(each.configured for each in await services.crm.providers())
            for provider in CRM_SPECS:
                assert (await services.crm.test(provider)).findings
                told = await services.crm.settings(provider)
                assert {each.told_by for each in told} <= {ToldBy.ENVIRONMENT, ToldBy.NOBODY}
            push = await push_performance_report(services.reports, "ghl")
            assert push.state is PushState.DONE
        finally:
            await services.aclose()
            close_logging()


async def test_the_demo_asks_a_first_time_viewer_nothing(temporary: Path) -> None:
    """No question, no row left out, no word that nobody knows: a board as on a good day."""
    clock = DemoClock(DAY)
    with running_systems(clock.day) as systems:
        services = await Demo(temporary, systems, clock).open_synced()
        try:
            sheet, notes = await services.run_sheet.sheet(), await services.day_notes.look()
            asked = [each.notices for each in await services.connections.list()]
        finally:
            await services.aclose()
            close_logging()
    assert (sheet.quarantined_count, sheet.without_practitioner_count) == (0, 0)
    assert (notes.unknown_statuses, notes.zoneless, notes.quiet) == ((), (), ())
    assert notes.clock_skew is None
    assert not any(asked)


def local_today() -> str:
    return short_date(local(datetime.now(UTC), ZONE).date())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have a screen")
def test_the_demo_without_a_display_says_so_and_prints_today_without_loading_qt() -> None:
    before = local_today()
    done = run_app(
        "demo", python=("-X", "importtime"), DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM=""
    )
    assert done.returncode == 0
    assert "There is no display here" in done.stderr
    assert f"{before} · Melbourne" in done.stdout or f"{local_today()} · Melbourne" in done.stdout
    assert len(read_table(done.stdout)) >= 60
    assert imported_by(done) & {"PySide6", "qasync"} == set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to catch")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_demo_that_is_stopped_leaves_no_folder(
    temporary: Path, number: signal.Signals, code: int
) -> None:
    process = start_app("demo", "--headless", TMPDIR=str(temporary))
    begun = "runsheet-demo-*/1/runsheet.db"
    wait_until(lambda: process.poll() is not None or list(temporary.glob(begun)))
    assert process.poll() is None, "it ended before it could be stopped"
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, err.strip()) == (code, "Stopped."), out
    assert list(temporary.iterdir()) == []
