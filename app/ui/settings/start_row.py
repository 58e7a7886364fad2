"""Whether RunSheet starts with the PC: asked of the system itself, where it can change, too."""

from PySide6.QtGui import QShowEvent

from app.domain.errors import RunSheetError
from app.services.autostart import Autostart
from app.ui.page import PageContext
from app.ui.settings.row import SettingRow
from app.ui.widgets.ticks import TickBox

_TITLE = "Start RunSheet with this PC"
_HINT = "Opens with today's list when you sign in to the PC. Default: off."


class StartRow(SettingRow):
    """On or off; what could not be written stays as it was and says why."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(_TITLE, _HINT, name="start_with_pc", theme=context.theme)
        self._context = context
        self._tasks = context.tasks(self)
        self.box = TickBox("On", name="switch_start_with_pc", theme=context.theme)
        self.box.setAccessibleName(_TITLE)
        self.box.setAccessibleDescription(_HINT)
        self.box.clicked.connect(lambda is_on: self._tasks.start(self._turn(is_on=is_on)))
        self.put(self.box)

    def showEvent(self, event: QShowEvent) -> None:
        """Looks again each time: the desktop's own settings can switch it off."""
        super().showEvent(event)
        self._tasks.start(self._look())

    async def _look(self) -> None:
        self.box.setChecked(await self._autostart().is_on())

    async def _turn(self, *, is_on: bool) -> None:
        self.clear_error()
        autostart = self._autostart()
        try:
            await (autostart.turn_on() if is_on else autostart.turn_off())
        except RunSheetError as error:
            self.show_error(error)
        await self._look()

    def _autostart(self) -> Autostart:
        return Autostart.of(self._context.services.settings)
