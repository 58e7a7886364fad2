"""The icon beside the clock, where there is a tray; it may come and go while RunSheet runs."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.ui.tray.entries import Entry
from app.ui.tray.icon import is_panel_dark, tray_icon
from app.ui.tray.menu import DeskMenu
from app.ui.tray.standing import Standing
from app.ui.tray.words import Shape, shape_of, tooltip

LOOK_EVERY_MS = 3000
FRAME_MS = 1000
_OPENING = (
    QSystemTrayIcon.ActivationReason.Trigger,
    QSystemTrayIcon.ActivationReason.DoubleClick,
)


class Tray(QObject):
    """`open_wanted`: a click on the icon, which opens and never hides. `message_clicked`: on the
    notification sent last. `is_there` is asked by whoever would hide to it; `gone`: the tray went
    while RunSheet runs.
    """

    open_wanted = Signal()
    gone = Signal()
    message_clicked = Signal()

    def __init__(
        self,
        *,
        entries: Callable[[], tuple[Entry, ...]],
        do: Callable[[Entry], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None
        self._standing: Standing | None = None
        self._frame = 0
        self._menu = QMenu()
        self.desk_menu = DeskMenu(self._menu, entries=entries, do=do, parent=self)
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._turn)
        self._looking = QTimer(self, interval=LOOK_EVERY_MS)
        self._looking.timeout.connect(self.look)
        self._looking.start()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._draw)
        self.look()

    @property
    def is_there(self) -> bool:
        """True while there is a tray that shows the icon."""
        return self._icon is not None

    def look(self) -> None:
        """Puts the icon up or takes it down, as there is a tray or not."""
        is_available = QSystemTrayIcon.isSystemTrayAvailable()
        if is_available and self._icon is None:
            self._icon = self._new_icon()
            self._draw()
            self._icon.show()
        elif not is_available and self._icon is not None:
            self._remove()
            self.gone.emit()

    def show_standing(self, standing: Standing) -> None:
        """Icon, tooltip and menu as things stand now."""
        self._standing = standing
        self.desk_menu.refresh()
        is_turning = shape_of(standing) is Shape.CHECKING
        if is_turning != self._frames.isActive():
            (self._frames.start if is_turning else self._frames.stop)()
            self._frame = 0
        self._draw()

    def show_message(self, title: str, text: str) -> bool:
        """A notification through the tray; False where there is none."""
        if self._icon is None or not QSystemTrayIcon.supportsMessages():
            return False
        self._icon.showMessage(title, text, self._icon.icon())
        return True

    def close(self) -> None:
        """Takes the icon away at once, and for good."""
        self._frames.stop()
        self._looking.stop()
        if self._icon is not None:
            self._remove()
        self._menu.deleteLater()

    def _new_icon(self) -> QSystemTrayIcon:
        # Made anew each time a tray comes up: Qt chooses the kind of tray when it makes the icon.
        icon = QSystemTrayIcon(self)
        icon.setContextMenu(self._menu)
        icon.activated.connect(self._activate)
        icon.messageClicked.connect(self.message_clicked)
        return icon

    def _remove(self) -> None:
        if self._icon is not None:
            self._icon.hide()
            self._icon.deleteLater()
            self._icon = None

    def _activate(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in _OPENING:
            self.open_wanted.emit()

    def _turn(self) -> None:
        self._frame = 1 - self._frame
        self._draw()

    def _draw(self) -> None:
        if self._icon is None:
            return
        shape = shape_of(self._standing)
        self._icon.setIcon(tray_icon(shape, is_dark=is_panel_dark(), frame=self._frame))
        words = tooltip(self._standing)
        if words != self._icon.toolTip():
            self._icon.setToolTip(words)
