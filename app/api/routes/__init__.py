"""The routes, thin: parse, call the service, answer. `ROUTERS` is all of them."""

from fastapi import APIRouter

from app.api.routes import (
    bookings,
    connections,
    crms,
    health,
    mapping,
    reports,
    run_sheet,
    syncs,
)

ROUTERS: tuple[APIRouter, ...] = (
    health.router,
    connections.router,
    mapping.router,
    syncs.router,
    run_sheet.router,
    crms.router,
    bookings.router,
    reports.router,
)
