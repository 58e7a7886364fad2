"""Other programs: whether RunSheet answers them, where, and why it can't."""

from app.domain.api_access import DEFAULT_PORT, ON_PREFERENCE, PORT_PREFERENCE, parse_port
from app.domain.errors import InvalidRequest
from app.services.changes import Change, Topic
from app.ui.page import PageContext
from app.ui.settings.row import Setting, SwitchRow, TextRow
from app.ui.settings.saved import SavedChoices
from app.ui.widgets.labels import label, restyle

ON = Setting(
    name=ON_PREFERENCE,
    title="Let the practice's other programs use RunSheet",
    hint="Programs on this PC alone, while RunSheet is open. Each needs its own token, from below.",
    default="no",
    choices=(("yes", "on"), ("no", "off")),
)
PORT = Setting(
    name=PORT_PREFERENCE,
    title="Port",
    hint="Where they find RunSheet: a number from 1024 to 65535 that no other program has.",
    default=str(DEFAULT_PORT),
)


class ApiSwitchRow(SwitchRow):
    """The switch, and below it the address that answers, or why none does."""

    def __init__(self, context: PageContext, saved: SavedChoices) -> None:
        super().__init__(ON, saved, theme=context.theme)
        self._access = context.services.api_access
        self.state = label(role="secondary", wrap=True, name="api_state")
        self.put(self.state, below=True)
        self.destroyed.connect(context.services.changes.subscribe(self._hear))
        self._show_state()

    def _hear(self, change: Change) -> None:
        if change.topic is Topic.API:
            self._show_state()

    def _show_state(self) -> None:
        address, fault = self._access.address, self._access.fault
        self.state.setVisible(address is not None)
        self.state.setText(f"RunSheet answers at {address.url}." if address else "")
        if fault is not None:
            self.show_error(fault)
        else:
            self.clear_error()


class ApiPortRow(TextRow):
    """A port; what is none is told and not kept."""

    def __init__(self, context: PageContext, saved: SavedChoices) -> None:
        super().__init__(PORT, saved, theme=context.theme)
        self.field.setMaxLength(5)

    def show_saved(self) -> None:
        """What was typed and is none stays there with its fault."""
        if not self.error:
            super().show_saved()

    def _leave(self) -> None:
        text = self.field.text().strip()
        is_port = not text or parse_port(text) is not None
        restyle(self.field, "invalid", "false" if is_port else "true")
        if is_port:
            self.choose(text or self.setting.default)
        else:
            self.show_error(InvalidRequest(reason="A port is a number from 1024 to 65535."))
