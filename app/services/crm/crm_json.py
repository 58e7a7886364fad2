"""CRMs as JSON: the HTTP API's shape, for every face."""

from collections.abc import Iterable
from typing import Any

from app.domain.crm import CrmProvider


def providers_json(providers: Iterable[CrmProvider]) -> dict[str, Any]:
    """`GET /api/integrations/pms/providers`: which are set up, and what the others lack."""
    return {
        "providers": [
            {
                "id": each.id,
                "label": each.label,
                "baseUrl": each.base_url,
                "configured": each.configured,
                "missing": list(each.missing),
                "timeoutMs": each.timeout_ms,
            }
            for each in providers
        ]
    }
