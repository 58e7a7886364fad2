"""Bookings: which CRMs they are sent to, and how long a cancellation can be undone."""

from collections.abc import Sequence

from app.services.crm.service import CRM_LABELS
from app.ui.page import PageContext
from app.ui.settings.crm_row import CrmRow
from app.ui.settings.group import Group
from app.ui.settings.row import ChoiceRow, Setting, SettingRow
from app.ui.settings.saved import SavedChoices

UNDO = Setting(
    name="bookings.undo_seconds",
    title="A cancelled booking can be brought back for",
    hint="Until then nothing is sent to the CRM.",
    default="10",
    choices=tuple((str(n), f"{n} seconds") for n in (10, 20, 60, 100)),
)


def make_rows(context: PageContext, saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    crms = [CrmRow(context, provider, name) for provider, name in CRM_LABELS.items()]
    return (*crms, ChoiceRow(UNDO, saved, theme=context.theme))


GROUP = Group(name="crm", title="Bookings", make_rows=make_rows)
