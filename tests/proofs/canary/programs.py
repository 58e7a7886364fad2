"""The practice's other programs: calls over a real socket, good ones, and bad ones with names."""

from typing import Any

import httpx

from app.api.server import serving
from app.domain.api_access import Scope
from tests.proofs.canary.bookings import TEN
from tests.proofs.canary.office import Office
from tests.proofs.canary.people import CANARIES, Canary
from tests.support.waiting import PATIENCE_S

SHEET, CRM = "/api/run-sheet", "/api/integrations/pms/hubspot"


async def call_everything(office: Office) -> int:
    """What a refused call is answered is kept to be searched; how many were."""
    access = office.services.api_access
    looking, told = await access.create("Recall system", [Scope.READ])
    _, wide = await access.create("Booking robot", list(Scope))
    office.secrets |= {told, wide}
    refusals = 0
    async with serving(office.services) as address:
        main = (office.data / "api-token").read_text()
        office.secrets.add(main)
        for token in (main, wide, told, f"x{told}"):
            headers = {"Authorization": f"Bearer {token}"}
            async with httpx.AsyncClient(
                base_url=address.url, headers=headers, timeout=PATIENCE_S, trust_env=False
            ) as http:
                refusals += await _call(office, http)
    await access.revoke(looking.id)
    return refusals


async def _call(office: Office, http: httpx.AsyncClient) -> int:
    answers = [await http.request(*ask, **more) for ask, more in _calls(office, CANARIES[20])]
    bad = [answer for answer in answers if answer.is_error]
    for answer in bad:
        office.watch.keep("error bodies", answer.content)
        office.watch.keep_texts("error headers", map(str, answer.headers.items()))
    assert len(bad) > 15
    return len(bad)


def _calls(office: Office, who: Canary) -> list[tuple[tuple[str, str], dict[str, Any]]]:
    """Method and path, and what goes with it."""
    connection = f"/api/pms/connections/{office.desks['gentu'].connection_id}"
    patient = {"firstName": who.given, "lastName": who.family, "phone": who.phone}
    start = TEN.replace(hour=16).isoformat()
    good = {"patient": patient, "service": "Check-up", "startTime": start, "notes": who.note}
    walk_in = {"patientLastName": who.family, "startTime": start, "notes": who.note}
    gets = (
        *(SHEET, "/api/pms/connections", connection, f"{connection}/sync", "/api/nothing"),
        *(f"{SHEET}?day={who.family}", f"{SHEET}?name={who.family}", f"/api/{who.family}"),
        *(f"/api/pms/connections/{who.email}", f"/api/analytics/report?from={who.family}"),
        *("/api/integrations/pms/bookings", "/api/integrations/pms/bookings?view=" + who.family),
    )
    bodies: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("POST", f"{CRM}/book", {"json": good}),
        ("POST", f"{CRM}/book", {"json": good | {"startTime": who.family}}),
        ("POST", f"{CRM}/book", {"json": good | {who.family: who.note}}),
        ("POST", f"{CRM}/book", {"json": good | {"patient": who.note}}),
        ("POST", f"{CRM}/book", {"json": good | {"patient": patient | {"phone": who.family}}}),
        ("POST", f"{CRM}/book", {"content": f'{{"patient": "{who.family}'}),
        ("POST", f"/api/integrations/pms/{who.given}/book", {"json": good}),
        ("PATCH", f"{CRM}/booking/{who.family}", {"json": {"startTime": start}}),
        ("DELETE", f"{CRM}/booking/{who.family}?reason={who.note}", {}),
        ("POST", f"{CRM}/performance", {"json": {"report": {"doctor": who.family}}}),
        ("POST", f"{SHEET}/appointments", {"json": walk_in | {"clinicianId": who.given}}),
        ("POST", f"{SHEET}/appointments", {"json": walk_in | {"durationMinutes": who.phone}}),
        ("PATCH", f"{SHEET}/appointments/{who.family}", {"json": {"notes": who.note}}),
        ("PATCH", f"{SHEET}/appointments/{who.family}", {"json": {"status": who.note}}),
        ("DELETE", f"{SHEET}/appointments/{who.family}", {}),
        ("POST", f"{SHEET}/clinicians", {"json": {"name": ["Dr", who.family]}}),
        ("POST", f"{connection}/pair", {"json": {"pairingCode": who.family}}),
        ("POST", f"{connection}/sync", {"json": {"day": who.birth_date.isoformat() + who.family}}),
        ("POST", "/api/pms/connections", {"json": {"pmsType": who.family}}),
    )
    return [(("GET", path), {}) for path in gets] + [
        ((method, path), more) for method, path, more in bodies
    ]
