"""The recovery code as a row: in Settings, and at the end of a set-up while there is none."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.keys.service import KeyStanding
from app.ui.language import tr
from app.ui.page import PageContext
from app.ui.security.key_row import KeyDeed, KeyRow
from app.ui.start.way import WayOut
from app.ui.widgets.controls import panel


def recovery_row(context: PageContext) -> KeyRow:
    """Makes a code and shows it, this once."""

    def tell(standing: KeyStanding) -> str:
        made_on = standing.recovery_made_on
        state = tr("There is none yet.")
        if made_on is not None:
            state = tr("Made on {date:%d %B %Y}.", date=made_on)
        return f"{tr('Opens the data when this PC has lost their key.')} {state}"

    async def way(standing: KeyStanding) -> WayOut:
        warning = tr("26 letters and digits to write down or print, shown once.")
        if standing.recovery_made_on is not None:
            warning = f"{warning} {tr('The code before opens nothing then.')}"
        return WayOut(
            name="code",
            words=tr("Make the code"),
            hint="",
            warning=warning,
            act=lambda _values: context.services.keys.new_recovery_code(),
        )

    deed = KeyDeed(
        name="recovery_code",
        title=tr("Recovery code"),
        opener=tr("Make a recovery code"),
        tell=tell,
        make_way=way,
    )
    return KeyRow(context, deed)


class RecoveryOffer(QWidget):
    """Hidden until `offer`, and for good where a code is there or the data are made up."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.setObjectName("recovery_offer")
        self._context = context
        self.row: KeyRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    async def offer(self) -> None:
        """Puts the row up, once."""
        services = self._context.services
        if self.row is not None or services.settings.memory_secrets:
            return
        if (await services.keys.standing()).recovery_made_on is not None:
            return
        self.row = recovery_row(self._context)
        frame = panel("recovery_offer_panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(16, 8, 16, 8)
        inside.addWidget(self.row)
        self._column.addWidget(frame)
        self.show()
