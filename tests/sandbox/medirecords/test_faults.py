"""The faults in MediRecords' own bodies."""

import pytest

from app.sandbox import FAULTS, FaultKind

WHOLE = {FaultKind.DELAY, FaultKind.REPLACE, FaultKind.EDIT}


@pytest.mark.parametrize("name", [f.name for f in FAULTS.values() if f.kind in WHOLE])
def test_a_page_arrives_changed_once_and_then_true(medirecords, client, home, day_query, name):
    path, params = f"{home}/appointments", {**day_query, "page": 3}  # the last
    true = client.get(path, params=params)
    medirecords.faults.add(name, path="/appointments", times=1)
    with client.stream("GET", path, params=params) as answer:
        raw = b"".join(answer.iter_raw())
    healthy = (200, "application/json", true.content)
    seen = (answer.status_code, answer.headers.get("Content-Type"), raw)
    assert (seen == healthy) is (name == "latency")
    assert client.get(path, params=params).content == true.content


@pytest.mark.parametrize(
    ("name", "error"),
    [("status_401", "invalid_token"), ("status_403", "access_denied"), ("status_404", "Not Found")],
)
def test_refusals_are_in_the_vendors_shape(medirecords, client, home, name, error):
    medirecords.faults.add(name)
    assert client.get(home).json()["error"] == error


def test_a_loop_serves_the_first_page_for_ever(medirecords, client, home, day_query):
    medirecords.faults.add("cursor_loop")
    pages = [
        client.get(f"{home}/appointments", params={**day_query, "page": page}).json()
        for page in (0, 1, 9)
    ]
    assert pages[0] == pages[1] == pages[2]
    assert not pages[0]["last"]


def test_an_emptied_page_is_the_last_and_a_page_loses_its_meta_or_its_rows(
    medirecords, client, home
):
    path = f"{home}/appointments"
    for name in ("empty_list", "missing_pagination", "null_appointments", "json_nan"):
        medirecords.faults.add(name, times=1)
    empty, bare, null = (client.get(path).json() for _ in range(3))
    assert (empty["data"], empty["last"], empty["totalElements"]) == ([], True, 0)
    assert set(bare) == {"data"}
    assert (null["data"], null["size"]) == (None, 20)
    assert b'"appointmentIntervalCode":NaN' in client.get(path).content
