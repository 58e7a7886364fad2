"""`GET /api/health`: whether RunSheet answers; the one route without a token."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from app import __version__

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """RunSheet answers."""

    status: Literal["ok"] = "ok"
    version: str = Field(default=__version__, examples=["0.1.0"])


@router.get("/api/health", summary="Whether RunSheet answers", openapi_extra={"security": []})
async def health() -> Health:
    """Needs no token."""
    return Health()
