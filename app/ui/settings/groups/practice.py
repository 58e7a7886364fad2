"""Practice: when it is open, which decides how often the list is checked."""

from collections.abc import Sequence

from app.domain.opening_hours import DEFAULT_HOURS, HOURS_PREFERENCE, opening_hours_of
from app.ui.page import PageContext
from app.ui.settings.group import Group
from app.ui.settings.hours_row import ClosedDaysRow, HoursRow
from app.ui.settings.hours_words import hours_words
from app.ui.settings.row import Setting, SettingRow
from app.ui.settings.saved import SavedChoices

HOURS = Setting(
    name=HOURS_PREFERENCE,
    title="Opening hours",
    hint="The list is checked from half an hour before opening until closing, practice time.",
    default=DEFAULT_HOURS.to_text(),
    tell=lambda value: hours_words(opening_hours_of(value)),
)


def make_rows(context: PageContext, saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    theme = context.theme
    return (HoursRow(HOURS, saved, theme=theme), ClosedDaysRow(HOURS, saved, theme=theme))


GROUP = Group(name="practice", title="Practice", make_rows=make_rows)
