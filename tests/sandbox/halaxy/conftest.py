"""A running Halaxy with the practice of Thursday, 15 January 2026, and a signed-in client."""

import datetime as dt

import httpx
import pytest

from app.sandbox import made_up_halaxy_practice, running_halaxy
from tests.support.waiting import PATIENCE_S

DAY = dt.date(2026, 1, 15)
NAMED = {"Accept": "application/fhir+json", "User-Agent": "Tests (tests@example.com)"}


@pytest.fixture
def halaxy():
    with running_halaxy(made_up_halaxy_practice(DAY)) as sandbox:
        yield sandbox


@pytest.fixture
def sign_in():
    """Gives a client of a sandbox that carries a token."""
    clients = []

    def signed_in(sandbox):
        client = httpx.Client(base_url=sandbox.base_url, timeout=PATIENCE_S, headers=NAMED)
        clients.append(client)
        answer = client.post("/oauth/token", json=key_of(sandbox))
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return client

    yield signed_in
    for client in clients:
        client.close()


def key_of(sandbox):
    return {
        "grant_type": "client_credentials",
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
    }


@pytest.fixture
def key(halaxy):
    return key_of(halaxy)


@pytest.fixture
def client(halaxy, sign_in):
    return sign_in(halaxy)


@pytest.fixture
def day_query():
    """The day's appointments with everybody in them."""
    return [
        ("date", "ge2026-01-15T00:00:00+11:00"),
        ("date", "lt2026-01-16T00:00:00+11:00"),
        ("_include", "Appointment:patient"),
        ("_include", "Appointment:practitioner-role"),
        ("_include:iterate", "PractitionerRole:practitioner"),
        ("_include:iterate", "PractitionerRole:organization"),
    ]


@pytest.fixture
def all_pages(client):
    """Follows the next links to the end, wherever they lead; gives the bundles."""

    def pages(path, params=()):
        bundles, url = [client.get(path, params=list(params)).json()], None
        while url := link(bundles[-1], "next"):
            bundles.append(client.get(url).json())
        return bundles

    return pages


def link(bundle, relation):
    links = {one["relation"]: one["url"] for one in bundle.get("link", ())}
    return links.get(relation)


@pytest.fixture
def ids():
    """The ids of the resources that a search was for, or of those of another mode."""

    def of(*bundles, mode="match"):
        return [
            entry["resource"]["id"]
            for bundle in bundles
            for entry in bundle.get("entry", ())
            if entry["search"]["mode"] == mode
        ]

    return of
