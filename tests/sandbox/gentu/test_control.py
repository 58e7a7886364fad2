"""Steering the sandbox from another process."""

import httpx
import pytest


@pytest.fixture
def wish(gentu):
    def post(action, **body):
        return httpx.post(f"{gentu.control_url}/{action}", json=body)

    return post


def test_the_book_is_changed_over_http(gentu, wish):
    row = gentu.practice.appointments()[0]
    added = wish("add", practitionerId=row.practitioner_id, start="2026-01-15T12:00:00").json()
    assert added["startAt"] == "2026-01-15T12:00:00.000+11:00"
    assert wish("cancel", id=row.id).json()["status"] == "cancelled"
    moved = wish("move", id=added["id"], start="2026-01-15T13:00:00+11:00").json()
    assert moved["startAt"] == "2026-01-15T13:00:00.000+11:00"
    assert wish("arrive", id=row.id).status_code == 200
    assert wish("delete", id=added["id"]).json() == {"ok": True}
    state = httpx.get(f"{gentu.control_url}/state").json()
    assert next(r for r in state["appointments"] if r["id"] == row.id)["status"] == "cancelled"
    wish("reset")
    assert gentu.practice.appointment(row.id) == row


def test_faults_and_access_are_set_over_http(gentu, wish, client):
    wish("fault", name="status_503", path="/tenants", times=1)
    assert [client.get("/tenants").status_code for _ in range(2)] == [503, 200]
    wish("revoke")
    assert client.get(f"/tenants/{gentu.tenant_id}").status_code == 403
    wish("pair")
    wish("expire-tokens")
    assert client.get(f"/tenants/{gentu.tenant_id}").status_code == 401
    requests = httpx.get(f"{gentu.control_url}/requests").json()
    assert [r["status"] for r in requests] == [200, 503, 200, 403, 401]


def test_wrong_wishes_are_refused(gentu, wish):
    assert wish("cancel", id="nobody").status_code == 404
    assert wish("cancel", who="nobody").status_code == 400
    assert wish("fault", name="nothing").status_code == 400
    assert wish("explode").status_code == 404


@pytest.mark.parametrize("headers", [{"Host": "evil.example.com"}, {"Origin": "http://a.example"}])
def test_a_web_page_cannot_steer_it(gentu, headers):
    answer = httpx.post(f"{gentu.control_url}/revoke", headers=headers)
    assert answer.status_code == 403
    assert gentu.practice.access == "enabled"
