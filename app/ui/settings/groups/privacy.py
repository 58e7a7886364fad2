"""Privacy: what is hidden, and when it hides by itself."""

from collections.abc import Sequence

from app.domain.screen_lock import MINUTES_PREFERENCE
from app.ui.page import PageContext
from app.ui.settings.group import Group
from app.ui.settings.lock_row import LockRow
from app.ui.settings.row import ChoiceRow, Setting, SettingRow
from app.ui.settings.saved import SavedChoices
from app.ui.settings.screens_row import ScreensRow

LEVEL = Setting(
    name="privacy.level",
    title="While privacy is on, show",
    hint="F8 turns privacy on and off.",
    default="initials",
    choices=(("initials", "Initials"), ("times", "Times only"), ("off", "No list at all")),
)
IDLE = Setting(
    name="privacy.idle_minutes",
    title="Hide names when nobody uses this PC",
    hint="Names also hide when this PC locks. Only a person shows them again.",
    default="2",
    choices=(
        *((str(n), f"After {n} minute{'s' if n > 1 else ''}") for n in (1, 2, 3, 5, 10, 15)),
        ("0", "Never"),
    ),
)
PEEK = Setting(
    name="privacy.peek_seconds",
    title="A name that was looked up hides again",
    hint="While privacy is on, Enter shows one row.",
    default="20",
    choices=(
        *((str(n), f"After {n} seconds") for n in (10, 20, 60, 200)),
        ("0", "When it is closed"),
    ),
)

LOCK_MINUTES = Setting(
    name=MINUTES_PREFERENCE,
    title="Lock when nobody uses this PC",
    hint="Counts while the lock above is on.",
    default="5",
    choices=(
        *((str(n), f"After {n} minute{'s' if n > 1 else ''}") for n in (1, 2, 5, 10, 15, 30)),
        ("0", "Only when this PC locks"),
    ),
)


def make_rows(context: PageContext, saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    rows = [ChoiceRow(each, saved, theme=context.theme) for each in (LEVEL, IDLE, PEEK)]
    minutes = ChoiceRow(LOCK_MINUTES, saved, theme=context.theme)
    return (*rows, ScreensRow(context), LockRow(context), minutes)


GROUP = Group(name="privacy", title="Privacy", make_rows=make_rows)
