"""Data: how long RunSheet keeps what, and where its files are on this PC."""

from collections.abc import Sequence

from app.domain.retention import FUTURE_DAYS, FUTURE_DEFAULT, PAST_DAYS, PAST_DEFAULT
from app.ui.page import PageContext
from app.ui.settings.audit_row import AuditRow
from app.ui.settings.folder_row import FolderRow
from app.ui.settings.group import Group
from app.ui.settings.purge_row import PurgeRow
from app.ui.settings.put_aside_row import PutAsideRow
from app.ui.settings.row import ChoiceRow, Setting, SettingRow
from app.ui.settings.saved import SavedChoices
from app.ui.widgets.controls import make_button

PAST = Setting(
    name=PAST_DAYS,
    title="Keep past days",
    hint="So long an old day says who came. After that only its counts stay.",
    default=str(PAST_DEFAULT),
    choices=tuple((str(days), f"{days} days") for days in (7, 14, 30, 60, 90)),
)
AHEAD = Setting(
    name=FUTURE_DAYS,
    title="Keep days ahead",
    hint="Days farther ahead that somebody looked at are forgotten, and read again when needed.",
    default=str(FUTURE_DEFAULT),
    choices=tuple((str(days), f"{days} days") for days in (14, 30, 60, 90, 180)),
)


def make_rows(context: PageContext, saved: SavedChoices) -> Sequence[SettingRow]:
    """The rows, top to bottom."""
    theme = context.theme
    return (
        ChoiceRow(PAST, saved, theme=theme),
        ChoiceRow(AHEAD, saved, theme=theme),
        PurgeRow(context),
        PutAsideRow(context),
        FolderRow(context),
        _downtime_row(context),
        AuditRow(context),
    )


def _downtime_row(context: PageContext) -> SettingRow:
    row = SettingRow(
        "Downtime pack",
        "The lists of today and the next working day as an encrypted PDF, for a morning without "
        "internet. Made again after each check.",
        name="downtime",
        theme=context.theme,
    )
    open_it = context.navigator.open_downtime
    row.put(make_button("Open downtime pack", name="open_downtime", on_click=open_it))
    return row


GROUP = Group(name="data", title="Data", make_rows=make_rows)
