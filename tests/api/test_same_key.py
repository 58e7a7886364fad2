"""One key, two RunSheets over one folder, both asked at once: one booking."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from app.sandbox import running_gentu
from tests.cli.conftest import Office
from tests.cli.test_serve import served
from tests.support.crms import CRMS
from tests.support.waiting import PATIENCE_S

TOKEN = "made-up-token-of-a-test"
ZONE = "Australia/Melbourne"


def body(**changes: Any) -> dict[str, Any]:
    """A check-up at ten on the next day that isn't a week-end's."""
    day = datetime.now(UTC).astimezone(ZoneInfo(ZONE)) + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    start = day.replace(hour=10, minute=0, second=0, microsecond=0)
    patient = {"firstName": "Alex", "lastName": "Brown", "phone": "0412 345 678"}
    return {
        "patient": patient,
        "service": "Check-up",
        "startTime": start.isoformat(),
        "timezone": ZONE,
        **changes,
    }


def book(url: str, **changes: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": "k-1"}
    return httpx.post(
        f"{url}/api/integrations/pms/hubspot/book",
        json=body(**changes),
        headers=headers,
        timeout=PATIENCE_S,
        trust_env=False,
    )


def test_one_key_is_one_booking_whichever_process_is_asked(tmp_path: Path) -> None:
    with running_gentu() as gentu, CRMS["hubspot"].running() as hubspot:
        office = Office(tmp_path / "office", gentu)
        more = {"RUNSHEET_API_TOKEN": TOKEN, **hubspot.environment}
        with served(office, **more) as (_, one), served(office, **more) as (_, other):
            with ThreadPoolExecutor(4) as pool:
                answers = list(pool.map(book, (one, other, one, other)))
            assert [each.status_code for each in answers] == [201] * 4, [a.text for a in answers]
            assert len({each.text for each in answers}) == 1
            for url in (one, other):
                assert book(url, service="Hygiene").status_code == 409
        assert len(hubspot.account.records("meetings")) == 1
        assert hubspot.violations == []
