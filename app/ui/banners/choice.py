"""Which faults and questions the one banner shows, worst first. No Qt; no patients' names."""

from typing import TYPE_CHECKING

from app.domain.errors import RunSheetError
from app.ui.banners.banner import Banner, BannerButton, Deed
from app.ui.banners.faults import fault_banners
from app.ui.banners.notes import note_banners, notice_banner
from app.ui.banners.told import told_of
from app.ui.today.freshness_words import since

if TYPE_CHECKING:  # loaded after the first paint
    from app.ui.sheet_feed import Snapshot


def banners_of(snapshot: "Snapshot") -> list[Banner]:
    """Everything to be told of a snapshot, worst first."""
    found = [_unread(snapshot.error, snapshot)] if snapshot.error is not None else []
    for overview in snapshot.overviews:
        told = told_of(overview, snapshot.overviews, snapshot)
        found += fault_banners(told, snapshot.sheet)
        found += [
            notice_banner(notice, told.name, timezone=snapshot.sheet.timezone, now=snapshot.now)
            for notice in overview.notices
        ]
    found += note_banners(snapshot)
    unique = {(banner.text, banner.buttons): banner for banner in found}
    return sorted(unique.values(), key=lambda banner: banner.rank)


def _unread(error: RunSheetError, snapshot: "Snapshot") -> Banner:
    """Why the sheet could not be read again; the one on screen may be older than it looks."""
    sheet = snapshot.sheet
    at = since(sheet.freshness.last_success_at, timezone=sheet.timezone, now=snapshot.now)
    age = f" It's from {at}." if at else ""
    return Banner(
        rank=0,
        tone="err",
        text=f"We couldn't read the list from this PC.{age} {error}",
        topic=f"unread {error.code}",
        buttons=(BannerButton("Try again", Deed.READ_AGAIN),),
        is_urgent=True,
    )
