"""What a desk does with the practice systems, right and wrong: keys, codes, people, rows."""

from collections.abc import Awaitable
from typing import Any

from app.domain.appointment import AppointmentStatus
from app.domain.errors import RunSheetError
from app.services.connections.new_keys import NewKeys
from app.services.connections.service import ConnectionChanges
from app.services.sheet.desk import EditChanges, ManualRow
from tests.proofs.canary.office import CODE, GENTU_KEYS, Office
from tests.proofs.canary.people import CANARIES
from tests.support.desk import DAY, NOON, Desk


async def refused(office: Office, act: Awaitable[Any]) -> None:
    """It must be; what the person is told is kept to be searched."""
    try:
        await act
    except RunSheetError as error:
        office.watch.keep_texts("error sentences", [str(error), repr(error), str(vars(error))])
    else:
        raise AssertionError("that should have been refused")


async def connect_all(office: Office) -> None:
    """Each with wrong keys first, everybody mapped."""
    for name in office.practices:
        await _connect(office, name)


async def _connect(office: Office, name: str) -> None:
    sandbox, services = office.practices[name], office.services
    connection = await services.connections.create(name)
    if name == "gentu":
        await _pair(office, connection.id)
    else:
        secret = "apiToken" if name == "medirecords" else "clientSecret"
        wrong = sandbox.sign_in | {secret: f"wr0ng-{sandbox.sign_in[secret]}"}
        office.secrets.add(wrong[secret])
        await refused(office, services.sign_in.check(connection.id, wrong))
        checked = await services.sign_in.check(connection.id, sandbox.sign_in)
        zone = sandbox.practice.tzinfo.key
        await services.sign_in.accept(connection.id, checked, timezone=zone)
    desk = Desk(services, sandbox, office.clock, connection.id)
    office.desks[name] = desk
    people = await services.mapping.people(connection.id, refresh=True)
    await desk.map_people({each.practitioner.pms_practitioner_id for each in people.choices})
    await services.mapping.appointment_types(connection.id, refresh=True)
    changes = ConnectionChanges(sync_enabled=True, sync_telehealth_only=False)
    await services.connections.change(connection.id, changes)
    await services.connections.test(connection.id)


async def _pair(office: Office, connection_id: str) -> None:
    services = office.services
    wrong = GENTU_KEYS | {"clientSecret": "n0t-the-pr4ctices-own"}
    office.secrets.add(wrong["clientSecret"])
    for keys, code in ((wrong, CODE), (GENTU_KEYS, CODE[:4]), (GENTU_KEYS, None)):
        await services.connections.change(
            connection_id, ConnectionChanges(), keys=NewKeys(credentials=keys)
        )
        if code is not None:
            await refused(office, services.sign_in.pair(connection_id, code))
    office.practices["gentu"].practice.pair()
    await services.sign_in.pair(connection_id, CODE)


async def edit_rows(office: Office) -> None:
    """Rows by hand, local edits, notes, a join; and each of them wrong."""
    desk, services = office.services.desk, office.services
    sheet = await services.run_sheet.sheet(DAY)
    row, other = [each for each in sheet.rows if not each.is_off][:2]
    await desk.set_note(row.id, CANARIES[1].note)
    phone = EditChanges(phone=CANARIES[2].phone, status=AppointmentStatus.ARRIVED)
    await desk.change(row.id, phone, seen_updated_at=(await desk.row(row.id)).updated_at)
    await refused(office, desk.change(row.id, EditChanges(phone=CANARIES[2].family)))
    await refused(office, desk.set_note(row.id, CANARIES[3].note * 200))
    await refused(office, desk.set_note(CANARIES[4].family, CANARIES[4].note))
    await refused(office, desk.add_row(_walk_in(other.clinician_id, minutes=9_000)))
    first = await desk.add_row(_walk_in(other.clinician_id))
    second = await desk.add_row(_walk_in(other.clinician_id))
    await desk.change(first, EditChanges(name=(CANARIES[6].given, CANARIES[6].family)))
    await desk.keep_both(first, other.id)
    await desk.join(second, other.id)
    await desk.restore_row(await desk.delete_manual_row(first))
    await services.day_notes.look(DAY)


def _walk_in(clinician_id: str, minutes: int = 15) -> ManualRow:
    who = CANARIES[5]
    return ManualRow(
        start=NOON, minutes=minutes, clinician_id=clinician_id, first_name=who.given,
        last_name=who.family, phone=who.phone, notes=who.note,
    )  # fmt: skip
