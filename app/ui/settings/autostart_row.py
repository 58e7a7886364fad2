"""Start with the PC: asked of the system itself, because a person may change it there, too."""

import sys

from PySide6.QtGui import QShowEvent

from app.domain.errors import RunSheetError
from app.services.pc.autostart import Autostart
from app.ui.page import PageContext
from app.ui.settings.row import SettingRow
from app.ui.widgets.ticks import TickBox

_HINT = "RunSheet opens when you sign in to this PC, and the list is there. Default: off."
_UNSEEN_ON_A_MAC = (
    " macOS can switch it off too (System Settings › General › Login Items), and RunSheet can't "
    "see that."
)


def autostart_hint(platform: str = sys.platform) -> str:
    """What the setting does, and where it does not know what the system does."""
    return _HINT + (_UNSEEN_ON_A_MAC if platform == "darwin" else "")


class AutostartRow(SettingRow):
    """Ticked while the system starts RunSheet when this person signs in."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            "Start with this PC",
            autostart_hint(),
            name="autostart",
            theme=context.theme,
        )
        self._tasks = context.tasks(self)
        self._autostart = Autostart.of(context.services.settings)
        self.box = TickBox("On", name="switch_autostart", theme=context.theme)
        self.box.setAccessibleName(self.title)
        self.box.setAccessibleDescription(self.hint)
        self.box.clicked.connect(self._choose)
        self.put(self.box)

    def showEvent(self, event: QShowEvent) -> None:
        """It may have been changed elsewhere meanwhile."""
        super().showEvent(event)
        self._tasks.start(self._show_state())

    def _choose(self, is_on: bool) -> None:
        self.clear_error()
        self._tasks.start(self._turn(is_on), busy=self.box, on_error=self._refuse)

    async def _turn(self, is_on: bool) -> None:
        await (self._autostart.turn_on() if is_on else self._autostart.turn_off())
        await self._show_state()

    async def _show_state(self) -> None:
        self.box.setChecked(await self._autostart.is_on())

    def _refuse(self, error: RunSheetError) -> None:
        self._tasks.start(self._show_state())
        self.show_error(error)
