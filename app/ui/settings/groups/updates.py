"""Updates: whether RunSheet looks for a newer one, and what it found."""

from collections.abc import Sequence

from app.domain.said import say
from app.services.updates.service import CHECK
from app.ui.page import PageContext
from app.ui.settings.group import Group
from app.ui.settings.row import Setting, SettingRow, SwitchRow
from app.ui.settings.saved import SavedChoices
from app.ui.settings.update_row import UpdateRow

LOOK = Setting(
    name=CHECK,
    title=say("Look for newer versions"),
    hint=say(
        "Once a day. Nothing about this practice or this PC is sent, and nothing is installed."
    ),
    default="yes",
    choices=(("yes", say("on")), ("no", say("off"))),
)


def make_rows(context: PageContext, saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    return (SwitchRow(LOOK, saved, theme=context.theme), UpdateRow(context))


GROUP = Group(name="updates", title=say("Updates"), make_rows=make_rows)
