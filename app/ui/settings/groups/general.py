"""General: the look, the size of the text, and what closing the window means."""

from collections.abc import Sequence

from app.domain.said import say
from app.services.language import ENGLISH, LANGUAGE, LIKE_THIS_PC, keep_language
from app.ui.language import LANGUAGES
from app.ui.page import PageContext
from app.ui.settings.autostart_row import AutostartRow
from app.ui.settings.group import Group
from app.ui.settings.row import ChoiceRow, Setting, SettingRow, SwitchRow
from app.ui.settings.saved import SavedChoices
from app.ui.theme import SchemeChoice

THEME = Setting(
    name="theme",
    title=say("Look"),
    hint=say("Light, dark, without fills, or as this PC is set."),
    default="system",
    choices=(
        ("system", say("As this PC")),
        ("light", say("Light")),
        ("dark", say("Dark")),
        ("contrast", say("High contrast")),
    ),
)
WORDS = Setting(
    name=LANGUAGE,
    title=say("Language"),
    hint=say("Of the window; exports and logs stay in English. In force at the next start."),
    default=ENGLISH,
    choices=((LIKE_THIS_PC, say("As this PC")), *LANGUAGES.items()),
)
TEXT_SIZE = Setting(
    name="text.scale",
    title=say("Text size"),
    hint=say("Also with Ctrl and + or −."),
    default="1.0",
    choices=tuple((f"{size / 10:.1f}", f"{size * 10} %") for size in range(9, 21)),
)
KEEP_IN_TRAY = Setting(
    name="window.keep_in_tray",
    title=say("Keep checking when the window is closed"),
    hint=say("RunSheet stays beside the clock and keeps the list up to date."),
    default="yes",
    choices=(("yes", say("on")), ("no", say("off"))),
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
        ChoiceRow(
            WORDS,
            saved,
            theme=theme,
            apply=lambda value: keep_language(context.services.settings.data_dir, value),
        ),
    )


GROUP = Group(name="general", title=say("General"), make_rows=make_rows)
