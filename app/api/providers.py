"""The `{provider}` of a path: a CRM that RunSheet knows, or 404."""

from typing import Annotated

from fastapi import Depends, HTTPException, Path

from app.api.scopes import ServicesOf
from app.services.crm.service import CRM_LABELS


async def _known(
    provider: Annotated[
        str, Path(json_schema_extra={"enum": list(CRM_LABELS)}, examples=["hubspot"])
    ],
    services: ServicesOf,
) -> str:
    if not services.crm.knows(provider):
        raise HTTPException(404)
    return provider


Crm = Annotated[str, Depends(_known)]
