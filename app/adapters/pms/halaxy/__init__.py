"""Halaxy (its dialect of FHIR), as in shared/contracts/halaxy.openapi.yaml."""

from typing import TYPE_CHECKING

from app.adapters.base import CredentialField, PmsAccount, PmsAdapter, PmsSpec, RateLimit
from app.domain.connection import FieldKind, SignInField
from app.domain.said import say
from app.domain.web_page import WebPage

if TYPE_CHECKING:
    from app.adapters.http import HttpClient


def _open(http: "HttpClient", account: PmsAccount) -> PmsAdapter:
    from app.adapters.pms.halaxy.client import HalaxyAdapter

    return HalaxyAdapter.open(http, account)


SPEC = PmsSpec(
    pms_type="halaxy",
    label="Halaxy",
    base_urls={
        "au": "https://au-api.halaxy.com/main",
        "eu": "https://eu-api.halaxy.com/main",
    },
    base_url_environment="RUNSHEET_HALAXY_BASE_URL",
    credential_fields=(
        CredentialField(name="clientId"),
        CredentialField(name="clientSecret"),
    ),
    rate_limit=RateLimit(requests=500),
    uses_pairing_code=False,
    flags_telehealth=True,
    # Where the key is made, as developers.halaxy.com/docs/authentication says it.
    sign_in_steps=(
        say("The owner of your Halaxy account buys the Halaxy API on the Add-ons page in Halaxy."),
        say(
            "The owner opens Halaxy's developer page and creates an API key for RunSheet "
            "(developers.halaxy.com/docs/authentication shows the way)."
        ),
        say("Give the key Retrieve for Appointments, Practitioners and Patients, nothing else."),
        say("Copy the client ID and the client secret that Halaxy shows, and paste them here."),
    ),
    sign_in_fields=(
        SignInField(
            name="region",
            label=say("Where your practice is"),
            kind=FieldKind.CHOICE,
            choices=(
                ("au", say("Australia and elsewhere")),
                ("eu", say("United Kingdom and Europe")),
            ),
        ),
        SignInField(
            name="clientId",
            label=say("Client ID"),
            hint=say("Halaxy shows it when the API key is created."),
        ),
        SignInField(
            name="clientSecret",
            label=say("Client secret"),
            hint=say(
                "It stands beside the client ID. Keep it private: it opens your practice's data."
            ),
            kind=FieldKind.SECRET,
        ),
    ),
    # No public status page is known.
    trouble_page=WebPage(words=say("help page"), address="https://support.halaxy.com/"),
    people_help=(
        say(
            "In Halaxy, look whether everybody who sees patients is active and belongs to a clinic."
        ),
        say(
            "Whoever made the API key for RunSheet looks whether it has Retrieve for "
            "Practitioners. Without that Halaxy shows this PC nobody."
        ),
        say("Look whether the key is of the practice group they work in."),
    ),
    open=_open,
)
