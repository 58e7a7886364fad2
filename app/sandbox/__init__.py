"""The vendors' servers in small, written from their contracts; knows nothing else of `app`.

    with running_gentu() as gentu:
        gentu.base_url, gentu.app_id, gentu.client_id, gentu.client_secret
        gentu.practice.cancel(appointment_id)
        gentu.faults.add("status_503", path="/appointments", times=1)
        assert gentu.violations == []

Pairing codes are described in `app.sandbox.gentu.server`, steering from another process in
`app.sandbox.control`, faults by name in `FAULTS`.
"""

from app.sandbox.fault_catalogue import FAULTS, WRITE_FAULTS
from app.sandbox.fault_kinds import Fault, FaultKind
from app.sandbox.faults import Faults
from app.sandbox.foreground import PortUnusable, run_foreground, serve
from app.sandbox.gentu.bulk import bulk_practice
from app.sandbox.gentu.made_up import made_up_practice
from app.sandbox.gentu.pages import CursorStyle
from app.sandbox.gentu.practice import Practice, Unknown
from app.sandbox.gentu.records import Appointment, AppointmentType, Patient, Practitioner
from app.sandbox.gentu.sandbox import GentuSandbox, running_gentu
from app.sandbox.gentu.tokens import Tokens
from app.sandbox.ghl.access import Quirks as GhlQuirks
from app.sandbox.ghl.book import GhlBook
from app.sandbox.ghl.sandbox import GhlSandbox, made_up_ghl_book, running_ghl
from app.sandbox.halaxy.bulk import bulk_halaxy_practice
from app.sandbox.halaxy.bundles import LinkStyle as HalaxyLinkStyle
from app.sandbox.halaxy.made_up import made_up_halaxy_practice
from app.sandbox.halaxy.sandbox import HalaxySandbox, running_halaxy
from app.sandbox.halaxy.tokens import Tokens as HalaxyTokens
from app.sandbox.hubspot.account import HubSpotAccount
from app.sandbox.hubspot.sandbox import HubSpotSandbox, running_hubspot
from app.sandbox.journal import RequestRecord, most_at_once
from app.sandbox.medirecords.bulk import bulk_medirecords_practice
from app.sandbox.medirecords.codes import CodeShape as MediRecordsCodeShape
from app.sandbox.medirecords.codes import CodeStyle as MediRecordsCodeStyle
from app.sandbox.medirecords.made_up import made_up_medirecords_practice
from app.sandbox.medirecords.practice import MediRecordsPractice
from app.sandbox.medirecords.sandbox import MediRecordsSandbox, running_medirecords
from app.sandbox.medirecords.server import Quirks as MediRecordsQuirks
from app.sandbox.medirecords.tokens import ApiTokens as MediRecordsTokens
from app.sandbox.salesforce.access import Access as SalesforceAccess
from app.sandbox.salesforce.org import SalesforceOrg
from app.sandbox.salesforce.org import Setup as SalesforceSetup
from app.sandbox.salesforce.sandbox import (
    SalesforceSandbox,
    made_up_salesforce_org,
    running_salesforce,
)
from app.sandbox.served import ServedSandbox
from app.sandbox.vendor import VendorSandbox

__all__ = [
    "FAULTS",
    "WRITE_FAULTS",
    "Appointment",
    "AppointmentType",
    "CursorStyle",
    "Fault",
    "FaultKind",
    "Faults",
    "GentuSandbox",
    "GhlBook",
    "GhlQuirks",
    "GhlSandbox",
    "HalaxyLinkStyle",
    "HalaxySandbox",
    "HalaxyTokens",
    "HubSpotAccount",
    "HubSpotSandbox",
    "MediRecordsCodeShape",
    "MediRecordsCodeStyle",
    "MediRecordsPractice",
    "MediRecordsQuirks",
    "MediRecordsSandbox",
    "MediRecordsTokens",
    "Patient",
    "PortUnusable",
    "Practice",
    "Practitioner",
    "RequestRecord",
    "SalesforceAccess",
    "SalesforceOrg",
    "SalesforceSandbox",
    "SalesforceSetup",
    "ServedSandbox",
    "Tokens",
    "Unknown",
    "VendorSandbox",
    "bulk_halaxy_practice",
    "bulk_medirecords_practice",
    "bulk_practice",
    "made_up_ghl_book",
    "made_up_halaxy_practice",
    "made_up_medirecords_practice",
    "made_up_practice",
    "made_up_salesforce_org",
    "most_at_once",
    "run_foreground",
    "running_gentu",
    "running_ghl",
    "running_halaxy",
    "running_hubspot",
    "running_medirecords",
    "running_salesforce",
    "serve",
]
