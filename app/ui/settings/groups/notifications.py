"""Notifications: which faults and changes may pop up on this PC."""

from collections.abc import Sequence

from app.ui.page import PageContext
from app.ui.settings.group import Group
from app.ui.settings.row import ChoiceRow, Setting, SettingRow
from app.ui.settings.saved import SavedChoices

LEVEL = Setting(
    name="notify.level",
    title="Tell me about",
    hint="Names never appear in a notification. A needed sign-in is told even while notifications "
    "are muted; Nothing tells nothing at all.",
    default="faults",
    choices=(
        ("off", "Nothing"),
        ("faults", "Faults"),
        ("people", "Faults and changes to today's list"),
        ("everything", "Everything"),
    ),
)


def make_rows(context: PageContext, saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    return (ChoiceRow(LEVEL, saved, theme=context.theme),)


GROUP = Group(name="notifications", title="Notifications", make_rows=make_rows)
