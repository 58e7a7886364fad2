"""A CRM's setting row: whether bookings can be sent there, and the form that sets it up."""

from itertools import pairwise

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.crm import CrmProvider, CrmSettingValue, ToldBy
from app.domain.errors import RunSheetError
from app.ui.connections.setup.entry import Entry
from app.ui.connections.setup.entry_kinds import make_entry
from app.ui.connections.setup.form_error import FormError
from app.ui.page import PageContext
from app.ui.settings.crm_words import field_of, status_words
from app.ui.settings.row import SettingRow
from app.ui.widgets.buttons import Button
from app.ui.widgets.controls import set_words
from app.ui.widgets.labels import label


class CrmRow(SettingRow):
    """Closed, it says how the CRM stands; open, every setting of it, a test, Save and Remove.

    What somebody has typed stays until it is saved, whatever is read anew meanwhile.
    """

    def __init__(self, context: PageContext, provider: str, name: str) -> None:
        super().__init__(name, "Looking…", name=f"crm.{provider}", theme=context.theme)
        self._context, self._provider = context, provider
        self._crm = context.services.crm
        self._tasks = context.tasks(self)
        self.entries: dict[str, Entry] = {}
        self._secrets: frozenset[str] = frozenset()
        self._is_edited = self._is_ready = False
        self.toggle = Button("Set up", name=f"crm_{provider}_open")
        self.toggle.clicked.connect(self._turn_over)
        self.put(self.toggle)
        self._form = QWidget()
        self._form.hide()
        self._fields = QVBoxLayout()
        self._fields.setSpacing(12)
        self.result = label("", role="secondary", wrap=True, name=f"crm_{provider}_result")
        self.result.hide()
        self.fault = FormError(name=f"crm_{provider}_error")
        self._build_form()
        self.put(self._form, below=True)

    def showEvent(self, event: QShowEvent) -> None:
        """A file or another window may have changed it meanwhile."""
        super().showEvent(event)
        if not self._tasks.running:
            self._tasks.start(self._show_state(), on_error=self.show_error)

    def _build_form(self) -> None:
        self.test_button = Button("Test", name=f"crm_{self._provider}_test")
        self.test_button.setAccessibleName(f"Test {self.title}")
        self.test_button.clicked.connect(self._start_test)
        self.save_button = Button("Save", name=f"crm_{self._provider}_save", kind="primary")
        self.save_button.setAccessibleName(f"Save {self.title}")
        self.save_button.clicked.connect(self._start_save)
        self.remove_button = Button(
            "Remove what is saved here", name=f"crm_{self._provider}_remove", kind="quiet"
        )
        self.remove_button.setAccessibleName(f"Remove what is saved here for {self.title}")
        self.remove_button.clicked.connect(self._start_remove)
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self.save_button, self.test_button, self.remove_button):
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 12, 0, 8)
        column.setSpacing(12)
        column.addLayout(self._fields)
        column.addWidget(self.result)
        column.addWidget(self.fault)
        column.addLayout(line)

    @property
    def values(self) -> dict[str, str]:
        """What the form holds; a secret only where one was typed."""
        typed = {name: entry.value for name, entry in self.entries.items()}
        return {name: value for name, value in typed.items() if value or name not in self._secrets}

    def _turn_over(self) -> None:
        is_open = self._form.isHidden()
        self._form.setVisible(is_open)
        self._name_toggle()
        if is_open and self.entries:
            next(iter(self.entries.values())).select()

    async def _show_state(self) -> None:
        provider = await self._crm.provider(self._provider)
        settings = await self._crm.settings(self._provider)
        self.clear_error()
        self._tell(provider, settings)
        if not self._is_edited:
            self._fill(settings)

    def _tell(self, provider: CrmProvider, settings: tuple[CrmSettingValue, ...]) -> None:
        self._hint.setText(status_words(provider, settings))
        self._is_ready = provider.configured
        self.remove_button.setVisible(any(each.told_by is ToldBy.SAVED for each in settings))
        self._name_toggle()

    def _name_toggle(self) -> None:
        closed = "Change" if self._is_ready else "Set up"
        set_words(self.toggle, closed if self._form.isHidden() else "Close")
        self.toggle.setAccessibleName(f"{self.toggle.text()}: {self.title}")

    def _fill(self, settings: tuple[CrmSettingValue, ...]) -> None:
        self._secrets = frozenset(each.variable for each in settings if each.is_secret)
        for each in settings:
            if each.variable not in self.entries:
                self._add_entry(each)
            entry = self.entries[each.variable]
            entry.explain(field_of(each).hint)
            entry.fill(each.value or ("" if each.is_secret else each.default))
        self._order_stops()

    def _add_entry(self, setting: CrmSettingValue) -> None:
        entry = make_entry(field_of(setting), self._context.theme)
        entry.submitted.connect(self._start_save)
        entry.edited.connect(self._note_edit)
        self.entries[setting.variable] = entry
        self._fields.addWidget(entry)

    def _order_stops(self) -> None:
        """Tab goes down the form, though its fields were made after its buttons."""
        fields = [stop for entry in self.entries.values() for stop in entry.stops]
        stops = [self.toggle, *fields, self.save_button, self.test_button, self.remove_button]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _note_edit(self) -> None:
        self._is_edited = True

    def _start_save(self) -> None:
        self._begin("Saving…")
        self._tasks.start(self._save(), busy=self.save_button, on_error=self._fail)

    async def _save(self) -> None:
        await self._crm.save(self._provider, self.values)
        await self._start_anew()
        self._say("Saved.")

    def _start_test(self) -> None:
        self._begin("Testing…")
        self._tasks.start(self._test(), busy=self.test_button, on_error=self._fail)

    async def _test(self) -> None:
        found = await self._crm.test(self._provider, self.values)
        self._say(" ".join(("Working.", *found.findings, f"Answered in {found.latency_ms} ms.")))

    def _start_remove(self) -> None:
        self._begin("Removing…")
        self._tasks.start(self._remove(), busy=self.remove_button, on_error=self._fail)

    async def _remove(self) -> None:
        await self._crm.forget(self._provider)
        await self._start_anew()
        self._say("Removed. What this PC's environment says holds again.")

    async def _start_anew(self) -> None:
        self._is_edited = False
        await self._show_state()

    def _begin(self, words: str) -> None:
        self.fault.say("")
        self.result.setText(words)
        self.result.show()

    def _say(self, words: str) -> None:
        self.result.setText(f"✓ {words}")
        self.result.show()
        self._context.announce(words)

    def _fail(self, error: RunSheetError) -> None:
        """Beside the buttons: the row's own place for it may be off the screen."""
        self.result.hide()
        self.fault.say(str(error))
        self._context.announce(str(error))
