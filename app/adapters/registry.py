"""Every adapter, one line each."""

from app.adapters.base import PmsSpec
from app.adapters.crm import ghl, hubspot, salesforce
from app.adapters.crm_base import CrmSpec
from app.adapters.pms import gentu, halaxy, medirecords

PMS_SPECS: dict[str, PmsSpec] = {
    spec.pms_type: spec
    for spec in (
        gentu.SPEC,
        medirecords.SPEC,
        halaxy.SPEC,
    )
}

CRM_SPECS: dict[str, CrmSpec] = {
    spec.provider: spec
    for spec in (
        ghl.SPEC,
        salesforce.SPEC,
        hubspot.SPEC,
    )
}
