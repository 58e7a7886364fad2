"""Gentu's page of appointments: rows, the patients that came along, the cursor of the next page."""

from typing import Any

from app.adapters.answer import Answer
from app.adapters.passes import Page
from app.adapters.values import read_id, record_id
from app.domain.errors import BadAnswer


def read_page(answer: Answer) -> Page:
    """The decoded page; raises BadAnswer."""
    page: dict[str, Any] = answer.json_object()
    if not isinstance(page.get("appointments"), list):
        raise BadAnswer(system=answer.system)
    return Page(
        records=page["appointments"],
        included=_by_id(page.get("patients")),
        next_cursor=_next_cursor(page, answer),
    )


def _next_cursor(page: dict[str, Any], answer: Answer) -> str | None:
    pagination = page.get("pagination")
    if not isinstance(pagination, dict) or "next" not in pagination:
        raise BadAnswer(system=answer.system)
    cursor = pagination["next"]
    if cursor is not None and read_id(cursor) is None:
        raise BadAnswer(system=answer.system)
    return read_id(cursor)


def _by_id(records: Any) -> dict[str, Any]:
    if not isinstance(records, list):
        return {}
    return {found: one for one in records if (found := record_id(one)) is not None}
