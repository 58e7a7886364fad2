"""The set-up inside the page: five steps, resumable, Back never loses what was typed."""

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.domain.connection import Connection, SetupStep
from app.ui import keys
from app.ui.connections.people.step_people import PeopleStep
from app.ui.connections.setup import flow
from app.ui.connections.setup.beginning import begin_connection
from app.ui.connections.setup.step_check import CheckStep
from app.ui.connections.setup.step_choose import ChooseStep
from app.ui.connections.setup.step_connect import ConnectStep
from app.ui.connections.setup.step_trail import StepTrail
from app.ui.connections.step import Step
from app.ui.connections.systems import finds_telehealth, system_of
from app.ui.connections.tab_order import follow_reading_order
from app.ui.connections.types.step_types import TypesStep
from app.ui.language import tr, translated
from app.ui.page import PageContext
from app.ui.widgets.controls import make_button, set_words
from app.ui.widgets.labels import label

if TYPE_CHECKING:  # loaded after the first paint
    from app.services.connections.service import SystemChoice


class SetupWizard(QWidget):
    """`closed`: save and finish later. `finished`: it is set up. `moved`: another step."""

    closed = Signal()
    moved = Signal()
    finished = Signal()

    def __init__(self, context: PageContext, connection: Connection | None = None) -> None:
        super().__init__()
        self.setObjectName("setup_wizard")
        self.context = context
        self.tasks = context.tasks(self)
        self.connection = connection
        self.at = flow.CHOOSE
        self._move_task: asyncio.Task[Any] | None = None
        self._steps: dict[str, Step] = {}
        self.heading = label(role="title", name="wizard_heading", wrap=True)
        self._trail = StepTrail()
        self._stack = QStackedWidget()
        self._back = make_button(
            tr("Back"), name="back", on_click=self.go_back, tip=keys.shown(keys.BACK)
        )
        self._later = make_button(
            tr("Save and finish later"), name="finish_later", on_click=self.finish_later, tip="Esc"
        )
        self._next = make_button(tr("Next"), name="next", kind="primary", on_click=self.go_on)
        self._reason = label(role="secondary", wrap=True, name="wait_reason")
        self._lay_out()
        self._bind_keys()

    @property
    def step(self) -> Step:
        """The step in front."""
        return self._steps[self.at]

    def start(self) -> None:
        """Opens the step where the connection stands."""
        step = flow.resumed_at(self.connection) if self.connection else flow.CHOOSE
        at = step if step in flow.steps(flags_telehealth=self._flags_telehealth) else flow.CHOOSE
        self.tasks.start(self._open_at(at))

    def choose(self, pms_type: str) -> None:
        """Goes on with this system; a connection made a moment ago is used again."""
        self._move(self._choose(pms_type))

    def go_back(self) -> None:
        """The step before, as it was left."""
        before = flow.before(self.at, flags_telehealth=self._flags_telehealth)
        if before != self.at:
            self._move(self._go(before))

    def go_on(self) -> None:
        """Finishes the step and opens the next one."""
        if not self.step.press_next():
            self._move(self._finish_step())

    def finish_later(self) -> None:
        """Leaves the set-up where it stands."""
        self._move(self._finish_later())

    def focus_first(self) -> None:
        """Where the step in front begins."""
        if self.at in self._steps:
            self.step.focus_first()

    def _lay_out(self) -> None:
        footer = QHBoxLayout()
        footer.setSpacing(8)
        footer.addWidget(self._back)
        footer.addWidget(self._reason, 1)
        footer.addWidget(self._later)
        footer.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addWidget(self._trail)
        column.addSpacing(4)
        column.addWidget(self._stack, 1)
        column.addLayout(footer)

    def _bind_keys(self) -> None:
        acts = {
            keys.BACK[0]: self.go_back,
            keys.NEXT[0]: self.go_on,
            keys.SAVE[0]: self.go_on,
            "Esc": self.finish_later,
        }
        for keys_text, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys_text), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    @property
    def _system(self) -> "SystemChoice | None":
        pms_type = self.connection.pms_type if self.connection else ""
        return system_of(self.context.services, pms_type)

    @property
    def _flags_telehealth(self) -> bool:
        pms_type = self.connection.pms_type if self.connection else ""
        return finds_telehealth(self.context.services, pms_type)

    def _move(self, work: Coroutine[Any, Any, None]) -> None:
        """One move at a time: a second press while a step is being saved does nothing."""
        if self._move_task is not None:
            work.close()
            return
        step = self._steps.get(self.at)
        self._move_task = self.tasks.start(work, on_error=step.show_error if step else None)
        self._move_task.add_done_callback(self._end_move)
        self._show_buttons()

    def _end_move(self, task: asyncio.Task[Any] | None) -> None:
        """The next one may begin, if it has not."""
        if self._move_task is task:
            self._move_task = None
            if isValid(self):
                self._show_buttons()

    async def _choose(self, pms_type: str) -> None:
        former = self.connection
        if former is None or former.pms_type != pms_type:
            self._turn_to(await begin_connection(self.context.services, pms_type))
            if former is not None and not former.is_paired:
                await self.context.services.connections.delete(former.id)
        await self._go(flow.after(flow.CHOOSE, flags_telehealth=self._flags_telehealth))

    async def _finish_later(self) -> None:
        if self.at in self._steps:
            self.step.leave()
            await self.step.keep_draft()
        self.closed.emit()

    async def _finish_step(self) -> None:
        if self.step.reason_to_wait():
            self.context.announce(self.step.reason_to_wait())
            return
        if not await self.step.finish():
            return
        if self.at == SetupStep.CHECK.value:
            self.finished.emit()
            return
        await self._go(flow.after(self.at, flags_telehealth=self._flags_telehealth))

    async def _go(self, step: str) -> None:
        """Opens a step and keeps it, so that a restart opens it again."""
        from app.services.connections.service import ConnectionChanges

        if self.at in self._steps:
            self.step.leave()
        if self.connection is not None and step != flow.CHOOSE:
            self.connection = await self.context.services.connections.change(
                self.connection.id, ConnectionChanges(setup_step=SetupStep(step))
            )
        await self._show(step)
        self._end_move(self._move_task)  # who sees the focus may press the next key
        self.step.focus_first()

    async def _open_at(self, step: str) -> None:
        await self._show(step)
        self.step.focus_first()

    async def _show(self, at: str) -> None:
        self.at = at
        if at not in self._steps:
            self._steps[at] = self._make(at)
            self._stack.addWidget(self._steps[at])
        self._stack.setCurrentWidget(self.step)
        self.moved.emit()
        self._show_heading()
        self._show_buttons()
        if self.connection is not None:
            await self.step.enter(self.connection)
        self._show_buttons()

    def _make(self, at: str) -> Step:
        if at == flow.CHOOSE:
            return ChooseStep(self.context, self.choose)
        step = self._step_of(SetupStep(at))
        step.changed.connect(self._show_buttons)
        step.done.connect(self._take_pairing)
        return step

    def _step_of(self, at: SetupStep) -> Step:
        if at is SetupStep.CONNECT:
            return ConnectStep(self.context)
        if at is SetupStep.PEOPLE:
            return PeopleStep(self.context, keeps_draft=True)
        if at is SetupStep.TELEHEALTH:
            return TypesStep(self.context, keeps_draft=True)
        return CheckStep(self.context)

    def _take_pairing(self) -> None:
        """The practice is confirmed: go on with the connection that was paired."""
        if isinstance(self.step, ConnectStep) and self.step.connection is not None:
            self._turn_to(self.step.connection)
            self._move(self._go(flow.after(self.at, flags_telehealth=self._flags_telehealth)))

    def _turn_to(self, connection: Connection) -> None:
        """Goes on with this connection; another one's people and types are not its own."""
        if self.connection is not None and self.connection.id != connection.id:
            for name in (SetupStep.PEOPLE, SetupStep.TELEHEALTH, SetupStep.CHECK):
                step = self._steps.pop(name.value, None)
                if step is not None:
                    self._stack.removeWidget(step)
                    step.deleteLater()
        self.connection = connection

    def _show_heading(self) -> None:
        system = self._system
        words = flow.heading(
            self.at,
            system=system.label if system else "",
            flags_telehealth=self._flags_telehealth,
        )
        self.heading.setText(words)
        self.setAccessibleName(words)
        self._trail.show_step(self.at, flags_telehealth=self._flags_telehealth)
        self.context.announce(words)

    def _show_buttons(self) -> None:
        step = self._steps.get(self.at)
        if step is None:
            return
        follow_reading_order(self)
        reason = step.reason_to_wait()
        self._back.setEnabled(self.at != flow.CHOOSE and self._move_task is None)
        self._later.setText(tr("Save and finish later") if self.connection else tr("Not now"))
        self._later.setAccessibleName(self._later.text())
        self._next.setVisible(bool(step.next_words))
        self._next.setEnabled(not reason and self._move_task is None)
        hint = tr(
            "{key} or {other_key}", key=keys.shown(keys.SAVE), other_key=keys.shown(keys.NEXT)
        )
        self._next.setAccessibleDescription(reason or hint)
        self._next.setToolTip(reason or hint)
        self._reason.setText(reason if step.next_words else "")
        if step.next_words:
            set_words(self._next, translated(step.next_words))
