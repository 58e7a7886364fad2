"""MediRecords (Connect REST API), as in shared/contracts/medirecords.openapi.yaml."""

from typing import TYPE_CHECKING

from app.adapters.base import CredentialField, PmsAccount, PmsAdapter, PmsSpec, RateLimit
from app.domain.connection import FieldKind, SignInField
from app.domain.said import say
from app.domain.web_page import WebPage

if TYPE_CHECKING:
    from app.adapters.http import HttpClient


def _open(http: "HttpClient", account: PmsAccount) -> PmsAdapter:
    from app.adapters.pms.medirecords.client import MediRecordsAdapter

    return MediRecordsAdapter.open(http, account)


SPEC = PmsSpec(
    pms_type="medirecords",
    label="MediRecords",
    base_urls={"au": "https://api.medirecords.com/v1"},
    base_url_environment="RUNSHEET_MEDIRECORDS_BASE_URL",
    credential_fields=(CredentialField(name="apiToken"),),
    # MediRecords has "recommended thresholds" without a number that we could read. A request per
    # patient makes the first sync of a busy practice about 250: five a second lets it finish within
    # its minute, and an unchanged day costs three. Where that is too much, a 429 tells us.
    rate_limit=RateLimit(requests=300),
    uses_pairing_code=False,
    flags_telehealth=True,
    sign_in_steps=(
        say(
            "Ask MediRecords (your Customer Success Manager) for your practice ID and the API "
            "token for RunSheet."
        ),
        say("The token for FHIR doesn't work here."),
        say("Copy both from their answer and paste them here."),
    ),
    sign_in_fields=(
        SignInField(
            name="practiceId",
            label=say("Practice ID"),
            hint=say(
                "36 letters, numbers and dashes, such as 1f0c7b1e-5a5e-4c66-9f0b-0a2f5d8e0001."
            ),
        ),
        SignInField(
            name="apiToken",
            label=say("API token"),
            hint=say("A long row of letters and numbers, from MediRecords."),
            kind=FieldKind.SECRET,
        ),
    ),
    # No public status page is known.
    trouble_page=WebPage(
        words=say("help page"), address="https://support.medirecords.com/hc/en-us"
    ),
    people_help=(
        say("In MediRecords, open More, Settings, Subscription Details, Users."),
        say(
            "Look whether everybody who sees patients is active, and has a provider number under "
            "Identifiers. Without one MediRecords leaves them out of its calendar."
        ),
        say(
            "Look whether the practice ID here is that of the practice they work in: MediRecords "
            "lists people by practice."
        ),
    ),
    open=_open,
    times_have_zone=False,
)
