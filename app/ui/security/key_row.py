"""A row about the key: its button opens a form below, and a new recovery code is shown there."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.keys.service import KeyStanding
from app.ui.page import PageContext
from app.ui.security.code_box import CodeBox
from app.ui.settings.row import SettingRow
from app.ui.start.form import WayForm
from app.ui.start.way import WayOut
from app.ui.widgets.controls import clear, make_button


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDeed:
    """`tell` gives the row's hint, `make_way` its form, both by how the key stands; what the form's
    act gives is a recovery code to show, or None. `is_for`: whether there is anything to do.
    """

    name: str
    title: str
    opener: str
    tell: Callable[[KeyStanding], str]
    make_way: Callable[[KeyStanding], Awaitable[WayOut]]
    is_for: Callable[[KeyStanding], bool] = lambda _standing: True
    is_danger: bool = False


class KeyRow(SettingRow):
    """Reads how the key stands whenever it comes into view."""

    def __init__(self, context: PageContext, deed: KeyDeed) -> None:
        super().__init__(deed.title, "", name=deed.name, theme=context.theme)
        self._deed = deed
        self._keys, self.tasks = context.services.keys, context.tasks(self)
        self._code: object = None
        self.form: WayForm | None = None
        self.box: CodeBox | None = None
        self.button = make_button(
            deed.opener,
            name=f"{deed.name}_open",
            kind="danger" if deed.is_danger else "normal",
            on_click=lambda: self.tasks.start(self._open()),
        )
        self._below = QVBoxLayout()
        self._below.setContentsMargins(0, 8, 0, 8)
        self._holder = QWidget()
        self._holder.setLayout(self._below)
        self.put(self.button)
        self.put(self._holder, below=True)
        self._close()

    @property
    def words(self) -> str:
        """What the search box looks in."""
        return f"{self.title} {self._hint.text()} {self._deed.opener}".lower()

    def showEvent(self, event: QShowEvent) -> None:
        """It may have been changed elsewhere meanwhile."""
        super().showEvent(event)
        self.tasks.start(self._follow())

    async def _follow(self) -> None:
        standing = await self._keys.standing()
        self._hint.setText(self._deed.tell(standing))
        self.button.setEnabled(self._deed.is_for(standing))

    async def _open(self) -> None:
        way = await self._deed.make_way(await self._keys.standing())
        self._close()
        acting = replace(way, act=self._remembering(way))
        self.form = WayForm(acting, self.tasks, done=self._finish, back=self._close)
        self._below.addWidget(self.form)
        self._holder.show()
        self.form.focus_first()

    def _remembering(self, way: WayOut) -> Callable[[Mapping[str, str]], Awaitable[object]]:
        async def act(values: Mapping[str, str]) -> None:
            self._code = await way.act(values)

        return act

    def _finish(self) -> None:
        code, self._code = self._code, None
        self._close()
        if isinstance(code, str):
            self.box = CodeBox(code, self.tasks, done=self._close)
            self._below.addWidget(self.box)
            self._holder.show()
            self.box.done_button.setFocus()
        self.tasks.start(self._follow())

    def _close(self) -> None:
        self.form = self.box = None
        clear(self._below)
        self._holder.hide()
