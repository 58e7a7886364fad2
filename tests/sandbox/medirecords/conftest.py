"""A running MediRecords with the practice of Thursday, 15 January 2026, and a client of it."""

import datetime as dt

import httpx
import pytest

from app.sandbox import made_up_medirecords_practice, running_medirecords
from tests.support.waiting import PATIENCE_S

DAY = dt.date(2026, 1, 15)


@pytest.fixture
def medirecords():
    with running_medirecords(made_up_medirecords_practice(DAY)) as sandbox:
        yield sandbox


@pytest.fixture
def client_of():
    """Gives a client of a sandbox that carries its token."""
    clients = []

    def made(sandbox, token=None):
        headers = {"Authorization": f"Bearer {token or sandbox.tokens.api_token}"}
        clients.append(httpx.Client(base_url=sandbox.base_url, timeout=PATIENCE_S, headers=headers))
        return clients[-1]

    yield made
    for client in clients:
        client.close()


@pytest.fixture
def client(medirecords, client_of):
    return client_of(medirecords)


@pytest.fixture
def home(medirecords):
    """The path of the practice."""
    return f"/practices/{medirecords.account_id}"


@pytest.fixture
def day_query():
    return {
        "appointmentDateRangeStart": "2026-01-15T00:00",
        "appointmentDateRangeEnd": "2026-01-15T23:59",
    }


@pytest.fixture
def all_pages(client, home):
    """Reads on until the last page; gives the pages."""

    def pages(query, path="/appointments"):
        found = []
        while not found or not found[-1]["last"]:
            params = {**query, "page": len(found)}
            found.append(client.get(home + path, params=params).json())
        return found

    return pages
