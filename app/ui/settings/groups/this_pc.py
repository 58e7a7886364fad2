"""This PC: what it is called where more than one stands at the desk."""

import platform
from collections.abc import Sequence

from app.ui.page import PageContext
from app.ui.settings.group import Group
from app.ui.settings.row import Setting, SettingRow, TextRow
from app.ui.settings.saved import SavedChoices


def make_rows(context: PageContext, saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    name = Setting(
        name="pc.name",
        title="Name of this PC",
        hint="Shown at the foot of the menu and in a support file.",
        default=platform.node() or "This PC",
    )
    return (TextRow(name, saved, theme=context.theme),)


GROUP = Group(name="this_pc", title="This PC", make_rows=make_rows)
