"""One person is booked twice at a time only with a reason, by POST and PATCH alike."""

from tests.api.test_routes_bookings import BODY, PMS, book


async def test_with_a_reason_one_person_is_booked_or_moved_there_all_the_same(open_api) -> None:
    async with open_api(crms=["hubspot"]) as api:
        assert (await book(api)).status_code == 201
        later = {"startTime": "2026-03-05T11:00:00+11:00"}
        other = (await book(api, service="Hygiene", **later)).json()["bookingId"]
        url, same = f"{PMS}/hubspot/booking/{other}", {"startTime": BODY["startTime"]}
        refused = await api.http.patch(url, json=same)
        assert (refused.status_code, refused.json()["details"]) == (409, {"code": "ASK-06"})
        moved = await api.http.patch(url, json=same | {"clashReason": "family"})
        assert (moved.status_code, moved.json()["startTime"]) == (200, BODY["startTime"])
        events = await api.services.bookings.events(other)
        assert "family" in [each.reason for each in events]
        third = await book(api, service="Crown", clashReason="emergency")
        assert third.status_code == 201, third.text
        for bad in ("", " ", "x" * 41, "a\u0007b"):
            answer = await api.http.patch(url, json=later | {"clashReason": bad})
            assert answer.status_code == 400
            assert list(answer.json()["details"]["fields"]) == ["clashReason"]
