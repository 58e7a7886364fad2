"""Steering the Halaxy sandbox from another process."""

import httpx


def test_the_book_and_the_key_are_changed_over_http(halaxy, client):
    def wish(action, **body):
        return httpx.post(f"{halaxy.control_url}/{action}", json=body)

    row = halaxy.practice.appointments()[0]
    added = wish("add", practitionerId=row.practitioner_id, start="2026-01-15T12:00:00").json()
    assert added["start"] == "2026-01-15T12:00:00+11:00"
    assert wish("cancel", id=row.id).json()["cancellationReason"]
    moved = wish("move", id=added["id"], practitionerId="PR-1500228").json()
    assert moved["participant"][0]["actor"]["reference"].endswith("PR-2600028")
    state = httpx.get(f"{halaxy.control_url}/state").json()
    assert len(state["practitioners"]) == 5
    assert added["id"] in {shown["id"] for shown in state["appointments"]}
    wish("expire-tokens")
    assert client.get("/Organization").status_code == 401
    wish("reset")
    assert halaxy.practice.appointment(row.id) == row
