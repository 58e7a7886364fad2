"""Other programs: the HTTP API in this window, and who may use it."""

from collections.abc import Sequence

from app.ui.page import PageContext
from app.ui.settings.api_programs_row import ApiProgramsRow
from app.ui.settings.api_row import ApiPortRow, ApiSwitchRow
from app.ui.settings.group import Group
from app.ui.settings.row import SettingRow
from app.ui.settings.saved import SavedChoices


def make_rows(context: PageContext, saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    return (ApiSwitchRow(context, saved), ApiPortRow(context, saved), ApiProgramsRow(context))


GROUP = Group(name="api", title="Other programs", make_rows=make_rows)
