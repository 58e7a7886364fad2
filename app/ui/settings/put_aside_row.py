"""What was put aside instead of being deleted: each with the day it goes, and *Remove…*."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.backups import size_words
from app.domain.retention import Retention
from app.domain.set_aside import PutAside
from app.domain.words import short_date
from app.services.changes import Change, Topic
from app.ui.language import tr, translated
from app.ui.page import PageContext
from app.ui.settings.row import SettingRow
from app.ui.widgets.controls import clear, make_button
from app.ui.widgets.labels import label


class PutAsideRow(SettingRow):
    """Read anew whenever it comes into view."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            tr("Put aside"),
            tr(
                "A damaged file, and the data before a backup was put back, stay as long as past "
                "days do. Data that nobody could open stay a year: their key may turn up."
            ),
            name="put_aside",
            theme=context.theme,
        )
        self._context = context
        self._tasks = context.tasks(self)
        self.entries: list[PutAsideEntry] = []
        below = QWidget()
        self._list = QVBoxLayout(below)
        self._list.setContentsMargins(0, 4, 0, 0)
        self._list.setSpacing(4)
        self.put(below, below=True)
        self.destroyed.connect(context.services.changes.subscribe(self._hear))

    def showEvent(self, event: QShowEvent) -> None:
        """See the class."""
        super().showEvent(event)
        self._load()

    def remove(self, entry: "PutAsideEntry") -> None:
        """Somebody is sure."""
        self._tasks.start(self._remove(entry.what), busy=entry, on_error=self.show_error)

    async def _remove(self, what: PutAside) -> None:
        await self._context.services.put_aside.remove(what.name)
        self._context.announce(tr("Removed."))

    def _hear(self, change: Change) -> None:
        if change.topic in (Topic.BACKUPS, Topic.PREFERENCES) and self.isVisible():
            self._load()

    def _load(self) -> None:
        self._tasks.start(self._show(), on_error=self.show_error)

    async def _show(self) -> None:
        services = self._context.services
        found, choice = await services.put_aside.list(), await services.retention.choice()
        self.clear_error()
        clear(self._list)
        self.entries = [PutAsideEntry(each, self, choice=choice) for each in found]
        for entry in self.entries:
            self._list.addWidget(entry)
        if not found:
            self._list.addWidget(label(tr("Nothing is."), role="secondary", name="none_aside"))


class PutAsideEntry(QWidget):
    """One of them, and the question before it goes."""

    def __init__(self, what: PutAside, row: PutAsideRow, *, choice: Retention) -> None:
        super().__init__()
        self.what = what
        self.setObjectName(f"put_aside_{what.name}")
        title = translated(what.words)
        self.remove_button = make_button(
            tr("Remove…"), name="put_aside_remove", kind="quiet", on_click=self._ask
        )
        self.remove_button.setAccessibleName(tr("Remove… {what}", what=title))
        self.sure_button = make_button(
            tr("Remove it for good"), name="put_aside_remove_now", kind="danger",
            on_click=lambda: row.remove(self),
        )  # fmt: skip
        self.sure_button.setAccessibleName(tr("Remove it for good: {what}", what=title))
        self.keep_button = make_button(tr("Cancel"), name="put_aside_keep", on_click=self._keep)
        self.told = label(_told(what, choice), role="muted", wrap=True)
        self._asking = QWidget()
        self._asking.hide()
        self._lay_out(title)

    def _lay_out(self, title: str) -> None:
        buttons = QHBoxLayout(self._asking)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addWidget(self.sure_button)
        buttons.addWidget(self.keep_button)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, role="strong", wrap=True))
        words.addWidget(self.told)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addLayout(words, 1)
        line.addWidget(self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.addLayout(line)
        column.addWidget(self._asking)

    def _ask(self) -> None:
        self.remove_button.hide()
        self._asking.show()
        self.keep_button.setFocus()

    def _keep(self) -> None:
        self._asking.hide()
        self.remove_button.show()
        self.remove_button.setFocus()


def _told(what: PutAside, choice: Retention) -> str:
    return tr(
        "{name}, {size}, put aside on {day}. It goes by itself on {end}.",
        name=what.name,
        size=size_words(what.size_bytes),
        day=short_date(what.at.astimezone().date()),
        end=short_date(what.goes_at(choice).astimezone().date()),
    )
