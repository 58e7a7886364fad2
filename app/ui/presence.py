"""RunSheet beside its window: tray, ⋯ menu, notifications, closing, and what other starts ask."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.errors import RunSheetError
from app.ui.downtime.maker import PackMaker
from app.ui.language import translated
from app.ui.notify.notifier import Notifier
from app.ui.process.resume import ResumeWatch
from app.ui.process.single import SingleInstance, Word
from app.ui.resources import resources_dir
from app.ui.tray.deeds import Deeds
from app.ui.tray.entries import Entry, entries_of
from app.ui.tray.menu import DeskMenu
from app.ui.tray.standing import Standing
from app.ui.tray.standing_feed import StandingFeed
from app.ui.tray.tray import Tray
from app.ui.window.closing import Closing

if TYPE_CHECKING:
    from app.ui.window.main_window import MainWindow


class Presence(QObject):
    """Lives from the open services to the quit; `leave` begins the quit."""

    def __init__(
        self, window: "MainWindow", *, leave: Callable[[], None], single: SingleInstance | None
    ) -> None:
        super().__init__(window)
        self._window, self._context, self._leave = window, window.context, leave
        self._tasks = tasks = window.tasks_of(window)
        self.feed = StandingFeed(self._context, tasks, self)
        self._answers = (self._context.sync.refused, self._context.sync.failed)
        self.deeds = Deeds(
            window,
            self._context,
            feed=self.feed,
            tasks=tasks,
            refuse=self._refuse,
            leave=leave,
        )
        self.tray = Tray(entries=self.entries, do=self.deeds.do, parent=self)
        self.more = DeskMenu(QMenu(window), entries=self.entries, do=self.deeds.do, parent=self)
        self.notifier = Notifier(
            self.tray,
            self.deeds,
            tasks=tasks,
            show_in_window=self._context.show_message,
            parent=self,
        )
        self.closing = Closing(
            window,
            has_tray=lambda: self.tray.is_there,
            saved=lambda: self.feed.saved,
            save=self._save,
            leave=leave,
        )
        self._resume = ResumeWatch(self)
        self.packs = PackMaker(self._context, tasks, self)
        self._connect(single)
        self.packs.start()
        QApplication.setWindowIcon(QIcon(str(resources_dir() / "runsheet.svg")))  # of the task bar

    def entries(self) -> tuple[Entry, ...]:
        """The lines of both menus as they are now."""
        return entries_of(self.feed.standing)

    def close(self) -> None:
        """The icon goes first: whoever quits sees it at once."""
        self._window.closing = None
        for signal in self._answers:
            signal.disconnect(self._answer_away)
        self.feed.changed.disconnect(self._show)  # a sync that is cancelled now still tells
        self.feed.close()
        self.tray.close()

    def _connect(self, single: SingleInstance | None) -> None:
        self.feed.changed.connect(self._show)
        for signal in self._answers:
            signal.connect(self._answer_away)
        self.tray.open_wanted.connect(self.deeds.open)
        self.tray.gone.connect(self._window.show)  # a hidden window could not be got back
        self._window.closing = self.closing
        self._window.navigation.more_button.clicked.connect(self._open_more)
        self._resume.resumed.connect(self._note_resumed)
        self._resume.start()
        if single is not None:
            single.asked.connect(self._answer)
            if single.word is not Word.OPEN:
                self._answer(single.word)
        if self.feed.standing is not None:
            self._show(self.feed.standing)

    def _show(self, standing: Standing) -> None:
        self.tray.show_standing(standing)
        if self.feed.preferences_read:  # before, nobody knows what a person muted
            self.notifier.take(standing)

    def _refuse(self, error: RunSheetError) -> None:
        """A line of the menu could not be done."""
        self._window.show_error(error)
        self._answer_away(translated(error))

    def _answer_away(self, text: str) -> None:
        """The window says it too, but nobody looks at that who asked from the tray."""
        if not self._window.isActiveWindow():
            self.notifier.answer(text)

    def _answer(self, word: Word) -> None:
        """Another start has asked; a word to work with needs no window."""
        match word:
            case Word.SYNC:
                self.deeds.sync()
            case Word.PAUSE:
                self.deeds.pause()
            case Word.QUIT:
                self._leave()
            case Word.OPEN:
                self.deeds.open()

    def _open_more(self) -> None:
        button = self._window.navigation.more_button
        menu = self.more.menu
        self.more.refresh()
        corner = button.mapToGlobal(QPoint(button.width(), button.height()))
        menu.popup(corner - QPoint(0, menu.sizeHint().height()))

    def _note_resumed(self) -> None:
        """The list is checked as soon as there is a network; until then it says how old it is."""
        self._context.services.scheduler.note_resumed()
        self._context.feed.refresh()

    def _save(self, name: str, value: str) -> None:
        self._tasks.start(self._context.services.preferences.write(name, value))
