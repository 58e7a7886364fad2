"""A window with the booking form or the quick box on it: a Gentu, a CRM, the real services."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from app.domain.run_sheet import RunSheetRow
from app.sandbox.gentu.made_up import made_up_practice
from app.sandbox.gentu.sandbox import running_gentu
from app.services import Settings, open_services
from app.ui.bookings.form.form import BookingForm
from app.ui.bookings.quick_box import QuickBox
from app.ui.page import PageContext
from app.ui.theme import SchemeChoice, Theme
from app.ui.window.main_window import MainWindow
from tests.support.waiting import until
from tests.ui.scene import DAY, NINE_27, Clock, Scene

SIZE = (1024, 640)


@dataclass
class BookingDesk:
    """`stage` holds `form` and `box`; what they told is in `booked`, `closed` and `told`."""

    scene: Scene
    crm: Any
    window: MainWindow
    stage: QWidget
    form: BookingForm
    box: QuickBox
    booked: list[str] = field(default_factory=list)
    closed: list[None] = field(default_factory=list)
    told: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def context(self) -> PageContext:
        return self.window.context

    @property
    def services(self) -> Any:
        return self.scene.services

    @property
    def focus(self) -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        return widget

    def seek(self, name: str) -> QWidget | None:
        """The visible widget of that object name."""
        widgets = self.stage.findChildren(QWidget, name)
        return next((each for each in widgets if each.isVisible()), None)

    def find(self, name: str) -> QWidget:
        found = self.seek(name)
        assert found is not None, f"no visible {name}"
        return found

    def text(self, name: str) -> str:
        """The words of a visible widget; empty where there is none."""
        found = self.seek(name)
        words = getattr(found, "currentText", None) or getattr(found, "text", None)
        return str(words()) if callable(words) else ""

    def all_text(self) -> str:
        """Every word of every visible label and button, seen or spoken."""
        shown = [each for each in self.stage.findChildren(QWidget) if each.isVisible()]
        words = [each.text() for each in shown if isinstance(each, QLabel)]
        return "\n".join([*words, *(each.accessibleName() for each in shown)])

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.focus, key, modifier or Qt.KeyboardModifier.NoModifier)

    def alt(self, key: Qt.Key) -> None:
        """Alt and a letter, as the window hears it."""
        self.press(key, Qt.KeyboardModifier.AltModifier)

    def type_text(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def type_over(self, text: str) -> None:
        """In place of what stands there."""
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type_text(text)

    def book(self) -> None:
        """Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    async def until(self, condition: Callable[[], object]) -> None:
        await until(condition)

    async def open(self, act: Callable[[], object]) -> None:
        """Opens the form and waits until it knows what it stands on."""
        act()
        self.form.show()
        await self.settle()

    async def settle(self) -> None:
        """Until nothing that was started is under way."""
        await self.until(lambda: not self.form.tasks.running and not self.box.tasks.running)
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))

    async def answered(self) -> str:
        """The look-up's words, once it has answered."""
        await self.until(lambda: self.text("form_look_up") not in {"", "Looking in HubSpot…"})
        await self.settle()
        return self.text("form_look_up")

    async def row(self, last_name: str) -> RunSheetRow:
        """That patient's row of the day."""
        sheet = await self.services.run_sheet.sheet(DAY)
        return next(each for each in sheet.rows if each.patient_last_name == last_name)


@contextlib.asynccontextmanager
async def booking_desk(
    qapp: QApplication,
    folder: Path,
    crm: Any = None,
    *,
    now: datetime = NINE_27,
    has_sheet: bool = False,
) -> AsyncIterator[BookingDesk]:
    """`crm` is a running sandbox, None for a desk without one; `has_sheet`: Gentu is synced."""
    clock = Clock(now)
    with running_gentu(made_up_practice(DAY)) as gentu:
        environment = {**gentu.environment, **(crm.environment if crm is not None else {})}
        settings = Settings(
            data_dir=folder / "data",
            environment=environment,
            memory_secrets=True,
            has_rate_limit=False,
        )
        services = await open_services(settings, now=clock, elapsed=clock.elapsed)
        around = Scene(gentu, services, clock)
        if has_sheet:
            await around.ready()
        sending = asyncio.create_task(services.sender.run())
        try:
            async with _stage(qapp, around, crm) as desk:
                yield desk
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            await services.aclose()


@contextlib.asynccontextmanager
async def _stage(qapp: QApplication, around: Scene, crm: Any) -> AsyncIterator[BookingDesk]:
    window = MainWindow(
        Theme(qapp, choice=SchemeChoice.LIGHT), pc_zone=lambda: "Australia/Melbourne"
    )
    window.attach(around.services, await around.services.preferences.read())
    stage = QWidget()
    stage.setObjectName("page")
    stage.resize(*SIZE)
    column = QVBoxLayout(stage)
    box, form = QuickBox(window.context), BookingForm(window.context)
    column.addWidget(box)
    column.addWidget(form, 1)
    form.hide()
    desk = BookingDesk(around, crm, window, stage, form, box)
    form.booked.connect(desk.booked.append)
    form.closed.connect(lambda: desk.closed.append(None))
    for name in ("form_wanted", "move_wanted", "cancel_wanted", "choose_wanted"):
        signal = getattr(box, name)
        signal.connect(lambda *told, name=name: desk.told.append((name, *told)))
    stage.show()
    stage.activateWindow()
    try:
        await until(stage.isActiveWindow)
        yield desk
    finally:
        await window.aclose()
        for each in (stage, window):
            each.hide()
            each.deleteLater()
        QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))
