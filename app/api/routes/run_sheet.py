"""The run sheet of a day, its columns, rows by hand and local edits."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from app.api.bodies import run_sheet as bodies
from app.api.bodies.common import Day, Done, also
from app.api.bodies.mapping import Clinician
from app.api.scopes import NAMES_PEOPLE, ServicesOf, needs
from app.domain.api_access import Scope
from app.services.sheet.run_sheet_json import appointment_json

router = APIRouter(prefix="/api/run-sheet", tags=["run sheet"])

_READ, _BOOK = [needs(Scope.READ)], [needs(Scope.BOOK)]


@router.get(
    "",
    dependencies=[*_READ, NAMES_PEOPLE],
    response_model=bodies.RunSheet,
    responses=also(423),
    summary="Show the run sheet of a day",
)
async def show_run_sheet(
    services: ServicesOf, date: Annotated[Day | None, Query()] = None
) -> Response:
    """As it is stored; today's without `date`."""
    return Response(await services.run_sheet.sheet_bytes(date), media_type="application/json")


@router.get(
    "/clinicians",
    dependencies=_READ,
    response_model=bodies.ClinicianList,
    summary="List the run sheet's columns",
)
async def list_clinicians(services: ServicesOf) -> Any:
    """In their order."""
    columns = await services.run_sheet.clinicians()
    return {"clinicians": [{"id": each.id, "name": each.name} for each in columns]}


@router.post(
    "/clinicians",
    dependencies=_BOOK,
    status_code=201,
    response_model=Clinician,
    responses=also(409),
    summary="Add a column by hand",
)
async def add_clinician(body: bodies.NewClinician, services: ServicesOf) -> Any:
    """409: there is one of that name."""
    added = await services.desk.add_clinician(body.name)
    columns = await services.run_sheet.clinicians()
    return next({"id": each.id, "name": each.name} for each in columns if each.id == added)


@router.post(
    "/appointments",
    dependencies=_BOOK,
    status_code=201,
    response_model=bodies.Appointment,
    summary="Add a row by hand",
)
async def add_appointment(body: bodies.NewAppointment, services: ServicesOf) -> Any:
    """It is in this app only."""
    return appointment_json(await services.desk.row(await services.desk.add_row(body.row())))


@router.patch(
    "/appointments/{id}",
    dependencies=[*_BOOK, NAMES_PEOPLE],
    response_model=bodies.Appointment,
    responses=also(404, 409, 423),
    summary="Change a row in this app only",
)
async def change_appointment(
    id: str,  # noqa: A002
    body: bodies.AppointmentPatch,
    services: ServicesOf,
) -> Any:
    """The practice system is not told, and wins when it says something else."""
    await services.desk.change(id, body.changes())
    return appointment_json(await services.desk.row(id))


@router.delete(
    "/appointments/{id}",
    dependencies=_BOOK,
    response_model=Done,
    responses=also(404, 409),
    summary="Remove a row that was added by hand",
)
async def delete_appointment(id: str, services: ServicesOf) -> Any:  # noqa: A002
    """A row of a practice system can't be removed here (409)."""
    await services.desk.delete_manual_row(id)
    return {"success": True, "message": "Appointment deleted"}
