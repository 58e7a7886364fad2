"""Which screens of this PC patients can see: names hide when the window comes onto one."""

from PySide6.QtGui import QGuiApplication, QScreen, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.privacy import MONITORS_PREFERENCE, PrivacySettings
from app.ui.page import PageContext
from app.ui.settings.row import SettingRow
from app.ui.widgets.ticks import TickBox


class ScreensRow(SettingRow):
    """A tick for every screen that is plugged in now; one that isn't keeps its tick."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(
            "Screens that patients can see",
            "Names hide by themselves when the window is moved onto one. Default: none.",
            name="privacy.monitors",
            theme=context.theme,
        )
        self._context = context
        self._tasks = context.tasks(self)
        self._chosen: set[str] = set()
        self.boxes: dict[str, TickBox] = {}
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.put(holder)
        for number, screen in enumerate(QGuiApplication.screens(), start=1):
            self._add(number, screen)

    def showEvent(self, event: QShowEvent) -> None:
        """As it is saved; a choice that is on its way there is newer."""
        super().showEvent(event)
        if not self._tasks.running:
            self._tasks.start(self._show_saved(set(self._chosen)))

    def _add(self, number: int, screen: QScreen) -> None:
        size = screen.size()
        words = f"{screen.name() or f'Screen {number}'} ({size.width()} × {size.height()})"
        box = TickBox(words, name=f"screen_{number}", theme=self._context.theme)
        box.setAccessibleDescription(self.title)
        box.clicked.connect(lambda is_on: self._choose(screen.name(), is_on=is_on))
        box.setEnabled(False)  # until it is known what is saved
        self.boxes[screen.name()] = box
        self._column.addWidget(box)

    def _choose(self, name: str, *, is_on: bool) -> None:
        self.clear_error()
        (self._chosen.add if is_on else self._chosen.discard)(name)
        value = "\n".join(sorted(self._chosen))
        write = self._context.services.preferences.write(
            MONITORS_PREFERENCE, value, is_setting=True
        )
        self._tasks.start(write, on_error=self.show_error)

    async def _show_saved(self, before: set[str]) -> None:
        """`before`: what is ticked as this begins; what is read may be older than a press since."""
        saved = await self._context.services.preferences.read()
        if self._chosen != before:  # somebody was quicker
            return
        self._chosen = set(PrivacySettings.of(saved).monitors)
        for name, box in self.boxes.items():
            box.setChecked(name in self._chosen)
            box.setEnabled(True)
