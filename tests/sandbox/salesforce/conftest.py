"""A running Salesforce and a client with its session."""

import httpx
import pytest

from app.sandbox.salesforce.sandbox import running_salesforce
from tests.support.waiting import PATIENCE_S


@pytest.fixture
def salesforce():
    with running_salesforce() as sandbox:
        sandbox.org.setup.add_reference_field(is_external_id=True)
        sandbox.org.setup.add_report_object()
        sandbox.org.setup.takes_keys = True
        yield sandbox


@pytest.fixture
def client(salesforce):
    headers = {"Authorization": f"Bearer {salesforce.access.token}"}
    base_url = f"{salesforce.base_url}/services/data/v60.0"
    with httpx.Client(base_url=base_url, headers=headers, timeout=PATIENCE_S) as client:
        yield client


@pytest.fixture
def query(client):
    """Gives the records that a query finds, or the code it is refused with."""

    def asked(soql):
        answer = client.get("/query", params={"q": soql})
        body = answer.json()
        return body["records"] if answer.status_code == 200 else body[0]["errorCode"]

    return asked
