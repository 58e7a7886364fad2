"""One MediRecords to run: its address and its token."""

import collections.abc as c
import contextlib

from app.sandbox.medirecords.made_up import made_up_medirecords_practice
from app.sandbox.medirecords.practice import MediRecordsPractice
from app.sandbox.medirecords.server import MediRecordsServer, Quirks
from app.sandbox.medirecords.tokens import FHIR_TOKEN, ApiTokens
from app.sandbox.vendor import VendorSandbox


class MediRecordsSandbox(VendorSandbox[MediRecordsPractice]):
    """A MediRecords server with its practice (see `running_medirecords`)."""

    vendor = "medirecords"
    fhir_token = FHIR_TOKEN

    def __init__(
        self,
        practice: MediRecordsPractice | None = None,
        *,
        latency_s: float = 0,
        quota_per_minute: int | None = None,
        quirks: Quirks | None = None,
        tokens: ApiTokens | None = None,
    ) -> None:
        practice = practice or made_up_medirecords_practice()
        self.tokens = tokens or ApiTokens()
        super().__init__(
            practice,
            MediRecordsServer(practice, tokens=self.tokens, quirks=quirks or Quirks()),
            latency_s=latency_s,
            quota_per_minute=quota_per_minute,
            own_actions={"revoke-token": self.tokens.revoke_token},
        )

    @property
    def base_url(self) -> str:
        return f"{self.origin}/v1"

    @property
    def environment(self) -> dict[str, str]:
        return {"RUNSHEET_MEDIRECORDS_BASE_URL": self.base_url}

    @property
    def sign_in(self) -> dict[str, str]:
        return {"practiceId": self.account_id, "apiToken": self.tokens.api_token}

    @property
    def secrets(self) -> tuple[str, ...]:
        """The token, and the links that open a patient's video call."""
        links = (
            link
            for row in self.practice.appointments()
            for link in (row.link_for_patient, row.link_for_provider)
        )
        return (self.tokens.api_token, *(link for link in links if link))


@contextlib.contextmanager
def running_medirecords(
    practice: MediRecordsPractice | None = None,
    *,
    port: int = 0,
    latency_s: float = 0,
    quota_per_minute: int | None = None,
    quirks: Quirks | None = None,
    tokens: ApiTokens | None = None,
) -> c.Iterator[MediRecordsSandbox]:
    """A MediRecords that listens on the loopback while the block runs."""
    sandbox = MediRecordsSandbox(
        practice,
        latency_s=latency_s,
        quota_per_minute=quota_per_minute,
        quirks=quirks,
        tokens=tokens,
    )
    with sandbox.running(port=port):
        yield sandbox
