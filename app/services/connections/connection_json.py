"""Connections, people, types and sync history as JSON: the HTTP API's shapes, for every face."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from app.domain.connection import (
    AppointmentTypeChoice,
    Connection,
    HealthCheck,
    Mapping,
    PeopleList,
    PractitionerChoice,
)
from app.domain.sync_run import PractitionerOutcome, SyncCounts, SyncRun, SyncStatus
from app.services.wire_times import utc_text

_WORKED = (SyncStatus.SUCCESS, SyncStatus.PARTIAL)


def connections_json(connections: Iterable[Connection]) -> dict[str, Any]:
    """`GET /api/pms/connections`: the newest first, of those listed oldest first."""
    return {"connections": [connection_json(each) for each in connections][::-1]}


def connection_json(connection: Connection) -> dict[str, Any]:
    """One connection; never a secret."""
    return {
        "id": connection.id,
        "pmsType": connection.pms_type,
        "displayName": connection.display_name,
        "tenantId": connection.tenant_id,
        "timezone": connection.timezone,
        "region": connection.region,
        "practiceId": connection.practice_id,
        "paired": connection.is_paired,
        "credentialsConfigured": connection.credentials_configured,
        "syncEnabled": connection.sync_enabled,
        "syncFrequencyMinutes": connection.sync_frequency_minutes,
        "syncTelehealthOnly": connection.sync_telehealth_only,
        "lastSyncAt": utc_text(connection.last_sync_at),
        "lastSyncStatus": status_word(connection.last_sync_status),
        "lastAttemptAt": utc_text(connection.last_attempt_at),
        "lastSyncError": connection.last_sync_error,
        "lastSyncErrorCode": connection.last_sync_error_code,
        "pausedUntil": utc_text(connection.paused_until),
        "createdAt": utc_text(connection.created_at),
        "updatedAt": utc_text(connection.updated_at),
    }


def syncs_json(
    runs: Iterable[SyncRun], *, next_sync_at: datetime | None, now: datetime
) -> dict[str, Any]:
    """`GET …/sync`. What is due already is due now."""
    due_at = None if next_sync_at is None else max(next_sync_at, now)
    return {"syncs": [sync_json(run) for run in runs], "nextSyncAt": utc_text(due_at)}


def sync_json(run: SyncRun) -> dict[str, Any]:
    """A row of the sync history."""
    return {
        "id": run.id,
        "syncType": run.trigger.value,
        "status": status_word(run.status),
        "date": run.day.isoformat(),
        **counts_json(run.counts),
        "errorMessage": run.error,
        "errorCode": run.error_code,
        "startedAt": utc_text(run.started_at),
        "completedAt": utc_text(run.completed_at),
        "details": [_outcome_json(outcome) for outcome in run.outcomes],
    }


def sync_answer_json(run: SyncRun) -> dict[str, Any]:
    """`POST …/sync`; with what went wrong where it failed."""
    status, has_worked = status_word(run.status), run.status in _WORKED
    told: dict[str, Any] = {
        "success": has_worked,
        "syncId": run.id,
        "status": status,
        "result": {**counts_json(run.counts), "status": status, "durationMs": run.duration_ms},
    }
    if not has_worked:
        told["error"] = run.error or "This sync was stopped."
        told["details"] = {"code": run.error_code}
    return told


def counts_json(counts: SyncCounts) -> dict[str, int]:
    """What a run counted: fetched = created + updated + skipped."""
    return {
        "appointmentsFetched": counts.fetched,
        "appointmentsCreated": counts.created,
        "appointmentsUpdated": counts.updated,
        "appointmentsSkipped": counts.skipped,
        "appointmentsUnchanged": counts.unchanged,
        "appointmentsRemoved": counts.removed,
        "quarantined": counts.quarantined,
    }


def status_word(status: str | None) -> str | None:
    """How a run stands; one that was stopped is *abandoned* like one whose process ended."""
    return "abandoned" if status == SyncStatus.CANCELLED else status and str(status)


def people_json(people: PeopleList) -> dict[str, Any]:
    """`GET …/practitioners`."""
    return {
        "practitioners": [_practitioner_json(choice) for choice in people.choices],
        "runSheetClinicians": [{"id": each.id, "name": each.name} for each in people.clinicians],
    }


def types_json(
    types: Sequence[AppointmentTypeChoice], *, requires_telehealth_config: bool
) -> dict[str, Any]:
    """`GET …/appointment-types`."""
    return {
        "appointmentTypes": [_type_json(each) for each in types],
        "requiresTelehealthConfig": requires_telehealth_config,
    }


def health_json(check: HealthCheck) -> dict[str, Any]:
    """`POST …/test`."""
    if check.is_healthy:
        return {
            "healthy": True,
            "message": check.message,
            "latencyMs": check.latency_ms,
            "details": {
                "tenantName": check.practice_name,
                "practitionerCount": check.practitioner_count,
                "appointmentTypeCount": check.appointment_type_count,
            },
        }
    is_sign_in = (check.error_code or "").startswith("AUTH-")
    return {
        "healthy": False,
        "message": "Authentication failed" if is_sign_in else "Connection failed",
        "error": check.message,
        "errorCode": check.error_code,
        "latencyMs": check.latency_ms,
    }


def _practitioner_json(choice: PractitionerChoice) -> dict[str, Any]:
    who = choice.practitioner
    return {
        "id": who.pms_practitioner_id,
        "name": {"family": who.family_name, "given": who.given_name, "prefix": who.prefix},
        "fullName": who.full_name,
        "active": who.is_active,
        "shownInAppointmentBook": who.is_shown,
        "mapping": _mapping_json(choice.mapping) if choice.mapping else None,
    }


def _mapping_json(mapping: Mapping) -> dict[str, Any]:
    return {
        "id": mapping.id,
        "runSheetClinicianId": mapping.clinician_id,
        "runSheetClinicianName": mapping.clinician_name,
        "syncEnabled": mapping.sync_enabled,
    }


def _type_json(choice: AppointmentTypeChoice) -> dict[str, Any]:
    kind = choice.appointment_type
    return {
        "id": kind.pms_type_id,
        "pmsTypeId": kind.pms_type_id,
        "name": kind.name,
        "durationMinutes": kind.duration_minutes,
        "colour": kind.colour,
        "isTelehealth": choice.is_telehealth,
        "syncEnabled": choice.sync_enabled,
    }


def _outcome_json(outcome: PractitionerOutcome) -> dict[str, Any]:
    return {
        "practitionerId": outcome.pms_practitioner_id,
        "name": outcome.name,
        "fetched": outcome.fetched,
        "quarantined": outcome.quarantined,
        "errorCode": outcome.error_code,
        "error": outcome.error,
    }
