"""What stands where the list of bookings would be: nothing booked, found, set up or readable."""

from collections.abc import Callable

from app.domain.errors import RunSheetError
from app.domain.stored_booking import BookingView
from app.ui.bookings.no_crm import say_no_crm
from app.ui.bookings.reading import BookingsSeen
from app.ui.bookings.tabs import BookingTabs
from app.ui.page import PageContext
from app.ui.widgets.actions import Action
from app.ui.widgets.empty_state import EmptyState

_NOTHING = {
    BookingView.UPCOMING: "No bookings yet.",
    BookingView.WAITING: "Nothing waits to be sent.",
    BookingView.ATTENTION: "Nothing needs a look.",
    BookingView.ALL: "No bookings yet.",
}


class Instead:
    """Puts the words up, with the next step."""

    def __init__(
        self,
        empty: EmptyState,
        context: PageContext,
        tabs: BookingTabs,
        *,
        open_new: Callable[[], None],
        read_again: Callable[[], None],
    ) -> None:
        self._empty, self._context, self._tabs = empty, context, tabs
        self._open_new, self._read_again = open_new, read_again

    def say_for(self, seen: BookingsSeen) -> None:
        """Why this list has nothing in it."""
        if not any(each.configured for each in seen.providers):
            say_no_crm(self._empty, self._context)
        elif seen.wanted.text:
            clear = Action("Show all", lambda: self._tabs.choose(BookingView.ALL))
            self._empty.show_words("No booking has that in it.", "", (clear,))
        else:
            new = Action("New booking", self._open_new)
            self._empty.show_words(_NOTHING[seen.wanted.view], "", (new,))

    def say_failed(self, error: RunSheetError) -> None:
        """The list couldn't be read."""
        again = Action("Try again", self._read_again)
        self._empty.show_words("The bookings can't be shown.", str(error), (again,))
