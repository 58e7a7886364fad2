"""What closing the window means: keep checking in the tray, ask, or quit."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QCloseEvent

from app.domain.said import say
from app.ui.language import tr, translated
from app.ui.widgets.actions import Action

if TYPE_CHECKING:
    from app.ui.window.main_window import MainWindow

KEEP = "window.keep_in_tray"
TOLD = "window.told_of_tray"
MINIMISE = "window.minimise_without_tray"
IN_TRAY = say(
    "Closing the window keeps RunSheet checking: its icon stays beside the clock. "
    "Quit is in the icon's menu and under ⋯."
)
_QUESTION = say("Keep checking while the window is out of the way? Quitting stops the checks.")


class Closing(QObject):
    """`has_tray` says whether there is anything to hide to; `save` keeps a preference."""

    def __init__(
        self,
        window: "MainWindow",
        *,
        has_tray: Callable[[], bool],
        saved: Callable[[], Mapping[str, str]],
        save: Callable[[str, str], None],
        leave: Callable[[], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._has_tray, self._saved, self._save, self._leave = has_tray, saved, save, leave
        self._was_told = False

    def take(self, event: QCloseEvent) -> None:
        """A person closes the window; the event is ignored unless RunSheet is to end."""
        event.ignore()
        if self._saved().get(KEEP) == "no":
            self._leave()
        elif self._has_tray():
            self._hide()
        elif self._saved().get(MINIMISE) == "yes":
            self._window.showMinimized()
        else:
            self._ask()

    def _hide(self) -> None:
        """The first time it is explained in the window, before it goes: once more closes it."""
        if self._was_told or self._saved().get(TOLD) == "yes":
            self._window.message_bar.withdraw(translated(IN_TRAY))
            self._window.hide()
            return
        self._was_told = True
        self._save(TOLD, "yes")
        close = Action(tr("Close the window"), self._window.hide)
        self._window.message_bar.show_question(
            translated(IN_TRAY), (close, Action(tr("Quit"), self._leave))
        )

    def _ask(self) -> None:
        keep = Action(tr("Keep checking in the background"), self._keep)
        self._window.message_bar.show_question(
            translated(_QUESTION), (keep, Action(tr("Quit"), self._leave))
        )

    def _keep(self) -> None:
        self._save(MINIMISE, "yes")
        self._window.showMinimized()
