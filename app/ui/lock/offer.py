"""The lock, offered with the first list where nothing opens it by itself: asked once."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.page import PageContext
from app.ui.settings.lock_row import LockRow
from app.ui.widgets.controls import panel


class LockOffer(QWidget):
    """Hidden until `offer`, and for good where the lock is on, was turned off by somebody, or the
    data are made up.
    """

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("lock_offer")
        self._context = context
        self.row: LockRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    async def offer(self) -> None:
        """Puts the row up, once."""
        services = self._context.services
        if self.row is not None or services.settings.memory_secrets:
            return
        if (await services.lock.settings()).is_settled:
            return
        self.row = LockRow(self._context)
        frame = panel("lock_offer_panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.addWidget(self.row)
        self._column.addWidget(frame)
        self.show()
