"""Where everything stands on the support export's page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.page import Page
from app.ui.support import words
from app.ui.support.files_tree import FilesTree
from app.ui.support.progress import SupportProgress
from app.ui.support.viewer import FileViewer
from app.ui.support.wish_panel import WishPanel
from app.ui.widgets.controls import panel
from app.ui.widgets.labels import label
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.widgets.scrolled_page import Beside, scrolled_column

_WISH_PX, _BESIDE_PX, _TREE_PX, _VIEWER_PX = 330, 900, 230, 200
_ANY_PX = 16_777_215


class SupportLayout:
    """Head, result, then the steps beside the files; above them where there is no room."""

    def __init__(
        self,
        page: Page,
        *,
        wish: WishPanel,
        progress: SupportProgress,
        notice: NoticeBar,
        tree: FilesTree,
        viewer: FileViewer,
    ) -> None:
        self._page, self._wish, self._tree, self._viewer = page, wish, tree, viewer
        self._beside = Beside(needs_px=_BESIDE_PX)
        self._beside.addWidget(wish)
        self._beside.addWidget(self._files_panel(progress, notice), 1)

    def fill(self, *, back: QWidget, buttons: tuple[QWidget, ...], result: QWidget) -> None:
        """Puts everything on the page; `buttons` stand at the head's right."""
        inside, _area = scrolled_column(self._page)
        inside.addLayout(self._page.banner_place)
        inside.addLayout(self._head(back, buttons))
        inside.addWidget(label(words.INTRODUCTION, role="secondary", wrap=True))
        inside.addWidget(result)
        inside.addLayout(self._beside, 1)
        self.fit()

    def fit(self) -> None:
        """As wide and high as the page and the text size ask for."""
        theme = self._page.context.theme
        has_room = self._beside.fit(self._page.width(), scale=theme.scale)
        self._wish.setMinimumWidth(theme.px(_WISH_PX) if has_room else 0)
        self._wish.setMaximumWidth(theme.px(_WISH_PX) if has_room else _ANY_PX)
        self._tree.setMinimumHeight(theme.px(_TREE_PX))
        self._viewer.setMinimumHeight(theme.px(_VIEWER_PX))

    def _files_panel(self, progress: SupportProgress, notice: NoticeBar) -> QFrame:
        frame = panel("support_contents")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(8)
        inside.addWidget(label("3  What's in it", role="heading"))
        inside.addWidget(progress.total)
        inside.addLayout(progress.row())
        inside.addWidget(notice)
        inside.addWidget(self._tree, 4)
        inside.addWidget(self._viewer, 5)
        return frame

    def _head(self, back: QWidget, buttons: tuple[QWidget, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(back)
        row.addSpacing(4)
        row.addWidget(label(self._page.title, role="title"))
        row.addStretch(1)
        for each in buttons:
            row.addWidget(each)
        return row
