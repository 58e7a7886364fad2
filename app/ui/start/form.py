"""What a way out asks before it acts: its warning, its fields, and the way back."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.errors import PassphraseWrong, RecoveryCodeWrong, RunSheetError
from app.ui.language import tr, translated
from app.ui.start.way import WayField, WayOut
from app.ui.tasks import Tasks
from app.ui.widgets.controls import make_button, panel
from app.ui.widgets.labels import label, restyle

_LONGEST = 256


class WayForm(QWidget):
    """`done` is called once the way was gone to its end; `back` when a person thinks better."""

    def __init__(
        self, way: WayOut, tasks: Tasks, *, done: Callable[[], None], back: Callable[[], None]
    ) -> None:
        super().__init__()
        self.way = way
        self._tasks, self._done = tasks, done
        self.fault = label(role="error", wrap=True, name="start_way_fault")
        self.fault.hide()
        self.fields = {each.name: _field(each) for each in way.fields}
        for each in self.fields.values():
            each.returnPressed.connect(self.go)
        kind = "danger" if way.is_danger else "primary"
        self.button = make_button(way.words, name="start_way_go", kind=kind, on_click=self.go)
        self._back = make_button(tr("Back"), name="start_way_back", on_click=back)
        self._back.setVisible(not way.opens_at_once)
        self._lay_out()

    def focus_first(self) -> None:
        """The first field; the button where there is none."""
        next(iter(self.fields.values()), self._back).setFocus()

    def go(self) -> None:
        """Does it; what goes wrong is said above the button, and the fields stay."""
        self._say("")
        values = {name: each.text() for name, each in self.fields.items()}
        self._tasks.start(self._act(values), busy=self, on_error=self._refuse)

    async def _act(self, values: Mapping[str, str]) -> None:
        await self.way.act(values)
        for each in self.fields.values():
            each.clear()
        self._done()

    def _refuse(self, error: RunSheetError) -> None:
        self._say(translated(error))
        wrong = self._wrong_field(error)
        if wrong is not None:
            restyle(wrong, "invalid", "true")
        at = wrong or next(iter(self.fields.values()), None)
        if at is not None:
            at.selectAll()
            at.setFocus()

    def _wrong_field(self, error: RunSheetError) -> QLineEdit | None:
        """Where the fault was typed; None for one that is nobody's typing."""
        if isinstance(error, RecoveryCodeWrong):
            return self.fields.get("code")
        if isinstance(error, PassphraseWrong):
            return self.fields.get("passphrase")
        where = str(error.facts.get("field"))
        return self.fields.get(where) or (self.fields.get("passphrase") if where == "new" else None)

    def _say(self, words: str) -> None:
        self.fault.setText(words and f"! {words}")
        self.fault.setVisible(bool(words))
        for each in self.fields.values():
            restyle(each, "invalid", "false")

    def _lay_out(self) -> None:
        frame = panel("start_way")
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label(self.way.warning or self.way.hint, wrap=True, name="start_way_text"))
        for told, field in zip(self.way.fields, self.fields.values(), strict=True):
            heading = label(translated(told.words), role="muted")
            heading.setBuddy(field)
            column.addWidget(heading)
            column.addWidget(field)
        column.addWidget(self.fault)
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addWidget(self._back)
        line.addStretch(1)
        column.addLayout(line)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)


def _field(told: WayField) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(f"start_way_{told.name}")
    field.setAccessibleName(translated(told.words))
    field.setMaxLength(_LONGEST)
    if told.is_secret:
        field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
