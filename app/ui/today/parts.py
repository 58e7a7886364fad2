"""What stands on the Today page, for those who work on it."""

from dataclasses import dataclass

from app.ui.page import PageContext
from app.ui.today.details_pane import DetailsPane
from app.ui.today.edit.desk_edits import DeskEdits
from app.ui.today.elsewhere import Elsewhere
from app.ui.today.filter_bar import FilterBar
from app.ui.today.header import Header
from app.ui.today.looking import Looking
from app.ui.today.sync_head import SyncHead
from app.ui.today.view_choice import ViewChoice
from app.ui.today.views import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayParts:
    """`choice` says which of the `views` shows the cards."""

    context: PageContext
    header: Header
    filter_bar: FilterBar
    views: Views
    choice: ViewChoice
    details: DetailsPane
    edits: DeskEdits
    elsewhere: Elsewhere
    looking: Looking
    sync_head: SyncHead
