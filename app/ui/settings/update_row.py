"""Newer versions in Settings: what is known, asking now, and the page where one is to be had."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.said import say
from app.domain.update import UpdateStanding, UpdateState
from app.services.changes import Change, Topic
from app.ui.language import tr, translated
from app.ui.page import PageContext
from app.ui.settings.row import SettingRow
from app.ui.settings.update_words import update_words
from app.ui.web import open_page
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label

_CAN_ASK = frozenset({UpdateState.UNKNOWN, UpdateState.LATEST, UpdateState.READY})


class UpdateRow(SettingRow):
    """*Look now* and, where there is a newer one, *Open its page*; RunSheet fetches nothing."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            say("Newer versions"),
            say("RunSheet only tells you of them. You or your IT install them."),
            name="update",
            theme=context.theme,
        )
        self._context, self._updates = context, context.services.updates
        self._tasks = context.tasks(self)
        self._page = ""
        self.look_button = make_button(tr("Look now"), name="look_for_update", on_click=self._look)
        self.page_button = make_button(
            tr("Open its page"), name="open_update_page", on_click=self._open_page
        )
        self.known = label(role="secondary", wrap=True, name="update_known")
        self.put(self.look_button)
        below = QWidget()
        line = QHBoxLayout(below)
        line.setContentsMargins(0, 2, 0, 0)
        line.addWidget(self.known, 1)
        line.addWidget(self.page_button)
        self.put(below, below=True)
        self.page_button.hide()
        self.destroyed.connect(context.services.changes.subscribe(self._hear))

    def showEvent(self, event: QShowEvent) -> None:
        """What is known may have changed meanwhile."""
        super().showEvent(event)
        self._load()

    def _hear(self, change: Change) -> None:
        if change.topic is Topic.PREFERENCES and self.isVisible():
            self._load()

    def _load(self) -> None:
        self._tasks.start(self._show_known(), on_error=self.show_error)

    async def _show_known(self) -> None:
        self._show(await self._updates.standing())

    def _look(self) -> None:
        self.clear_error()
        self._tasks.start(self._ask(), busy=self.look_button, on_error=self.show_error)

    async def _ask(self) -> None:
        standing = await self._updates.look()
        self._show(standing)
        self._context.announce(self.known.text())

    def _show(self, standing: UpdateStanding) -> None:
        release = standing.release
        self._page = release.page if release is not None else ""
        self.known.setText(translated(update_words(standing)))
        self.look_button.setVisible(standing.state in _CAN_ASK)
        self.page_button.setVisible(release is not None)

    def _open_page(self) -> None:
        open_page(self._page, self._context.show_message)
