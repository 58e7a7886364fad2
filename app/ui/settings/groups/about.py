"""About: the version, and whose work RunSheet stands on."""

from collections.abc import Sequence

from app.services.pc.build import this_build
from app.ui.page import PageContext
from app.ui.settings.group import Group
from app.ui.settings.licences_row import LicencesRow
from app.ui.settings.row import SettingRow
from app.ui.settings.saved import SavedChoices


def make_rows(context: PageContext, _saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    version = SettingRow("Version", this_build().words, name="version", theme=context.theme)
    return (version, LicencesRow(context))


GROUP = Group(name="about", title="About", make_rows=make_rows)
