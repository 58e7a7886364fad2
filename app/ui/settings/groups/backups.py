"""Backups: the list of them, one more now, and putting one back."""

from collections.abc import Sequence

from app.ui.page import PageContext
from app.ui.settings.backups_row import BackupsRow
from app.ui.settings.group import Group
from app.ui.settings.row import SettingRow
from app.ui.settings.saved import SavedChoices


def make_rows(context: PageContext, _saved: SavedChoices) -> Sequence[SettingRow]:
    """The one row."""
    return (BackupsRow(context),)


GROUP = Group(name="backups", title="Backups", make_rows=make_rows)
