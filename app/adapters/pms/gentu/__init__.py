"""Gentu (Magentus Healthcare API), as in shared/contracts/gentu.openapi.yaml."""

from typing import TYPE_CHECKING

from app.adapters.base import CredentialField, PmsAccount, PmsAdapter, PmsSpec, RateLimit

if TYPE_CHECKING:
    from app.adapters.http import HttpClient


def _open(http: "HttpClient", account: PmsAccount) -> PmsAdapter:
    from app.adapters.pms.gentu.client import GentuAdapter

    return GentuAdapter.open(http, account)


SPEC = PmsSpec(
    pms_type="gentu",
    label="Gentu",
    base_urls={"au": "https://api.pm.magentus.com/v1"},
    base_url_environment="RUNSHEET_GENTU_BASE_URL",
    credential_fields=(
        CredentialField(name="appId", environment="RUNSHEET_GENTU_APP_ID"),
        CredentialField(name="clientId", environment="RUNSHEET_GENTU_CLIENT_ID"),
        CredentialField(name="clientSecret", environment="RUNSHEET_GENTU_CLIENT_SECRET"),
    ),
    rate_limit=RateLimit(requests=60),
    uses_pairing_code=True,
    flags_telehealth=False,
    sign_in_steps=(
        "In Gentu, open Marketplace (left menu).",
        "Find RunSheet and choose Add to Gentu.",
        "Copy the pairing code and paste it here.",
    ),
    open=_open,
)
