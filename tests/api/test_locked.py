"""A locked desk tells other programs no patient; everything else goes on."""

import pytest

from tests.api.test_routes_bookings import book

SHEET, BOOKINGS = "/api/run-sheet", "/api/integrations/pms/bookings"
PIN = "2580"


async def test_while_runsheet_is_locked_no_program_reads_a_patient(open_api) -> None:
    async with open_api(system="gentu") as api:
        await api.practice.sync()
        lock = api.services.lock
        await lock.choose_pin(PIN)
        shown = await api.http.get(SHEET)
        row = shown.json()["appointments"][0]
        await lock.lock()
        for answer in (
            await api.http.get(SHEET),
            await api.http.get(f"{SHEET}?date=2026-03-04"),
            await api.http.patch(f"{SHEET}/appointments/{row['id']}", json={"notes": "x"}),
        ):
            assert answer.status_code == 423
            assert answer.json()["details"] == {"code": "LOCK-03"}
            assert row["patientLastName"] not in answer.text
        await lock.unlock(PIN)
        again = await api.http.get(SHEET)
        assert (again.status_code, again.json()) == (200, shown.json())


@pytest.mark.proves("S10")
async def test_no_address_of_the_api_names_a_patient_while_it_is_locked(open_api) -> None:
    async with open_api(system="gentu", crms=["hubspot"]) as api:
        await api.practice.sync()
        await book(api)
        rows = (await api.http.get(SHEET)).json()["appointments"]
        phones = {row["patientPhone"] for row in rows} - {None} | {"+61412345678"}
        addresses = (await api.http.get("/openapi.json")).json()["paths"]

        async def telling() -> dict[str, bool]:
            """Every address that can be read, and whether it tells a patient's number."""
            found = {}
            for path, each in addresses.items():
                if "get" in each:
                    answer = await api.http.get(path.format(id=api.practice.connection_id))
                    found[path] = any(phone in answer.text for phone in phones)
            return found

        assert [path for path, tells in (await telling()).items() if tells] == [SHEET, BOOKINGS]
        await api.services.lock.choose_pin(PIN)
        await api.services.lock.lock()
        assert not any((await telling()).values())
        assert (await api.http.get(BOOKINGS)).json()["details"] == {"code": "LOCK-03"}


@pytest.mark.parametrize("path", ["/api/pms/connections", f"{SHEET}/clinicians", "/api/health"])
async def test_what_names_no_patient_is_told_as_ever(open_api, path) -> None:
    async with open_api(system="gentu") as api:
        await api.services.lock.choose_pin(PIN)
        await api.services.lock.lock()
        assert (await api.http.get(path)).status_code == 200
