"""The licences in Settings: every library that RunSheet is built with, and its licence's text."""

import asyncio

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import PageContext
from app.ui.resources import qt_licence
from app.ui.settings.row import SettingRow
from app.ui.widgets.controls import make_button
from app.ui.widgets.long_text import LongText

_HINT = (
    "RunSheet is built with Qt for Python, SQLCipher and other libraries under free licences. "
    "Icons: Fluent UI System Icons by Microsoft (MIT)."
)
_HEIGHT_PX = 320


class LicencesRow(SettingRow):
    """*Show licences* opens the texts below the row, and hides them again."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Built with", _HINT, name="licences", theme=context.theme)
        self.tasks = context.tasks(self)
        self.button = make_button("Show licences", name="show_licences", on_click=self._switch)
        self.text = LongText(context.theme, name="licences_text")
        self.text.setAccessibleName("Licences of the libraries")
        self.text.setFixedHeight(context.theme.px(_HEIGHT_PX))
        self.text.hide()
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        self.put(self.button)
        self.put(below, below=True)

    def _switch(self) -> None:
        if self.text.isHidden():
            self.tasks.start(self._show(), busy=self.button)
        else:
            self.text.hide()
            self.button.setText("Show licences")

    async def _show(self) -> None:
        from app.services.licences import libraries, licence_text

        words = await asyncio.to_thread(lambda: licence_text(libraries()))
        qt = await asyncio.to_thread(qt_licence)
        self.text.show_text(f"{words}\n\nQt for Python\n\n{qt}")
        self.text.show()
        self.button.setText("Hide licences")
        self.text.setFocus()
