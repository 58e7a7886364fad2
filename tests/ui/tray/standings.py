"""Standings to try the tray's words and the notifications' rules on, without any window."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from app.adapters.pms.gentu import SPEC
from app.domain.appointment import AppointmentStatus
from app.domain.connection import Connection, SetupStep
from app.domain.freshness import Freshness, FreshnessState
from app.domain.opening_hours import DEFAULT_HOURS
from app.domain.run_sheet import RunSheet, RunSheetRow
from app.domain.situation import Situation, Span
from app.services.connections.service import ConnectionOverview
from app.ui.tray.standing import Standing

ZONE = "Australia/Melbourne"
NINE_27 = datetime(2025, 11, 17, 22, 27, tzinfo=UTC)
"""9:27 am on a Tuesday."""


def row(number: int, *, start: datetime = NINE_27, **facts: Any) -> RunSheetRow:
    """An appointment of a patient whose name nobody may read elsewhere."""
    told: dict[str, Any] = {
        "id": f"row-{number}",
        "source": "pms",
        "connection_id": "c1",
        "pms_type": "gentu",
        "system": "Gentu",
        "pms_appointment_id": str(number),
        "pms_patient_id": str(number),
        "clinician_id": "dr",
        "clinician_name": "Dr Priya",
        "timezone": ZONE,
        "start": start,
        "end": start + timedelta(minutes=15),
        "status": AppointmentStatus.BOOKED,
        "raw_status": None,
        "has_unknown_status": False,
        "is_telehealth": False,
        "appointment_type_name": None,
        "appointment_type_colour": None,
        "patient_first_name": "Alice",
        "patient_last_name": "Brown",
        "patient_phone": None,
        "patient_email": None,
        "patient_birth_date": None,
        "telehealth_url": None,
        "notes": None,
        "arrived_at": None,
        "cancelled_at": None,
        "seen_cancelled_at": None,
        "removed_at": None,
        "moved_from_start": None,
        "moved_from_clinician": None,
        "first_seen_at": NINE_27,
        "updated_at": NINE_27,
    }
    return RunSheetRow(**(told | facts))


def freshness(
    state: FreshnessState = FreshnessState.UP_TO_DATE, *, at: datetime | None = NINE_27, **more: Any
) -> Freshness:
    """A state with the time of its last good check."""
    return Freshness(state=state, last_success_at=at, last_attempt_at=at, **more)


def overview(
    number: int = 1,
    *,
    fresh: Freshness | None = None,
    system: str = "Gentu",
    busy: tuple[Span, ...] = (),
    **facts: Any,
) -> ConnectionOverview:
    """A connection that is set up; `busy`: when somebody is booked."""
    told: dict[str, Any] = {
        "id": f"c{number}",
        "pms_type": system.lower(),
        "system": system,
        "display_name": f"Practice {number}",
        "tenant_id": "t",
        "practice_id": None,
        "region": None,
        "timezone": ZONE,
        "credentials_configured": False,
        "sync_enabled": True,
        "sync_frequency_minutes": 15,
        "sync_telehealth_only": False,
        "setup_step": SetupStep.DONE,
        "last_sync_at": NINE_27,
        "last_sync_status": "success",
        "last_attempt_at": NINE_27,
        "last_sync_error": None,
        "last_sync_error_code": None,
        "failures_in_a_row": 0,
        "abandoned_in_a_row": 0,
        "retry_at": None,
        "paused_until": None,
        "paused_by": None,
        "created_at": NINE_27,
        "updated_at": NINE_27,
    }
    connection = Connection(**(told | facts))
    situation = Situation(
        hours=DEFAULT_HOURS,
        timezone=ZONE,
        busy=busy,
        paused_until=connection.paused_until,
        paused_by=connection.paused_by,
    )
    return ConnectionOverview(
        connection=connection,
        freshness=fresh or freshness(),
        situation=situation,
        people_shown=1,
        telehealth_types=0,
        is_syncing=False,
        notices=(),
        trouble_page=SPEC.trouble_page,
    )


def standing(
    *overviews: ConnectionOverview,
    now: datetime = NINE_27,
    rows: tuple[RunSheetRow, ...] = (),
    **facts: Any,
) -> Standing:
    """A desk; without connections told, one Gentu that is up to date."""
    all_of_them = overviews or (overview(),)
    sheet = RunSheet(
        day=date(2025, 11, 18),
        timezone=ZONE,
        freshness=all_of_them[0].freshness,
        columns=(),
        rows=rows,
        hidden_by_connection={},
        quarantined_count=0,
    )
    return Standing(sheet=sheet, overviews=all_of_them, now=now, **facts)


def later(before: Standing, **time: float) -> Standing:
    """The same a while later."""
    return replace(before, now=before.now + timedelta(**time))
