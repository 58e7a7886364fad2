"""General: the look, the size of the text, and what closing the window means."""

from collections.abc import Sequence

from app.ui.page import PageContext
from app.ui.settings.autostart_row import AutostartRow
from app.ui.settings.group import Group
from app.ui.settings.row import ChoiceRow, Setting, SettingRow, SwitchRow
from app.ui.settings.saved import SavedChoices
from app.ui.theme import SchemeChoice

THEME = Setting(
    name="theme",
    title="Look",
    hint="Light, dark, or as this PC is set.",
    default="system",
    choices=(("system", "As this PC"), ("light", "Light"), ("dark", "Dark")),
)
TEXT_SIZE = Setting(
    name="text.scale",
    title="Text size",
    hint="Also with Ctrl and + or −.",
    default="1.0",
    choices=tuple((f"{size / 10:.1f}", f"{size * 10} %") for size in range(9, 21)),
)
KEEP_IN_TRAY = Setting(
    name="window.keep_in_tray",
    title="Keep checking when the window is closed",
    hint="RunSheet stays beside the clock and keeps the list up to date.",
    default="yes",
    choices=(("yes", "on"), ("no", "off")),
)


def make_rows(context: PageContext, saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    theme = context.theme
    return (
        AutostartRow(context),
        SwitchRow(KEEP_IN_TRAY, saved, theme=theme),
        ChoiceRow(THEME, saved, theme=theme, apply=lambda value: theme.choose(SchemeChoice(value))),
        ChoiceRow(
            TEXT_SIZE,
            saved,
            theme=theme,
            apply=lambda value: theme.choose(theme.choice, scale=float(value)),
        ),
    )


GROUP = Group(name="general", title="General", make_rows=make_rows)
