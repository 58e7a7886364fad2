"""Notifications: which faults and changes may pop up on this PC."""

from collections.abc import Sequence

from app.ui.page import PageContext
from app.ui.settings.group import Group
from app.ui.settings.row import ChoiceRow, Setting, SettingRow
from app.ui.settings.saved import SavedChoices

LEVEL = Setting(
    name="notify.level",
    title="Tell me about",
    hint="Notifications never show names. When a system needs you to sign in, you are told even "
    "while they are muted. Nothing means none at all.",
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
