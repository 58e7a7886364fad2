"""Syncs over HTTP: one run, its counts, its failures, and the history."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta

import pytest

from app.domain.sync_run import SyncStatus
from tests.support.desk import DAY, IMPATIENT
from tests.support.seed_shapes import SYNC, SYNC_RESULT, assert_shows

COUNTS = (
    *("appointmentsFetched", "appointmentsCreated", "appointmentsUpdated", "appointmentsSkipped"),
    *("appointmentsUnchanged", "appointmentsRemoved", "quarantined"),
)


def url_of(api) -> str:
    return f"/api/pms/connections/{api.practice.connection_id}/sync"


async def test_a_sync_counts_what_it_fetched_and_a_second_one_finds_it_unchanged(open_api) -> None:
    async with open_api(system="gentu") as api:
        first = await api.http.post(url_of(api))
        assert first.status_code == 200
        assert_shows(first.json(), SYNC_RESULT)
        result = first.json()["result"]
        assert (first.json()["status"], result["status"]) == ("success", "success")
        assert result["appointmentsFetched"] == result["appointmentsCreated"] > 40
        again = (await api.http.post(url_of(api), json={})).json()["result"]
        assert again["appointmentsSkipped"] == again["appointmentsUnchanged"]
        assert again["appointmentsUnchanged"] == result["appointmentsFetched"]
        assert again["appointmentsCreated"] == 0


async def test_fetched_is_created_updated_and_skipped_without_what_was_removed(open_api) -> None:
    async with open_api(system="gentu") as api:
        before = (await api.http.post(url_of(api))).json()["result"]
        rows = (await api.services.run_sheet.sheet()).rows
        places = Counter(row.pms_appointment_id for row in rows if row.status == "booked")
        api.practice.practice.cancel(next(id_ for id_, count in places.items() if count == 1))
        told = (await api.http.post(url_of(api))).json()["result"]
        assert told["appointmentsRemoved"] == 1
        parts = ("appointmentsCreated", "appointmentsUpdated", "appointmentsSkipped")
        assert told["appointmentsFetched"] == sum(told[part] for part in parts)
        assert told["appointmentsFetched"] == before["appointmentsFetched"] - 1


async def test_another_day_is_synced_where_one_is_named(open_api) -> None:
    async with open_api(system="gentu") as api:
        day = (DAY + timedelta(days=1)).isoformat()
        answer = await api.http.post(url_of(api), json={"date": day})
        assert answer.status_code == 200
        (run,) = (await api.http.get(url_of(api))).json()["syncs"]
        assert (run["date"], run["id"]) == (day, answer.json()["syncId"])


@pytest.mark.parametrize(
    "day", ["20260304", "2026-3-4", "2026-02-30", "04/03/2026", 20260304, 0, "1999-12-31", ""]
)
async def test_a_day_in_another_spelling_is_a_400(open_api, day) -> None:
    async with open_api(system="gentu") as api:
        answer = await api.http.post(url_of(api), json={"date": day})
        assert answer.status_code == 400
        assert list(answer.json()["details"]["fields"]) == ["date"]
        assert (await api.http.get(url_of(api))).json()["syncs"] == []


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [("status_500", 502, "NET-05"), ("status_401", 502, "AUTH-02"), ("hang", 504, "NET-04")],
)
async def test_a_failed_sync_says_so_with_its_id(open_api, fault, status, code) -> None:
    async with open_api(system="gentu", patience=IMPATIENT) as api:
        api.practice.sandbox.faults.add(fault)
        answer = await api.http.post(url_of(api))
        api.practice.sandbox.faults.clear()
        told = answer.json()
        assert (answer.status_code, told["success"], told["status"]) == (status, False, "failed")
        assert told["details"] == {"code": code}
        (run,) = (await api.http.get(url_of(api))).json()["syncs"]
        assert (run["id"], run["status"]) == (told["syncId"], "failed")
        assert (run["errorMessage"], run["errorCode"]) == (told["error"], code)
        shown = (await api.http.get(f"{url_of(api)[:-5]}")).json()["connection"]
        assert (shown["lastSyncStatus"], shown["lastSyncAt"]) == ("failed", None)
        assert (shown["lastAttemptAt"], shown["lastSyncError"]) != (None, None)


async def test_of_two_syncs_at_once_one_is_a_409_and_leaves_no_row(open_api) -> None:
    async with open_api(system="gentu") as api:
        api.practice.sandbox.latency_s = 0.2
        answers = await asyncio.gather(*(api.http.post(url_of(api)) for _ in range(2)))
        assert sorted(each.status_code for each in answers) == [200, 409]
        (refused,) = [each for each in answers if each.status_code == 409]
        assert refused.json()["details"] == {"code": "SYNC-01"}
        assert len((await api.http.get(url_of(api))).json()["syncs"]) == 1


async def test_a_connection_without_a_practice_or_a_column_is_a_409(open_api) -> None:
    async with open_api(system="gentu") as api:
        made = await api.http.post("/api/pms/connections", json={"pmsType": "gentu"})
        answer = await api.http.post(f"/api/pms/connections/{made.json()['id']}/sync")
        assert (answer.status_code, answer.json()["details"]) == (409, {"code": "AUTH-08"})
        await api.practice.map_people(())
        answer = await api.http.post(url_of(api))
        assert (answer.status_code, answer.json()["details"]) == (409, {"code": "MAP-04"})


async def test_the_history_is_newest_first_and_says_when_the_next_is_due(open_api) -> None:
    async with open_api(system="gentu") as api:
        for _ in range(3):
            assert (await api.practice.sync()).status is SyncStatus.SUCCESS
            api.clock.advance(minutes=1)
        answer = await api.http.get(url_of(api))
        assert answer.status_code == 200
        told = answer.json()
        starts = [each["startedAt"] for each in told["syncs"]]
        assert starts == sorted(starts, reverse=True)
        assert len(starts) == 3
        for each in told["syncs"]:
            assert_shows(each, SYNC)
            assert set(COUNTS) < set(each)
            assert {"fetched", "error", "name", "practitionerId"} < set(each["details"][0])
        due = datetime.fromisoformat(told["nextSyncAt"]) - datetime.fromisoformat(starts[0])
        assert timedelta(0) < due <= timedelta(minutes=15)


async def test_the_history_is_as_long_as_asked_for(open_api) -> None:
    async with open_api(system="gentu") as api:
        for _ in range(12):
            await api.practice.sync()
        lengths = [
            len((await api.http.get(url_of(api) + query)).json()["syncs"])
            for query in ("", "?limit=1", "?limit=11", "?limit=100")
        ]
        assert lengths == [10, 1, 11, 12]
        for limit in ("0", "101", "-1", "ten", "1.5"):
            answer = await api.http.get(f"{url_of(api)}?limit={limit}")
            assert answer.status_code == 400
            assert list(answer.json()["details"]["fields"]) == ["limit"]


async def test_no_next_sync_is_told_while_syncing_is_off(open_api) -> None:
    async with open_api(system="gentu") as api:
        await api.http.patch(url_of(api)[:-5], json={"syncEnabled": False})
        assert (await api.http.get(url_of(api))).json()["nextSyncAt"] is None
