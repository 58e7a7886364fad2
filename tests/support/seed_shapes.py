"""What the seeds show as answers, and whether an answer has all of it."""

from datetime import datetime
from typing import Any

UUID, INSTANT = "uuid", "2024-12-16T10:00:00Z"

LISTED = {
    "id": UUID,
    "pmsType": "gentu",
    "displayName": "Smith Medical Centre",
    "syncEnabled": True,
    "lastSyncAt": INSTANT,
    "lastSyncStatus": "success",
    "createdAt": INSTANT,
}
CREATED = {
    "id": UUID,
    "pmsType": "gentu",
    "displayName": "My Practice",
    "syncEnabled": False,
    "createdAt": INSTANT,
}
CONNECTION = {
    "id": UUID,
    "pmsType": "gentu",
    "displayName": "Smith Medical Centre",
    "tenantId": UUID,
    "syncEnabled": True,
    "syncFrequencyMinutes": 15,
    "syncTelehealthOnly": True,
    "lastSyncAt": INSTANT,
    "lastSyncStatus": "success",
    "createdAt": INSTANT,
    "updatedAt": INSTANT,
}
RECENT_SYNC = {
    "id": UUID,
    "syncType": "manual",
    "status": "success",
    "appointmentsFetched": 12,
    "appointmentsCreated": 8,
    "appointmentsUpdated": 4,
    "startedAt": INSTANT,
    "completedAt": INSTANT,
}
SYNC = RECENT_SYNC | {"appointmentsSkipped": 0, "errorMessage": None}
SYNC_RESULT = {
    "success": True,
    "syncId": UUID,
    "result": {
        "appointmentsFetched": 12,
        "appointmentsCreated": 8,
        "appointmentsUpdated": 4,
        "appointmentsSkipped": 0,
        "durationMs": 1500,
    },
}
PAIRED = {
    "success": True,
    "tenantId": UUID,
    "tenantName": "Smith Medical Centre",
    "timezone": "Australia/Melbourne",
}
PRACTITIONER = {
    "id": "prac-001",
    "name": {"family": "Smith", "given": "John", "prefix": "Dr"},
    "fullName": "Dr John Smith",
    "active": True,
    "shownInAppointmentBook": True,
    "mapping": {
        "id": "mapping-uuid",
        "runSheetClinicianId": "clinician-uuid",
        "runSheetClinicianName": "Dr Smith",
        "syncEnabled": True,
    },
}
CLINICIAN = {"id": "clinician-uuid", "name": "Dr Smith"}
MAPPED = {"success": True, "mappingsCreated": 2, "mappingsUpdated": 1, "cliniciansCreated": 1}
TYPE = {
    "id": "type-001",
    "pmsTypeId": "type-001",
    "name": "Telehealth Consultation",
    "durationMinutes": 30,
    "colour": "#4CAF50",
    "isTelehealth": True,
    "syncEnabled": True,
}
HEALTHY = {
    "healthy": True,
    "message": "Connection successful",
    "latencyMs": 150,
    "details": {
        "tenantName": "Smith Medical Centre",
        "practitionerCount": 5,
        "appointmentTypeCount": 8,
    },
}
UNHEALTHY = {"healthy": False, "message": "Authentication failed", "error": "Invalid token"}


def assert_shows(told: Any, seed: Any, *, at: str = "answer") -> None:
    """Every field that the seed shows is there, with a value of the seed's kind."""
    if isinstance(seed, dict):
        assert isinstance(told, dict), at
        for name, shown in seed.items():
            assert name in told, f"{at}.{name} is missing"
            assert_shows(told[name], shown, at=f"{at}.{name}")
        return
    if seed is None:
        return
    assert type(told) is type(seed), f"{at} is {told!r}"
    if seed == INSTANT:
        assert told.endswith("Z"), at
        datetime.fromisoformat(told)
