"""Faults: each does what its name says, where and as often as asked."""

import contextlib
import gzip
import json
import re
import socket

import httpx
import pytest

from app.sandbox import FAULTS, FaultKind
from tests.support.waiting import PATIENCE_S, wait_until

WHOLE = {FaultKind.DELAY, FaultKind.REPLACE, FaultKind.EDIT}
BREAKING = [fault.name for fault in FAULTS.values() if fault.kind not in WHOLE]
ANSWERING = [fault.name for fault in FAULTS.values() if fault.kind in WHOLE]


@pytest.mark.parametrize("name", ANSWERING)
def test_a_whole_answer_arrives_changed_once_and_then_the_true_one(gentu, client, day_query, name):
    path = f"/tenants/{gentu.tenant_id}/appointments"
    true = client.get(path, params=day_query)
    gentu.faults.add(name, path="/appointments", times=1)
    with client.stream("GET", path, params=day_query) as answer:
        raw = b"".join(answer.iter_raw())
    healthy = (200, "application/json", true.content)
    seen = (answer.status_code, answer.headers.get("Content-Type"), raw)
    assert (seen == healthy) is (name == "latency")
    assert gentu.requests[-1].fault == name
    assert client.get(path, params=day_query).content == true.content


@pytest.mark.parametrize("name", BREAKING)
def test_a_broken_answer_never_completes_and_ends_with_its_client(gentu, client, name):
    gentu.faults.add(name)
    with pytest.raises(httpx.TransportError):
        read_three_parts(client)
    wait_until(lambda: gentu.requests[-1].fault == name)
    assert gentu.requests[-1].status is None


def read_three_parts(client):
    """Raises a transport error for a body that drips, too."""
    with client.stream("GET", "/tenants", timeout=0.2) as answer:
        for count, _ in enumerate(answer.iter_raw()):
            if count == 3:
                raise httpx.ReadTimeout("still dripping")


def test_a_fault_can_wait_for_its_turn_and_its_method(gentu, client):
    gentu.faults.add("status_500", method="PUT")
    gentu.faults.add("status_502", path="/tenants", after=1, times=1)
    assert [client.get("/tenants").status_code for _ in range(3)] == [200, 502, 200]
    gentu.faults.clear()
    assert client.put(f"/apps/{gentu.app_id}/pairing/ABCD1234").status_code == 200


def test_the_first_fault_that_matches_strikes_for_ever_without_a_count(gentu, client):
    gentu.faults.add("status_500")
    gentu.faults.add("status_502")
    assert {client.get("/tenants").status_code for _ in range(5)} == {500}


def test_a_cursor_loop_names_the_same_next_page_for_ever(gentu, client, day_query):
    gentu.faults.add("cursor_loop")
    path = f"/tenants/{gentu.tenant_id}/appointments"
    first = client.get(path, params=day_query).json()
    again = {**day_query, "cursor": first["pagination"]["next"]}
    assert client.get(path, params=again).json() == first


def test_hostile_bodies_are_as_hostile_as_they_claim(gentu, client):
    bomb = FAULTS["gzip_bomb"].made_body()
    assert len(bomb) < 1_000_000
    assert len(gzip.decompress(bomb)) > 60_000_000
    gentu.faults.add("huge_body", times=1)
    assert len(client.get("/tenants").content) > 8 * 1024 * 1024
    with pytest.raises(RecursionError):
        json.loads(FAULTS["json_deep"].made_body())


def test_a_stalled_answer_has_a_head_and_no_body(gentu):
    gentu.faults.add("stall_after_head")
    with asking(gentu) as raw, raw.makefile("rb") as answer:
        head = b"".join(iter(answer.readline, b"\r\n"))
        assert re.search(rb"(?i)\r\ncontent-length: [1-9]", head)
        raw.settimeout(0.2)
        with pytest.raises(TimeoutError):
            answer.read(1)


def test_garbage_is_no_http(gentu):
    gentu.faults.add("garbage_status_line")
    with asking(gentu) as raw:
        assert not raw.recv(100).startswith(b"HTTP/")


@contextlib.contextmanager
def asking(gentu):
    """The bare connection of a request that has been sent."""
    with socket.create_connection(("127.0.0.1", gentu.port), timeout=PATIENCE_S) as raw:
        raw.sendall(b"GET /v1/tenants HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        yield raw
