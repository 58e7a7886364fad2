"""Which faults and questions the one banner shows, worst first. No Qt; no patients' names."""

from typing import TYPE_CHECKING

from app.domain.errors import DatabaseDamaged, DataReadOnly, RunSheetError
from app.ui.banners.banner import Banner, BannerButton, Deed
from app.ui.banners.faults import fault_banners
from app.ui.banners.notes import note_banners, notice_banner
from app.ui.banners.told import told_of
from app.ui.banners.update import update_banner
from app.ui.language import tr, translated
from app.ui.today.freshness_words import since

if TYPE_CHECKING:  # loaded after the first paint
    from app.ui.sheet_feed import Snapshot


def banners_of(snapshot: "Snapshot") -> list[Banner]:
    """Everything to be told of a snapshot, worst first."""
    found = [_unread(snapshot.error, snapshot)] if snapshot.error is not None else []
    if snapshot.read_only is not None:
        found.append(_read_only(snapshot.read_only))
    for overview in snapshot.overviews:
        told = told_of(overview, snapshot.overviews, snapshot)
        found += fault_banners(told, snapshot.sheet)
        found += [
            notice_banner(notice, told.name, timezone=snapshot.sheet.timezone, now=snapshot.now)
            for notice in overview.notices
        ]
    found += note_banners(snapshot)
    found += update_banner(snapshot.update)
    unique = {(banner.text, banner.buttons): banner for banner in found}
    return sorted(unique.values(), key=lambda banner: banner.rank)


def _unread(error: RunSheetError, snapshot: "Snapshot") -> Banner:
    """Why the sheet could not be read again; the one on screen may be older than it looks."""
    sheet = snapshot.sheet
    at = since(sheet.freshness.last_success_at, timezone=sheet.timezone, now=snapshot.now)
    unread = tr("We couldn't read the list from this PC.")
    if at:
        unread = tr("We couldn't read the list from this PC. It's from {time}.", time=at)
    deed = BannerButton(tr("Try again"), Deed.READ_AGAIN)
    if isinstance(error, DatabaseDamaged):  # the next start finds out, and says what can be done
        deed = BannerButton(tr("See what can be done"), Deed.BEGIN_AGAIN)
    return Banner(
        rank=0,
        tone="err",
        text=f"{unread} {translated(error)}",
        topic=f"unread {error.code}",
        buttons=(deed,),
        is_urgent=True,
    )


def _read_only(error: DataReadOnly) -> Banner:
    return Banner(
        rank=0,
        tone="err",
        text=translated(error),
        topic=error.code,
        buttons=(
            BannerButton(tr("Try again"), Deed.BEGIN_AGAIN),
            BannerButton(tr("Print the list"), Deed.PRINT),
        ),
        is_urgent=True,
    )
