"""CRMs as JSON: the HTTP API's shape, for every face."""

from collections.abc import Iterable
from typing import Any

from app.domain.crm import CrmProvider
from app.domain.report_push import PushState, ReportPush


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


def push_json(push: ReportPush) -> dict[str, Any]:
    """`POST /api/integrations/pms/{provider}/performance`: what became of a sending."""
    is_sent = push.state is PushState.DONE
    return {
        "success": is_sent,
        "provider": push.provider,
        "status": "sent" if is_sent else "pending",
        "reportId": push.id,
        "externalId": push.external_id,
        "correlationId": push.correlation_id,
    }
