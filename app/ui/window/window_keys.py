"""What keys do everywhere in the window: pages, Sync now, find, F6 through the panes, text size."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.ui import keys

if TYPE_CHECKING:
    from app.ui.window.main_window import MainWindow


class WindowKeys(QObject):
    """Binds the keys once; `open_number` and `zoom` are the window's."""

    def __init__(
        self,
        window: "MainWindow",
        *,
        page_count: int,
        open_number: Callable[[int], None],
        zoom: Callable[[int], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        for number in range(page_count):
            self._bind(keys.page(number + 1), partial(open_number, number))
        self._bind(keys.SYNC, window.start_sync)
        self._bind(keys.FIND, self._find)
        self._bind(keys.PRIVACY, window.privacy.toggle)
        self._bind(keys.NEXT_PANE, lambda: self._step_pane(1))
        self._bind(keys.PREVIOUS_PANE, lambda: self._step_pane(-1))
        self._bind(keys.MESSAGE, window.message_bar.take_focus)
        self._bind(keys.NEW_BOOKING, window.open_new_booking)
        self._bind(keys.SUPPORT, window.open_support_export)
        self._bind(keys.SETTINGS, window.open_settings)
        self._bind(keys.HELP, window.open_help)
        self._bind(keys.LOCK, window.lock)
        self._bind(keys.QUIT, window.quit_wanted.emit)
        self._bind(keys.ZOOM_IN, lambda: zoom(1))
        self._bind(keys.ZOOM_OUT, lambda: zoom(-1))
        self._bind(keys.ZOOM_RESET, lambda: zoom(0))

    def _bind(self, sequences: keys.Keys, act: Callable[[], object]) -> None:
        keys.bind(self._window, sequences, act, everywhere=True)

    def _find(self) -> None:
        if self._window.page is not None:
            self._window.page.open_find()

    def _step_pane(self, step: int) -> None:
        """F6: menu, page, banner, status bar, and round again."""
        panes = [pane for pane in self._window.panes if pane.isVisible()]
        focused = self._window.focusWidget()
        inside = [n for n, pane in enumerate(panes) if _holds(pane, focused)]
        here = inside[-1] if inside else -1  # the banner lies within the page
        self._focus_pane(panes[(here + step) % len(panes)])

    def _focus_pane(self, pane: QWidget) -> None:
        window = self._window
        if pane is window.navigation:
            window.navigation.focus_current()
        elif pane is window.banner and window.banner.buttons:
            window.banner.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        elif pane is window.status_bar or window.page is None:
            pane.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            window.page.focus_first()


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))
