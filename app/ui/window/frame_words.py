"""What the frame says around every page: status bar, practice time and the one banner."""

from app.domain.run_sheet import RunSheet
from app.domain.words import city_of
from app.ui.banners.slot import BannerSlot
from app.ui.bookings_watch import BookingsStanding
from app.ui.language import tr
from app.ui.sheet_feed import Snapshot
from app.ui.window.attention import attention_of, attention_to_bookings, attention_to_update
from app.ui.window.navigation import Navigation
from app.ui.window.status_bar import StatusBar
from app.ui.window.status_words import counts_words, marks_words, next_check_words, zone_warning


class FrameWords:
    """Writes into the window's parts; keeps nothing."""

    def __init__(
        self,
        navigation: Navigation,
        banner: BannerSlot,
        status_bar: StatusBar,
        *,
        connections_page: int,
        bookings_page: int,
        settings_page: int,
    ) -> None:
        """The numbers of the menu's entries."""
        self._navigation, self._banner, self._status_bar = navigation, banner, status_bar
        self._connections_page, self._bookings_page = connections_page, bookings_page
        self._settings_page = settings_page

    def show(
        self, snapshot: Snapshot, *, pc_zone: str, setup_of: str | None, is_covered: bool
    ) -> None:
        """Everything anew; `setup_of`: the connection whose set-up is on screen. `is_covered`: not
        even how many come may be seen.
        """
        sheet, overviews = snapshot.sheet, snapshot.overviews
        marks, spoken = marks_words(overviews)
        next_check = next_check_words(snapshot)
        zone = zone_warning(practice_zone=sheet.timezone, pc_zone=pc_zone, now=snapshot.now)
        is_read = bool(sheet.rows) or sheet.freshness.last_success_at is not None
        has_counts = is_read and not is_covered
        self._status_bar.show_words(
            counts=counts_words(sheet) if has_counts else "",
            zone=zone if overviews else "",
            next_check=next_check,
            marks=marks,
            spoken_marks=spoken,
        )
        practice_time = tr("Practice time: {city}", city=city_of(sheet.timezone))
        self._navigation.show_zone(practice_time if overviews else "")
        self._navigation.show_attention(self._connections_page, attention_of(overviews))
        self._navigation.show_attention(self._settings_page, attention_to_update(snapshot.update))
        self.show_banners(snapshot, setup_of=setup_of)

    def show_bookings(self, standing: BookingsStanding) -> None:
        """What of the bookings waits, in the menu."""
        self._navigation.show_attention(self._bookings_page, attention_to_bookings(standing))

    def show_banners(self, snapshot: Snapshot, *, setup_of: str | None) -> None:
        """What is wrong and what is asked, but not for the set-up that is on screen."""
        has_notes = snapshot.notes.clock_skew is not None
        has_facts = bool(snapshot.overviews) or has_notes or _has_facts(snapshot.sheet)
        if not (has_facts or snapshot.error or snapshot.read_only):
            self._banner.show_banners([])
            return
        from app.ui.banners.banner import Deed
        from app.ui.banners.choice import banners_of

        found = banners_of(snapshot)
        at_it = (Deed.SET_UP, setup_of)
        self._banner.show_banners(
            [
                banner
                for banner in found
                if at_it not in [(button.deed, button.target) for button in banner.buttons]
            ]
        )


def _has_facts(sheet: RunSheet) -> bool:
    """True where the list itself has something to tell, whatever is connected."""
    left_out = sheet.quarantined_count or sheet.without_practitioner_count
    return bool(left_out or sheet.old_sources)
