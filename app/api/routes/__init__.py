"""The routes, thin: parse, call the service, answer. `ROUTERS` is all of them."""

from fastapi import APIRouter

from app.api.routes import health

ROUTERS: tuple[APIRouter, ...] = (health.router,)
