"""Opens Help for a window: one Help, at what the person there is at."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.help.topics import code_in, place_for
from app.ui.help.window import HelpWindow
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.ui.window.paged_window import PagedWindow


def open_help(window: "PagedWindow", theme: Theme) -> None:
    """Comes to the front at the place for what has the focus there."""
    page = window.page
    code = page.help_code if page is not None else code_in(window.failure)
    place = place_for(window, page=window.page_name, page_code=code)
    help_of(window, theme).open_at(place, told=code_in(window.banner))


def help_of(window: QWidget, theme: Theme) -> HelpWindow:
    """The window's, or the dialog's, Help, made when it is first asked for."""
    found = window.findChild(HelpWindow)
    return found if found is not None else HelpWindow(window, theme)
