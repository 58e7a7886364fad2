"""What is said where no CRM is set up: which ones there are, and the way to their settings."""

from app.ui.page import PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.empty_state import EmptyState


def say_no_crm(empty: EmptyState, context: PageContext) -> None:
    """Puts it up; the same again leaves the focus where it is."""
    settings = Action("Set one up", lambda: context.navigator.open_settings("crm"))
    words = "GoHighLevel, Salesforce or HubSpot: its keys go into Settings."
    empty.show_words("No booking system is set up yet.", words, (settings,))
