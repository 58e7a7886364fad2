"""A running Gentu with the practice of Thursday, 15 January 2026, and a signed-in client."""

import datetime as dt

import httpx
import pytest

from app.sandbox import made_up_practice, running_gentu
from tests.support.waiting import PATIENCE_S

DAY = dt.date(2026, 1, 15)


@pytest.fixture
def gentu():
    with running_gentu(made_up_practice(DAY), paired=True) as sandbox:
        yield sandbox


@pytest.fixture
def sign_in():
    """Gives a client of a sandbox that carries a token."""
    clients = []

    def signed_in(sandbox):
        client = httpx.Client(base_url=sandbox.base_url, timeout=PATIENCE_S)
        clients.append(client)
        token = client.post(
            "/oauth2/token",
            data={"grant_type": "client_credentials"},
            auth=(sandbox.client_id, sandbox.client_secret),
        ).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        return client

    yield signed_in
    for client in clients:
        client.close()


@pytest.fixture
def client(gentu, sign_in):
    return sign_in(gentu)


@pytest.fixture
def day_query(gentu):
    """The appointments query of the first practitioner's day."""
    return {
        "fromDate": "2026-01-15T00:00:00.000+11:00",
        "toDate": "2026-01-15T23:59:59.999+11:00",
        "practitionerId": gentu.practice.practitioners()[0].id,
        "limit": "5",
    }


@pytest.fixture
def all_pages(client, gentu):
    """Follows the cursor to the end; gives the pages."""

    def pages(query):
        found, cursor = [], None
        while True:
            params = query if cursor is None else {**query, "cursor": cursor}
            page = client.get(f"/tenants/{gentu.tenant_id}/appointments", params=params).json()
            found.append(page)
            cursor = page["pagination"]["next"]
            if cursor is None:
                return found

    return pages
