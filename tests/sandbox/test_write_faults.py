"""Faults of writes: each says whether the request was carried out, and when."""

import httpx
import pytest

from app.sandbox import WRITE_FAULTS
from tests.support.waiting import wait_until


@pytest.fixture
def pair(gentu, sign_in):
    """A write that can be seen: the practice lets the app in. Gives its answer."""
    client = sign_in(gentu)
    gentu.practice.revoke()

    def put():
        return client.put(f"/apps/{gentu.app_id}/pairing/ABCD1234")

    return put


@pytest.fixture
def is_done(gentu):
    return lambda: gentu.practice.access == "enabled"


def lose_the_answer(gentu, pair, fault, **more):
    gentu.faults.add(fault, method="PUT", times=1, **more)
    with pytest.raises(httpx.TransportError):
        pair()
    wait_until(lambda: gentu.requests[-1].fault == fault)
    assert gentu.requests[-1].status is None


def test_a_503_before_does_nothing(gentu, pair, is_done):
    gentu.faults.add("status_503_before", times=1)
    assert (pair().status_code, is_done()) == (503, False)
    assert (pair().status_code, is_done()) == (200, True)
    assert [r.fault for r in gentu.requests[-2:]] == ["status_503_before", None]


def test_a_500_after_has_done_it(gentu, pair, is_done):
    gentu.faults.add("status_500_after", times=1)
    assert (pair().status_code, is_done()) == (500, True)


def test_a_lost_answer_has_done_it(gentu, pair, is_done):
    lose_the_answer(gentu, pair, "lost_answer")
    assert is_done()


def test_a_late_commit_is_done_once_when_the_test_says_so(gentu, pair, is_done):
    lose_the_answer(gentu, pair, "late_commit")
    assert not is_done()
    assert [answer.status for answer in gentu.commit_late()] == [200]
    assert is_done()
    assert gentu.commit_late() == []


def test_a_late_commit_is_done_by_itself_after_its_seconds(gentu, pair, is_done):
    lose_the_answer(gentu, pair, "late_commit", seconds=0.05)
    wait_until(is_done)
    assert gentu.commit_late() == []


def test_what_a_late_commit_is_refused_is_told(gentu, pair):
    lose_the_answer(gentu, pair, "late_commit")
    pair()
    assert [answer.status for answer in gentu.commit_late()] == [409]


def test_a_fault_of_a_write_is_armed_over_http_too(gentu, pair, is_done):
    arm = {"name": "late_commit", "method": "PUT", "times": 1, "seconds": 0.05}
    assert httpx.post(f"{gentu.control_url}/fault", json=arm).json() == {"ok": True}
    with pytest.raises(httpx.TransportError):
        pair()
    wait_until(is_done)


def test_the_names_of_both_kinds_are_known(gentu):
    assert set(WRITE_FAULTS) <= set(gentu.faults.names)
    assert set(WRITE_FAULTS) == {
        "status_503_before",
        "status_500_after",
        "lost_answer",
        "late_commit",
    }
