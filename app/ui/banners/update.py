"""What a banner says of a newer RunSheet: once, below everything else. No widgets."""

from collections.abc import Iterator

from app.domain.update import UpdateStanding
from app.ui.banners.banner import Banner, BannerButton, Deed
from app.ui.language import tr

_LAST = 10


def update_banner(standing: UpdateStanding | None) -> Iterator[Banner]:
    """Until a person says that they have seen it; Settings goes on telling."""
    if standing is None or standing.release is None or standing.is_seen:
        return
    release = standing.release
    words = tr("RunSheet {version} is ready to be installed.", version=release.version)
    if release.is_security:
        words = tr(
            "RunSheet {version} is ready to be installed. It mends a weakness.",
            version=release.version,
        )
    yield Banner(
        rank=_LAST,
        tone="info",
        text=words,
        topic=f"update {release.version}",
        buttons=(
            BannerButton(tr("Show"), Deed.SHOW_UPDATE),
            BannerButton(tr("Got it"), Deed.UPDATE_SEEN),
        ),
    )
