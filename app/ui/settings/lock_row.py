"""The lock in Settings: what opens it, chosen and changed by whoever can open it now."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.errors import InvalidRequest, RunSheetError, UnlockRefused
from app.domain.screen_lock import LockSettings, UnlockWay
from app.ui.connections.flow_row import FlowRow
from app.ui.connections.setup.form_error import FormError
from app.ui.lock.words import secret_words, way_words
from app.ui.page import PageContext
from app.ui.settings.lock_field import SecretField
from app.ui.settings.row import SettingRow
from app.ui.widgets.controls import make_button
from app.ui.widgets.labels import label

_HINT = (
    "Hides every window until somebody opens it again: when nobody uses this PC, and when the PC "
    "locks. RunSheet goes on checking."
)


class LockRow(SettingRow):
    """Buttons for each way; the one that is pressed opens its form below."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("Lock RunSheet", _HINT, name="lock", theme=context.theme)
        self._context = context
        self.tasks = context.tasks(self)
        self._settings = LockSettings()
        self._wanted = UnlockWay.NONE
        self.state = label(role="secondary", name="lock_state")
        self.pin = self._opener("Use a PIN…", "lock_pin", UnlockWay.PIN)
        self.password = self._opener("Use this PC's password…", "lock_password", UnlockWay.PASSWORD)
        self.off = self._opener("Turn off…", "lock_off", UnlockWay.NONE)
        self.now = make_button("Lock now", name="lock_now", on_click=self._lock_now)
        self.current = SecretField("lock_current")
        self.new = SecretField("lock_new")
        self.fault = FormError(name="lock_form_error")
        self.save = make_button("Save", name="lock_save", kind="primary", on_click=self._save)
        self.cancel = make_button("Cancel", name="lock_cancel", on_click=self._close)
        for field in (self.current, self.new):
            field.submitted.connect(self._save)
        self._lay_out()
        self.tasks.start(self._show())

    def _opener(self, words: str, name: str, way: UnlockWay) -> QWidget:
        return make_button(words, name=name, on_click=lambda: self._open(way))

    async def _show(self) -> None:
        lock = self._context.services.lock
        self._settings = await lock.settings()
        is_on = self._settings.way is not UnlockWay.NONE
        self.state.setText(way_words(self._settings.way))
        self.password.setVisible(lock.password_is_offered)
        self.off.setVisible(is_on)
        self.now.setVisible(is_on)

    def _open(self, way: UnlockWay) -> None:
        self._wanted = way
        is_on = self._settings.way is not UnlockWay.NONE
        names = {
            UnlockWay.PIN: "New PIN, 4 to 12 digits",
            UnlockWay.PASSWORD: secret_words(UnlockWay.PASSWORD),
        }
        self.current.ask(f"{secret_words(self._settings.way)} that opens it now" if is_on else "")
        self.new.ask(names.get(way, ""))
        self.fault.say("")
        self._form.show()
        (self.current if is_on else self.new).take_focus()

    def _close(self) -> None:
        self._form.hide()
        for field in (self.current, self.new):
            field.ask("")
        self.pin.setFocus()

    def _save(self) -> None:
        if self._form.isVisible() and self.save.isEnabled():
            self.tasks.start(self._keep(), busy=self.save, on_error=self._refuse)

    async def _keep(self) -> None:
        lock, secret = self._context.services.lock, self.current.text
        match self._wanted:
            case UnlockWay.PIN:
                await lock.choose_pin(self.new.text, secret=secret)
            case UnlockWay.PASSWORD:
                await lock.choose_password(self.new.text, secret=secret)
            case UnlockWay.NONE:
                await lock.turn_off(secret)
        await self._show()
        self._close()
        self._context.announce(self.state.text())

    def _refuse(self, error: RunSheetError) -> None:
        self.fault.say(str(error))
        wrong = self._wrong_fields(error)
        for field in (self.current, self.new):
            field.mark(is_wrong=field in wrong)
        for field in wrong[:1]:
            field.take_focus()

    def _wrong_fields(self, error: RunSheetError) -> list[SecretField]:
        """Where the fault was typed; both where the password asked for may be either."""
        if isinstance(error, InvalidRequest):
            return [self.new]
        if not isinstance(error, UnlockRefused):
            return []
        asked = [field for field in (self.current, self.new) if field.isVisible()]
        return asked if self._wanted is UnlockWay.PASSWORD else asked[:1]

    def _lock_now(self) -> None:
        self.tasks.start(self._context.services.lock.lock())

    def _lay_out(self) -> None:
        buttons = FlowRow()
        for each in (self.pin, self.password, self.off, self.now):
            buttons.addWidget(each)
        self._form = QWidget()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.save)
        line.addWidget(self.cancel)
        line.addStretch(1)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 8, 0, 8)
        form.setSpacing(6)
        form.addWidget(self.current)
        form.addWidget(self.new)
        form.addWidget(self.fault)
        form.addLayout(line)
        self._form.hide()
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(buttons)
        column.addWidget(self._form)
        self.put(self.state)
        self.put(below, below=True)
