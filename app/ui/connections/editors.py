"""The steps of the set-up that also stand alone: People, Telehealth types, Sign in again."""

from app.domain.connection import Connection
from app.ui.connections.cards.card_words import reconnect_label
from app.ui.connections.editor import StepEditor
from app.ui.connections.people.step_people import PeopleStep
from app.ui.connections.places import Place
from app.ui.connections.setup.step_connect import ConnectStep
from app.ui.connections.systems import finds_telehealth
from app.ui.connections.types.step_types import TypesStep
from app.ui.language import tr
from app.ui.page import PageContext


def make_editor(context: PageContext, place: Place, connection: Connection) -> StepEditor:
    """The step of `place` for a connection that is set up; `start` fills it."""
    where = f"{connection.system}, {connection.display_name}"
    if place is Place.PEOPLE:
        return StepEditor(
            context,
            PeopleStep(context),
            heading=tr("People — {where}", where=where),
            saved_words=tr("People saved. Today follows your choices."),
        )
    if place is Place.TYPES:
        return StepEditor(
            context,
            TypesStep(context, is_found=finds_telehealth(context.services, connection.pms_type)),
            heading=tr("Telehealth types — {where}", where=where),
            saved_words=tr("Telehealth types saved. Today follows your choices."),
        )
    verb = reconnect_label(connection.last_sync_error_code) or tr("Sign in again")
    return StepEditor(
        context,
        ConnectStep(context, reconnects=True),
        heading=f"{verb} — {where}",
        saved_words=tr(
            "{system} is signed in again. People and types are as before.", system=connection.system
        ),
    )
