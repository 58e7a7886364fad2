"""The header's privacy button: pressed, and saying so, while names are hidden."""

from PySide6.QtCore import QSize

from app.ui import keys
from app.ui.language import tr
from app.ui.widgets.buttons import Button


class PrivacyButton(Button):
    """`Privacy  F8`, or pressed `Privacy on`; as wide in both states."""

    def __init__(self) -> None:
        self._off_words = f"{tr('Privacy')}  {keys.shown(keys.PRIVACY)}"
        super().__init__(self._off_words, name="privacy")
        self.setCheckable(True)
        self.show_state(is_on=False)

    def show_state(self, *, is_on: bool) -> None:
        """Shows whether names are hidden; a press asks, this tells."""
        self.setChecked(is_on)
        self.setText(tr("Privacy on") if is_on else self._off_words)
        self.setAccessibleName(
            tr("Privacy on, names are hidden") if is_on else tr("Privacy, hide names")
        )
        self.setToolTip(
            tr("Show names again") if is_on else tr("Hide names, phones and dates of birth")
        )

    def sizeHint(self) -> QSize:
        """As wide as the longer words."""
        size, metrics = super().sizeHint(), self.fontMetrics()
        widths = [metrics.horizontalAdvance(each) for each in (tr("Privacy on"), self._off_words)]
        now = metrics.horizontalAdvance(self.text())
        return QSize(size.width() + max(widths) - now, size.height())

    def nextCheckState(self) -> None:  # noqa: N802  # Qt's own name
        """A press changes nothing here: the switch does, and `show_state` follows it."""
