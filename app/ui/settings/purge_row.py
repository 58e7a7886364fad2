"""Removing at once what is too old, which RunSheet does by itself once a day."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.retention import purge_words
from app.ui.page import PageContext
from app.ui.settings.row import SettingRow
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label


class PurgeRow(SettingRow):
    """*Remove old days now*, and what went."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            "Remove old days",
            "Once a day by itself. What is older than you chose says no more whose it was; its "
            "counts stay for a year. The same is done in every backup.",
            name="purge",
            theme=context.theme,
        )
        self._context = context
        self._tasks = context.tasks(self)
        self.button = make_button("Remove now", name="purge_now", on_click=self._start)
        self.button.setAccessibleName("Remove now, the old days")
        self.put(self.button)
        self.done = label(role="secondary", wrap=True, name="purge_done")
        self.done.hide()
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 2, 0, 0)
        column.addWidget(self.done)
        self.put(below, below=True)

    def _start(self) -> None:
        self.clear_error()
        self._tasks.start(self._purge(), busy=self.button, on_error=self.show_error)

    async def _purge(self) -> None:
        words = purge_words(await self._context.services.retention.purge())
        self.done.setText(words)
        self.done.show()
        self._context.announce(words)
