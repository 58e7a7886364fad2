"""The one banner: the worst fault first, the others one press away."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.ui.announce import announce
from app.ui.language import tr
from app.ui.widgets.actions import Action
from app.ui.widgets.notice_bar import NoticeBar

if TYPE_CHECKING:  # loaded when there is something to tell
    from app.ui.banners.banner import Banner, BannerButton

Do = Callable[["BannerButton"], None]


class BannerSlot(NoticeBar):
    """Hidden while there is nothing to tell. Each topic is spoken once, when it comes up."""

    def __init__(self, do: Do, parent: QWidget | None = None) -> None:
        super().__init__(name="banner", parent=parent)
        self._do = do
        self._banners: list[Banner] = []
        self._place = 0

    def show_banners(self, banners: Sequence["Banner"]) -> None:
        """Shows the worst; while a person reads another one, and it still holds, that one stays."""
        if list(banners) == self._banners:
            return
        before = {banner.topic for banner in self._banners}
        read = self._banners[self._place].topic if self._place else ""
        new = [banner for banner in banners if banner.topic not in before]
        self._banners = list(banners)
        topics = [banner.topic for banner in banners]
        is_worse = any(banner.is_urgent for banner in new)
        self._place = topics.index(read) if read in topics and not is_worse else 0
        self._show()
        for banner in new:
            announce(self, banner.text, assertive=banner.is_urgent)

    def _show(self) -> None:
        if not self._banners:
            self.clear()
            return
        banner = self._banners[self._place]
        actions = [Action(each.text, partial(self._do, each)) for each in banner.buttons]
        others = len(self._banners) - 1
        if others:
            actions.append(Action(tr("and {others} more", others=others), self._show_next))
        self.show_notice(banner.text, tone=banner.tone, actions=tuple(actions), is_spoken=False)

    def _show_next(self) -> None:
        self._place = (self._place + 1) % len(self._banners)
        self._show()
        announce(self, self._banners[self._place].text)
        if self.buttons:
            self.buttons[-1].setFocus()
